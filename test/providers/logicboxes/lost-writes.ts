/** Writes at the sandbox, sent with or without an answer, and looked for. */
import { expect } from 'vitest';
import type { Finding, Lost, Trace, Write } from '../../../src/providers/provider.ts';
import { creating } from '../conformance/common.ts';
import { scopeOf } from '../scope.ts';
import { probed, useLab, type Lab } from '../shared/lost-writes.ts';
import { mark } from './inputs.ts';

/** A fresh sandbox and provider in each test. */
export function useLogicboxes(): Readonly<{ lab: Lab }> {
  return useLab('logicboxes', creating('LOGICBOXES'));
}

/** What is kept of a write that is sent now. */
export function lostNow(trace: Trace, changes: Partial<Lost> = {}): Lost {
  return { trace, mark, sentAt: new Date(), ...changes };
}

/** Sends, whatever comes of it, and gives what is kept of it. */
export async function send<Input>(write: Write<Input, unknown> | undefined, input: Input, its = mark): Promise<Lost> {
  const lost = lostNow(probed(write).trace(input), { mark: its });
  await write!.send(input, scopeOf(), its).catch(() => undefined);
  return lost;
}

/** What the books tell. */
export function find<Input>(write: Write<Input, unknown> | undefined, lost: Lost): Promise<Finding> {
  return probed(write).find(lost, scopeOf());
}

/** What somebody does who is not the gateway: a change, sent as it stands. Its answer. */
export async function byHand(lab: Lab, name: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const login = { 'auth-userid': '100001', 'api-key': 'demo-logicboxes' };
  const body = new URLSearchParams({ ...login, ...parameters });
  const answer = await fetch(`${lab.url}/api/${name}.json`, { method: 'POST', body });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([200, text]);
  return text;
}
