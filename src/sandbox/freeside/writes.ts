/** The changes that a call can make, as they stand in the journal. Numbers of cards and accounts and passwords are not in them. */
import { z } from 'zod';
import { parseDecimal } from '../../money.ts';

const text = z.string();
const number = z.string().regex(/^\d{1,15}$/);
const moment = z.int();
const amount = text.refine((value) => parseDecimal(value) !== null && /^\d+\.\d\d$/.test(value));

const address = z.strictObject({
  address1: text,
  address2: text,
  city: text,
  county: text,
  state: text,
  zip: text,
  country: text,
});

const customer = z.strictObject({
  custnum: number,
  agentnum: number,
  agent_custid: text,
  first: text,
  last: text,
  company: text,
  ss: text,
  stateid: text,
  signupdate: moment,
  daytime: text,
  night: text,
  fax: text,
  mobile: text,
  refnum: text,
  referral_custnum: text,
  comments: text,
  locale: text,
  address,
  shipAddress: address.nullable(),
  emails: z.array(text).readonly(),
  postal: z.boolean(),
  payby: text,
  paymask: text,
  paydate: text,
  payname: text,
});

const orderedPackage = z.strictObject({
  pkgnum: number,
  pkgpart: number,
  quantity: number,
  order_date: moment,
  setup: moment.nullable(),
  bill: moment.nullable(),
  last_bill: moment.nullable(),
  susp: moment.nullable(),
  cancel: moment.nullable(),
  mainPkgnum: number.nullable(),
});

const account = z.strictObject({ svcnum: number, pkgnum: number, username: text, domain: text });

const entry = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Invoice'),
    invnum: number,
    date: moment,
    lines: z.array(z.strictObject({ text, amount, from: moment.nullable(), to: moment.nullable() })).readonly(),
  }),
  z.strictObject({ type: z.enum(['Payment', 'Credit', 'Refund']), date: moment, amount }),
]);

/** What an order adds to a customer; at most one account, and none without its package. */
const order = {
  package: orderedPackage,
  account: account.nullable(),
  entries: z.array(entry).readonly(),
};

const write = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signup'), customer, ...order, prepaidDigest: text.nullable() }),
  z.strictObject({ kind: z.literal('order'), custnum: number, ...order }),
  z.strictObject({ kind: z.literal('suspension'), custnum: number, pkgnum: number, susp: moment.nullable() }),
]);

/** One change. `prepaidDigest` is the digest of a prepaid card that is used up by it. */
export type Write = z.output<typeof write>;

/** What an order adds to a customer. */
export type Order = Pick<Extract<Write, { kind: 'order' }>, 'package' | 'account' | 'entries'>;

/** Reads a change of the journal. Throws a ZodError when it is none. */
export function parseWrite(value: unknown): Write {
  return write.parse(value);
}
