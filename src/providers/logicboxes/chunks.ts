/** Searches for many clients at once, which the upstream allows by repeating a parameter. */
import { GatewayError } from '../../errors.ts';
import type { ByKey } from '../provider.ts';
import { meansAbsent } from './errors.ts';

/** Keys of one search, so that its URL stays well below the 8 KiB that servers take. */
export const CHUNK_SIZE = 100;

/**
 * Reads the keys in chunks, at most `maxAtOnce` of them at a time. A chunk that fails fails its keys alone. Whether one
 * unknown key makes a whole search fail is not documented: if it does, the chunk is halved until it stands alone, and
 * `isAgain` says so.
 */
export async function byChunks<Value>(
  keys: readonly string[],
  maxAtOnce: number,
  read: (chunk: readonly string[], isAgain: boolean) => Promise<ByKey<Value>>,
): Promise<ByKey<Value>> {
  const found = new Map<string, Value | GatewayError>();
  const work = async (chunk: readonly string[], isAgain: boolean): Promise<void> => {
    try {
      for (const [key, value] of await read(chunk, isAgain)) found.set(key, value);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (!meansAbsent(error)) for (const key of chunk) found.set(key, error);
      else if (chunk.length > 1) {
        const middle = chunk.length >> 1;
        await work(chunk.slice(0, middle), true);
        await work(chunk.slice(middle), true);
      }
    }
  };
  let next = 0;
  const take = async (): Promise<void> => {
    while (next < keys.length) {
      const chunk = keys.slice(next, next + CHUNK_SIZE);
      next += CHUNK_SIZE;
      await work(chunk, false);
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, Math.ceil(keys.length / CHUNK_SIZE)) }, take));
  return found;
}
