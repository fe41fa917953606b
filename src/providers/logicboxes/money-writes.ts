/** Charges and payments: rows of the ledger that we make (logicboxes.md section 3, Writes to the ledger). */
import { randomUUID } from 'node:crypto';
import type { Problem } from '../../errors.ts';
import { isPositive } from '../../money.ts';
import type { CallScope, Write } from '../provider.ts';
import type { MoneyInput } from '../records.ts';
import { checkClientNumber, checkPositive, checkRequired, isNumberId, problem } from '../shared/checks.ts';
import type { LogicboxesApi } from './api.ts';
import { checkCurrency, checkSameCurrency, type Currencies } from './currencies.ts';
import { WHO, type Parameters, type WriteFunction } from './functions.ts';
import { MADE_WHEN_SENT, planned } from './plan.ts';

/** Decimals of an amount (logicboxes.md section 3, Writes to the ledger). */
const MAX_AMOUNT_DECIMALS = 3;

/** What each send makes anew: the key that the upstream demands, and the moment. */
interface Made {
  readonly key: string;
  /** Unix seconds. */
  readonly now: string;
}

/** A kind of row: its function, and its parameters in the documents' order. */
interface Kind {
  readonly name: WriteFunction;
  readonly parametersOf: (input: MoneyInput, made: Made) => Parameters;
  readonly checkAccounting: (api: LogicboxesApi, input: MoneyInput, scope: CallScope) => Promise<readonly Problem[]>;
}

const charge: Kind = {
  name: 'billing/add-customer-debit-note',
  parametersOf: ({ clientId, amount, description, accounting }, { key, now }) => [
    ['customer-id', clientId],
    ['selling-amount', amount],
    ['description', description ?? ''],
    ['debit-note-date', now],
    ['transaction-key', key],
    // A charge is no receipt, so the sum of receipts stays as it is.
    ['update-total-receipt', 'false'],
    ...(accounting
      ? ([
          ['accounting-amount', accounting.amount],
          ['conversion-rate', accounting.conversionRate],
        ] as const)
      : []),
  ],
  checkAccounting: async (api, input, scope) => {
    const { accounting, clientId } = input;
    if (!accounting) return isNumberId(clientId) ? checkSameCurrency(api, clientId, scope) : [];
    const field = ['accounting', 'conversionRate'];
    return [
      ...checkPositive(accounting.amount, MAX_AMOUNT_DECIMALS, ['accounting', 'amount']),
      ...(isPositive(accounting.conversionRate) ? [] : [problem(field, 'The rate must be above zero.')]),
    ];
  },
};

/** A credit is no money that came in, so it is left out of the sum of receipts. */
const payment: Kind = {
  name: 'billing/add-customer-fund',
  parametersOf: ({ clientId, amount, description, paymentKind }, { key }) => [
    ['customer-id', clientId],
    ['amount', amount],
    ['description', description ?? ''],
    ['transaction-type', paymentKind === 'CREDIT' ? 'credit' : 'receipt'],
    ['transaction-key', key],
    ['update-total-receipt', paymentKind === 'CREDIT' ? 'false' : 'true'],
  ],
  checkAccounting: async (_api, { accounting }) =>
    accounting ? [problem(['accounting'], 'LogicBoxes works out the accounting amount of a payment itself.')] : [],
};

/**
 * A charge or a payment. Unproven: what the upstream does with a repeated `transaction-key` is not documented, so each
 * send has a fresh one, and a lost answer stays unknown.
 */
function moneyWrite(api: LogicboxesApi, kind: Kind, currencies: Currencies): Write<MoneyInput, void> {
  return {
    delivery: 'unproven',
    check: async (input, scope) => [
      ...checkClientNumber(input.clientId, WHO),
      ...checkPositive(input.amount, MAX_AMOUNT_DECIMALS),
      ...(await checkCurrency(input, currencies, scope)),
      ...checkRequired(input.description ?? '', ['description'], WHO),
      ...(await kind.checkAccounting(api, input, scope)),
    ],
    plan: async (input) => [planned(kind.name, kind.parametersOf(input, { key: MADE_WHEN_SENT, now: MADE_WHEN_SENT }))],
    send: async (input, scope) => {
      const made = { key: randomUUID(), now: String(Math.floor(Date.now() / 1000)) };
      await api.write(kind.name, kind.parametersOf(input, made), scope);
    },
  };
}

/** Debits a client with a debit note. */
export function chargeWrite(api: LogicboxesApi, currencies: Currencies): Write<MoneyInput, void> {
  return moneyWrite(api, charge, currencies);
}

/** Credits a client with a receipt or a credit. */
export function paymentWrite(api: LogicboxesApi, currencies: Currencies): Write<MoneyInput, void> {
  return moneyWrite(api, payment, currencies);
}
