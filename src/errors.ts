/** The closed list of error codes, and the one error class that may reach a caller. Imports nothing of ours. */

/**
 * Every code that a caller can meet, with what it means. The GraphQL enum `UserErrorCode` and the code of a top-level
 * error are derived from this list, so they cannot disagree.
 */
export const errorCodes = {
  INVALID_INPUT: 'A value of the input is missing, malformed or out of range. Correct it; `path` names the field.',
  NOT_FOUND: 'The object that the input names does not exist at the account.',
  ALREADY_EXISTS: 'Something that must be unique is taken, such as the e-mail address of a client.',
  NOT_SUPPORTED: "The account's provider cannot do this. `ResellerAccount.capabilities` says so beforehand.",
  INSUFFICIENT_FUNDS: 'The upstream refused because the funds do not suffice. Nothing was written.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used before with another input. Nothing was sent.',
  OUTCOME_UNKNOWN:
    'The request was sent and no valid answer came back: it may or may not have been applied. Look at the upstream before you send it again.',
  NOT_APPLIED:
    'The answer was lost, and by now it is known that the write was not applied. Use a new idempotency key to do it again.',
  PREDECESSOR_UNKNOWN:
    'An earlier write of money for the same client has an unknown outcome, and the gateway is set to refuse others until it is known. Nothing was sent.',
  JOURNAL_UNAVAILABLE:
    'The journal of writes cannot be read or written, so no write is sent. Reads go on; the operator must act.',
  RATE_LIMITED: 'The upstream refused because of too many requests. Nothing was written; try again later.',
  UPSTREAM_UNAVAILABLE: 'The upstream could not be reached in time, or answered with something that is no answer.',
  UPSTREAM_REJECTED: 'The upstream refused for a reason that has no code of its own here; `upstreamCode` carries it.',
  ACCOUNT_REFUSED:
    "The upstream refuses the account's login, its IP address or its use of the API. The operator must act.",
  UNAUTHENTICATED: 'The request carries no valid credential: send an API key or a token.',
  FORBIDDEN: 'The caller may not do this; the message names the scope or the account that is missing.',
  LIMIT_EXCEEDED: 'The amount is beyond what the caller may move at once, or on one day. Nothing was sent.',
  BUDGET_EXCEEDED:
    'The request or its document is larger than allowed, or needs more upstream calls, time or memory. Ask for less at once.',
  INTERNAL: 'A fault of the gateway itself. The log has the details under the same correlation id.',
} as const;

/** One of the closed error codes. */
export type ErrorCode = keyof typeof errorCodes;

/** One thing that is wrong with an input. */
export interface Problem {
  readonly code: ErrorCode;
  /** What is wrong and what to do, in one or two sentences, without any secret. */
  readonly message: string;
  /** Path inside the mutation's input in the words of the graph, such as ['address', 'country']; [] for the whole. */
  readonly field: readonly string[];
  /** Present when the upstream was asked to write: its own code, where it sent one, and whether the cause passes. */
  readonly upstream?: { readonly code: string | null; readonly retryable: boolean };
  /** Words of the upstream that are not known to be harmless; see `GatewayErrorDetails.upstreamText`. */
  readonly upstreamText?: string;
}

/** What a `GatewayError` may carry besides code and message. */
export interface GatewayErrorDetails {
  /** Field of the input that the error is about, as in `Problem.field`. */
  readonly field?: readonly string[];
  /** The upstream's own code, at most 64 characters of [A-Za-z0-9_.-]. */
  readonly upstreamCode?: string;
  /**
   * The upstream's own words where they are not known to be harmless: a name may stand in them. On one line, at most 200
   * characters, without secrets, e-mail addresses and phone numbers. For callers with `clients:pii`, and never in `message`.
   */
  readonly upstreamText?: string;
  /** True when the one who gets the error may see `upstreamText`. */
  readonly showsText?: true;
  /** Name of the configured account. */
  readonly account?: string;
  /** True when the same request can succeed later without a change. Default: by code. */
  readonly retryable?: boolean;
  /** Milliseconds after which a new try makes sense, where the upstream said so. */
  readonly retryAfterMs?: number;
  /** For the log only; never shown. */
  readonly cause?: unknown;
}

/** Codes whose cause passes by itself. OUTCOME_UNKNOWN is not one: a second send may apply twice. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['RATE_LIMITED', 'UPSTREAM_UNAVAILABLE']);

/** An error whose code, message and details may be shown to the caller. Anything else is masked. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly details: GatewayErrorDetails;

  constructor(code: ErrorCode, message: string, details: GatewayErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  /** True when the same request can succeed later without a change. */
  get retryable(): boolean {
    return this.details.retryable ?? PASSING.has(this.code);
  }

  /** The same error, naming the account it came from. */
  at(account: string): GatewayError {
    if (this.details.account !== undefined) return this;
    return new GatewayError(this.code, this.message, { ...this.details, account });
  }

  /** The same error for a caller who may see the upstream's words. */
  withText(): GatewayError {
    if (this.details.upstreamText === undefined) return this;
    return new GatewayError(this.code, this.message, { ...this.details, showsText: true });
  }

  /** The error as a problem that was found before anything was sent. */
  toProblem(): Problem {
    const { field = [], upstreamText } = this.details;
    return { code: this.code, message: this.message, field, ...(upstreamText !== undefined && { upstreamText }) };
  }

  /** The error as the outcome of a write that was sent, or was to be. */
  toOutcome(): Problem {
    const { upstreamCode = null } = this.details;
    return { ...this.toProblem(), upstream: { code: upstreamCode, retryable: this.retryable } };
  }
}
