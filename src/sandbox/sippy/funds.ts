/** AddFunds, Credit and Debit. They differ in the sign only; the audit log that tells the first two apart is not shown. */
import { addDecimals, compareDecimals, decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { textAttribute } from './attributes.ts';
import { customerOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { convert, isCurrency } from './currencies.ts';
import { momentOf } from './dates.ts';
import { optionalText, optionalTime, requiredAmount, requiredText } from './members.ts';
import { invalid, refuse } from './refusal.ts';
import type { Customer, Payment } from './types.ts';

/** Raises a sub-customer's funds; answers without an id. */
export const customerAddFunds: ApiFunction = (context) => pay(context, 'credit');

/** Raises a sub-customer's funds; answers without an id. */
export const customerCredit: ApiFunction = (context) => pay(context, 'credit');

/** Lowers a sub-customer's funds; answers without an id. */
export const customerDebit: ApiFunction = (context) => pay(context, 'debit');

function pay(context: Context, type: Payment['type']): ReturnType<ApiFunction> {
  const { store, clock, switches, members } = context;
  const customer = customerOf(context);
  const sent = requiredAmount(members, 'amount');
  const currency = requiredText(members, 'currency');
  if (!isCurrency(currency)) invalid('currency');
  const amount = convert(sent, currency, customer.base_currency);
  if (type === 'debit' && switches.debitBeyondLimit === 'refuse') checkFunds(context, customer, amount);
  const notes = Array.from(optionalText(members, 'payment_notes'));
  const payment: Payment = {
    i_payment: store.freshPaymentId(),
    i_customer: customer.i_customer,
    type,
    manual: true,
    payment_time: optionalTime(members, 'payment_time') ?? momentOf(clock.now()),
    amount,
    currency: customer.base_currency,
    tx_id: '',
    tx_error: '',
    tx_result: 1,
    by_credit_debit_card: false,
    by_voucher: false,
    notes: notes.slice(0, switches.notesCutAt ?? undefined).join(''),
  };
  store.commit({ kind: 'payment', payment, own: ownChange(context, payment) });
  return {};
}

/** "The amount is also applied to the customer which is used in the HTTP authentication" (sippy.md section 3). */
function ownChange({ switches, caller }: Context, { type, amount, currency }: Payment) {
  if (switches.ownBalance === 'none') return null;
  const converted = convert(amount, currency, caller.base_currency);
  const raises = (type === 'credit') === (switches.ownBalance === 'same');
  return { i_customer: caller.i_customer, change: raises ? converted : negateDecimal(converted) };
}

function checkFunds({ store }: Context, { i_customer, attributes }: Customer, amount: Decimal): void {
  const left = addDecimals(store.balance(i_customer), negateDecimal(amount));
  const lowest = negateDecimal(decimal(textAttribute(attributes, 'credit_limit')));
  if (compareDecimals(left, lowest) < 0) refuse('permission', 'Insufficient funds');
}
