/**
 * The checks of parameters. A missing one has a documented text; a bad one is told as Java prints a map of fields to texts
 * (logicboxes.md section 4). Which formats are bad is not documented: these refuse what no form would take. All of them
 * throw a `Refusal`.
 */
import { isPositive, parseDecimal, scaleOf } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { withThreeDecimals } from './money.ts';
import type { Parameters } from './params.ts';
import { refuse } from './refusal.ts';

/** The first value of a parameter; empty when it is absent. Empty and absent are the same to LogicBoxes. */
export function textOf(parameters: Parameters, name: string): string {
  return parameters.get(name)?.[0] ?? '';
}

/** The text of a parameter that must not be empty. */
export function required(parameters: Parameters, name: string): string {
  const value = textOf(parameters, name);
  return value === '' ? refuse(`Required parameter missing: ${name}`) : value;
}

/** The values of a repeated parameter without the empty ones. */
export function listOf(parameters: Parameters, name: string): readonly string[] {
  return (parameters.get(name) ?? []).filter((value) => value !== '');
}

/** Refuses fields that are not valid, in one text: `{zipcode=zipcode is invalid, phone=phone is invalid}`. */
export function refuseFields(names: readonly string[]): never {
  return refuse(`{${names.map((name) => `${name}=${name} is invalid`).join(', ')}}`);
}

/** A whole number without a sign, at most 15 digits. Returned without leading zeros. */
export function wholeOf(text: string, name: string): string {
  return /^\d{1,15}$/.test(text) ? String(Number(text)) : refuseFields([name]);
}

/** A moment in unix seconds. */
export function secondsOf(text: string, name: string): number {
  return /^\d{1,12}$/.test(text) ? Number(text) : refuseFields([name]);
}

/** `true` or `false`; values are case-sensitive (logicboxes.md section 2.3). */
export function booleanOf(text: string, name: string): boolean {
  return text === 'true' || text === 'false' ? text === 'true' : refuseFields([name]);
}

/** One of the allowed values. */
export function choiceOf<Choice extends string>(text: string, name: string, choices: readonly Choice[]): Choice {
  return choices.find((choice) => choice === text) ?? refuseFields([name]);
}

/** Decimal text without a sign: at most 15 digits before the point and three decimals. Returned with three decimals. */
export function decimalOf(text: string, name: string): Decimal {
  const value = /^\d{1,15}(\.\d{1,3})?$/.test(text) ? parseDecimal(text) : null;
  return value === null ? refuseFields([name]) : withThreeDecimals(value);
}

/** A `decimalOf` above zero. */
export function amountOf(text: string, name: string): Decimal {
  const value = decimalOf(text, name);
  return isPositive(value) ? value : refuseFields([name]);
}

/** A rate above zero, with any number of decimals up to 12. It is checked and not used. */
export function checkRate(text: string, name: string): void {
  const value = /^\d{1,15}(\.\d+)?$/.test(text) ? parseDecimal(text) : null;
  if (value === null || !isPositive(value) || scaleOf(value) > 12) refuseFields([name]);
}

/** True for an e-mail address of the ordinary form. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;"\\]+@[^\s@<>,;"\\.]+(\.[^\s@<>,;"\\.]+)+$/.test(text);
}

/** True for a name, an address or a city: has a letter or digit, no markup, no control characters, at most 255 characters. */
export function isWords(text: string): boolean {
  return text.length <= 255 && /[\p{L}\p{N}]/u.test(text) && !/[<>\p{Cc}]/u.test(text);
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** True for a country's ISO 3166-1 alpha-2 code in upper case. */
export function isCountry(text: string): boolean {
  return /^[A-Z]{2}$/.test(text) && text !== 'ZZ' && REGIONS.of(text) !== undefined;
}

/** True for an ISO 639-1 code in lower case, also with a region: `en`, `pt_BR`. */
export function isLanguage(text: string): boolean {
  return /^[a-z]{2}([_-][A-Za-z]{2})?$/.test(text);
}
