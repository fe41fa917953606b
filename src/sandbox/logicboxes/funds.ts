/** Balances, and the two calls that book on a customer's ledger. */
import { decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { balanceOf } from './balances.ts';
import * as check from './checks.ts';
import { customerOf, livingCustomerOf, nowSeconds } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { SELLING_CURRENCY, addAmounts, toAccounting } from './money.ts';
import { figureAs } from './printing.ts';
import { refuse } from './refusal.ts';
import { RESELLERS } from './seed.ts';
import type { Amounts, Customer, Transaction } from './types.ts';
import { Digits, hash } from './values.ts';

/** What a customer has: total = available + locked (logicboxes.md section 5). The ledger's sum is the total. */
export const customerBalance: ApiFunction = (context) => {
  const figure = figureAs(context.switches.balanceTypes);
  const book = context.store.book(customerOf(context).customerid);
  const { locked } = book;
  const balance = balanceOf(book);
  const available = addAmounts(balance, negated(locked));
  return hash({
    currencysymbol: SELLING_CURRENCY,
    sellingcurrencybalance: figure(available.selling),
    sellingcurrencylockedbalance: figure(locked.selling),
    totalsellingbalance: figure(balance.selling),
    accountingcurrencybalance: figure(available.accounting),
    accountingcurrencylockedbalance: figure(locked.accounting),
  });
};

/** The funds of the reseller itself or of a sub-reseller; bookings on customers leave them alone. */
export const resellerBalance: ApiFunction = ({ parameters, switches }) => {
  const figure = figureAs(switches.balanceTypes);
  const funds = RESELLERS.get(check.required(parameters, 'reseller-id')) ?? refuse('Invalid reseller-id');
  return hash({
    sellingcurrencysymbol: SELLING_CURRENCY,
    sellingcurrencybalance: figure(decimal(funds.available)),
    sellingcurrencylockedbalance: figure(decimal(funds.locked)),
  });
};

/** Adds a receipt or a credit and answers with its id. */
export const addFund: ApiFunction = (context) => {
  const { parameters } = context;
  const customer = livingCustomerOf(context);
  const selling = check.amountOf(check.required(parameters, 'amount'), 'amount');
  const description = descriptionOf(context);
  const type = check.choiceOf(check.required(parameters, 'transaction-type'), 'transaction-type', [
    'credit',
    'receipt',
  ]);
  const transactionkey = check.required(parameters, 'transaction-key');
  const updatesTotalReceipts = updatesOf(context);
  const fields = { type, description, transactionkey, updatesTotalReceipts, greedy: false, reminderDays: '0' };
  const date = String(nowSeconds(context.clock));
  return addRow(context, customer, { selling, accounting: toAccounting(selling) }, { ...fields, date });
};

/** Adds a debit note and answers with its id. It is dated as the caller says. */
export const addDebitNote: ApiFunction = (context) => {
  const { parameters } = context;
  const customer = livingCustomerOf(context);
  const selling = check.amountOf(check.required(parameters, 'selling-amount'), 'selling-amount');
  const description = descriptionOf(context);
  const date = String(check.secondsOf(check.required(parameters, 'debit-note-date'), 'debit-note-date'));
  const transactionkey = check.required(parameters, 'transaction-key');
  const updatesTotalReceipts = updatesOf(context);
  const accounting = accountingOf(context, selling);
  const greedy = check.booleanOf(check.textOf(parameters, 'greedy') || 'false', 'greedy');
  const days = check.wholeOf(check.textOf(parameters, 'payment-reminder-days') || '0', 'payment-reminder-days');
  const fields = { type: 'debit' as const, date, description, transactionkey, updatesTotalReceipts, greedy };
  return addRow(context, customer, negated({ selling, accounting }), { ...fields, reminderDays: days });
};

type BookingFields = Pick<
  Transaction,
  'type' | 'date' | 'description' | 'transactionkey' | 'updatesTotalReceipts' | 'greedy' | 'reminderDays'
>;

/** Books a row that is open as a whole, unless its transaction-key was used before. */
function addRow({ store, switches }: Context, customer: Customer, amounts: Amounts, fields: BookingFields): Digits {
  const earlier = store.transactionWithKey(fields.transactionkey);
  if (earlier !== null && switches.repeatedTransactionKey === 'error') refuse('Transaction key already used');
  if (earlier !== null && switches.repeatedTransactionKey === 'same_id') return new Digits(earlier);
  const transid = store.freshId('transaction');
  const row: Transaction = {
    transid,
    customerid: customer.customerid,
    orderid: '0',
    key: '',
    ...fields,
    selling: amounts.selling,
    openSelling: amounts.selling,
    accounting: amounts.accounting,
    openAccounting: amounts.accounting,
    manual: true,
    settled: '',
  };
  store.commit({ kind: 'transaction', row });
  return new Digits(transid);
}

/** The amount for the reseller's books. Both parameters are required, because the two currencies differ. */
function accountingOf({ parameters, switches }: Context, selling: Decimal): Decimal {
  const textOf = switches.debitNoteConversion === 'required' ? check.required : check.textOf;
  const amount = textOf(parameters, 'accounting-amount');
  const rate = textOf(parameters, 'conversion-rate');
  if (rate !== '') check.checkRate(rate, 'conversion-rate');
  return amount === '' ? toAccounting(selling) : check.amountOf(amount, 'accounting-amount');
}

function updatesOf({ parameters }: Context): boolean {
  return check.booleanOf(check.required(parameters, 'update-total-receipt'), 'update-total-receipt');
}

function descriptionOf({ parameters, switches }: Context): string {
  const characters = Array.from(check.required(parameters, 'description'));
  return characters.slice(0, switches.descriptionCutAt ?? undefined).join('');
}

function negated({ selling, accounting }: Amounts): Amounts {
  return { selling: negateDecimal(selling), accounting: negateDecimal(accounting) };
}
