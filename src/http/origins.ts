/**
 * Which sites' pages may use the gateway from a browser: its own, and those of the allow list. A browser says in `Origin`
 * and `Sec-Fetch-Site` where a request comes from, and no page can change that; whatever is no browser sends neither.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './reply.ts';

/** Seconds for which a browser may remember the answer to a preflight. */
const PREFLIGHT_SECONDS = 3600;

const ALLOWED_METHODS = 'GET, POST';
const ALLOWED_HEADERS = 'authorization, content-type, x-access-reason, x-api-key';
/** Of an answer, for the page to read. */
const EXPOSED_HEADERS = 'retry-after, www-authenticate';

const FOREIGN = {
  status: 403,
  code: 'FORBIDDEN',
  message:
    'Pages of other sites may not use this gateway. The operator can add their origin to `surface.allowedOrigins`.',
} as const;

/** Lets the requests of pages in, or not. */
export interface Origins {
  /** True when the request may go on. Otherwise it was answered: an allowed preflight with 204, a foreign page with 403. */
  admit(req: IncomingMessage, res: ServerResponse): boolean;
}

/** Makes the check for an allow list of exact origins. Credentials of the browser, such as cookies, are never used. */
export function createOrigins(allowedOrigins: readonly string[]): Origins {
  const allowed = new Set(allowedOrigins);
  return {
    admit(req, res) {
      const { origin } = req.headers;
      if (allowed.size > 0) res.setHeader('vary', 'Origin');
      const isAllowed = origin !== undefined && allowed.has(origin);
      if (isAllowed) {
        res.setHeader('access-control-allow-origin', origin);
        res.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
      } else if (isForeign(req)) {
        refuse(res, FOREIGN);
        return false;
      }
      const isPreflight = req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined;
      if (!isAllowed || !isPreflight) return true;
      res.setHeader('access-control-allow-methods', ALLOWED_METHODS);
      res.setHeader('access-control-allow-headers', ALLOWED_HEADERS);
      res.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
      res.writeHead(204).end();
      return false;
    },
  };
}

/** True for what a browser sends for a page of another site. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  // A proxy in front may speak TLS, so the scheme is not compared.
  if (origin !== undefined) return origin.replace(/^https?:\/\//, '') !== host?.toLowerCase();
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
