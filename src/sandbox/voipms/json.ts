/**
 * JSON as PHP's json_encode prints it with default flags: `/` as `\/`, everything outside ASCII as `\uXXXX`
 * (voipms.md section 2). Numbers are given as their digits and never pass through a float.
 */

/** What VoIP.ms answers are built of. A scalar of the database is a string; a statistic may be a `digits(…)`. */
export type Json = string | Digits | readonly Json[] | { readonly [key: string]: Json };

declare const DIGITS: unique symbol;

/** A JSON number, kept as the digits that will be printed. */
export interface Digits {
  readonly [DIGITS]: true;
}

// Part of the language since 2025, but not of TypeScript's library.
const json = JSON as unknown as { readonly rawJSON: (text: string) => Digits };

/** A JSON number that prints exactly as this text, e.g. `8.0588`. Throws a SyntaxError when it is not a JSON number. */
export function digits(text: string): Digits {
  return json.rawJSON(text);
}

/** Prints a value as PHP does. */
export function phpJson(value: Json): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
