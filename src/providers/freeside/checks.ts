/** Checks of a sign-up's person, address and service (freeside.md section 3.1), in the words of the graph. */
import type { Problem } from '../../errors.ts';
import type { SignupFreesideInput } from '../records-freeside.ts';
import { checkEmail, checkPhone, checkRequired, checkText, isNumberId, problem } from '../shared/checks.ts';
import { paths } from './fields.ts';
import { WHO } from './values.ts';

const NAME = /^[\p{L}\p{M}\p{N} ,.'-]*$/u;
const TWO_LETTERS = /^[A-Za-z]{2}$/;
const USERNAME = /^[A-Za-z0-9_.&%:/=#!-]*$/;
const MIN_USERNAME = 2;
const MAX_COMMENTS = 2000;
const MAX_EMAILS = 50;

/** Forms of postal codes by country. */
const postalCodes: ReadonlyMap<string, readonly [form: RegExp, example: string]> = new Map([
  ['US', [/^\d{5}(?:-\d{4})?$/, '12345 or 12345-6789']],
  ['CA', [/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i, 'A1A 1A1']],
  ['AU', [/^\d{4}$/, '1234']],
]);

/** Elsewhere a postal code may be missing. */
const OTHER_POSTAL_CODE = /^(?:\w[\w -]{0,8}\w)?$/;

/** Countries whose phone numbers the upstream takes apart, and whose states have two letters. */
const NORTH_AMERICA: ReadonlySet<string> = new Set(['US', 'CA']);

/** A North American number: no area code begins with a 1, so that one before it is the country's. */
const NORTH_AMERICAN = /^[^\dx]*(?:1[^\dx]*)?((?:[2-9](?:[^\dx]*\d){2})(?:[^\dx]*\d){7})[^\dx]*(?:x[^\dx]*(\d{1,6}))?$/;

/** The country as it is sent and kept. */
export function countryOf({ country }: SignupFreesideInput): string {
  return country.trim().toUpperCase();
}

/** All problems of person and address. */
export function checkPerson(input: SignupFreesideInput): readonly Problem[] {
  return [
    ...checkName(input.firstName, paths.first),
    ...checkName(input.lastName, paths.last),
    ...checkText(input.company ?? '', paths.company),
    ...checkRequired(input.street, paths.address1, WHO),
    ...checkText(input.street2 ?? '', paths.address2),
    ...checkRequired(input.city, paths.city, WHO),
    ...checkText(input.county ?? '', paths.county),
    ...checkPlace(input),
    ...checkPhones(input),
    ...checkEmails(input.invoiceEmails),
    ...(input.comments === null ? [] : checkText(input.comments, paths.comments, MAX_COMMENTS)),
  ];
}

function checkName(value: string, field: readonly string[]): readonly Problem[] {
  const problems = checkRequired(value, field, WHO);
  if (problems.length > 0 || NAME.test(value)) return problems;
  return [problem(field, "A name may hold letters, digits, blanks and , . - ' only.")];
}

function checkEmails(emails: readonly string[]): readonly Problem[] {
  if (emails.length > MAX_EMAILS)
    return [problem(paths.invoicing_list, `At most ${MAX_EMAILS} addresses are possible.`)];
  return emails.flatMap((email, index) => checkEmail(email, [...paths.invoicing_list, String(index)]));
}

function checkPlace(input: SignupFreesideInput): readonly Problem[] {
  const country = countryOf(input);
  const problems: Problem[] = [];
  if (!TWO_LETTERS.test(country))
    problems.push(problem(paths.country, 'Use the two letters of a country, such as US.'));
  const [form, example] = postalCodes.get(country) ?? [OTHER_POSTAL_CODE, '2 to 10 letters and digits'];
  if (!form.test(input.postalCode.trim())) {
    problems.push(problem(paths.zip, `This is no postal code of the country: it has the form ${example}.`));
  }
  if (NORTH_AMERICA.has(country) && !TWO_LETTERS.test(input.state.trim())) {
    problems.push(problem(paths.state, 'Use the two letters of a state or province, such as MA.'));
  } else {
    problems.push(...checkRequired(input.state, paths.state, WHO));
  }
  return problems;
}

function checkPhones(input: SignupFreesideInput): readonly Problem[] {
  const country = countryOf(input);
  return phoneNumbersOf(input).flatMap(([member, given]) => {
    if (!NORTH_AMERICA.has(country)) return checkPhone(given, paths[member]);
    if (phoneNumber(given, country) !== null) return [];
    return [problem(paths[member], 'Give the 10 digits of the number, and an extension as in 555-123-4567 x12.')];
  });
}

/** The phone numbers that are given, by the upstream's member. */
export function phoneNumbersOf(
  input: SignupFreesideInput,
): readonly (readonly ['daytime' | 'night' | 'mobile' | 'fax', string])[] {
  const all = [
    ['daytime', input.dayPhoneNumber],
    ['night', input.nightPhoneNumber],
    ['mobile', input.mobilePhoneNumber],
    ['fax', input.fax],
  ] as const;
  return all.flatMap(([member, given]) => (given === null || given.trim() === '' ? [] : [[member, given] as const]));
}

/**
 * A number as it is sent; null when it cannot be one. In the US and Canada the upstream takes the first ten digits as the
 * number and the others as its extension, so that a leading 1 must go.
 */
export function phoneNumber(given: string, country: string): string | null {
  if (!NORTH_AMERICA.has(country)) return given;
  const match = NORTH_AMERICAN.exec(given.toLowerCase().replace(/\bext\.?/, 'x'));
  if (match === null) return null;
  const digits = match[1]!.replaceAll(/\D/g, '');
  const extension = match[2] === undefined ? '' : ` x${match[2]}`;
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}${extension}`;
}

/**
 * All problems of package and service that can be seen without the upstream. How long a password must be and of what is
 * the operator's choice, and differs between branches.
 */
export function checkService(input: SignupFreesideInput): readonly Problem[] {
  const problems: Problem[] = [...checkRequired(input.password, paths.password, WHO)];
  if (!isNumberId(input.packageId)) problems.push(problem(paths.pkgpart, 'A package is named by its number.'));
  if (!USERNAME.test(input.username) || input.username.length < MIN_USERNAME) {
    const message = `A user name has ${MIN_USERNAME} characters or more: letters a to z, digits and _ - . & % : / = # !`;
    problems.push(problem(paths.username, message));
  }
  problems.push(...checkText(input.username, paths.username));
  for (const [member, value] of [
    ['domsvc', input.domainServiceId],
    ['popnum', input.accessNumberId],
  ] as const) {
    if (value !== null && !isNumberId(value)) problems.push(problem(paths[member], 'This must be a number.'));
  }
  return [
    ...problems,
    ...checkText(input.promotionCode ?? '', paths.promo_code),
    ...checkText(input.registrationCode ?? '', paths.reg_code),
  ];
}
