/** What credentials and card numbers look like, whoever they belong to. Imports nothing of ours. */

/** A secret of the members and parameters of the upstreams, by name. */
const NAMES =
  'api_password|api-key|api_key|apikey|auth-password|auth_password|web_password|new_password|_?password2?|passwd|passphrase|' +
  'client_secret|secret|access_token|refresh_token|id_token|session_id|paycvv|payinfo|otp';

interface Pattern {
  readonly pattern: RegExp;
  /** What is put in its place; `$1` is what stays of it. */
  readonly by: (redacted: string) => string;
}

const patterns: readonly Pattern[] = [
  // The gateway's own keys.
  { pattern: /\brgk_[\w-]{4,}(?:\.[\w-]+)*/g, by: (redacted) => redacted },
  // JWT: the first part is an object in base64url, which begins with eyJ.
  { pattern: /\beyJ[\w-]{5,}\.[\w-]{4,}(?:\.[\w-]*)?/g, by: (redacted) => redacted },
  // Schemes of `Authorization`. A word of a sentence has no capital, digit or sign inside.
  {
    pattern: /\b((?i:bearer|basic|negotiate))(\s+|%20|\+)(?=[^\s"',]*[\dA-Z=+/])[\w.~+/-]{8,}=*/g,
    by: (redacted) => `$1$2${redacted}`,
  },
  {
    pattern:
      /((?:proxy-)?authorization\\{0,15}["']?\s*[:=,]\s*\\{0,15}["']?(?:(?:bearer|basic|digest|hmac|negotiate)\s+)?)(?!\[)[^\s"'\\,]{8,}/gi,
    by: (redacted) => `$1${redacted}`,
  },
  { pattern: /\b(response=|cnonce=)"?[0-9a-f]{16,}"?/gi, by: (redacted) => `$1${redacted}` },
  // The password of a URL, with whatever signs it has.
  {
    pattern: /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/"'<>]{0,200}:)[^\s"'<>]{1,400}@/gi,
    by: (redacted) => `$1${redacted}@`,
  },
  // name=value, "name":"value" and the member of an XML-RPC struct.
  {
    pattern: new RegExp(`((?:^|[^\\w-])(?:${NAMES})(?:=|%3D))(?!\\[)[^\\s&"'<>;]+`, 'gi'),
    by: (redacted) => `$1${redacted}`,
  },
  {
    pattern: new RegExp(`((?<!\\\\)["'](?:${NAMES})["']\\s*:\\s*["'])(?!\\[)(?:[^"'\\\\]|\\\\[^])+`, 'gi'),
    by: (redacted) => `$1${redacted}`,
  },
  // The same in a text inside of JSON.
  {
    pattern: new RegExp(
      `(\\\\{1,15}["'](?:${NAMES})\\\\{1,15}["']\\s*:\\s*\\\\{1,15}["'])(?!\\[)(?:[^"'\\\\]|\\\\(?!["']))+`,
      'gi',
    ),
    by: (redacted) => `$1${redacted}`,
  },
  {
    pattern: new RegExp(`(<name>\\s*(?:${NAMES})\\s*</name>\\s*<value>\\s*(?:<string>)?)[^<]+`, 'gi'),
    by: (redacted) => `$1${redacted}`,
  },
];

/** Digits, alone or in groups: no part of an id, a longer number, an amount or a mark. An id of ours is passed over. */
const DIGITS = /(?<id>\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)|(?<![\w.-])\d(?:[ -]?\d){12,}(?!\w|[.-]\w)/g;

/** Fewest and most digits of a card. */
const MIN_CARD = 13;
const MAX_CARD = 19;

/** The text without credentials and card numbers; `redacted` stands in their places. */
export function credentialsOut(text: string, redacted: string): string {
  const clean = patterns.reduce((rest, { pattern, by }) => rest.replace(pattern, by(redacted)), text);
  return clean.replace(DIGITS, (found, id: string | undefined) =>
    id === undefined ? cardsOut(found, redacted) : found,
  );
}

/** Other numbers may stand beside a card, so every row of neighbouring groups is looked at. */
function cardsOut(digits: string, redacted: string): string {
  const groups = digits.match(/\d+[ -]?/g) ?? [];
  let clean = '';
  for (let start = 0; start < groups.length;) {
    const count = cardAt(groups, start);
    const taken = groups.slice(start, start + Math.max(count, 1)).join('');
    clean += count === 0 ? taken : redacted + (/\D$/.exec(taken)?.[0] ?? '');
    start += Math.max(count, 1);
  }
  return clean;
}

/** How many groups from `start` on are a card; 0 for none. */
function cardAt(groups: readonly string[], start: number): number {
  let number = '';
  for (let end = start; end < groups.length && number.length < MAX_CARD; end += 1) {
    number += groups[end]!.replace(/\D/g, '');
    if (number.length >= MIN_CARD && number.length <= MAX_CARD && isCard(number)) return end - start + 1;
  }
  return 0;
}

/** Numbers of issuers begin with these; a moment in milliseconds or a number of an order hardly ever does. */
const ISSUER = /^(?:4|5|6|2[2-7]|3[0-9]|8[1-8])/;

function isCard(digits: string): boolean {
  if (!ISSUER.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const value = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? value * 2 : value;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
