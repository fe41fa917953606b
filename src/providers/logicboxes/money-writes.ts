/** Charges and payments: rows of the ledger that we make (logicboxes.md section 3, Writes to the ledger). */
import type { Problem } from '../../errors.ts';
import { withMark } from '../../mark.ts';
import { isPositive } from '../../money.ts';
import type { CallScope, Moved, Write } from '../provider.ts';
import type { MoneyInput } from '../records.ts';
import { checkClientNumber, checkPositive, checkRequired, isNumberId, problem } from '../shared/checks.ts';
import { moneyTrace } from '../shared/find-row.ts';
import type { LogicboxesApi } from './api.ts';
import { checkCurrency, checkSameCurrency, type Currencies } from './currencies.ts';
import { WHO, type Parameters, type WriteFunction } from './functions.ts';
import type { LedgerReader } from './ledger.ts';
import { findMoney, type MoneyType } from './lost-money.ts';
import { MADE_WHEN_SENT, planned } from './plan.ts';
import { bareId } from './values.ts';

/** Decimals of an amount (logicboxes.md section 3, Writes to the ledger). */
const MAX_AMOUNT_DECIMALS = 3;

/** What comes to the input when it is sent. */
interface Made {
  /** Stands in front of the description, and is the key that the upstream demands: the same in each attempt to send. */
  readonly mark: string;
  /** Unix seconds. */
  readonly now: string;
}

/** A kind of row: its function, its parameters in the documents' order, and the type that the ledger shows. */
interface Kind {
  readonly name: WriteFunction;
  readonly parametersOf: (input: MoneyInput, made: Made) => Parameters;
  readonly typeOf: (paymentKind: string | null | undefined) => MoneyType;
  readonly checkAccounting: (api: LogicboxesApi, input: MoneyInput, scope: CallScope) => Promise<readonly Problem[]>;
}

const charge: Kind = {
  name: 'billing/add-customer-debit-note',
  parametersOf: ({ clientId, amount, description, accounting }, { mark, now }) => [
    ['customer-id', clientId],
    ['selling-amount', amount],
    ['description', withMark(mark, description ?? '')],
    ['debit-note-date', now],
    ['transaction-key', mark],
    // A charge is no receipt, so the sum of receipts stays as it is.
    ['update-total-receipt', 'false'],
    ...(accounting
      ? ([
          ['accounting-amount', accounting.amount],
          ['conversion-rate', accounting.conversionRate],
        ] as const)
      : []),
  ],
  typeOf: () => 'debit',
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
  parametersOf: ({ clientId, amount, description, paymentKind }, { mark }) => [
    ['customer-id', clientId],
    ['amount', amount],
    ['description', withMark(mark, description ?? '')],
    ['transaction-type', payment.typeOf(paymentKind)],
    ['transaction-key', mark],
    ['update-total-receipt', paymentKind === 'CREDIT' ? 'false' : 'true'],
  ],
  typeOf: (paymentKind) => (paymentKind === 'CREDIT' ? 'credit' : 'receipt'),
  checkAccounting: async (_api, { accounting }) =>
    accounting ? [problem(['accounting'], 'LogicBoxes works out the accounting amount of a payment itself.')] : [],
};

/** Where charges and payments are made, checked and looked for. */
export interface Books {
  readonly api: LogicboxesApi;
  readonly ledger: LedgerReader;
  readonly currencies: Currencies;
}

/**
 * A charge or a payment. Probed: its mark stands in front of the description and is its `transaction-key`. What the
 * upstream does with a repeated key is not documented, so nothing is sent again on the strength of it.
 */
function moneyWrite({ api, ledger, currencies }: Books, kind: Kind): Write<MoneyInput, Moved> {
  return {
    delivery: 'probed',
    check: async (input, scope) => [
      ...checkClientNumber(input.clientId, WHO),
      ...checkPositive(input.amount, MAX_AMOUNT_DECIMALS),
      ...(await checkCurrency(input, currencies, scope)),
      ...checkRequired(input.description ?? '', ['description'], WHO),
      ...(await kind.checkAccounting(api, input, scope)),
    ],
    plan: async (input, _scope, mark) => [planned(kind.name, kind.parametersOf(input, { mark, now: MADE_WHEN_SENT }))],
    send: async (input, scope, mark) => {
      const now = String(Math.floor(Date.now() / 1000));
      return { rowId: bareId(await api.write(kind.name, kind.parametersOf(input, { mark, now }), scope)) };
    },
    trace: moneyTrace,
    find: (lost, scope) => findMoney(api, ledger, kind.typeOf(lost.trace['paymentKind']), lost, scope),
  };
}

/** Debits a client with a debit note. */
export function chargeWrite(books: Books): Write<MoneyInput, Moved> {
  return moneyWrite(books, charge);
}

/** Credits a client with a receipt or a credit. */
export function paymentWrite(books: Books): Write<MoneyInput, Moved> {
  return moneyWrite(books, payment);
}
