/** Headers that every answer has, whatever it is. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';

/** A year. */
const STRICT_TRANSPORT = 'max-age=31536000';

/**
 * What a browser must not do with an answer: guess its type, show it in a frame, tell other sites the address, let other
 * sites include it, keep it. GraphiQL sets a policy of its own in place of this one, which allows nothing.
 */
export function setSecurityHeaders(req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('referrer-policy', 'no-referrer');
  res.setHeader('x-frame-options', 'DENY');
  res.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  res.setHeader('cross-origin-resource-policy', 'same-origin');
  res.setHeader('cache-control', 'no-store');
  if ((req.socket as Partial<TLSSocket>).encrypted === true)
    res.setHeader('strict-transport-security', STRICT_TRANSPORT);
}
