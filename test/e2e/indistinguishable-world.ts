/** One gateway with two tenants, whose answers are compared as they go over the wire. */
import { newKey, secretHash } from '../../src/access/keyText.ts';
import { allScopes } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { openCore } from '../../src/core.ts';
import type { ApiKey } from '../../src/journal/api-key.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type GatewayOptions, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { json, send, type RawRequest } from '../http/raw.ts';
import type { ProviderName } from './harness.ts';
import { journalInFolder } from './journal.ts';
import { Tokens } from './tenants.ts';

/** The tenant that asks, the one that it asks for, and one that does not exist: names of one length. */
export const owners = { own: 'east', other: 'west', none: 'none' } as const;

/** Name of an account of one of them, such as "west-voipms". */
export function accountOf(owner: keyof typeof owners, provider: ProviderName): string {
  return `${owners[owner]}-${provider}`;
}

/** An answer, byte for byte, but for its moment. */
export interface ExactAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What a key is, besides one that can be used. */
export type KeyFlaw = 'none' | 'revoked' | 'expired' | 'homeless';

/** Sandbox, gateway, tokens and keys. */
export class World {
  readonly sandbox: RunningSandbox;
  readonly gateway: RunningGateway;
  readonly tokens: Tokens;
  /** Texts of keys. */
  readonly keys: Readonly<Record<KeyFlaw, string>>;
  /** A key of the own tenant that may use its account of VoIP.ms alone. */
  readonly narrowKey: string;

  private constructor(parts: Pick<World, 'sandbox' | 'gateway' | 'tokens' | 'keys' | 'narrowKey'>) {
    this.sandbox = parts.sandbox;
    this.gateway = parts.gateway;
    this.tokens = parts.tokens;
    this.keys = parts.keys;
    this.narrowKey = parts.narrowKey;
  }

  /** Starts all of it. The accounts of both tenants lead to the same books. */
  static async start(): Promise<World> {
    const tokens = await Tokens.start();
    const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 3, seed: 7, dataDir: null });
    const accounts = [owners.own, owners.other].flatMap((owner) =>
      demoAccounts(sandbox.url).map((demo) => ({ ...demo, name: demo.name.replace(/^(\w+)-demo$/, `${owner}-$1`) })),
    );
    const names = accounts.map(({ name }) => name);
    const bound = [owners.own, owners.other].map(
      (owner) => [owner, { accounts: names.filter((name) => name.startsWith(owner)) }] as const,
    );
    const options: GatewayOptions = {
      host: '127.0.0.1',
      port: 0,
      accounts,
      access: tokens.access(Object.fromEntries(bound), names),
      limits: { ...defaultLimits(), maxRequestsPerMinute: 1_000_000 },
      surface: openSurface(),
      ...journalInFolder(),
      log: createLog('silent', new Redactor()),
    };
    const { keys, narrowKey } = await makeKeys(options);
    const gateway = await startGateway(options);
    return new World({ sandbox, gateway, tokens, keys, narrowKey });
  }

  /** Sends one request. */
  async exact(request: RawRequest): Promise<ExactAnswer> {
    const { status, headers, text } = await send(this.gateway.url, request);
    const { date: _, ...lasting } = headers;
    return { status, headers: lasting, text };
  }

  /** Sends an operation with a credential. */
  ask(credential: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<ExactAnswer> {
    const all = { ...json, authorization: `Bearer ${credential}`, ...headers };
    return this.exact({ headers: all, body: JSON.stringify({ query }) });
  }

  /** The data of an operation. Fails when there are errors. */
  async get<T>(credential: string, query: string): Promise<T> {
    const { text } = await this.ask(credential, query);
    const { data, errors } = JSON.parse(text) as { readonly data: T; readonly errors?: unknown };
    if (errors !== undefined) throw new Error(text);
    return data;
  }

  /** A token of a tenant, with every scope unless told otherwise. */
  token(owner: keyof typeof owners, scopes: readonly string[] = allScopes): string {
    return this.tokens.of(owners[owner], scopes);
  }

  /** Upstream calls since the last time that they were asked for. */
  async takeCalls(): Promise<number> {
    const answer = await fetch(`${this.sandbox.url}/_sandbox/calls`);
    const counts = (await answer.json()) as Readonly<Record<string, Readonly<Record<string, number>>>>;
    await fetch(`${this.sandbox.url}/_sandbox/calls/reset`, { method: 'POST', body: '{}' });
    return Object.values(counts)
      .flatMap((functions) => Object.values(functions))
      .reduce((sum, count) => sum + count, 0);
  }

  /** Stops all of it. */
  async close(): Promise<void> {
    await this.gateway.close();
    await this.sandbox.close();
    await this.tokens.close();
  }
}

/** Keys of all kinds, in the journal of a gateway that has not started yet. */
async function makeKeys(options: GatewayOptions): Promise<Pick<World, 'keys' | 'narrowKey'>> {
  const core = await openCore({ ...options, use: 'setup' });
  const note = { actor: 'test', action: 'KEY_CREATED', reason: null };
  const add = async (changes: Partial<ApiKey> = {}): Promise<string> => {
    const { id, secret, text } = newKey();
    const key: ApiKey = {
      id,
      name: id,
      tenant: owners.own,
      secretHash: secretHash(secret),
      scopes: allScopes,
      accounts: null,
      moneyLimits: null,
      maxUpstreamCalls: null,
      maxRequestsPerMinute: null,
      createdAt: new Date(),
      expiresAt: null,
      revokedAt: null,
    };
    await core.store.addKey({ ...key, ...changes }, note);
    return text;
  };
  const keys = {
    none: await add(),
    revoked: await add(),
    expired: await add({ expiresAt: new Date(Date.now() - 1000) }),
    homeless: await add({ tenant: owners.none }),
  };
  await core.store.revokeKey(keys.revoked.slice(4, 16), new Date(), { ...note, action: 'KEY_REVOKED' });
  const narrowKey = await add({ accounts: [accountOf('own', 'voipms')] });
  await core.close(0);
  return { keys, narrowKey };
}

/** Rounds of a measurement, and those before it that do not count. */
const ROUNDS = 15;
const WARM_UP_ROUNDS = 3;

/** Milliseconds that each of several actions takes, as medians of rounds in which all of them take their turn. */
export async function mediansOf(actions: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const taken = actions.map((): number[] => []);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const [index, action] of actions.entries()) {
      const startedAtMs = performance.now();
      await action();
      if (round >= WARM_UP_ROUNDS) taken[index]!.push(performance.now() - startedAtMs);
    }
  }
  return taken.map((times) => times.toSorted((left, right) => left - right)[Math.floor(ROUNDS / 2)]!);
}

/** Null for times of one kind, otherwise all of them: what a busy machine adds by chance is well below, a check left out is not. */
export function apart(medians: readonly number[]): string | null {
  const areAlike = Math.max(...medians) <= 2 * Math.min(...medians) + 5;
  return areAlike ? null : medians.map((median) => median.toFixed(2)).join(', ');
}

/** The text from its end to its beginning: another one of the same form. */
export function backwards(text: string): string {
  return text.split('').toReversed().join('');
}
