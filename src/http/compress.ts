/** Compression of answers, where the caller takes it and it pays. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import compression from 'compression';

/** Shorter answers are sent as they are: they fit into one packet anyway. */
const THRESHOLD_BYTES = 2048;

/** Prepares an answer to be compressed as it is written. */
export type Compress = (req: IncomingMessage, res: ServerResponse) => void;

/**
 * Makes it. Events are left alone: a stream that is compressed holds them back. Answers hold secrets beside what callers
 * send, whose lengths tell something of both; pages of other sites, which could try that out, are refused before.
 */
export function createCompress(): Compress {
  const middleware = compression({
    threshold: THRESHOLD_BYTES,
    filter: (_req, res) => /^application\/(?:graphql-response\+)?json\b/.test(String(res.getHeader('content-type'))),
  }) as unknown as (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
  return (req, res) => {
    if (req.headers['accept-encoding'] !== undefined) middleware(req, res, () => {});
  };
}
