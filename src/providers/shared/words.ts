/** Words of an upstream in an error: inside of the message where they are known to be harmless, beside it otherwise. */
import type { GatewayErrorDetails } from '../../errors.ts';

/** A message with what belongs beside it. */
export interface Sentence {
  readonly message: string;
  readonly details: Pick<GatewayErrorDetails, 'upstreamText'>;
}

/**
 * The sentence with the upstream's words. `sentence` has no full stop; `words` have come out of the redactor, '' for none.
 * `harmless`: whole texts in which nothing of a client can stand.
 */
export function withWords(sentence: string, words: string, harmless: readonly RegExp[]): Sentence {
  if (words === '') return { message: `${sentence}.`, details: {} };
  if (harmless.some((pattern) => pattern.test(words))) return { message: `${sentence}: ${words}`, details: {} };
  return { message: `${sentence}.`, details: { upstreamText: words } };
}
