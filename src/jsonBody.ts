/**
 * Reads JSON bodies straight from the Node.js request, within a bound. Yoga's own way goes through several streams of the
 * Fetch API, which takes a tenth of the time of a small query.
 */
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';

/** True for a body that says that it is JSON. */
export function isJson(req: IncomingMessage): boolean {
  return /^application\/json(?:\s*;|$)/i.test(req.headers['content-type'] ?? '');
}

/** The Yoga plugin. A body that is too long is answered with 413, one that is no JSON object with 400. */
export function useJsonBody<Context extends { readonly req: IncomingMessage }>(
  maxBodyBytes: number,
): Plugin<object, Context> {
  return {
    onRequestParse({ serverContext: { req }, setRequestParser }) {
      if (req.method === 'POST' && isJson(req)) setRequestParser(async () => parse(await readBody(req, maxBodyBytes)));
    },
  };
}

function readBody(req: IncomingMessage, maxBodyBytes: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const tooLong = (): void => reject(refusal(413, `The request body is longer than ${maxBodyBytes} bytes.`));
  if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes) tooLong();
  const chunks: Buffer[] = [];
  let length = 0;
  req.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBodyBytes) tooLong();
    else chunks.push(chunk);
  });
  req.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length)));
  req.once('error', reject);
  req.once('close', () => {
    if (!req.complete) reject(refusal(400, 'The request ended before its body.'));
  });
  return promise;
}

function parse(body: Buffer): GraphQLParams {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    // The parser's own message quotes the text, which may hold a password.
    throw refusal(400, 'The request body is not valid JSON.');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw refusal(400, 'The request body must be a JSON object with `query`.');
}

function refusal(status: number, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'INVALID_INPUT', http: { status } } });
}
