/** How a request shows who sends it, and how it is refused. */
import type { IncomingMessage } from 'node:http';
import { GatewayError, type ErrorCode } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Tells callers apart by what their requests carry. */
export interface Authenticator {
  /**
   * The caller of a request. Throws AccessError: with 401 for one that shows nothing, or nothing valid, with 400 for one
   * that shows two things, and with 503 when it cannot be found out for now.
   */
  authenticate(request: IncomingMessage): Promise<Caller>;
}

/** What a refusal says in HTTP. */
export interface HttpRefusal {
  readonly status: 400 | 401 | 503;
  /** Value of `WWW-Authenticate` (RFC 6750); null for none. */
  readonly challenge: string | null;
}

/** A request that is not let in. The message never quotes what was sent. */
export class AccessError extends GatewayError {
  readonly http: HttpRefusal;

  constructor(code: ErrorCode, message: string, http: HttpRefusal, cause?: unknown) {
    super(code, message, { ...(http.status === 503 && { retryable: true, retryAfterMs: 1000 }), cause });
    this.http = http;
  }
}

const REALM = 'Bearer realm="reseller-graph"';

/** The refusal of a request that shows nothing. */
export function unauthenticated(
  message = 'Send an API key or a token: `Authorization: Bearer …`, or an API key as `X-API-Key: …`.',
): AccessError {
  return new AccessError('UNAUTHENTICATED', message, { status: 401, challenge: REALM });
}

/** The refusal of a credential. The same for every reason, so that it tells nothing of what exists. */
export function invalidCredential(): AccessError {
  const message = 'The API key or token is not valid (any more): use another one.';
  const challenge = `${REALM}, error="invalid_token", error_description="The API key or token is not valid"`;
  return new AccessError('UNAUTHENTICATED', message, { status: 401, challenge });
}

/** The refusal of a request with two credentials. */
export function twoCredentials(): AccessError {
  const message = 'The request carries two different credentials: send one, in `Authorization` or in `X-API-Key`.';
  const challenge = `${REALM}, error="invalid_request", error_description="Two different credentials"`;
  return new AccessError('UNAUTHENTICATED', message, { status: 400, challenge });
}

/** The refusal of a credential that cannot be checked for now; `cause` is for the log. */
export function unavailable(code: ErrorCode, message: string, cause?: unknown): AccessError {
  return new AccessError(code, message, { status: 503, challenge: null }, cause);
}
