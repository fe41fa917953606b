/** Charges and payments (sippy.md section 3, customerAddFunds, customerCredit, customerDebit). */
import { GatewayError, type Problem } from '../../errors.ts';
import { withMark } from '../../mark.ts';
import { double, int } from '../../wire/xmlrpc-values.ts';
import type { CallScope, Moved, Write } from '../provider.ts';
import type { MoneyInput } from '../records.ts';
import { checkText, problem } from '../shared/checks.ts';
import { moneyTrace } from '../shared/find-row.ts';
import type { Members, WriteMethod } from './api.ts';
import { checkAmount, checkCustomerId, NO_CLIENT } from './checks.ts';
import { isAbsent, type Customers } from './customers.ts';
import { WHO, type Fields } from './errors.ts';
import type { PaymentType } from './ledger.ts';
import { findPayment } from './lost-payment.ts';

const fields: Fields = {
  i_customer: ['clientId'],
  amount: ['amount'],
  currency: ['currency'],
  payment_notes: ['description'],
};

/** A charge. */
export function chargeWrite(customers: Customers): Write<MoneyInput, Moved> {
  return moneyWrite(customers, 'debit', () => 'customerDebit');
}

/** A payment: money that came in is added, a credit is granted; both raise the funds and differ in the switch's log. */
export function paymentWrite(customers: Customers): Write<MoneyInput, Moved> {
  return moneyWrite(customers, 'credit', ({ paymentKind }) =>
    paymentKind === 'CREDIT' ? 'customerCredit' : 'customerAddFunds',
  );
}

/**
 * Probed: the switch returns no id and takes no key, so the mark stands in `payment_notes` and is looked for in the
 * client's list of that type (sippy.md section 6, 11).
 */
function moneyWrite(
  customers: Customers,
  type: PaymentType,
  methodOf: (input: MoneyInput) => WriteMethod,
): Write<MoneyInput, Moved> {
  const { api } = customers;
  return {
    delivery: 'probed',
    check: async (input, scope) => [...checkInput(input), ...(await checkCurrency(customers, input, scope))],
    plan: async (input, scope, mark) => [api.plan(methodOf(input), await membersOf(customers, input, scope, mark))],
    send: async (input, scope, mark) => {
      await customers.change(methodOf(input), await membersOf(customers, input, scope, mark), fields, scope);
      return { rowId: null };
    },
    trace: moneyTrace,
    find: (lost, scope) => findPayment(customers, type, lost, scope),
  };
}

function checkInput({ clientId, amount, description, accounting }: MoneyInput): readonly Problem[] {
  const problems = [
    ...checkCustomerId(clientId),
    ...checkAmount(amount),
    ...checkText(description ?? '', ['description']),
  ];
  if (accounting == null) return problems;
  return [...problems, problem(['accounting'], `${WHO} takes no second amount for books of your own: leave it out.`)];
}

/** The switch converts another currency by rules that are not documented (sippy.md section 5), so none is sent. */
async function checkCurrency(
  customers: Customers,
  { clientId, currency }: MoneyInput,
  scope: CallScope,
): Promise<readonly Problem[]> {
  if (checkCustomerId(clientId).length > 0) return [];
  try {
    const own = await customers.currencyOf(clientId, scope);
    if (own === null && currency === null) return [problem(['currency'], NO_CURRENCY)];
    if (own === null || currency === null || own === currency) return [];
    return [
      problem(['currency'], `The client's money is in ${own}: give an amount in it, and ${own} or nothing here.`),
    ];
  } catch (error) {
    if (error instanceof GatewayError && isAbsent(error)) return [NO_CLIENT];
    throw error;
  }
}

const NO_CURRENCY = `${WHO} demands a currency and does not tell the client's: give one.`;

async function membersOf(
  customers: Customers,
  { clientId, amount, description, currency: given }: MoneyInput,
  scope: CallScope,
  mark: string,
): Promise<Members> {
  const currency = given ?? (await customers.currencyOf(clientId, scope));
  if (currency === null) throw new GatewayError('INVALID_INPUT', NO_CURRENCY, { field: ['currency'] });
  return {
    i_customer: int(clientId),
    amount: double(amount),
    currency,
    payment_notes: withMark(mark, description ?? ''),
  };
}
