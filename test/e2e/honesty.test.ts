/** What is missing is said: balances that are not given, and answers to writes that are no answers. */
import { describe, expect, it } from 'vitest';
import { clientId, freshKey, useGraph } from './harness.ts';

const graph = useGraph({ clients: 3 });

const charge = () =>
  `mutation { addCharge(input: { clientId: "${clientId()}", amount: "1", idempotencyKey: "${freshKey()}" }) {
    operation { state } userErrors { code path } } }`;

describe('a balance that the upstream does not give', () => {
  it.each(['invalid_client', 'no_balance'])('is an error and makes totals incomplete (%s)', async (code) => {
    await graph.set({ forcedErrors: { getResellerBalance: code } });
    const { data, errors } = await graph.ask(
      `{ portfolio { clientCount totals { clientCount } completeness { complete } }
         clients(orderBy: { field: BALANCE }) { totalCount completeness { complete accounts { state } } nodes { id balance { current { amount } } } } }`,
    );
    expect(data).toMatchObject({
      portfolio: { clientCount: null, totals: [], completeness: { complete: false } },
      clients: { totalCount: null, completeness: { complete: false, accounts: [{ state: 'PARTIAL' }] } },
    });
    const paths = (errors ?? []).map(({ path }) => path?.join('.'));
    expect(paths).toEqual(expect.arrayContaining(['portfolio', 'clients', 'clients.nodes.0.balance']));
  });
});

describe('an answer to a write', () => {
  it.each(['Success', 'unavailable_info', 'provider_outofservice'])(
    'that refuses nothing leaves it unknown: %s',
    async (status) => {
      await graph.set({ forcedErrors: { addCharge: status } });
      const { data } = await graph.ask(charge());
      expect(data).toMatchObject({
        addCharge: { operation: { state: 'UNKNOWN' }, userErrors: [{ code: 'OUTCOME_UNKNOWN', path: null }] },
      });
    },
  );

  it('with an error code that nobody has documented is a refusal that carries the code', async () => {
    await graph.set({ forcedErrors: { addCharge: 'weird_new_code' } });
    expect((await graph.ask(charge())).data).toMatchObject({
      addCharge: { operation: { state: 'REJECTED' }, userErrors: [{ code: 'UPSTREAM_REJECTED' }] },
    });
  });

  it('about a field that the mutation does not have names no field', async () => {
    await graph.set({ forcedErrors: { addCharge: 'invalid_email' } });
    expect((await graph.ask(charge())).data).toMatchObject({
      addCharge: { userErrors: [{ code: 'INVALID_INPUT', path: null }] },
    });
  });
});

describe('errors of a document', () => {
  it('propose no names of the schema', async () => {
    const { errors } = await graph.ask('{ clientz { id } }');
    expect(errors?.[0]?.message).toBe('Cannot query field "clientz" on type "Query".');
  });
});
