/** The changes that a call can make, as they stand in the journal. */
import { z } from 'zod';
import { parseDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { ATTRIBUTES } from './attributes.ts';
import type { Attribute } from './attributes.ts';

const id = z.int().min(1);
const text = z.string();
const amount = z.custom<Decimal>((value) => typeof value === 'string' && parseDecimal(value) === value);
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

function valueOf({ type, initial }: Attribute) {
  const values = { string: z.string(), int: z.int(), double: amount, boolean: z.boolean() };
  return initial === null ? values[type].nullable() : values[type];
}

const customer = z.strictObject({
  i_customer: id,
  parent: id.nullable(),
  base_currency: text,
  attributes: z.strictObject(Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute.name, valueOf(attribute)]))),
});

const payment = z.strictObject({
  i_payment: id,
  i_customer: id,
  type: z.enum(['credit', 'debit']),
  manual: z.boolean(),
  payment_time: moment,
  amount,
  currency: text,
  tx_id: text,
  tx_error: text,
  tx_result: z.int(),
  by_credit_debit_card: z.boolean(),
  by_voucher: z.boolean(),
  notes: text,
});

const lowBalance = z.strictObject({
  threshold: amount.nullable(),
  notify_by_email: z.boolean(),
  charge_card: z.boolean(),
  charge_amount: amount,
  i_debit_credit_card: z.int().nullable(),
});

const write = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), customer, balance: amount }),
  z.strictObject({ kind: z.literal('update'), customer, balance: amount.nullable() }),
  z.strictObject({ kind: z.literal('delete'), i_customer: id }),
  z.strictObject({
    kind: z.literal('payment'),
    payment,
    own: z.strictObject({ i_customer: id, change: amount }).nullable(),
  }),
  z.strictObject({ kind: z.literal('lowBalance'), i_customer: id, settings: lowBalance }),
  z.strictObject({ kind: z.literal('blocked'), i_customer: id, blocked: z.boolean() }),
  z.strictObject({ kind: z.literal('oneTimePassword'), i_customer: id, password: text.nullable() }),
]);

/**
 * One change. `create` and `update` carry the whole customer; `balance` has the natural sign, and null leaves it alone. A
 * payment that went through moves its customer's balance, and `own` that of the caller. A one-time password of null is used up.
 */
export type Write = z.output<typeof write>;

/** Reads a change of the journal. Throws a ZodError when it is none. */
export function parseWrite(value: unknown): Write {
  return write.parse(value);
}
