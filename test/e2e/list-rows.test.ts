/** What a row of a list tells, and what costs a call of its own. */
import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, type Decimal } from '../../src/money.ts';
import { useGraph, type ProviderName } from './harness.ts';

const graph = useGraph({ providers: ['sippy', 'freeside', 'logicboxes'], clients: 20 });

const OWN_RECORD: Readonly<Record<string, string>> = {
  freeside: 'customer_info',
  logicboxes: 'customers/details-by-id',
  sippy: 'getCustomerInfo',
};

async function callsFor(provider: ProviderName, fields: string): Promise<number> {
  await graph.forgetCalls();
  const where = `where: { accounts: ["${provider}-demo"] }`;
  const { errors } = await graph.ask(`{ clients(first: 10, ${where}) { nodes { displayName status ${fields} } } }`);
  expect(errors).toBeUndefined();
  return (await graph.calls(provider))[OWN_RECORD[provider]!] ?? 0;
}

describe('a field of a list', () => {
  it.each<[ProviderName, string]>([
    ['freeside', 'company firstName lastName phoneNumber'],
    ['logicboxes', 'company firstName lastName email phoneNumber'],
    ['sippy', 'upstreamId'],
  ])('costs nothing more where the row tells it: %s, %s', async (provider, fields) => {
    expect(await callsFor(provider, fields)).toBe(0);
  });

  it.each<[ProviderName, string]>([
    ['freeside', 'email address { city }'],
    ['logicboxes', 'address { street }'],
    ['sippy', 'company email address { city }'],
  ])('costs one call a client where it does not: %s, %s', async (provider, fields) => {
    expect(await callsFor(provider, fields)).toBe(10);
  });
});

interface Low {
  readonly balance: {
    readonly current: { readonly amount: Decimal };
    readonly creditLimit: { readonly amount: Decimal };
  };
  readonly threshold: { readonly amount: { readonly amount: Decimal }; readonly measure: string } | null;
}

function isBelow({ balance, threshold }: Low): boolean {
  if (threshold === null) return false;
  return compareDecimals(addDecimals(balance.current.amount, balance.creditLimit.amount), threshold.amount.amount) < 0;
}

describe('a threshold of Sippy', () => {
  it('is compared with the balance and the credit limit together', async () => {
    const fields = 'balance { current { amount } creditLimit { amount } } threshold { amount { amount } measure }';
    const list = async (below: boolean): Promise<readonly Low[]> => {
      const where = `{ accounts: ["sippy-demo"], belowThreshold: ${below} }`;
      const { data } = await graph.ask(`{ clients(first: 100, where: ${where}) { nodes { ${fields} } } }`);
      return (data['clients'] as { nodes: Low[] }).nodes;
    };
    const [below, others] = [await list(true), await list(false)];
    expect(below.every(isBelow)).toBe(true);
    expect(others.some(isBelow)).toBe(false);
    expect(below.length + others.length).toBe(21);
    expect(others.some(({ balance }) => balance.current.amount.startsWith('-'))).toBe(true);
    expect([...below, ...others].flatMap(({ threshold }) => threshold?.measure ?? [])).toContain('AVAILABLE');
  });
});

describe('a limit of calls', () => {
  it('is passed on with the time to wait', async () => {
    await graph.fault('customers/search', 'rate_limited', { provider: 'logicboxes' });
    const { errors } = await graph.ask('{ account(name: "logicboxes-demo") { clients { totalCount } } }');
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 1000,
      account: 'logicboxes-demo',
    });
  });
});
