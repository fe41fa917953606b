/** Checks of the two currencies: the client's, in which it is sold to, and the reseller's own, of accounting. */
import { GatewayError, type Problem } from '../../errors.ts';
import type { CallScope, OfClients } from '../provider.ts';
import type { BalanceRecord, MoneyInput } from '../records.ts';
import { isNumberId, problem } from '../shared/checks.ts';
import type { JsonObject } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { meansAbsent } from './errors.ts';
import type { Parameters } from './functions.ts';
import { paged, toPage } from './paging.ts';
import { currency } from './values.ts';

/** How to find a client's currency. */
export interface Currencies {
  /** As configured; null: as the balance tells. */
  readonly configured: string | null;
  readonly balances: OfClients<BalanceRecord>;
}

/** No call names a currency: amounts are in the client's selling currency, so a given one must be that. */
export async function checkCurrency(
  { clientId, currency: given }: MoneyInput,
  { configured, balances }: Currencies,
  scope: CallScope,
): Promise<readonly Problem[]> {
  if (given === null || !isNumberId(clientId)) return [];
  if (configured !== null && given !== configured) return [wrongCurrency(configured)];
  // The setting is no proof: what the client's balance tells is.
  const balance = (await balances.byClientIds([clientId], scope)).get(clientId);
  if (balance instanceof GatewayError) throw balance;
  if (balance === undefined) {
    return [{ code: 'NOT_FOUND', message: 'LogicBoxes does not know this client.', field: ['clientId'] }];
  }
  if (balance.currency === given) return [];
  return [balance.currency === null ? unknownCurrency : wrongCurrency(balance.currency)];
}

const unknownCurrency = problem(
  ['currency'],
  "LogicBoxes does not tell this client's currency, so it cannot be checked: leave it out, or configure it.",
);

function wrongCurrency(actual: string): Problem {
  return problem(['currency'], `The books of this client are in ${actual}.`);
}

/**
 * A debit note needs the accounting amount where the two currencies differ (logicboxes.md section 3, Writes to the
 * ledger). Only rows of the ledger name both; where there is none yet, the upstream has the word.
 */
export async function checkSameCurrency(
  api: LogicboxesApi,
  clientId: string,
  scope: CallScope,
): Promise<readonly Problem[]> {
  const parameters = [...paged(1, 1), ['customer-id', clientId]] as const;
  const [row] = await searchOrNone(api, parameters, scope);
  const [selling, accounting] = ['sellingcurrencysymbol', 'accountingcurrencysymbol'].map((name) =>
    currency(row?.[`customer_transaction.${name}`], null),
  );
  if (!selling || !accounting || selling === accounting) return [];
  const message = `The client's books are in ${selling} and yours in ${accounting}: LogicBoxes demands the accounting amount with its conversion rate.`;
  return [problem(['accounting'], message)];
}

async function searchOrNone(
  api: LogicboxesApi,
  parameters: Parameters,
  scope: CallScope,
): Promise<readonly JsonObject[]> {
  try {
    return toPage(await api.read('billing/customer-transactions/search', parameters, scope)).rows;
  } catch (error) {
    if (meansAbsent(error)) return [];
    throw error;
  }
}
