/** What can be wrong with a journal's store, as the errors that callers and the operator get to see. */
import { GatewayError } from '../errors.ts';

/** Why the journal cannot be read or written, with what the operator is to do. */
const remedies = {
  full: 'The disk of the journal is full. Make room on it.',
  readOnly:
    "The journal's files cannot be opened for writing. Make DATA_DIR a folder that the gateway's user may write to, on a disk that is not mounted read-only; a database must be the primary one.",
  locked: 'Another process holds the journal locked. Try again; if it lasts, end that process.',
  inUse:
    'Another gateway uses this data directory. Give this one a DATA_DIR of its own, or let both use PostgreSQL (DATABASE_URL).',
  damaged:
    'The journal is damaged. It is left as it is: move its files away, put the last good copy in their place, and compare it with the books of the upstreams.',
  missing:
    'There is no journal in DATA_DIR, or at DATABASE_URL: start the gateway once, or name the right folder or database.',
  moved:
    "The journal's files or tables were moved or deleted while the gateway used them. Put them back, all together; restart the gateway only if it is to begin an empty journal.",
  edited:
    'The journal was edited by other hands than the gateway\'s. Run "reseller-graph journal verify" to see what was changed.',
  unreachable: "The journal's database cannot be reached, or refuses the login. Look at it and at DATABASE_URL.",
  refused: 'This gateway cannot use the journal.',
  other: "The journal's store has failed. The log has the details.",
} as const;

/** One of the reasons why the journal cannot be read or written. */
export type FaultKind = keyof typeof remedies;

/** A store that cannot be read or written: JOURNAL_UNAVAILABLE, with the reason as a kind for this program's own use. */
export class JournalFault extends GatewayError {
  readonly kind: FaultKind;

  /** `cause` is for the log only; `message` takes the place of the one that the kind has. */
  constructor(kind: FaultKind, cause?: unknown, message: string = remedies[kind]) {
    super('JOURNAL_UNAVAILABLE', `${message} No write is sent.`, { retryable: true, cause });
    this.kind = kind;
  }
}

/** The journal was written by a newer version of this program. */
export class JournalVersionError extends Error {
  override readonly name = 'JournalVersionError';

  constructor() {
    super('The journal was written by a newer version of reseller-graph: update this program.');
  }
}

/** The journal's secret is not the one that the journal was written with, or is no secret. */
export class JournalSecretError extends Error {
  override readonly name = 'JournalSecretError';
}
