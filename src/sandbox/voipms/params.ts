/**
 * From an HTTP request to parameters, as PHP's $_REQUEST has them: query and form merged, the form winning, the last of
 * equal names winning, `+` read as a blank, anything that is not UTF-8 replaced.
 */
import busboy from 'busboy';
import type { UpstreamRequest } from '../upstream.ts';

/** Parameters that are read of one request; further ones are ignored, as PHP's max_input_vars does. */
export const MAX_PARAMETERS = 1000;

/** Parameters by where they stood. */
export interface ReadParameters {
  readonly query: ReadonlyMap<string, string>;
  readonly body: ReadonlyMap<string, string>;
}

/** Reads query and form. A body of another type than the two forms is ignored; a broken one gives what could be read. */
export async function readParameters(request: UpstreamRequest): Promise<ReadParameters> {
  return { query: fromUrlencoded(request.query), body: await fromBody(request) };
}

async function fromBody(request: UpstreamRequest): Promise<ReadonlyMap<string, string>> {
  if (request.httpMethod !== 'POST') return new Map();
  const type = request.contentType.toLowerCase();
  if (type.startsWith('application/x-www-form-urlencoded')) return fromUrlencoded(request.body.toString('utf8'));
  if (type.startsWith('multipart/form-data')) return fromMultipart(request);
  return new Map();
}

function fromUrlencoded(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let read = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    read += 1;
    if (read > MAX_PARAMETERS) break;
    found.set(name, value);
  }
  return found;
}

function fromMultipart(request: UpstreamRequest): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve) => {
    const found = new Map<string, string>();
    const done = () => resolve(found);
    try {
      const parser = busboy({
        headers: { 'content-type': request.contentType },
        limits: { fields: MAX_PARAMETERS, files: 0, parts: MAX_PARAMETERS, fieldSize: request.body.length + 1 },
      });
      parser.on('field', (name: string, value: string) => found.set(name, value));
      parser.on('close', done);
      parser.on('error', done);
      parser.end(request.body);
    } catch {
      // busboy throws on a content type without a boundary.
      done();
    }
  });
}
