/** A sandbox and a gateway in this process, on free ports, with what the tests ask of both. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { loopbackAccess, type AccessConfig } from '../../src/accessConfig.ts';
import { DEMO_TENANT } from '../../src/access/caller.ts';
import { demoAccounts, type CommonAccountConfig } from '../../src/accountConfig.ts';
import { defaultLimits, type JournalConfig, type Limits, type TlsFiles } from '../../src/config.ts';
import { encodeGlobalId } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface, type Surface } from '../../src/surfaceConfig.ts';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { later } from '../later.ts';
import { journalInFolder } from './journal.ts';

/** Name of the account that all tests use. */
export const ACCOUNT = 'voipms-demo';

/** The documented client of the sandbox. */
export const SEED = '561115';

/** An error as it stands in an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer; `data` is null when nothing could be run. */
export interface Answer<T> {
  readonly data: T;
  readonly errors?: readonly AnswerError[];
  /** What it could have cost and has cost; `budget` where it was refused for that. */
  readonly extensions?: {
    readonly upstream?: { readonly estimatedCalls: number; readonly calls?: number; readonly budget?: number };
  };
}

/** One client as the sandbox stores it. */
export type StoredClient = Readonly<Record<string, string>>;

/** A provider as the sandbox names it. */
export type ProviderName = 'voipms' | 'sippy' | 'freeside' | 'logicboxes';

/** What can differ from the demo. */
export interface GraphOptions {
  /** Generated clients besides the documented one; 5 when left out. */
  readonly clients?: number;
  /** Whose demo accounts are configured; VoIP.ms alone when left out. */
  readonly providers?: readonly ProviderName[];
  /** Settings of all these accounts. */
  readonly account?: Partial<CommonAccountConfig>;
  readonly limits?: Partial<Limits>;
  readonly surface?: Partial<Surface>;
  /** Certificate and key; HTTP without encryption when left out. */
  readonly tls?: TlsFiles;
  /** Who may use it; when left out whoever is on this machine, as the demo tenant. */
  readonly access?: AccessConfig;
  readonly journal?: Partial<JournalConfig>;
}

/** How often a fault is met, by whom, and how long it takes. */
export interface FaultOptions {
  readonly provider?: ProviderName;
  readonly count?: number;
  readonly delayMs?: number;
}

/** Global id of a client, of the VoIP.ms demo unless told otherwise. */
export function clientId(upstreamId: string = SEED, account: string = ACCOUNT): string {
  return encodeGlobalId('Client', account, upstreamId);
}

/** An idempotency key that nobody has used. */
export function freshKey(): string {
  return `test-${randomUUID()}`;
}

/** A sandbox with a gateway in front of it. */
export class Graph {
  readonly sandbox: RunningSandbox;
  gateway: RunningGateway;
  readonly #options: GraphOptions;

  constructor(sandbox: RunningSandbox, gateway: RunningGateway, options: GraphOptions = {}) {
    this.sandbox = sandbox;
    this.gateway = gateway;
    this.#options = options;
  }

