import { describe, expect, it } from 'vitest';
import { lostOptions, mutate, type Input, type Payload } from './crash/lost.ts';
import { clientId, codesOf, freshKey, useGraph, type Graph } from './harness.ts';

const chargeOf = (client: string) => ({
  clientId: clientId(client),
  amount: '2.50',
  description: 'lost',
  idempotencyKey: freshKey(),
});

/** A charge whose answer is lost, and that nobody can look for as long as the faults last. */
async function lostForGood(graph: Graph, client: string, kind = 'apply_then_drop') {
  await graph.fault('addCharge', kind);
  await graph.fault('getCharges', 'http_503_html', { count: -1 });
  const input = chargeOf(client);
  const { operation } = await mutate(graph, 'addCharge', input);
  expect(operation).toMatchObject({ state: 'UNKNOWN' });
  return { input, id: operation!.id };
}

describe('a lost charge', () => {
  const graph = useGraph(lostOptions);

  it('is found when it is asked for again, with its row', async () => {
    await graph.fault('addCharge', 'apply_then_drop');
    const input = chargeOf('561116');
    expect((await mutate(graph, 'addCharge', input, 'charge { description }')).operation?.state).toBe('UNKNOWN');
    const again = await mutate(
      graph,
      'addCharge',
      input,
      'charge { description amount { amount } operation { state } }',
    );
    expect(again).toMatchObject({
      operation: {
        state: 'RECONCILED_SUCCEEDED',
        evidence: { source: 'BOOKS', applied: true },
        attempts: [{ outcome: 'UNKNOWN' }],
      },
      userErrors: [],
      charge: { description: 'lost', amount: { amount: '2.50' }, operation: { state: 'RECONCILED_SUCCEEDED' } },
    });
    expect((await graph.calls())['addCharge']).toBe(1);
  });

  it('is found when its operation is read, by key or by id', async () => {
    for (const by of ['idempotencyKey', 'id'] as const) {
      await graph.fault('addCharge', 'apply_then_drop');
      const input = chargeOf('561117');
      const { operation } = await mutate(graph, 'addCharge', input);
      const value = by === 'id' ? operation!.id : input.idempotencyKey;
      const type = by === 'id' ? 'ID' : 'String';
      const query = `query ($value: ${type}) { operation(${by}: $value) { state } }`;
      expect((await graph.ask(query, { value })).data).toEqual({ operation: { state: 'RECONCILED_SUCCEEDED' } });
    }
    expect((await graph.calls())['addCharge']).toBe(2);
  });

  it('is looked for before money moves for the same client, and warned of when it stays unknown', async () => {
    await graph.fault('addCharge', 'apply_then_drop');
    const found = chargeOf('561118');
    await mutate(graph, 'addCharge', found);
    const next = await mutate(graph, 'addPayment', chargeOf('561118'));
    expect(next).toMatchObject({ operation: { state: 'SUCCEEDED' }, warnings: [], userErrors: [] });
    const states = await graph.ask('query ($key: String) { operation(idempotencyKey: $key) { state } }', {
      key: found.idempotencyKey,
    });
    expect(states.data).toEqual({ operation: { state: 'RECONCILED_SUCCEEDED' } });

    const { input } = await lostForGood(graph, '561118');
    const warned = await mutate(graph, 'addCharge', chargeOf('561118'));
    expect(warned).toMatchObject({
      operation: { state: 'SUCCEEDED' },
      userErrors: [],
      warnings: [
        { code: 'PREDECESSOR_UNKNOWN', operation: { idempotencyKey: input.idempotencyKey, state: 'UNKNOWN' } },
      ],
    });
    expect((await mutate(graph, 'addCharge', chargeOf('561119'))).operation?.state).toBe('SUCCEEDED');
    expect(await mutate(graph, 'addCharge', chargeOf('561119'))).toMatchObject({ warnings: [] });
  });
});

describe('where an unknown predecessor is to refuse', () => {
  const graph = useGraph({ ...lostOptions, journal: { ...lostOptions.journal, predecessorUnknown: 'refuse' } });

  it('nothing is sent until the outcome is known', async () => {
    const { input, id } = await lostForGood(graph, '561116');
    const next = chargeOf('561116');
    const refused = await mutate(graph, 'addCharge', next);
    expect(refused).toMatchObject({
      operation: null,
      userErrors: [{ code: 'PREDECESSOR_UNKNOWN', path: ['input', 'clientId'] }],
      warnings: [{ code: 'PREDECESSOR_UNKNOWN', operation: { idempotencyKey: input.idempotencyKey } }],
    });
    expect((await graph.calls())['addCharge']).toBe(1);
    // Other clients, and what moves no money, are free.
    expect((await mutate(graph, 'addCharge', chargeOf('561117'))).operation?.state).toBe('SUCCEEDED');
    const threshold = { clientId: clientId('561116'), amount: '20', idempotencyKey: freshKey() };
    expect((await mutate(graph, 'setClientThreshold', threshold)).operation?.state).toBe('SUCCEEDED');
    expect((await mutate(graph, 'addCharge', input)).operation).toMatchObject({ id, state: 'UNKNOWN' });

    await mutateResolve(graph, { id, applied: true, reason: 'row 1 of the portal' });
    expect((await mutate(graph, 'addCharge', next)).operation?.state).toBe('SUCCEEDED');
  });
});

