/** Reading a request's body within a bound. */
import type { IncomingMessage } from 'node:http';

/** Longest body that is read, in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * The whole body, or null as soon as it is longer than `MAX_BODY_BYTES` (the rest is thrown away). Rejects when the caller
 * goes away in the middle.
 */
export function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let sizeBytes = 0;
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
      else {
        chunks = [];
        resolve(null);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('The caller went away.')));
  });
}
