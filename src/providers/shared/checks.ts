/** Checks of inputs that hold for any upstream, in the words of the graph. Each returns its problems, [] for none. */
import type { Problem } from '../../errors.ts';
import { isPositive, scaleOf, type Decimal } from '../../money.ts';

const MAX_EMAIL = 254;
const EMAIL = /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+\.[^\s@,;:<>()".\\]+$/;
const MIN_PHONE_DIGITS = 7;
const MAX_PHONE_DIGITS = 15;
const PHONE_SIGNS = /^\+?[\d ().-]+$/;

/** Longest free text where the upstream's own limit is not known, in characters. */
export const MAX_TEXT = 255;

/** One INVALID_INPUT problem. */
export function problem(field: readonly string[], message: string): Problem {
  return { code: 'INVALID_INPUT', message, field };
}

/** Free text: one line without control characters, of at most `maxLength` characters. */
export function checkText(value: string, field: readonly string[], maxLength = MAX_TEXT): readonly Problem[] {
  if (value.length > maxLength) return [problem(field, `At most ${maxLength} characters are possible.`)];
  if (/\p{Cc}/u.test(value) || !value.isWellFormed()) {
    return [problem(field, 'Line breaks and other control characters are not possible.')];
  }
  return [];
}

/** Text that must not be blank; `who` is the upstream's name for people. */
export function checkRequired(
  value: string,
  field: readonly string[],
  who: string,
  maxLength = MAX_TEXT,
): readonly Problem[] {
  if (value.trim() === '') return [problem(field, `${who} demands a value here.`)];
  return checkText(value, field, maxLength);
}

/** An e-mail address by its shape. */
export function checkEmail(value: string, field: readonly string[] = ['email']): readonly Problem[] {
  if (value.length <= MAX_EMAIL && EMAIL.test(value) && checkText(value, field).length === 0) return [];
  return [problem(field, 'This is no e-mail address.')];
}

/** A phone number by its shape: 7 to 15 digits; blanks, dots, hyphens and brackets may stand between. */
export function checkPhone(value: string, field: readonly string[] = ['phoneNumber']): readonly Problem[] {
  const digits = value.replace(/\D/g, '').length;
  if (PHONE_SIGNS.test(value) && digits >= MIN_PHONE_DIGITS && digits <= MAX_PHONE_DIGITS) return [];
  return [problem(field, 'This is no phone number: give 7 to 15 digits.')];
}

/** The amount is above zero and has at most `maxDecimals` decimals. */
export function checkPositive(amount: Decimal, maxDecimals: number, field = ['amount']): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isPositive(amount)) problems.push(problem(field, 'The amount must be above zero.'));
  if (scaleOf(amount) > maxDecimals) {
    problems.push(problem(field, `The amount may have at most ${maxDecimals} decimals.`));
  }
  return problems;
}

/** The id has the shape of the upstream's numbers: 1 to 20 digits, no zeros in front. `who` is the upstream's name for people. */
export function checkClientNumber(clientId: string, who: string): readonly Problem[] {
  if (isNumberId(clientId)) return [];
  return [{ code: 'NOT_FOUND', message: `This cannot be the id of a ${who} client.`, field: ['clientId'] }];
}

/**
 * True for 1 to 20 digits without zeros in front. Anything else is not sent where an upstream expects a number: it would
 * read "07" as 7, which is another id here.
 */
export function isNumberId(value: string): boolean {
  return /^(?:0|[1-9]\d{0,19})$/.test(value);
}