async function mutateResolve(graph: Graph, input: Input): Promise<Payload> {
  const query = `mutation ($input: ResolveOperationInput!) { resolveOperation(input: $input) {
    operation { id state evidence { source applied statement statedBy } nextLookAt } userErrors { code path } } }`;
  const { data, errors } = await graph.ask(query, { input });
  expect(errors).toBeUndefined();
  return data['resolveOperation'] as Payload;
}

describe('resolveOperation', () => {
  const graph = useGraph(lostOptions);

  it.each([
    { applied: true, userErrors: [] as object[] },
    { applied: false, userErrors: [{ code: 'NOT_APPLIED' }] },
  ])('ends the uncertainty with applied: $applied', async ({ applied, userErrors }) => {
    const { input, id } = await lostForGood(graph, '561116');
    expect(await mutateResolve(graph, { id, applied, reason: ' seen in the portal ', dryRun: true })).toEqual({
      operation: null,
      userErrors: [],
    });
    expect((await mutate(graph, 'addCharge', input)).operation?.state).toBe('UNKNOWN');
    const resolved = await mutateResolve(graph, { id, applied, reason: ' seen in the portal ' });
    const evidence = { source: 'PERSON', applied, statement: 'seen in the portal', statedBy: 'demo/loopback' };
    expect(resolved).toEqual({ operation: { id, state: 'RESOLVED', evidence, nextLookAt: null }, userErrors: [] });
    await graph.clearFaults();
    const again = await mutate(graph, 'addCharge', input, 'charge { description }');
    expect(again).toMatchObject({ operation: { state: 'RESOLVED' }, userErrors, charge: applied ? {} : null });
    expect((await graph.calls())['addCharge']).toBe(1);
    for (const dryRun of [true, false]) {
      const twice = await mutateResolve(graph, { id, applied: !applied, reason: 'no', dryRun });
      expect(twice).toEqual({ operation: null, userErrors: [{ code: 'INVALID_INPUT', path: ['input', 'id'] }] });
    }
  });

  it('refuses what says nothing, and what is not unknown', async () => {
    const { id } = await lostForGood(graph, '561117');
    for (const reason of ['', '   ', 'x'.repeat(501)]) {
      const { userErrors } = await mutateResolve(graph, { id, applied: true, reason });
      expect(userErrors).toEqual([{ code: 'INVALID_INPUT', path: ['input', 'reason'] }]);
    }
    const { operation } = await mutate(graph, 'addCharge', chargeOf('561118'));
    for (const [other, code] of [
      [operation!.id, 'INVALID_INPUT'],
      [clientId(), 'INVALID_INPUT'],
      ['nothing', 'INVALID_INPUT'],
      [`${id.slice(0, -4)}AAAA`, /INVALID_INPUT|NOT_FOUND/],
    ] as const) {
      const { userErrors } = await mutateResolve(graph, { id: other, applied: true, reason: 'x' });
      expect(userErrors).toEqual([{ code: expect.stringMatching(code), path: ['input', 'id'] }]);
    }
    expect((await mutateResolve(graph, { id, applied: true, reason: 'x'.repeat(500) })).operation?.state).toBe(
      'RESOLVED',
    );
  });
});

describe('operations', () => {
  const graph = useGraph(lostOptions);

  it('are filtered by state, account, client and time', async () => {
    const { input, id } = await lostForGood(graph, '561119');
    const before = new Date();
    const after = await mutate(graph, 'addPayment', { ...chargeOf('561119'), idempotencyKey: freshKey() });
    const list = async (where: Input) => {
      const query = 'query ($where: OperationWhere) { operations(where: $where) { totalCount nodes { id } } }';
      const { data, errors } = await graph.ask(query, { where });
      expect(errors).toBeUndefined();
      const { totalCount, nodes } = data['operations'] as { totalCount: number; nodes: { id: string }[] };
      expect(totalCount).toBe(nodes.length);
      return nodes.map((node) => node.id);
    };
    const client = { clientId: input.clientId };
    expect(await list(client)).toEqual([after.operation!.id, id]);
    expect(await list({ ...client, state: 'UNKNOWN' })).toEqual([id]);
    expect(await list({ ...client, states: ['UNKNOWN', 'SUCCEEDED'] })).toHaveLength(2);
    expect(await list({ ...client, states: ['SUCCEEDED'], state: 'UNKNOWN' })).toEqual([]);
    expect(await list({ ...client, from: before.toISOString() })).toEqual([after.operation!.id]);
    expect(await list({ ...client, to: before.toISOString() })).toEqual([id]);
    expect(await list({ ...client, account: 'voipms-demo' })).toHaveLength(2);
    expect(await list({ ...client, account: 'sippy-demo' })).toEqual([]);
    const wrong = await graph.ask('{ operations(where: { clientId: "x" }) { totalCount } }');
    expect(codesOf(wrong)).toEqual(['INVALID_INPUT']);
  });
});
