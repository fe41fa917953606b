/** The books of the upstreams, read past all gateways, and the charges and payments that tests write into them. */
import { encodeGlobalId } from '../../../src/ids.ts';
import type { Random } from '../../../src/sandbox/random.ts';
import type { Driven } from '../../sandbox/drive.ts';
import { apiOf } from '../../sandbox/logicboxes/client.ts';
import { LOGIN, sippyOf } from '../../sandbox/sippy/client.ts';

/** Providers that keep charges and payments. */
export type MoneyProvider = 'voipms' | 'sippy' | 'logicboxes';

/** The generated clients whose books are short, from 0 on, as long as the sandbox has so many. */
export function nthClient(provider: MoneyProvider, index: number): string {
  const first = { voipms: 561_116, sippy: 101, logicboxes: 31_000_003 };
  return String(first[provider] + index);
}

/** One charge or payment to be made. */
export interface MoneyWrite {
  readonly provider: MoneyProvider;
  /** The upstream's number. */
  readonly client: string;
  readonly mutation: 'addCharge' | 'addPayment';
  readonly input: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };
}

/** A random write with this key, which also stands in its description. Few clients and amounts: many are alike. */
export function randomWrite(random: Random, key: string): MoneyWrite {
  const provider = random.pick(['voipms', 'sippy', 'logicboxes'] as const);
  const client = nthClient(provider, random.int(0, 2));
  return moneyWrite(
    provider,
    client,
    random.pick(['addCharge', 'addPayment'] as const),
    key,
    `3.10${random.int(1, 3)}`,
  );
}

/** A write without a fault. */
export function moneyWrite(
  provider: MoneyProvider,
  client: string,
  mutation: MoneyWrite['mutation'],
  key: string,
  amount = '3.17',
): MoneyWrite {
  const clientId = encodeGlobalId('Client', `${provider}-demo`, client);
  const needsAccounting = provider === 'logicboxes' && mutation === 'addCharge';
  const accounting = needsAccounting ? { accounting: { amount: '3.92', conversionRate: '1.2645' } } : {};
  return {
    provider,
    client,
    mutation,
    input: { clientId, amount, description: key, idempotencyKey: key, ...accounting },
  };
}

/** The mutation of a write, with the same fields for both kinds. */
export function documentOf({ mutation }: MoneyWrite, fields = 'operation { state }'): string {
  const [type, row] = mutation === 'addCharge' ? ['AddChargeInput', 'charge'] : ['AddPaymentInput', 'deposit'];
  const selection = fields.replace('ROW', row);
  return `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code message } } }`;
}

/** Every row of a client's books, charges and payments, as text. */
export async function rowsOf(driven: Driven, provider: MoneyProvider, client: string): Promise<readonly string[]> {
  return (await rows[provider](driven, client)).map((row) => JSON.stringify(row));
}

/** How many rows of the client have this in their description; the key of one write must not be part of another's. */
export async function countRows(driven: Driven, { provider, client }: MoneyWrite, key: string): Promise<number> {
  return (await rowsOf(driven, provider, client)).filter((row) => row.includes(key)).length;
}

type ReadRows = (driven: Driven, client: string) => Promise<readonly unknown[]>;

const rows: Readonly<Record<MoneyProvider, ReadRows>> = {
  voipms: async (driven, client) => {
    const { charges } = await driven.call('getCharges', { client });
    const { deposits } = await driven.call('getDeposits', { client });
    return [...listOf(charges), ...listOf(deposits)];
  },
  sippy: async (driven, client) => {
    const ask = { i_customer: Number(client), offset: 0, limit: 1000 };
    const sippy = sippyOf(driven, LOGIN);
    const debits = await sippy.call('getPaymentsList', { ...ask, type: 'debit' });
    const credits = await sippy.call('getPaymentsList', { ...ask, type: 'credit' });
    return [...listOf(debits['payments']), ...listOf(credits['payments'])];
  },
  logicboxes: (driven, client) => apiOf(driven).rows('billing/customer-transactions/search', { 'customer-id': client }),
};

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
