/** What tests of a broken journal ask of a gateway: writes are refused before anything is sent, reads go on. */
import { expect } from 'vitest';
import { codesOf, freshKey, type Answer } from '../harness.ts';
import { documentOf, moneyWrite, type MoneyWrite } from './books.ts';
import type { Deployment, Gateway } from './deployment.ts';

interface Problem {
  readonly code: string;
  readonly message: string;
}
interface Payload {
  readonly operation: { readonly state: string } | null;
  readonly userErrors: readonly Problem[];
}

/** A charge at VoIP.ms with a fresh key. */
export function charge(): MoneyWrite {
  return moneyWrite('voipms', '561115', 'addCharge', freshKey());
}

/** Asks for a charge. */
export function post(gateway: Gateway, write: MoneyWrite): Promise<Answer<{ readonly addCharge: Payload }>> {
  return gateway.ask(documentOf(write), { input: write.input });
}

/** A fresh charge succeeds, as soon as the journal works (again); returns it. It was sent once. */
export async function works(deployment: Deployment, gateway: Gateway): Promise<MoneyWrite> {
  const calls = await deployment.callsOf('addCharge');
  const write = charge();
  await expect
    .poll(() => post(gateway, write), { timeout: 60_000 })
    .toMatchObject({ data: { addCharge: { operation: { state: 'SUCCEEDED' }, userErrors: [] } } });
  expect(await deployment.callsOf('addCharge')).toBe(calls + 1);
  return write;
}

/** A fresh charge and other writes are refused with the reason, and nothing is sent; reads of the upstream go on. */
export async function isRefused(deployment: Deployment, gateway: Gateway, reason: RegExp): Promise<void> {
  const { body: calls } = await deployment.driven.control('calls');
  const { data } = await post(gateway, charge());
  expect(data.addCharge).toMatchObject({ operation: null, userErrors: [{ code: 'JOURNAL_UNAVAILABLE' }] });
  expect(data.addCharge.userErrors[0]!.message).toMatch(reason);
  expect(data.addCharge.userErrors[0]!.message).toMatch(/No write is sent\.$/);
  const input = { clientId: charge().input['clientId'], amount: '20' };
  const threshold = await gateway.ask<{ readonly setClientThreshold: Payload }>(
    `mutation ($input: SetClientThresholdInput!) {
      setClientThreshold(input: $input) { operation { state } userErrors { code message } } }`,
    { input },
  );
  expect(threshold.data.setClientThreshold).toMatchObject({ userErrors: [{ code: 'JOURNAL_UNAVAILABLE' }] });
  expect((await deployment.driven.control('calls')).body).toEqual(calls);
  await readsGoOn(gateway);
}

/** Clients and balances are there. */
export async function readsGoOn(gateway: Gateway): Promise<void> {
  const { data, errors } = await gateway.ask<{
    readonly clients: { readonly nodes: readonly { readonly balance: object | null }[] };
  }>(
    '{ clients(first: 3, where: { accounts: ["voipms-demo"] }) { nodes { displayName balance { current { amount } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(data.clients.nodes).toHaveLength(3);
  for (const { balance } of data.clients.nodes) expect(balance).not.toBeNull();
}

/** The list of operations says why it is not there. */
export async function operationsFail(gateway: Gateway, reason: RegExp): Promise<void> {
  const answer = await gateway.ask('{ operations(first: 1) { nodes { state } } }');
  expect(codesOf(answer)).toEqual(['JOURNAL_UNAVAILABLE']);
  expect(answer.errors![0]!.message).toMatch(reason);
}
