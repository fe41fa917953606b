/** A sandbox and one provider in front of it, and what the suite asks of both. */
import { inspect } from 'node:util';
import { GatewayError } from '../../../src/errors.ts';
import type { CommonAccountConfig } from '../../../src/accountConfig.ts';
import type { CallScope, Capabilities, Provider } from '../../../src/providers/provider.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import type { Subject } from './subject.ts';

/** A grant that keeps account of itself. */
export interface MeteredScope extends CallScope {
  /** Calls that were spent for. */
  readonly spent: () => number;
  /** How each of them ended: a code, or null for a valid answer. */
  readonly endings: readonly (string | null)[];
}

/** A grant of `limit` calls until `signal` is aborted. */
export function scopeOf(limit = Infinity, signal = new AbortController().signal): MeteredScope {
  let spent = 0;
  const endings: (string | null)[] = [];
  return {
    signal,
    endings,
    spent: () => spent,
    goOn: () => {},
    lookAt: () => {},
    settled: (failure) => endings.push(failure === null ? null : failure.code),
    spend: () => {
      if (spent >= limit) throw new GatewayError('BUDGET_EXCEEDED', 'No more calls.');
      spent += 1;
    },
  };
}

/** One request as the sandbox has logged it. */
export interface LoggedRequest {
  readonly provider: string;
  readonly function: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

/** All that is needed to try one provider. */
export class Bench {
  readonly subject: Subject;
  readonly sandbox: RunningSandbox;
  /** Every member of a capability that was used through `can`, such as "clients.list". */
  readonly used: Set<string>;
  /** Every error that was met, to be searched for secrets. */
  readonly errors: GatewayError[] = [];
  #provider: Provider;

  constructor(subject: Subject, sandbox: RunningSandbox, used: Set<string>) {
    this.subject = subject;
    this.sandbox = sandbox;
    this.used = used;
    this.#provider = subject.create(sandbox.url);
  }

  /** Starts both. Equal seeds give equal clients. */
  static async start(subject: Subject, used: Set<string>, seed = 7): Promise<Bench> {
    const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 9, seed, dataDir: null });
    return new Bench(subject, sandbox, used);
  }

  /** What the provider can do; whatever is used is noted. */
  get can(): Required<Capabilities> {
    return noting(this.#provider.capabilities, this.used) as Required<Capabilities>;
  }

  /** The provider itself. */
  get provider(): Provider {
    return this.#provider;
  }

  /** Closes the provider and makes a new one, which has neither connections nor a session. */
  async renew(changes: Partial<CommonAccountConfig> = {}, url = this.sandbox.url): Promise<Provider> {
    await this.#provider.close();
    this.#provider = this.subject.create(url, changes);
    return this.#provider;
  }

  /** Requests by function since the last reset, those that need not be spent for left out. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const all = (await this.control('calls')) as Record<string, Record<string, number>>;
    const own = Object.entries(all[this.subject.name] ?? {});
    return Object.fromEntries(own.filter(([name]) => !(name in this.subject.unspent)));
  }

  /** The sum of `counts`. */
  async total(): Promise<number> {
    return Object.values(await this.counts()).reduce((sum, count) => sum + count, 0);
  }

  /** The last requests. */
  async requests(): Promise<readonly LoggedRequest[]> {
    const { requests } = (await this.control('requests')) as { requests: LoggedRequest[] };
    return requests.filter(({ provider }) => provider === this.subject.name);
  }

  /** Turns a fault on, for one call unless told otherwise. */
  async fault(name: string, kind: string, count = 1, delayMs = 10_000): Promise<void> {
    await this.control('faults', { provider: this.subject.name, function: name, kind, count, delayMs });
  }

  /** Turns all faults off. */
  async clearFaults(): Promise<void> {
    await fetch(`${this.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  }

  /** Changes switches of the stand-in. */
  async turn(switches: Readonly<Record<string, unknown>>): Promise<void> {
    await this.control('switches', { provider: this.subject.name, ...switches });
  }

  /** A control request: POST with a body, GET without. */
  async control(path: string, body?: object): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${this.sandbox.url}/_sandbox/${path}`, init);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
    return JSON.parse(text);
  }

  /** The GatewayErrors in which something ended: thrown, or as values by key. Anything else that is thrown is a fault. */
  async failures(work: Promise<unknown>): Promise<readonly GatewayError[]> {
    const found = await work.then(failuresIn, (reason: unknown) => [reason]);
    const foreign = found.find((error) => !(error instanceof GatewayError));
    if (foreign !== undefined) throw new Error(`Not a GatewayError: ${inspect(foreign)}`);
    const errors = found as readonly GatewayError[];
    this.errors.push(...errors);
    return errors;
  }

  /** The one GatewayError that something ends in. */
  async failure(work: Promise<unknown>): Promise<GatewayError> {
    const [first] = await this.failures(work);
    if (first === undefined) throw new Error('It has not failed.');
    return first;
  }

  /** Stops both. */
  async close(): Promise<void> {
    await this.#provider.close();
    await this.sandbox.close();
  }
}

function failuresIn(value: unknown): readonly unknown[] {
  return value instanceof Map ? [...(value.values() as Iterable<unknown>)].filter((one) => one instanceof Error) : [];
}

/** The same capabilities, whose members note that they are used. */
function noting(capabilities: Capabilities, used: Set<string>): Capabilities {
  return new Proxy(capabilities, {
    get: (all, name: keyof Capabilities) => {
      const capability = all[name];
      if (capability === undefined) return undefined;
      return new Proxy(capability, {
        get: (target, member) => {
          const value: unknown = Reflect.get(target, member, target);
          if (typeof value !== 'function') return value;
          used.add(`${name}.${String(member)}`);
          return value.bind(target) as unknown;
        },
      });
    },
  });
}

/** Everything that can be called in a provider's capabilities, as `Bench.used` writes it. */
export function membersOf(capabilities: Capabilities): readonly string[] {
  return Object.entries(capabilities).flatMap(([name, capability]) =>
    methodsOf(capability as object).map((member) => `${name}.${member}`),
  );
}

/** Own functions, and those of a class. */
function methodsOf(capability: object): readonly string[] {
  const prototype = Object.getPrototypeOf(capability) as object;
  const inherited = prototype === Object.prototype ? [] : Object.getOwnPropertyNames(prototype);
  const names = [...Object.getOwnPropertyNames(capability), ...inherited].filter((name) => name !== 'constructor');
  return names.filter((name) => typeof Reflect.get(capability, name) === 'function');
}
