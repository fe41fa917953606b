/** The switches of the VoIP.ms stand-in: behaviours that nobody knows for sure (voipms.md section 6). */
import { z } from 'zod';
import { Switches } from '../switches.ts';

const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'expected an error code, e.g. method_maintenance');
const count = (highest: number) => z.int().min(1).max(highest).nullable().default(null);

function forced(functions: readonly string[]) {
  const allKnown = (errors: object) => Object.keys(errors).every((name) => functions.includes(name));
  return z.record(z.string(), code).refine(allKnown, { error: `expected functions out of ${functions.join(', ')}` });
}

function schema(functions: readonly string[]) {
  return z.strictObject({
    /** Ledger without rows: an empty list, no list, or the codes no_charges and no_deposits. */
    emptyLedger: z.enum(['array', 'absent', 'code']).default('array'),
    /** Lists: JSON array, object with index keys and a gap as in the sample, or a bare object when there is one row. */
    listEncoding: z.enum(['array', 'indexed', 'bare']).default('array'),
    statisticsTypes: z.enum(['mixed', 'strings', 'numbers']).default('mixed'),
    errorMessage: z.enum(['present', 'absent']).default('present'),
    signupAnswer: z.enum(['with_client', 'without_client']).default('with_client'),
    setClientOmitted: z.enum(['blank', 'keep']).default('blank'),
    /** How a country is read back: as its upper-case name, or as the code that was sent. */
    countryReadback: z.enum(['name', 'code']).default('name'),
    duplicateEmail: z.enum(['used_email', 'invalid_email']).default('used_email'),
    /** `php`: anything but absent, empty and 0 is a dry run. `strict`: only 1 and true are. */
    testTruth: z.enum(['php', 'strict']).default('php'),
    /** What becomes of the answer to a write. */
    lostAnswer: z.enum(['off', 'drop', 'empty', 'late']).default('off'),
    lostAnswerDelayMs: z.int().min(0).max(600_000).default(60_000),
    outage: z.enum(['off', '503_html', '200_html', '500_html']).default('off'),
    wwwHost: z.enum(['redirect', 'serve']).default('redirect'),
    /** Calls a minute; null = no limit. VoIP.ms's own figure is not known, 60 is a fair guess. */
    rateLimitPerMinute: count(1_000_000),
    /** Addresses, CIDR ranges and wildcards that may call; null = everyone. */
    ipAllowList: z.array(z.string().min(1).max(64)).max(100).nullable().default(null),
    apiEnabled: z.boolean().default(true),
    /** `plain`: not a reseller, so that client functions answer invalid_client. */
    accountKind: z.enum(['reseller', 'plain']).default('reseller'),
    packages: z.enum(['seeded', 'none']).default('seeded'),
    /** Whether a client that has numbers can be deleted. */
    deleteWithDids: z.enum(['refuse', 'delete']).default('refuse'),
    /** Whether a charge beyond a hard client's funds ends with non_sufficient_funds. */
    hardClientCharge: z.enum(['apply', 'refuse']).default('apply'),
    /** Descriptions are cut at this many characters; null = kept whole. */
    descriptionCutAt: count(100_000),
    /** Longer descriptions end with invalid_description; null = no limit. */
    descriptionLimit: count(100_000),
    /** Real milliseconds after its booking until getCharges and getDeposits show a row; the balance moves at once. */
    ledgerDelayMs: z.int().min(0).max(600_000).default(0),
    /** Function (or `*`) -> code that it answers instead of its parameters being looked at. */
    forcedErrors: forced(['*', ...functions]).default({}),
  });
}

/** All switches at their defaults. */
export function voipmsSwitches(functions: readonly string[]) {
  return new Switches(schema(functions));
}

/** The values of all switches. */
export type VoipmsSwitches = ReturnType<typeof voipmsSwitches>['values'];
