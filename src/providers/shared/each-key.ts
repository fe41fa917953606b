/** Asking an upstream for many keys, one call each. */
import { GatewayError } from '../../errors.ts';
import type { ByKey } from '../provider.ts';

/**
 * Asks for each key on its own, at most `maxAtOnce` at a time: more would only wait, and hold memory while they do. A
 * null value leaves the key out, a GatewayError fails that key alone unless `isAbsent` says that it means "there is
 * none". `toValue` apart from `ask` spares a promise a call.
 */
export async function eachKey<Answer, Value>(
  keys: readonly string[],
  maxAtOnce: number,
  ask: (key: string) => Promise<Answer>,
  toValue: (answer: Answer, key: string) => Value | null,
  isAbsent: (error: GatewayError) => boolean = () => false,
): Promise<ByKey<Value>> {
  const found = new Map<string, Value | GatewayError>();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < keys.length) {
      const key = keys[next++]!;
      try {
        const value = toValue(await ask(key), key);
        if (value !== null) found.set(key, value);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        if (!isAbsent(error)) found.set(key, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, keys.length) }, work));
  return found;
}
