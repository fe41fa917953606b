/**
 * The checks of parameters. Which code belongs to which parameter follows from the codes' names (voipms.md section 4).
 * Formats are unknown: these are lenient, and refuse what no form would take. All of them throw a `Refusal`.
 */
import { refuse } from './refusal.ts';
import { COUNTRIES } from './places.ts';

/** Parameters of a call, merged. */
export type Parameters = ReadonlyMap<string, string>;

/** The parameter's text; empty when it is absent. */
export function textOf(parameters: Parameters, name: string): string {
  return parameters.get(name) ?? '';
}

/** The text of a parameter that must not be empty; otherwise `code`. */
export function required(parameters: Parameters, name: string, code: string): string {
  const value = textOf(parameters, name);
  return value === '' ? refuse(code) : value;
}

/** An amount above zero: at most 40 digits, of which 8 decimals, no sign, no exponent. Returned as it was sent. */
export function amountOf(text: string, code: string): string {
  const digits = text.replace('.', '');
  return /^\d+(\.\d{1,8})?$/.test(text) && digits.length <= 40 && /[1-9]/.test(digits) ? text : refuse(code);
}

/** A threshold: a whole number from 1 to 250. There is no missing_threshold. */
export function thresholdOf(text: string): string {
  const valid = /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 250;
  return valid ? String(Number(text)) : refuse('Invalid_threshold');
}

/** An e-mail address of the ordinary form, or `invalid_email`. */
export function emailOf(text: string): string {
  const valid = text.length <= 254 && /^[^\s@<>,;"\\]+@[^\s@<>,;"\\.]+(\.[^\s@<>,;"\\.]+)+$/.test(text);
  return valid ? text : refuse('invalid_email');
}

/** A name, an address, a city or a state: has a letter or digit, no markup, no control characters, at most 100 characters. */
export function wordsOf(text: string, code: string): string {
  const valid = text.length <= 100 && /[\p{L}\p{N}]/u.test(text) && !/[<>\p{Cc}]/u.test(text);
  return valid ? text : refuse(code);
}

/** A postal code: letters, digits, blanks and hyphens, 2 to 12 characters. */
export function zipOf(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9 -]{1,11}$/.test(text) ? text : refuse('invalid_zip');
}

/** A telephone number: 7 to 20 digits, with the usual punctuation. */
export function phoneOf(text: string): string {
  const count = text.replace(/\D/g, '').length;
  return /^[0-9+(). -]{7,32}$/.test(text) && count >= 7 && count <= 20 ? text : refuse('invalid_phonenumber');
}

/** A code of getCountries, in any case of letters. Returns the code in upper case. */
export function countryOf(text: string): string {
  const code = text.toUpperCase();
  return COUNTRIES.has(code) ? code : refuse('invalid_country');
}

/** A code of getBalanceManagement. */
export function balanceManagementOf(text: string): string {
  return text === '0' || text === '1' ? text : refuse('invalid_balancemanagement');
}

/** A day `YYYY-MM-DD` that exists. */
export function dayOf(text: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const valid = moment !== null && !Number.isNaN(moment.valueOf()) && moment.toISOString().startsWith(text);
  return valid ? text : refuse('invalid_date');
}

const WEAK_PASSWORDS = new Set([
  'password1',
  'passw0rd',
  'password123',
  'qwerty123',
  'abcd1234',
  'welcome1',
  'letmein1',
]);

/** A new password: the `invalid_password_*` family in the order in which a person would fix it, then weak_password. */
export function passwordOf(text: string): string {
  if (!/^[A-Za-z0-9!#$%&/()=?*[\]_:.,{}+-]*$/.test(text)) refuse('invalid_password_ilegal_characters');
  if (text.length < 8) refuse('invalid_password_lessthan_8characters_long');
  if (!/[a-z]/.test(text)) refuse('invalid_password_missing_lowercase');
  if (!/[A-Z]/.test(text)) refuse('invalid_password_missing_uppercase');
  if (!/[0-9]/.test(text)) refuse('invalid_password_missing_number');
  if (text.length > 128) refuse('invalid_password');
  return WEAK_PASSWORDS.has(text.toLowerCase()) ? refuse('weak_password') : text;
}
