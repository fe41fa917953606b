/** How a request shows who sends it. */
import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Tells callers apart by what their requests carry. */
export interface Authenticator {
  /**
   * The caller of a request. Throws UNAUTHENTICATED for one that shows nothing, or nothing valid, and
   * JOURNAL_UNAVAILABLE when that cannot be found out for now.
   */
  authenticate(request: IncomingMessage): Promise<Caller>;
}

/** The refusal of a request without a valid credential. The message never quotes what was sent. */
export function unauthenticated(message: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', message);
}
