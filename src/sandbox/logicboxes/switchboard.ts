/** The switches of the LogicBoxes stand-in: behaviours that nobody knows for sure (logicboxes.md sections 6 and 7). */
import { z } from 'zod';
import { Switches } from '../switches.ts';
import { ENVELOPES } from './refusal.ts';

const text = z.string().min(1).max(1000);
const status = z.literal([200, 500]);
const httpStatus = z.int().min(200).max(599);
const count = (highest: number) => z.int().min(1).max(highest).nullable().default(null);

const forcedError = z.union([
  text,
  z.strictObject({
    text,
    errorCode: z.string().max(200).optional(),
    envelope: z.enum(ENVELOPES).optional(),
    status: httpStatus.optional(),
  }),
]);

function forced(functions: readonly string[]) {
  const allKnown = (errors: object) => Object.keys(errors).every((name) => functions.includes(name));
  return z
    .record(z.string(), forcedError)
    .refine(allKnown, { error: `expected functions out of ${functions.join(', ')}` });
}

function schema(functions: readonly string[]) {
  return z.strictObject({
    /** HTTP status of errors, except those that mail functions give. */
    errorStatus: status.default(500),
    /** HTTP status of the errors of mail functions. */
    mailErrorStatus: status.default(200),
    /** Body of errors: as the call has it, or always this one. */
    envelope: z.enum(['by_call', ...ENVELOPES]).default('by_call'),
    /** A changing call by another method than POST. */
    wrongHttpMethod: z.enum(['error', 'tolerated']).default('error'),
    /** A transaction-key that was used before. */
    repeatedTransactionKey: z.enum(['error', 'same_id', 'second_row']).default('error'),
    /** `negative`: invoices and debits have a minus in the ledger. */
    ledgerSign: z.enum(['negative', 'positive']).default('negative'),
    balanceTypes: z.enum(['numbers', 'strings']).default('numbers'),
    /** Keys of the rows of the second and later pages: from 1 again, or counted on. */
    pageKeys: z.enum(['restart', 'run_on']).default('restart'),
    /** `ignored`: any no-of-records is taken, and at most 10,000 rows are given. */
    recordsRange: z.enum(['enforced', 'ignored']).default('enforced'),
    /** Days after which a settled row is found among the archived ones. */
    archiveAgeDays: z.int().min(0).max(36_500).default(365),
    /** Days during which an archived row is found among the current ones too. */
    archiveOverlapDays: z.int().min(0).max(36_500).default(0),
    /** Every caller's address is off the allow-list: an error of the API, or the page of the proxy before it. */
    addressNotAllowed: z.enum(['off', 'error_500', 'html_403']).default('off'),
    /** Whether auth-password is taken in place of api-key. */
    authPassword: z.enum(['accepted', 'refused']).default('accepted'),
    mailMethods: z.enum(['work', 'deprecated']).default('work'),
    /** Whether a debit note must have accounting-amount and conversion-rate; the demo reseller's currencies differ. */
    debitNoteConversion: z.enum(['required', 'optional']).default('required'),
    /** Descriptions are cut at this many characters; null = kept whole. */
    descriptionCutAt: count(100_000),
    /** Real milliseconds after its booking until the searches and the details show a row; the balance moves at once. */
    ledgerDelayMs: z.int().min(0).max(600_000).default(0),
    /** Calls a second; null = no limit. */
    rateLimitPerSecond: count(1_000_000),
    /** What becomes of the answer to a write. */
    lostAnswer: z.enum(['off', 'drop', 'empty', 'late']).default('off'),
    lostAnswerDelayMs: z.int().min(0).max(600_000).default(60_000),
    /** Function (or `*`) -> error that it answers instead of its parameters being looked at. */
    forcedErrors: forced(['*', ...functions]).default({}),
  });
}

/** All switches at their defaults. */
export function logicboxesSwitches(functions: readonly string[]) {
  return new Switches(schema(functions));
}

/** The values of all switches. */
export type LogicboxesSwitches = ReturnType<typeof logicboxesSwitches>['values'];
