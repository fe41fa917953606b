/** What a federation router asks a subgraph for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  ChargeDocument,
  EntitiesDocument,
  FourPageDocument,
  ServiceSdlDocument,
  SomeChargeDocument,
} from '../generated/graphql.ts';
import { present, providers } from './four-world.ts';
import { clientId, codesOf, freshKey, SEED, useGraph } from './harness.ts';

const graph = useGraph({ clients: 100, providers, limits: { maxEntities: 1500 } });
const client = { __typename: 'Client', id: clientId() };

async function entities(representations: readonly Readonly<Record<string, unknown>>[]) {
  return graph.run(EntitiesDocument, { representations: [...representations] });
}

/** Counts of all providers together. */
async function allCalls(): Promise<Readonly<Record<string, unknown>>> {
  return Object.fromEntries(await Promise.all(providers.map(async (name) => [name, await graph.calls(name)] as const)));
}

describe('_service', () => {
  it('gives the text that is committed', async () => {
    const { service } = await graph.get(ServiceSdlDocument, {});
    expect(service.sdl).toBe(readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'));
  });
});

describe('_entities', () => {
  it('finds each type by each of its keys, in the order of the representations', async () => {
    const idempotencyKey = freshKey();
    const input = { clientId: clientId(), amount: '1.25', idempotencyKey };
    const { addCharge } = await graph.get(ChargeDocument, { input });
    const { client: charged } = await graph.get(SomeChargeDocument, { upstreamId: SEED });
    const [charge] = present(charged!.charges!.nodes);
    const account = { __typename: 'ResellerAccount', name: 'voipms-demo' };
    const { data } = await entities([
      { __typename: 'Operation', idempotencyKey },
      { __typename: 'Client', account, upstreamId: SEED },
      { __typename: 'ResellerAccount', id: encodeGlobalId('ResellerAccount', 'voipms-demo') },
      account,
      { __typename: 'Package', upstreamId: '8378', account: { name: 'voipms-demo' } },
      { ...client, other: 'members are ignored' },
      { __typename: 'Charge', id: charge!.id },
      { __typename: 'Operation', id: addCharge.operation!.id },
    ]);
    expect(data.entities.map((entity) => entity?.typename)).toEqual([
      'Operation',
      'Client',
      'ResellerAccount',
      'ResellerAccount',
      'Package',
      'Client',
      'Charge',
      'Operation',
    ]);
    expect(data.entities[0]).toEqual(data.entities[7]);
    expect(data.entities[1]).toEqual(data.entities[5]);
    expect(data.entities[2]).toEqual(data.entities[3]);
  });

  it('costs for 1,000 over four accounts what the same list costs', async () => {
    const first = await graph.get(FourPageDocument, { first: 500 });
    const ids = present(first.clients.nodes).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(300);
    await graph.forgetCalls();
    await graph.get(FourPageDocument, { first: 500 });
    const ofList = await allCalls();
    await graph.forgetCalls();
    const asked = Array.from({ length: 1000 }, (_, index) => ({ __typename: 'Client', id: ids[index % ids.length]! }));
    const { data, errors } = await entities(asked);
    expect(errors).toBeUndefined();
    expect(data.entities.map((entity) => entity?.typename === 'Client' && entity.id)).toEqual(
      asked.map(({ id }) => id),
    );
    // LogicBoxes is searched for 100 numbers at a time.
    expect(await allCalls()).toEqual({ ...ofList, logicboxes: { 'customers/search': 2 } });
  });

  it('is null for what does not exist, without an error', async () => {
    const { data, errors } = await entities([
      { __typename: 'Client', id: clientId('999999') },
      { __typename: 'Client', account: { name: 'nobody' }, upstreamId: '1' },
      { __typename: 'ResellerAccount', name: 'nobody' },
      { __typename: 'Operation', idempotencyKey: freshKey() },
      { __typename: 'Operation', idempotencyKey: 'no key' },
    ]);
    expect({ data, errors }).toEqual({ data: { entities: [null, null, null, null, null] }, errors: undefined });
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['no type', { id: clientId() }],
    ['the type of nothing here', { __typename: 'Invoice', id: '1' }],
    ['a name of every object', { __typename: 'constructor', id: '1' }],
    ['no key', { __typename: 'Client' }],
    ['half a key', { __typename: 'Client', upstreamId: SEED }],
    ['a key of another type', { __typename: 'Client', id: encodeGlobalId('Package', 'voipms-demo', '8378') }],
    ['a key that is none', { __typename: 'Charge', id: 'x' }],
    ['a number as a key', { __typename: 'Client', account: { name: 'voipms-demo' }, upstreamId: 561_115 }],
    [
      'a key that is too long',
      { __typename: 'Client', account: { name: 'voipms-demo' }, upstreamId: '1'.repeat(1025) },
    ],
    ['null as a key', { __typename: 'Client', id: null }],
  ])('fails a representation with %s at its own index alone', async (_what, bad) => {
    const answer = await entities([client, bad, client]);
    expect(answer.data.entities.map((entity) => entity !== null)).toEqual([true, false, true]);
    expect(answer.errors).toMatchObject([{ path: ['entities', 1], extensions: { code: 'INVALID_INPUT' } }]);
  });

  it('refuses more than its bound as a whole, and what is no object', async () => {
    const many = await entities(Array.from({ length: 1501 }, () => client));
    expect([many.data, codesOf(many)]).toEqual([null, ['INVALID_INPUT']]);
    const text = await graph.ask('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', {
      r: ['x'],
    });
    expect(codesOf(text)).toEqual(['INVALID_INPUT']);
  });

  it('takes representations that stand in the document', async () => {
    const query = `{ _entities(representations: [{ __typename: "Client", id: "${clientId()}" }]) { ... on Client { upstreamId } } }`;
    expect((await graph.ask(query)).data).toEqual({ _entities: [{ upstreamId: SEED }] });
  });
});