  /** Starts both. */
  static async start(options: GraphOptions = {}): Promise<Graph> {
    const { clients = 5 } = options;
    const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients, seed: 7, dataDir: null });
    return new Graph(sandbox, await gatewayAt(sandbox, options), options);
  }

  /**
   * Puts another gateway in front of the sandbox, whose journal is empty. For tests that look for a client who was signed
   * up: after a reset of the sandbox the numbers of clients come again, and the journal has them as those of other sign-ups.
   */
  async forgetJournal(): Promise<void> {
    await this.gateway.close();
    this.gateway = await gatewayAt(this.sandbox, this.#options);
  }

  /** Runs an operation that stands in a `.graphql` file. */
  run<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Answer<Result>> {
    return postTo<Result>(this.gateway.url, { query: document.toString(), variables });
  }

  /** The same; fails when there are errors. */
  async get<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const { data, errors } = await this.run(document, variables);
    if (errors !== undefined) throw new Error(`The operation has failed: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Runs an operation that is written in the test. */
  ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer<Record<string, unknown>>> {
    return postTo(this.gateway.url, { query, variables });
  }

  /** Upstream calls by function since the last `reset` or `forgetCalls`. */
  async calls(provider: ProviderName = 'voipms'): Promise<Readonly<Record<string, number>>> {
    const counts = (await this.#control('calls')) as Partial<Record<ProviderName, Record<string, number>>>;
    return counts[provider] ?? {};
  }

  /** Sets the counts to zero. */
  async forgetCalls(): Promise<void> {
    await this.#control('calls/reset', {});
  }

  /** Turns a fault on: for one call, unless told otherwise. */
  async fault(name: string, kind: string, more: FaultOptions = {}) {
    await this.#control('faults', { provider: 'voipms', function: name, kind, ...more });
  }

  /** Turns all faults off. */
  async clearFaults(): Promise<void> {
    await fetch(`${this.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  }

  /** Changes switches of one stand-in. */
  async set(switches: Readonly<Record<string, unknown>>, provider: ProviderName = 'voipms'): Promise<void> {
    await this.#control('switches', { provider, ...switches });
  }

  /** State, faults, switches and counts of the sandbox back to the beginning. The gateway's journal stays. */
  async reset(): Promise<void> {
    await this.#control('reset', {});
  }

  /** Calls the upstream past the gateway. It is counted like any other call. */
  async upstream(method: string, parameters: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
    const login = { api_username: 'demo@example.com', api_password: 'demo-voipms' };
    const body = new URLSearchParams({ ...login, method, ...parameters });
    const answer = await fetch(`${this.sandbox.url}/api/v1/rest.php`, { method: 'POST', body });
    return (await answer.json()) as Record<string, unknown>;
  }

  /** A client with its password as the upstream stores it; undefined when there is none. */
  async stored(upstreamId: string = SEED): Promise<StoredClient | undefined> {
    const { clients = [] } = await this.upstream('getClients', { client: upstreamId });
    return (clients as StoredClient[])[0];
  }

  /** All rows and clients of the sandbox that a write could have changed, to be compared. */
  async state(upstreamId: string = SEED): Promise<object> {
    const client = { client: upstreamId };
    return {
      clients: await this.upstream('getClients'),
      charges: await this.upstream('getCharges', client),
      deposits: await this.upstream('getDeposits', client),
      balance: await this.upstream('getResellerBalance', client),
      threshold: await this.upstream('getClientThreshold', client),
    };
  }

  /** Stops both. */
  async close(): Promise<void> {
    await this.gateway.close();
    await this.sandbox.close();
  }

  async #control(path: string, body?: object): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${this.sandbox.url}/_sandbox/${path}`, init);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
    return JSON.parse(text);
  }
}

/** Starts a gateway at a sandbox, with a journal of its own. */
function gatewayAt(sandbox: RunningSandbox, options: GraphOptions): Promise<RunningGateway> {
  const { providers = ['voipms'], account = {}, limits = {}, surface = {}, journal = {} } = options;
  const { access = loopbackAccess(DEMO_TENANT) } = options;
  return startGateway({
    host: '127.0.0.1',
    port: 0,
    accounts: demoAccounts(sandbox.url)
      .filter((demo) => providers.some((name) => demo.name === `${name}-demo`))
      .map((demo) => ({ ...demo, ...account })),
    access,
    limits: { ...defaultLimits(), ...limits },
    surface: { ...openSurface(), ...surface },
    tls: options.tls ?? null,
    ...journalInFolder(journal),
    log: createLog('silent', new Redactor()),
  });
}

/** Posts to the `/graphql` of a gateway and reads the answer. */
export async function postTo<T>(gatewayUrl: string, body: object): Promise<Answer<T>> {
  const answer = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return within((await answer.json()) as Answer<T>);
}

/** The answer, of whatever test, unless it has cost more calls than were estimated before it. */
function within<T>(answer: Answer<T>): Answer<T> {
  const { upstream } = answer.extensions ?? {};
  if (upstream?.calls === undefined || upstream.calls <= upstream.estimatedCalls) return answer;
  throw new Error(`${upstream.calls} calls, and ${upstream.estimatedCalls} were estimated.`);
}

/** Code and path of each error, for short comparisons. */
export function codesOf(answer: Answer<unknown>): readonly string[] {
  return (answer.errors ?? []).map(({ extensions }) => String(extensions?.['code']));
}

/** A graph for the tests of one `describe`, with the sandbox reset before each of them. */
export function useGraph(options: GraphOptions = {}): Graph {
  let graph: Graph | undefined;
  beforeAll(async () => {
    graph = await Graph.start(options);
  });
  beforeEach(() => graph!.reset());
  afterAll(() => graph?.close());
  return later(() => graph!);
}
