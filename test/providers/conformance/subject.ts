/** What a provider has to tell about itself, so that the one suite for all providers can be run against it. */
import type { CommonAccountConfig } from '../../../src/accountConfig.ts';
import type { ErrorCode } from '../../../src/errors.ts';
import type { Capabilities, CapabilityName, Provider, Write, WriteName } from '../../../src/providers/provider.ts';
import type { LogicboxesTransactionQuery } from '../../../src/providers/records-logicboxes.ts';
import type { Bench } from './bench.ts';

/** Name of a capability that reads. */
export type ReadName = Exclude<CapabilityName, WriteName>;

/** Input of a write. */
export type InputOf<Name extends WriteName> =
  NonNullable<Capabilities[Name]> extends Write<infer Input, infer _> ? Input : never;

/** How one write is tried. An input is made for each test, since it may need something at the upstream first. */
export interface WriteSample<Input> {
  /** The upstream's function that writes, as plan and sandbox name it. */
  readonly function: string;
  /** An input that nothing is wrong with. */
  readonly input: (bench: Bench) => Input | Promise<Input>;
  /** An input with several things wrong, and the path of each: all of them must be found at once. */
  readonly wrong: { readonly input: Input; readonly fields: readonly string[] };
  /** An input that passes no check of ours but is refused by the upstream, and what that is called. */
  readonly refused: { readonly input: Input; readonly code: ErrorCode };
  /** Whatever the write changes, read from the upstream. */
  readonly state: (bench: Bench, input: Input) => Promise<unknown>;
  /** That state after the write was applied once, from what it was before. */
  readonly after: (before: never, input: Input) => unknown;
  /** Values of the input that may be seen nowhere but at the upstream. */
  readonly secrets?: readonly string[];
  /** True where half of an answer still says that it was done, such as half of a number. */
  readonly halfIsEnough?: true;
}

/** A sample for each write that the provider has. */
export type WriteSamples = { readonly [Name in WriteName]?: WriteSample<InputOf<Name>> };

/** What only some capabilities are asked for. */
export interface ReadSamples {
  /** One day to another that transactions are known of. */
  readonly transactions?: { readonly from: string; readonly to: string };
  readonly usernames?: { readonly domain: string; readonly taken: string; readonly free: string };
  /** A client's own login that is right. */
  readonly signIn?: { readonly username: string; readonly password: string };
  readonly logicboxesTransactions?: LogicboxesTransactionQuery;
}

/** One provider. */
export interface Subject {
  /** Name of the provider as the sandbox writes it. */
  readonly name: 'voipms' | 'sippy' | 'freeside' | 'logicboxes';
  /** An account at a sandbox, with its demo login. Waits are short, so that hanging calls end. */
  create(sandboxUrl: string, changes?: Partial<CommonAccountConfig>): Provider;
  /** Credentials of that account that nobody may see. */
  readonly secrets: readonly string[];
  /** A client that the documents describe. */
  readonly client: { readonly id: string; readonly email: string; readonly balance: string };
  /** An id as the upstream writes them, which nobody has. */
  readonly unknownId: string;
  /** Parameters in which the upstream is told which client is meant. */
  readonly idParameters: readonly string[];
  /**
   * Names under which the sandbox counts requests that `spend` is not asked for, with the reason. Everything else must be
   * spent for, once each.
   */
  readonly unspent: Readonly<Record<string, string>>;
  readonly reads: ReadSamples;
  readonly writes: WriteSamples;
}
