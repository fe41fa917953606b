/** Answers that last, such as subscriptions, end when their caller may not ask any more. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessError, type Authenticator } from './authenticator.ts';

/** Time between two looks at the credential of an answer that lasts. */
const RECHECK_EVERY_MS = 4000;

/** Types of answers that come in parts. */
const LASTING = /text\/event-stream|multipart\/mixed/i;

/**
 * Looks again and again whether the credential of a request is still valid, where its answer may last, and cuts the connection
 * when it is not. What cannot be told for now changes nothing.
 */
export function endWithCredential(
  authenticator: Authenticator,
  req: IncomingMessage,
  res: ServerResponse,
  everyMs: number = RECHECK_EVERY_MS,
): void {
  // An answer that has ended does not say so again.
  if (res.closed || !LASTING.test(req.headers.accept ?? '')) return;
  const look = async (): Promise<void> => {
    try {
      await authenticator.authenticate(req);
    } catch (error) {
      if (error instanceof AccessError && error.http.status === 503) return;
      res.destroy();
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  res.once('close', () => clearInterval(timer));
}
