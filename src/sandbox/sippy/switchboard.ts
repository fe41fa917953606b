/** The switches of the Sippy stand-in: behaviours that nobody knows for sure (sippy.md sections 6 and 7). */
import { isIP } from 'node:net';
import { z } from 'zod';
import { Switches } from '../switches.ts';

const faultCode = z.int().min(-2_147_483_648).max(2_147_483_647);
const fault = z.strictObject({ code: faultCode, text: z.string().max(1000) });
const count = (highest: number) => z.int().min(1).max(highest).nullable().default(null);
const network = z.string().refine(isNetwork, { error: 'expected an IP address or a CIDR range, e.g. 10.0.0.0/8' });

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

function known(functions: readonly string[]) {
  return { error: `expected functions out of ${functions.join(', ')}` };
}

function schema(functions: readonly string[]) {
  const names = ['*', ...functions];
  return z.strictObject({
    /** Sign of listCustomers' balance; getCustomerInfo is inverted always. */
    listBalance: z.enum(['natural', 'inverted']).default('natural'),
    /** Before 5.2 getCustomerInfo shows passwords, and blockCustomer and unblockCustomer do not exist. */
    version: z.enum(['5.2', 'before_5.2']).default('5.2'),
    /** Sign of a debit's amount in getPaymentsList and getPaymentInfo. */
    debitAmount: z.enum(['negative', 'positive']).default('negative'),
    /** What AddFunds, Credit and Debit do to the caller's own balance. */
    ownBalance: z.enum(['same', 'opposite', 'none']).default('same'),
    /** Whether AddFunds, Credit and Debit appear in getPaymentsList. */
    manualPayments: z.enum(['listed', 'hidden']).default('listed'),
    /** payment_notes are cut at this many characters; null = kept whole. */
    notesCutAt: count(100_000),
    /** Real milliseconds after its booking until getPaymentsList and getPaymentInfo show a row; the balance moves at once. */
    ledgerDelayMs: z.int().min(0).max(600_000).default(0),
    /** Rows of a list for which no limit is given; null = all. */
    listLimit: count(1_000_000),
    customerOrder: z.enum(['ascending', 'descending']).default('ascending'),
    paymentOrder: z.enum(['newest_first', 'oldest_first']).default('newest_first'),
    /** What updateCustomer does with `balance`: sets it, with either sign, or refuses. */
    updateBalance: z.enum(['natural', 'inverted', 'refuse']).default('natural'),
    /** Whether a debit may lead beyond the credit limit. */
    debitBeyondLimit: z.enum(['apply', 'refuse']).default('apply'),
    /** `member`: getCustomerInfo and listCustomers have a member `blocked`. */
    blockedShown: z.enum(['no', 'member']).default('no'),
    notFoundCode: faultCode.default(404),
    duplicateCode: faultCode.default(409),
    /** `postgres`: a duplicate ends with 490 and PostgreSQL's own text. */
    duplicateFault: z.enum(['code', 'postgres']).default('code'),
    permissionCode: faultCode.default(403),
    /** Missing and invalid parameters. */
    parameterCode: faultCode.default(400),
    /** authCustomer with a wrong password. */
    authenticationCode: faultCode.default(403),
    realm: z
      .string()
      .regex(/^[\x20-\x7e]{1,100}$/, 'expected 1 to 100 printable ASCII characters')
      .default('Sippy XMLAPI'),
    digestOpaque: z.enum(['absent', 'present']).default('absent'),
    /** Life of a nonce by the sandbox's clock; then 401 with stale=true. */
    nonceSeconds: z.int().min(1).max(86_400).default(300),
    /** Requests that a nonce is good for; null = any number. */
    nonceRequests: count(1_000_000),
    /** Functions (or `*`) that answer a request without Authorization with 500 instead of 401. */
    unauthenticated500: z
      .array(z.enum(names, known(names)))
      .max(100)
      .default([]),
    /** Addresses and CIDR ranges that need no credentials; they name the caller in i_wholesaler. null = nobody. */
    trustedHosts: z.array(network).max(100).nullable().default(null),
    layout: z.enum(['pretty', 'compact']).default('pretty'),
    /** `binary`: doubles with the digits of a 64-bit float, e.g. -49.880000000000003. */
    doubles: z.enum(['decimal', 'binary']).default('decimal'),
    /** `int`: doubles without a fraction arrive as int. */
    wholeDoubles: z.enum(['double', 'int']).default('double'),
    /** Whether the day in a date has a leading zero. */
    dayOfMonth: z.enum(['padded', 'unpadded']).default('padded'),
    /** What becomes of the answer to a write. */
    lostAnswer: z.enum(['off', 'drop', 'empty', 'late']).default('off'),
    lostAnswerDelayMs: z.int().min(0).max(600_000).default(60_000),
    /** Function (or `*`) -> fault that it answers instead of its parameters being looked at. */
    forcedErrors: z
      .record(z.string(), fault)
      .refine((errors) => Object.keys(errors).every((name) => names.includes(name)), known(names))
      .default({}),
  });
}

/** All switches at their defaults. */
export function sippySwitches(functions: readonly string[]) {
  return new Switches(schema(functions));
}

/** The values of all switches. */
export type SippySwitches = ReturnType<typeof sippySwitches>['values'];
