/** Each event of a subscription that hands out personal data is recorded. */
import { expect, it } from 'vitest';
import { subscribe } from './crash/events.ts';
import { clientId, freshKey, useGraph } from './harness.ts';

const graph = useGraph({ clients: 0 });
const CHARGE = 'mutation ($input: AddChargeInput!) { addCharge(input: $input) { operation { id } } }';
const READS = '{ auditLog(where: { action: "READ" }) { nodes { detail operationName fields clients { clientIds } } } }';

it('with the name of the subscription, and of whom', async () => {
  const events = await subscribe(graph.gateway.url, 'subscription Watch { operationChanged { client { email } } }');
  const input = { clientId: clientId(), amount: '1', idempotencyKey: freshKey() };
  await graph.ask(CHARGE, { input });
  await expect.poll(() => events.answers.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const { data } = await graph.ask(READS);
  const { nodes } = data['auditLog'] as { readonly nodes: readonly { readonly detail: string }[] };
  expect(nodes.length).toBeGreaterThanOrEqual(events.answers.length);
  for (const node of nodes) {
    expect(node).toMatchObject({ operationName: 'Watch', fields: expect.arrayContaining(['Client.email']) as unknown });
    expect(node).toMatchObject({ clients: [{ clientIds: [clientId()] }] });
    expect(JSON.parse(node.detail)).toMatchObject({ kind: 'subscription' });
  }
});
