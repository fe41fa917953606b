/** The switches of the Freeside stand-in: each operator's configuration, and what nobody knows for sure (freeside.md section 6). */
import { z } from 'zod';
import { Switches } from '../switches.ts';

/** Ways to pay that an operator can allow. */
export const PAYBY = ['CARD', 'DCRD', 'CHEK', 'DCHK', 'PREPAY', 'PPAL', 'BILL'] as const;

const onOff = z.enum(['on', 'off']);
const offOn = z.enum(['off', 'on']);
const errorText = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}\p{Cn}]{1,500}$/u, 'expected a text of 1 to 500 characters without control characters');

function forced(functions: readonly string[]) {
  const allKnown = (errors: object) => Object.keys(errors).every((name) => functions.includes(name));
  return z
    .record(z.string(), errorText)
    .refine(allKnown, { error: `expected functions out of ${functions.join(', ')}` })
    .default({});
}

function schema(functions: readonly string[]) {
  return z.strictObject({
    /** Whether the back-end daemon's prefix `FS.ClientAPI_XMLRPC.` is served too; it takes flat lists only. */
    backEndDoor: onOff.default('on'),
    branch: z.enum(['master', '2.3']).default('master'),
    /** What check_username says of an unknown domain: available (the known defect), or an error. */
    unknownDomain: z.enum(['available', 'error']).default('available'),
    allowedPayby: z.array(z.enum(PAYBY)).min(1).max(PAYBY.length).default(['CARD', 'CHEK', 'PREPAY']),
    /** What becomes of money that a sign-up or an order makes due at once. */
    realtimeBilling: z.enum(['off', 'paid', 'decline', 'collect']).default('off'),
    /** 8 to 12 characters of four kinds; the branch 2.3 has no policy. */
    passwordPolicy: onOff.default('on'),
    /** Rows of billing_history: an invoice, or each of its lines. */
    lineItems: offOn.default('off'),
    /** Length of a session from its login, in seconds; sessions that are open keep theirs. */
    sessionSeconds: z.int().min(1).max(604_800).default(3600),
    memberOrder: z.enum(['random', 'sorted']).default('random'),
    /** Whether searches by name and card find customers of other agents. */
    foreignRows: offOn.default('off'),
    /** Whether cards need their CVV2. */
    requireCvv: offOn.default('off'),
    /** Whether there are access numbers, so that a sign-up must choose one. */
    accessNumbers: offOn.default('off'),
    /** The customer whose address short prepaid sign-ups get: not configured, there, or lost. */
    prepaidTemplate: z.enum(['off', 'present', 'missing']).default('off'),
    /** What becomes of the answer to a write. */
    lostAnswer: z.enum(['off', 'drop', 'empty', 'late']).default('off'),
    lostAnswerDelayMs: z.int().min(0).max(600_000).default(60_000),
    /** Function -> `error` that it answers at once; `*` is every function but login and logout. */
    forcedErrors: forced(['*', ...functions]),
    /** Function -> text of a Perl error that it dies with (faultCode `Server`); `*` as above. */
    forcedFaults: forced(['*', ...functions]),
  });
}

/** All switches at their defaults. */
export function freesideSwitches(functions: readonly string[]) {
  return new Switches(schema(functions));
}

/** The values of all switches. */
export type FreesideSwitches = ReturnType<typeof freesideSwitches>['values'];
