/** What may happen to the gateways of the model, and how often. */
import { array, boolean, constant, constantFrom, nat, oneof, option, record, type Arbitrary } from 'fast-check';
import type { Delivery, WriteName } from '../../src/providers/provider.ts';
import type { Failing } from './world-gateway.ts';
import type { Fate } from './world-upstream.ts';

/** A write that may be asked for. */
export interface Input {
  readonly kind: WriteName;
  readonly delivery: Delivery;
  readonly clientId: string;
  readonly amount: string;
}

/** All of them: two clients, and pairs that differ in one thing only. */
export const inputs: readonly Input[] = [
  { kind: 'addCharge', delivery: 'probed', clientId: '1', amount: '5.00' },
  { kind: 'addCharge', delivery: 'probed', clientId: '1', amount: '7.50' },
  { kind: 'addCharge', delivery: 'probed', clientId: '2', amount: '5.00' },
  { kind: 'addPayment', delivery: 'probed', clientId: '1', amount: '5.00' },
  { kind: 'setClientThreshold', delivery: 'repeatable', clientId: '1', amount: '10' },
  { kind: 'setClientThreshold', delivery: 'repeatable', clientId: '1', amount: '20' },
  { kind: 'addPayment', delivery: 'unproven', clientId: '2', amount: '9.00' },
];

/** Callers and keys; two callers have one key in common. */
export const keys: readonly { readonly caller: string; readonly idempotencyKey: string | null }[] = [
  { caller: 'alice', idempotencyKey: 'k1' },
  { caller: 'bob', idempotencyKey: 'k1' },
  ...['k2', 'k3', 'k4'].map((idempotencyKey) => ({ caller: 'alice', idempotencyKey })),
  { caller: 'alice', idempotencyKey: null },
];

/** One step. `gateway` is one of two processes; the crashed one that is named begins anew. */
export type Command =
  /** Somebody asks for a write. `input`: null for the one that the key is meant for. */
  | {
      readonly do: 'submit';
      readonly gateway: number;
      readonly key: number;
      readonly input: number | null;
      readonly fate: Fate;
    }
  /** Somebody asks what became of a write. */
  | { readonly do: 'ask'; readonly gateway: number; readonly key: number; readonly input: number | null }
  /** Somebody is about to send money, and asks what is unknown of the client. */
  | { readonly do: 'predecessors'; readonly gateway: number; readonly client: string }
  /** Some of what waits happens, in this order. */
  | { readonly do: 'turns'; readonly picks: readonly number[] }
  /** All that waits happens, in the order in which it began to wait. */
  | { readonly do: 'flow' }
  /** A process ends. `pick`: one more of its calls takes effect, without an answer. */
  | { readonly do: 'crash'; readonly gateway: number; readonly pick: number | null }
  | { readonly do: 'start'; readonly gateway: number }
  | { readonly do: 'advance'; readonly ms: number }
  /** Time passes until something is due, or until just before. */
  | { readonly do: 'advance to'; readonly moment: number; readonly earlierMs: number }
  | { readonly do: 'round'; readonly gateway: number }
  | { readonly do: 'outage'; readonly gateway: number; readonly failing: Failing | null }
  /** The books of the upstream can be read, or not. */
  | { readonly do: 'books'; readonly isReadable: boolean }
  /** Somebody writes into the books by hand. */
  | { readonly do: 'by hand'; readonly input: number; readonly text: 'plain' | 'none' | 'old' | 'part' | 'copy' }
  | { readonly do: 'resolve'; readonly gateway: number; readonly key: number; readonly isTrue: boolean };

const gateway = nat(1);
/** Keys of one story: few, so that they are used again. */
const KEYS_OF_STORY = 4;
const key = nat(KEYS_OF_STORY - 1);
const input = nat(inputs.length - 1);
const inputOfKey = oneof({ weight: 9, arbitrary: constant(null) }, { weight: 1, arbitrary: input });
/** Often one of the ends, where bounds are. */
const fraction = oneof(constantFrom(0, 1), constantFrom(0, 0.01, 0.3, 0.9, 0.99, 1));

const fate: Arbitrary<Fate> = record({
  answer: oneof(
    { weight: 3, arbitrary: constant('ok' as const) },
    { weight: 4, arbitrary: constant('lost' as const) },
    { weight: 2, arbitrary: constant('never' as const) },
    { weight: 1, arbitrary: constantFrom('refused' as const, 'fault' as const, 'unreachable' as const) },
    { weight: 2, arbitrary: constant('limited' as const) },
  ),
  arrival: option(fraction, { nil: null, freq: 4 }),
  visible: oneof(constant(0), fraction),
  cut: oneof({ weight: 6, arbitrary: constant(40) }, { weight: 1, arbitrary: constantFrom(15, 14, 8, 2, 0) }),
});

const failing = option(record({ when: constantFrom('before', 'after'), of: constantFrom('all', 'begin', 'outcome') }), {
  nil: null,
  freq: 2,
});

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000];
const ms = constantFrom(1, 1000, 6000, MINUTE_MS, 11 * MINUTE_MS, HOUR_MS);
const text = constantFrom('plain', 'none', 'old', 'part', 'copy');
/** Which of those that wait. */
const pick = nat(9);

/** How often each command is given, in comparison with the others. */
const commands: readonly { readonly weight: number; readonly arbitrary: Arbitrary<Command> }[] = [
  { weight: 12, arbitrary: record({ do: constant('submit'), gateway, key, input: inputOfKey, fate }) },
  { weight: 4, arbitrary: record({ do: constant('ask'), gateway, key, input: inputOfKey }) },
  { weight: 1, arbitrary: record({ do: constant('predecessors'), gateway, client: constantFrom('1', '2') }) },
  { weight: 16, arbitrary: record({ do: constant('turns'), picks: array(pick, { minLength: 1, maxLength: 5 }) }) },
  { weight: 8, arbitrary: record({ do: constant('flow') }) },
  { weight: 4, arbitrary: record({ do: constant('crash'), gateway, pick: option(pick, { nil: null }) }) },
  { weight: 2, arbitrary: record({ do: constant('start'), gateway }) },
  { weight: 3, arbitrary: record({ do: constant('advance'), ms }) },
  { weight: 5, arbitrary: record({ do: constant('advance to'), moment: nat(3), earlierMs: constantFrom(0, 0, 1) }) },
  { weight: 7, arbitrary: record({ do: constant('round'), gateway }) },
  { weight: 4, arbitrary: record({ do: constant('outage'), gateway, failing }) },
  { weight: 1, arbitrary: record({ do: constant('books'), isReadable: boolean() }) },
  { weight: 2, arbitrary: record({ do: constant('by hand'), input, text }) },
  { weight: 2, arbitrary: record({ do: constant('resolve'), gateway, key, isTrue: boolean() }) },
];

/**
 * One story: whether one gateway has the journal for itself, which keys are used and which input each one
 * is meant for, what
 * happens, and how many turns each round of the end gets before time goes on.
 */
export const story = record({
  isExclusive: oneof({ weight: 2, arbitrary: constant(false) }, { weight: 1, arbitrary: constant(true) }),
  keys: array(nat(keys.length - 1), { minLength: KEYS_OF_STORY, maxLength: KEYS_OF_STORY }),
  meant: array(input, { minLength: keys.length, maxLength: keys.length }),
  pace: nat(8),
  commands: array(oneof(...commands), {
    maxLength: 100,
    size: 'max',
  }),
});

/** What `story` gives. */
export type Story = typeof story extends Arbitrary<infer Value> ? Value : never;
