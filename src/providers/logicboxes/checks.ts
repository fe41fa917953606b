/** Checks of inputs, in the words of the graph. Each returns its problems, [] for none. */
import type { Problem } from '../../errors.ts';
import type { LogicboxesPhone } from '../records-logicboxes.ts';
import { checkEmail, checkRequired, isNumberId, problem } from '../shared/checks.ts';
import { WHO } from './functions.ts';

/** Rules of v2/signup (logicboxes.md section 3, Customers). */
const passwordRules: readonly (readonly [RegExp, string])[] = [
  [/^.{9,16}$/s, 'have 9 to 16 characters'],
  [/[a-z]/, 'have a lower-case letter'],
  [/[A-Z]/, 'have an upper-case letter'],
  [/[0-9]/, 'have a digit'],
  [/[~*!@$#%_+.?:,{}]/, 'have one of the signs ~ * ! @ $ # % _ + . ? : , { }'],
  [/^[A-Za-z0-9~*!@$#%_+.?:,{}]*$/, 'hold only letters, digits and ~ * ! @ $ # % _ + . ? : , { }'],
];

const COUNTRY = /^[A-Za-z]{2}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/;

/** A new password by the upstream's rules, one problem a rule. */
export function checkPassword(value: string): readonly Problem[] {
  return passwordRules
    .filter(([rule]) => !rule.test(value))
    .map(([, what]) => problem(['password'], `The password must ${what}.`));
}

/** A country as two letters, which is all that the upstream takes. */
export function checkCountry(value: string, field: readonly string[]): readonly Problem[] {
  if (COUNTRY.test(value)) return [];
  return [problem(field, 'Give the country as two letters (ISO 3166-1), such as US.')];
}

/** A language code such as "en" or "pt_BR". */
export function checkLanguage(value: string, field: readonly string[]): readonly Problem[] {
  return LANGUAGE.test(value) ? [] : [problem(field, 'Give the language as its code, such as en.')];
}

/** A phone number in its two parts: 1 to 3 digits, and 4 to 12 (logicboxes.md section 3, Customers). */
export function checkPhoneParts({ countryCode, number }: LogicboxesPhone, field: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (!/^\d{1,3}$/.test(countryCode)) {
    problems.push(problem([field, 'countryCode'], 'Give the country code as 1 to 3 digits, without plus sign.'));
  }
  if (!/^\d{4,12}$/.test(number)) problems.push(problem([field, 'number'], 'Give the number as 4 to 12 digits.'));
  return problems;
}

/** An order by the shape of its number. */
export function checkOrder(orderId: string): readonly Problem[] {
  if (isNumberId(orderId)) return [];
  return [{ code: 'NOT_FOUND', message: 'This cannot be the id of a LogicBoxes order.', field: ['orderId'] }];
}

/** An e-mail address that must be there. */
export function checkRequiredEmail(value: string, field: readonly string[]): readonly Problem[] {
  return value.trim() === '' ? checkRequired(value, field, WHO) : checkEmail(value, field);
}
