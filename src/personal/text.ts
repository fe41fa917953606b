/** Personal data in texts: what stands for it, and how it is found in a text that may hold some. Imports nothing of ours. */

/** What stands in the place of personal data. It tells nothing of it, not even how long it is. */
export const MASKED = '[masked]';

/** An at sign as it stands in plain text, in a query string, in HTML or in JSON. */
const AT = '(?:@|%(?:25)*40|&(?:amp;)*#(?:0*64|x0*40);|\\\\+u0040)';
const EMAIL = `[\\p{L}\\p{N}._+'!#$*?^{|}~%-]{1,64}${AT}[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,252}[\\p{L}\\p{N}])?`;

/** What has many digits and is no phone number: ids of ours, marks, days, moments, amounts, addresses of machines. */
const OTHER_DIGITS = [
  '\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b',
  '\\bRG-[0-9A-Z]{12}\\b',
  '\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)?(?!\\d)',
  '\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?![.\\d])',
  '\\b\\d{1,15}\\.\\d{1,8}\\b(?!\\.\\d)',
].join('|');

/** Digits, alone or in groups. */
const DIGITS = '[+(]?\\d(?:[ ().-]{0,2}\\d){6,19}';

const EMAILS = new RegExp(EMAIL, 'giu');
const PERSONAL = new RegExp(`(?<email>${EMAIL})|(?<other>${OTHER_DIGITS})|(?<digits>${DIGITS})`, 'giu');

/** Fewest digits of a phone number that is written in groups or with a plus sign, and of one that is not. */
const MIN_IN_GROUPS = 7;
const MIN_IN_ONE = 9;
/** Most digits of a phone number (E.164). More in one are a number of something else. */
const MAX_DIGITS = 15;

/** The text with e-mail addresses and what looks like a phone number masked. A name in it stays: no pattern finds it. */
export function maskText(text: string): string {
  return text.replace(PERSONAL, (found, ...rest) => {
    const { email, digits } = rest.at(-1) as { readonly email?: string; readonly digits?: string };
    return email !== undefined || (digits !== undefined && looksLikePhone(digits)) ? MASKED : found;
  });
}

/** The text with e-mail addresses masked: for lines that are full of numbers. */
export function maskEmails(text: string): string {
  return text.replace(EMAILS, MASKED);
}

/** Only the first group of a phone number is short; a longer one is the number of an order or an invoice. */
function looksLikePhone(digits: string): boolean {
  const count = digits.replace(/\D/g, '').length;
  if (digits.startsWith('+')) return count >= MIN_IN_GROUPS;
  if (/^\d+$/.test(digits)) return count >= MIN_IN_ONE && count <= MAX_DIGITS;
  return count >= MIN_IN_GROUPS && /^\(?\d{1,4}(?!\d)/.test(digits);
}
