/** Error answers on their way out of the checks, and the bodies that LogicBoxes puts around their texts. */
import { hash } from './values.ts';
import type { Hash } from './values.ts';

/** The bodies of errors, by their letters in logicboxes.md section 2.5. */
export const ENVELOPES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** One of `ENVELOPES`. */
export type Envelope = (typeof ENVELOPES)[number];

/** What an error may say beside its text. */
export interface RefusalDetails {
  /** `errorCode` of envelope E. */
  readonly errorCode?: string | undefined;
  /** An envelope other than the one of the call. */
  readonly envelope?: Envelope | undefined;
  /** An HTTP status other than the one that the switches say. */
  readonly status?: number | undefined;
  /** True when the call was refused before its function was looked at. */
  readonly atDoor?: boolean;
}

/** An error answer of LogicBoxes. */
export class Refusal extends Error {
  readonly details: RefusalDetails;

  constructor(text: string, details: RefusalDetails = {}) {
    super(text);
    this.details = details;
  }
}

/** Ends the call with this text. Throws a `Refusal`. */
export function refuse(text: string, details: RefusalDetails = {}): never {
  throw new Refusal(text, details);
}

/**
 * The envelope of a function (logicboxes.md section 2.5). D is not tied to a call there; it is given to resellers/*, of which
 * nothing is recorded.
 */
export function envelopeOf(functionName: string): Envelope {
  if (functionName === 'billing/customer-transactions/cancel') return 'F';
  const section = functionName.slice(0, functionName.indexOf('/'));
  return BY_SECTION.get(section) ?? 'A';
}

const BY_SECTION: ReadonlyMap<string, Envelope> = new Map([
  ['domains', 'B'],
  ['orders', 'C'],
  ['resellers', 'D'],
  ['mail', 'E'],
]);

/** `errorCode` of a mail error whose code is not known; invented. */
const UNKNOWN_ERROR_CODE = 'invalid_request';

/** The body of an error. `id` is what envelope F is keyed by. */
export function errorBody(envelope: Envelope, text: string, errorCode: string | undefined, id: string): Hash {
  const inner = hash({ status: 'FAILURE', message: text, errorCode: errorCode ?? UNKNOWN_ERROR_CODE });
  const bodies: Readonly<Record<Envelope, Hash>> = {
    A: hash({ status: 'ERROR', message: text }),
    B: hash({ status: 'error', error: text }),
    C: hash({ status: 'Failed', actionstatusdesc: text }),
    D: hash({ errorvalue: hash({ error: text }) }),
    E: hash({ response: inner }),
    F: new Map([[id, hash({ status: 'Failed', error: text })]]),
  };
  return bodies[envelope];
}
