/** A sandbox with a provider in front of it, and writes at it whose answers get lost. */
import { afterEach, beforeEach, expect } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import type { CommonAccountConfig } from '../../../src/accountConfig.ts';
import type { Finding, Lost, Provider, Write } from '../../../src/providers/provider.ts';
import { startSandbox, type RunningSandbox } from '../../../src/sandbox/server.ts';
import { errorFrom, scopeOf } from '../scope.ts';

/** A write that can be looked for. */
export type Probed<Input, Output> = Extract<Write<Input, Output>, { readonly delivery: 'probed' }>;

/** The write, which must be one that can be looked for. */
export function probed<Input, Output>(write: Write<Input, Output> | undefined): Probed<Input, Output> {
  if (write?.delivery !== 'probed') throw new Error('Nobody can look for this write.');
  return write;
}

/** What a test has to do with: a fresh sandbox and provider in each. */
export interface Lab {
  readonly url: string;
  readonly provider: Provider;
  /** Closes the provider and makes another one. */
  renew(changes?: Partial<CommonAccountConfig>): Promise<void>;
  control(path: string, body: unknown): Promise<void>;
  /** Changes switches of the upstream. */
  turn(switches: Readonly<Record<string, unknown>>): Promise<void>;
  /** Turns a fault on for the next call of a function. */
  fault(name: string, kind: string, delayMs?: number): Promise<void>;
}

/** Starts them before each test. `name` is the sandbox's word for the upstream. */
export function useLab(
  name: string,
  create: (url: string, changes: Partial<CommonAccountConfig>) => Provider,
): Readonly<{ lab: Lab }> {
  const its = {} as { lab: Lab };
  let sandbox: RunningSandbox;
  let provider: Provider;
  const control = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
  };
  beforeEach(async () => {
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 5, seed: 3, dataDir: null });
    provider = create(sandbox.url, {});
    its.lab = {
      url: sandbox.url,
      get provider() {
        return provider;
      },
      renew: async (changes = {}) => {
        await provider.close();
        provider = create(sandbox.url, changes);
      },
      control,
      turn: (switches) => control('switches', { provider: name, ...switches }),
      fault: (fn, kind, delayMs = 0) => control('faults', { provider: name, function: fn, kind, count: 1, delayMs }),
    };
  });
  afterEach(async () => {
    await provider.close();
    await sandbox.close();
  });
  return its;
}

/** Sends what must come to an unknown outcome. */
export async function lose<Input>(write: Probed<Input, unknown>, input: Input, mark = newMark()): Promise<Lost> {
  const sentAt = new Date();
  const error = await errorFrom(write.send(input, scopeOf(), mark));
  expect(error.code).toBe('OUTCOME_UNKNOWN');
  // As a journal keeps it.
  const trace = JSON.parse(JSON.stringify(write.trace(input))) as Lost['trace'];
  return { trace, mark, sentAt };
}

/** The verdict of a look. */
export async function verdict(write: Probed<never, unknown>, lost: Lost): Promise<Finding['verdict']> {
  return (await write.find(lost, scopeOf())).verdict;
}
