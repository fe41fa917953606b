/** Parameters as the request log may show them. */
import type { Parameters } from './params.ts';

const REDACTED = '[redacted]';
const MAX_LOGGED_PARAMETERS = 40;
const MAX_LOGGED_CHARACTERS = 1000;

/**
 * Names of parameters whose values are secrets: api-key, auth-password (and any other auth-* but auth-userid), passwd, pin,
 * tokens, card data. A transaction-key is none.
 */
const SECRET = /pass|pwd|secret|token|api.?key|card|cvv|otp|(^|[-_.])pin($|[-_.\d])|^auth(?!-userid$)/i;

/** Values by name, joined by a comma where a name is repeated; secrets replaced, long texts cut. */
export function redacted(parameters: Parameters): Record<string, string> {
  const entries = [...parameters].slice(0, MAX_LOGGED_PARAMETERS).map(([name, values]): [string, string] => {
    return [shortened(name), SECRET.test(name) ? REDACTED : shortened(values.join(','))];
  });
  return Object.fromEntries(entries);
}

/** A copy, because a slice would keep the whole long text in memory. */
function shortened(text: string): string {
  if (text.length <= MAX_LOGGED_CHARACTERS) return text;
  return Buffer.from(text.slice(0, MAX_LOGGED_CHARACTERS)).toString('utf8');
}
