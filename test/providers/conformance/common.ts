/** What descriptions of providers have in common: accounts at a sandbox, and states of clients to compare. */
import { demoAccounts, type AccountConfig, type CommonAccountConfig } from '../../../src/accountConfig.ts';
import { addDecimals, compareDecimals, decimal, negateDecimal, type Decimal } from '../../../src/money.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import type { ClientRecord, MoneyInput } from '../../../src/providers/records.ts';
import { createProvider } from '../../../src/providers/registry.ts';
import { scopeOf, type Bench } from './bench.ts';
import { valuesOf } from './reads.ts';

/** Waits that no answer of a sandbox needs, also on a busy machine. Tests of hanging calls have shorter ones. */
const WAITS = { readTimeoutMs: 10_000, writeTimeoutMs: 10_000 };

/** Makes the provider of a demo account. */
export function creating(kind: AccountConfig['provider']) {
  return (sandboxUrl: string, changes: Partial<CommonAccountConfig> = {}): Provider => {
    const config = demoAccounts(sandboxUrl).find(({ provider }) => provider === kind)!;
    return createProvider({ ...config, ...WAITS, ...changes });
  };
}

/** A client as the upstream has it now; undefined when there is none. */
export async function clientOf({ can }: Bench, id: string): Promise<ClientRecord | undefined> {
  return valuesOf(await can.clients.byIds([id], scopeOf())).get(id);
}

/** How many clients there are. */
export async function countOf({ can }: Bench): Promise<number> {
  return (await can.clients.list(scopeOf())).length;
}

/** One more client than before. */
export function oneMore(before: number): number {
  return before + 1;
}

/** Balance and numbers of rows of a client. */
export interface Funds {
  readonly balance: Decimal;
  readonly charges: number;
  readonly deposits: number;
}

/** Without the zeros behind it, which upstreams write as they like. */
function bare(amount: Decimal): Decimal {
  return decimal(amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount);
}

/** What a charge or a payment changes. */
export async function fundsOf({ can }: Bench, { clientId }: MoneyInput): Promise<Funds> {
  const scope = scopeOf();
  const [balance, charges, deposits] = await Promise.all([
    can.balances.byClientIds([clientId], scope).then(valuesOf),
    can.ledger.chargesByClientIds([clientId], scope).then(valuesOf),
    can.ledger.depositsByClientIds([clientId], scope).then(valuesOf),
  ]);
  return {
    balance: bare(balance.get(clientId)!.current),
    charges: charges.get(clientId)!.length,
    deposits: deposits.get(clientId)!.length,
  };
}

/** The funds after a charge: less money, one row more. */
export function charged({ balance, charges, deposits }: Funds, { amount }: MoneyInput): Funds {
  return { balance: bare(addDecimals(balance, negateDecimal(amount))), charges: charges + 1, deposits };
}

/** The funds after a payment. */
export function paid({ balance, charges, deposits }: Funds, { amount }: MoneyInput): Funds {
  return { balance: bare(addDecimals(balance, amount)), charges, deposits: deposits + 1 };
}

/** A charge or a payment of a client. */
export function money(clientId: string, changes: Partial<MoneyInput> = {}): MoneyInput {
  return { clientId, amount: decimal('4.99'), currency: null, description: 'Support call', ...changes };
}

/** A threshold that is compared as a number. */
export async function thresholdOf({ can }: Bench, { clientId }: { readonly clientId: string }): Promise<boolean> {
  const found = valuesOf(await can.thresholds.byClientIds([clientId], scopeOf()));
  return compareDecimals(found.get(clientId)!.amount, decimal('42')) === 0;
}
