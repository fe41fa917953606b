/** The changes that a call can make, as they stand in the journal. Passwords are checked and never kept. */
import { z } from 'zod';
import { parseDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { TRANSACTION_TYPES } from './types.ts';

const text = z.string();
const id = z.string().regex(/^\d{1,15}$/);
const seconds = z.string().regex(/^-?\d{1,15}$/);
const status = z.enum(['Active', 'Suspended', 'Deleted']);
const amount = z.custom<Decimal>(
  (value) => typeof value === 'string' && /^-?\d+\.\d{3}$/.test(value) && parseDecimal(value) === value,
  { error: 'expected an amount with three decimals' },
);

const customer = z.strictObject({
  customerid: id,
  username: text,
  resellerid: id,
  name: text,
  company: text,
  telnocc: text,
  telno: text,
  mobilenocc: text,
  mobileno: text,
  faxnocc: text,
  faxno: text,
  alttelnocc: text,
  alttelno: text,
  address1: text,
  address2: text,
  address3: text,
  city: text,
  state: text,
  other_state: text,
  country: text,
  zip: text,
  pin: text,
  creationdt: seconds,
  customerstatus: status,
  langpref: text,
});

const row = z.strictObject({
  transid: id,
  customerid: id,
  date: seconds,
  orderid: id,
  key: text,
  type: z.enum(TRANSACTION_TYPES),
  description: text,
  greedy: z.boolean(),
  selling: amount,
  openSelling: amount,
  accounting: amount,
  openAccounting: amount,
  transactionkey: text,
  manual: z.boolean(),
  updatesTotalReceipts: z.boolean(),
  reminderDays: text,
  settled: text,
});

const write = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signup'), customer }),
  z.strictObject({ kind: z.literal('modify'), customer }),
  z.strictObject({ kind: z.literal('status'), customerid: id, status }),
  z.strictObject({ kind: z.literal('transaction'), row }),
  z.strictObject({ kind: z.literal('mail_add'), orderid: id, email: text }),
  z.strictObject({ kind: z.literal('mail_delete'), orderid: id, email: text }),
]);

/** One change. `signup` and `modify` carry the whole customer, `mail_*` the address in lower case. */
export type Write = z.output<typeof write>;

/** Reads a change of the journal. Throws a ZodError when it is none. */
export function parseWrite(value: unknown): Write {
  return write.parse(value);
}
