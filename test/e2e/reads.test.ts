import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/ids.ts';
import {
  ChargeDocument,
  ClientProfileDocument,
  NodesDocument,
  OneNodeDocument,
  WholeClientDocument,
} from '../generated/graphql.ts';
import { ACCOUNT, clientId, codesOf, freshKey, SEED, useGraph } from './harness.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const graph = useGraph();

const read = () => graph.get(WholeClientDocument, { account: ACCOUNT, upstreamId: SEED });

describe('the documented client', () => {
  it('comes with everything that the documents tell of it', async () => {
    const { client } = await graph.get(WholeClientDocument, { account: ACCOUNT, upstreamId: SEED });
    const charge = { client: { upstreamId: SEED }, package: null, phoneNumber: null };
    const deposit = { client: { upstreamId: SEED } };
    expect(client).toEqual({
      id: clientId(),
      upstreamId: SEED,
      displayName: 'Consulting',
      company: 'Consulting',
      firstName: 'John',
      lastName: 'Doe',
      email: 'john.doe@my-domain.com',
      phoneNumber: '5551112222',
      address: {
        street: '5491 190TH',
        city: 'OPA LOCKA',
        state: 'FLORIDA',
        postalCode: '33055',
        country: 'UNITED STATES',
        countryCode: 'US',
      },
      balanceManagement: { value: '1' },
      balance: {
        current: usd('8.0588'),
        spentTotal: usd('1.9012'),
        spentToday: usd('0.045'),
        callsTotal: 56,
        callsToday: 2,
        talkTimeTotal: 'PT51M35S',
        talkTimeTotalSeconds: 3095,
        talkTimeToday: 'PT2M50S',
        talkTimeTodaySeconds: 170,
        client: { upstreamId: SEED },
      },
      threshold: { amount: usd('130'), email: 'john.doe@my-domain.com' },
      packages: [{ upstreamId: '8378', name: 'VoIP' }],
      charges: {
        totalCount: 3,
        totalAmount: usd('6.00'),
        nodes: [
          {
            ...charge,
            upstreamId: '475568',
            date: '2010-10-29',
            amount: usd('2.00'),
            description: 'DID5551234567',
            phoneNumber: '5551234567',
          },
          {
            ...charge,
            upstreamId: '475567',
            date: '2010-10-29',
            amount: usd('1.00'),
            description: 'SETUP5551234567',
            phoneNumber: '5551234567',
          },
          {
            ...charge,
            upstreamId: '467988',
            date: '2010-09-15',
            amount: usd('3.00'),
            description: 'SETUPPACKAGE:8378',
            package: { name: 'VoIP' },
          },
        ],
      },
      deposits: {
        totalCount: 2,
        totalAmount: usd('14.00'),
        nodes: [
          {
            ...deposit,
            upstreamId: '808384',
            date: '2010-11-30',
            amount: usd('10.00'),
            description: 'Want To Keep Positive Balance',
          },
          {
            ...deposit,
            upstreamId: '808639',
            date: '2010-10-15',
            amount: usd('4.00'),
            description: 'Credit : 2 Setup Charges',
          },
        ],
      },
    });
  });

  it('is the same in every encoding that the upstream may choose', async () => {
    const usual = await read();
    for (const listEncoding of ['indexed', 'bare']) {
      for (const statisticsTypes of ['strings', 'numbers']) {
        await graph.set({ listEncoding, statisticsTypes, errorMessage: 'absent' });
        expect(await read()).toEqual(usual);
      }
    }
  });

  it.each(['array', 'absent', 'code'])('has empty books when the upstream writes them as "%s"', async (emptyLedger) => {
    await graph.set({ emptyLedger, packages: 'none' });
    const { data, errors } = await graph.ask(
      `{ account(name: "${ACCOUNT}") { clients(first: 500) { nodes { charges { totalCount totalAmount { amount } nodes { id } } } } packages { totalCount } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ account: { packages: { totalCount: 0 } } });
  });
});

describe('the three forms of getClients', () => {
  it('lists all', async () => {
    const { data } = await graph.ask('{ clients { totalCount nodes { upstreamId account { name } } } }');
    const ids = ['561115', '561116', '561117', '561118', '561119', '561120'];
    expect(data['clients']).toEqual({
      totalCount: 6,
      nodes: ids.map((upstreamId) => ({ upstreamId, account: { name: ACCOUNT } })),
    });
    expect(await graph.calls()).toEqual({ getClients: 1 });
  });

  it('reads one by number', async () => {
    const { client } = await graph.get(ClientProfileDocument, { account: ACCOUNT, upstreamId: '561117' });
    // Without a company, the name of the person is shown.
    expect(client).toMatchObject({ displayName: 'Ivan Kowalski', company: null, upstreamId: '561117' });
  });

  it.each(['john.doe@my-domain.com', 'John.DOE@My-Domain.COM'])('reads one by e-mail: %s', async (email) => {
    const { client } = await graph.get(ClientProfileDocument, { account: ACCOUNT, email });
    expect(client?.upstreamId).toBe(SEED);
    expect((await graph.calls())['getClients']).toBe(1);
  });

  it.each([
    ['upstreamId', '999999'],
    ['upstreamId', 'abc'],
    ['upstreamId', ''],
    ['upstreamId', 'john.doe@my-domain.com'],
    ['email', 'nobody@example.com'],
    ['email', ''],
    ['email', SEED],
  ])('answers null and no error for %s "%s"', async (name, value) => {
    expect(await graph.get(ClientProfileDocument, { account: ACCOUNT, [name]: value })).toEqual({ client: null });
  });

  it('wants exactly one key, and an account that exists', async () => {
    const both = await graph.run(ClientProfileDocument, { account: ACCOUNT, upstreamId: SEED, email: 'a@b.cc' });
    expect(codesOf(both)).toEqual(['INVALID_INPUT']);
    expect(codesOf(await graph.run(ClientProfileDocument, { account: ACCOUNT }))).toEqual(['INVALID_INPUT']);
    const elsewhere = await graph.run(ClientProfileDocument, { account: 'nowhere', upstreamId: SEED });
    expect(codesOf(elsewhere)).toEqual(['NOT_FOUND']);
    expect(await graph.calls()).toEqual({});
  });
});

describe('node and nodes', () => {
  const charge = encodeGlobalId('Charge', ACCOUNT, SEED, '475568');
  const deposit = encodeGlobalId('Deposit', ACCOUNT, SEED, '808639');
  const account = encodeGlobalId('ResellerAccount', ACCOUNT);
  const pack = encodeGlobalId('Package', ACCOUNT, '8378');

  it('find every type again by its id', async () => {
    const { addCharge } = await graph.get(ChargeDocument, {
      input: { clientId: clientId(), amount: '1', idempotencyKey: freshKey() },
    });
    const ids = [clientId(), charge, deposit, account, pack, addCharge.operation!.id];
    const { nodes } = await graph.get(NodesDocument, { ids });
    const types = ['Client', 'Charge', 'Deposit', 'ResellerAccount', 'Package', 'Operation'];
    expect(nodes).toEqual(ids.map((id, index) => ({ id, __typename: types[index] })));
    for (const [index, id] of ids.entries()) {
      expect(await graph.get(OneNodeDocument, { id })).toEqual({ node: { id, __typename: types[index] } });
    }
  });

  it.each([
    encodeGlobalId('Client', ACCOUNT, '999999'),
    encodeGlobalId('Client', ACCOUNT),
    encodeGlobalId('Client', 'nowhere', SEED),
    encodeGlobalId('Charge', ACCOUNT, SEED, '1'),
    encodeGlobalId('Charge', ACCOUNT, '999999', '475568'),
    encodeGlobalId('Charge', ACCOUNT, '561116', '475568'),
    encodeGlobalId('Deposit', ACCOUNT, SEED),
    encodeGlobalId('Package', ACCOUNT, '1'),
    encodeGlobalId('Package', 'nowhere', '8378'),
    encodeGlobalId('Operation', ACCOUNT, 'none'),
    encodeGlobalId('ResellerAccount', 'nowhere'),
  ])('answer null for a thing that does not exist: %s', async (id) => {
    expect(await graph.get(OneNodeDocument, { id })).toEqual({ node: null });
  });

  it('fail a bad id at its own place only', async () => {
    const ids = [clientId(), 'no-id!', encodeGlobalId('Client', ACCOUNT, '999999'), encodeGlobalId('Query', 'x'), pack];
    const { data, errors } = await graph.run(NodesDocument, { ids });
    expect(data.nodes).toEqual([
      { id: clientId(), __typename: 'Client' },
      null,
      null,
      null,
      { id: pack, __typename: 'Package' },
    ]);
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['nodes', 1], 'INVALID_INPUT'],
      [['nodes', 3], 'INVALID_INPUT'],
    ]);
  });

  it('bound the number of ids', async () => {
    const answer = await graph.run(NodesDocument, { ids: Array.from({ length: 501 }, () => account) });
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'INVALID_INPUT', field: ['ids'] } }] });
  });
});
