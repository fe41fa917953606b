/**
 * Reads requests straight from those of Node.js, within bounds. Yoga's own way goes through several streams of the Fetch
 * API, which takes a tenth of the time of a small query.
 */
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { nestsDeeper } from './jsonDepth.ts';
import { overLimit } from './limits.ts';
import type { Limits } from './limitsConfig.ts';
import { badRequest, paramsOf, paramsOfUrl, parseJson } from './requestParams.ts';

/** Levels of JSON beyond which a body is not parsed. `limits.maxValueDepth`, which is at most 100, is looked at afterwards. */
const MAX_JSON_DEPTH = 128;

/** Shorter bodies cost nothing, however they are nested. */
const SHORT_BYTES = 4096;

/** The Yoga plugin. A body that is too long is answered with 413, one that is no GraphQL request with 400. */
export function useJsonBody<Context extends { readonly req: IncomingMessage }>(
  limits: Limits,
): Plugin<object, Context> {
  return {
    onRequestParse({ serverContext: { req }, setRequestParser }) {
      setRequestParser(async () => {
        if (req.method === 'GET') return paramsOfUrl(req.url!, limits);
        return paramsOf(parse(await readBody(req, limits.maxBodyBytes)), limits);
      });
    },
  };
}

function readBody(req: IncomingMessage, maxBodyBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let chunks: Buffer[] = [];
  /** Bytes that may still come; below zero once there were too many, of which nothing is kept. */
  let left = maxBodyBytes;
  const tooLong = (): void => {
    left = -1;
    chunks = [];
    reject(tooLarge(maxBodyBytes));
  };
  if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes) tooLong();
  req.on('data', (chunk: Buffer) => {
    if (left < 0) return;
    left -= chunk.length;
    if (left < 0) tooLong();
    else chunks.push(chunk);
  });
  req.once('end', () => left >= 0 && resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
  // Whoever goes away, or is cut off, has done nothing that the log should tell of.
  const cutOff = (): void => reject(badRequest('The request ended before its body.'));
  req.once('error', cutOff);
  req.once('close', () => !req.complete && cutOff());
  return promise;
}

function tooLarge(maxBodyBytes: number): GraphQLError {
  const message = `The request body is longer than ${maxBodyBytes} bytes: ask for less at once.`;
  return new GraphQLError(message, { extensions: { code: 'BUDGET_EXCEEDED', http: { status: 413 } } });
}

function parse(body: Buffer): object {
  if (body.length > SHORT_BYTES && nestsDeeper(body, MAX_JSON_DEPTH))
    throw overLimit(
      `The request body has more than ${MAX_JSON_DEPTH} lists and objects inside each other: no input is nested so deeply.`,
    );
  const value = parseJson(body.toString('utf8'), 'The request body');
  if (Array.isArray(value))
    throw badRequest('Lists of operations are not supported: send each in a request of its own.');
  if (typeof value === 'object' && value !== null) return value;
  throw badRequest('The request body must be a JSON object with `query`.');
}
