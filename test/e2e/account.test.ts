import { describe, expect, it } from 'vitest';
import { ACCOUNT, codesOf, SEED, useGraph } from './harness.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const graph = useGraph();

const ask = async (fields: string): Promise<unknown> => {
  const { data, errors } = await graph.ask(`{ account(name: "${ACCOUNT}") { ${fields} } }`);
  expect(errors).toBeUndefined();
  return data['account'];
};

const health = () => ask('health { state consecutiveFailures lastFailureCode lastSuccessAt }');

describe('the account', () => {
  it('says what it is and what it can do, without a call', async () => {
    const account = (await ask('name provider currency capabilities { capability delivery notes }')) as Record<
      string,
      unknown
    >;
    expect(account).toMatchObject({ name: ACCOUNT, provider: 'VOIPMS', currency: 'USD' });
    const capabilities = account['capabilities'] as { capability: string; delivery: string | null }[];
    expect(Object.fromEntries(capabilities.map(({ capability, delivery }) => [capability, delivery]))).toEqual({
      CLIENTS: null,
      BALANCES: null,
      LEDGER: null,
      PACKAGES: null,
      THRESHOLDS: null,
      BALANCE_MANAGEMENT: null,
      COUNTRIES: null,
      OWN_BALANCE: null,
      TRANSACTIONS: null,
      ADD_CHARGE: 'PROBED',
      ADD_PAYMENT: 'PROBED',
      SET_CLIENT_THRESHOLD: 'REPEATABLE',
      UPDATE_CLIENT: 'REPEATABLE',
      SIGNUP_VOIPMS_CLIENT: 'PROBED',
      DELETE_CLIENT: 'REPEATABLE',
    });
    expect(await graph.calls()).toEqual({});
    expect((await graph.ask('{ account(name: "nowhere") { name } accounts { name } }')).data).toEqual({
      account: null,
      accounts: [{ name: ACCOUNT }],
    });
  });

  it('lists balance management options, or one', async () => {
    const hard = { value: '1', description: 'Hard - suspend the client' };
    const soft = { value: '0', description: 'Soft - do not suspend the client' };
    const fields = 'balanceManagementOptions(value: "1") { value description }';
    expect(await ask(fields)).toEqual({ balanceManagementOptions: [hard] });
    expect(await ask(fields.replace('"1"', '"7"'))).toEqual({ balanceManagementOptions: [] });
    expect(await ask(fields.replace('"1"', 'null'))).toEqual({ balanceManagementOptions: [hard, soft] });
  });

  it('lists countries', async () => {
    const { countries } = (await ask('countries { code name }')) as { countries: { code: string; name: string }[] };
    expect(countries.length).toBeGreaterThan(200);
    expect(countries).toContainEqual({ code: 'US', name: 'United States' });
  });

  it("tells the reseller's own balance and transactions", async () => {
    const account = await ask(
      'balance { current { amount currency } } transactions(from: "2026-10-01", to: "2026-10-31") { from to time type amount { amount } }',
    );
    expect(account).toEqual({
      balance: { current: usd('112.192790') },
      transactions: [
        { from: '2026-10-01', to: '2026-10-01', time: '00:01:12', type: 'Payment', amount: { amount: '50.00' } },
        { from: '2026-10-03', to: '2026-10-03', time: '00:03:46', type: 'DID8555555555', amount: { amount: '-0.99' } },
      ],
    });
    const query = `{ account(name: "${ACCOUNT}") { transactions(from: "2026-11-01", to: "2026-10-31") { type } } }`;
    expect(codesOf(await graph.ask(query))).toEqual(['INVALID_INPUT']);
  });

  it('lists packages with prices and their clients', async () => {
    const account = await ask(
      'packages(first: 1) { totalCount nodes { upstreamId name markupFixed { amount } markupPercentage pulseSeconds monthlyFee { amount } setupFee { amount } freeMinutes clients { totalCount nodes { upstreamId } } } }',
    );
    expect(account).toEqual({
      packages: {
        totalCount: 5,
        nodes: [
          {
            upstreamId: '8378',
            name: 'VoIP',
            markupFixed: { amount: '0.01' },
            markupPercentage: '50',
            pulseSeconds: 60,
            monthlyFee: { amount: '2.00' },
            setupFee: { amount: '1.00' },
            freeMinutes: 0,
            clients: { totalCount: 2, nodes: [{ upstreamId: SEED }, { upstreamId: '561116' }] },
          },
        ],
      },
    });
  });

  it('shows its health from the calls that were made', async () => {
    await graph.fault('getClients', 'http_503_html');
    await graph.ask('{ clients { totalCount } }');
    expect(await health()).toMatchObject({
      health: { state: 'DOWN', consecutiveFailures: 1, lastFailureCode: 'UPSTREAM_UNAVAILABLE' },
    });
    await graph.ask('{ clients { totalCount } }');
    expect(await health()).toMatchObject({ health: { state: 'UP', consecutiveFailures: 0 } });
  });
});

describe('the portfolio', () => {
  it('adds balances exactly and says that nothing is missing', async () => {
    const { data } = await graph.ask(
      '{ portfolio { clientCount completeness { complete } totals { currency funds { amount } owed { amount } net { amount } clientCount } } }',
    );
    expect(data['portfolio']).toEqual({
      clientCount: 6,
      completeness: { complete: true },
      totals: [
        {
          currency: 'USD',
          clientCount: 6,
          funds: { amount: '725.3330' },
          owed: { amount: '0' },
          net: { amount: '725.3330' },
        },
      ],
    });
  });

  it('never shows a part as the whole', async () => {
    await graph.fault('getResellerBalance', 'garbage');
    const { data, errors } = await graph.ask(
      '{ portfolio { clientCount completeness { complete accounts { state code } } totals { clientCount } } }',
    );
    expect(data['portfolio']).toEqual({
      clientCount: null,
      completeness: { complete: false, accounts: [{ state: 'PARTIAL', code: 'UPSTREAM_UNAVAILABLE' }] },
      totals: [{ clientCount: 5 }],
    });
    expect(errors).toMatchObject([
      { path: ['portfolio'], extensions: { code: 'UPSTREAM_UNAVAILABLE', account: ACCOUNT, retryable: true } },
    ]);
  });
});
