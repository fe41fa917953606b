/** Checks of inputs, in the words of the graph. Each returns its problems, [] for none. */
import type { Problem } from '../../errors.ts';
import { compareDecimals, decimal, isPositive, scaleOf, significantScaleOf, type Decimal } from '../../money.ts';
import type { Option } from '../records.ts';
import { isId } from './reads.ts';

/** Longest text that is sent, in characters; the upstream's own limits are unknown (voipms.md section 7). */
const MAX_TEXT = 255;

/** Decimals of an amount: balances are shown with up to 6 (voipms.md section 5), so more would vanish. */
const MAX_AMOUNT_DECIMALS = 6;

const MAX_EMAIL = 254;
const MAX_PASSWORD = 128;
const EMAIL = /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+\.[^\s@,;:<>()".\\]+$/;
const PHONE_SIGNS = /^\+?[\d ().-]+$/;
const MIN_PHONE_DIGITS = 7;
const MAX_PHONE_DIGITS = 15;

/** What the upstream's error texts say about passwords (voipms.md section 4, `invalid_password_*`). */
const passwordRules: readonly (readonly [RegExp, string])[] = [
  [/^.{8,}$/s, 'have at least 8 characters'],
  [new RegExp(`^.{0,${MAX_PASSWORD}}$`, 's'), `have at most ${MAX_PASSWORD} characters`],
  [/[a-z]/, 'have a lower-case letter'],
  [/[A-Z]/, 'have an upper-case letter'],
  [/[0-9]/, 'have a digit'],
  [/^[A-Za-z0-9!#$%&/()=?*[\]_:.,{}+-]*$/, 'hold only letters, digits and ! # $ % & / ( ) = ? * [ ] _ : . , { } + -'],
];

/** One INVALID_INPUT problem. */
export function problem(field: readonly string[], message: string): Problem {
  return { code: 'INVALID_INPUT', message, field };
}

/** The client id is one that the upstream could have given. */
export function checkClientId(clientId: string): readonly Problem[] {
  if (isId(clientId)) return [];
  return [{ code: 'NOT_FOUND', message: 'This cannot be the id of a VoIP.ms client.', field: ['clientId'] }];
}

/** The amount is positive and has at most 6 decimals; the currency is US dollars, the only one there is. */
export function checkAmount(amount: Decimal, currency: string | null): readonly Problem[] {
  const problems: Problem[] = [];
  if (!isPositive(amount)) problems.push(problem(['amount'], 'The amount must be above zero.'));
  if (scaleOf(amount) > MAX_AMOUNT_DECIMALS) {
    problems.push(problem(['amount'], `The amount may have at most ${MAX_AMOUNT_DECIMALS} decimals.`));
  }
  if (currency !== null && currency !== 'USD') {
    problems.push(problem(['currency'], 'VoIP.ms keeps its books in USD only.'));
  }
  return problems;
}

/** The threshold is a whole number from 1 to 250: the upstream's type is an integer (voipms.md section 2, SOAP). */
export function checkThreshold(amount: Decimal): readonly Problem[] {
  const inRange = compareDecimals(amount, decimal('1')) >= 0 && compareDecimals(amount, decimal('250')) <= 0;
  if (inRange && significantScaleOf(amount) === 0) return [];
  return [problem(['amount'], 'The threshold must be a whole amount from 1 to 250.')];
}

/** Free text: one line of at most 255 characters without control characters. */
export function checkText(value: string, field: readonly string[]): readonly Problem[] {
  if (value.length > MAX_TEXT) return [problem(field, `At most ${MAX_TEXT} characters are possible.`)];
  if (/\p{Cc}/u.test(value) || !value.isWellFormed()) {
    return [problem(field, 'Line breaks and other control characters are not possible.')];
  }
  return [];
}

/** Text that must not be blank. */
export function checkRequired(value: string, field: readonly string[]): readonly Problem[] {
  return value.trim() === '' ? [problem(field, 'VoIP.ms demands a value here.')] : checkText(value, field);
}

/** An e-mail address by its shape. */
export function checkEmail(value: string, field: readonly string[] = ['email']): readonly Problem[] {
  if (value.length <= MAX_EMAIL && EMAIL.test(value) && checkText(value, field).length === 0) return [];
  return [problem(field, 'This is no e-mail address.')];
}

/** A phone number by its shape: 7 to 15 digits; blanks, dots, hyphens and brackets may stand between. */
export function checkPhone(value: string): readonly Problem[] {
  const digits = value.replace(/\D/g, '').length;
  if (PHONE_SIGNS.test(value) && digits >= MIN_PHONE_DIGITS && digits <= MAX_PHONE_DIGITS) return [];
  return [problem(['phoneNumber'], 'This is no phone number: give 7 to 15 digits.')];
}

/** A new password by the upstream's rules, one problem a rule. */
export function checkPassword(value: string): readonly Problem[] {
  return passwordRules
    .filter(([rule]) => !rule.test(value))
    .map(([, what]) => problem(['password'], `The password must ${what}.`));
}

/** The option is one of those that the upstream lists. */
export function checkBalanceManagement(value: string, options: readonly Option[]): readonly Problem[] {
  if (options.some((option) => option.value === value)) return [];
  const known = options.map((option) => `"${option.value}"`).join(', ');
  return [problem(['balanceManagement'], `VoIP.ms does not know this option. It knows: ${known}.`)];
}

/**
 * The code of a country given as code or name, in any case; null when the upstream does not list it. The upstream
 * shows names and wants codes (voipms.md section 3, getClients).
 */
export function countryCode(country: string, countries: readonly Option[]): string | null {
  const wanted = country.trim().toLowerCase();
  const byCode = countries.find((option) => option.value.toLowerCase() === wanted);
  const found = byCode ?? countries.find((option) => option.description.trim().toLowerCase() === wanted);
  return found?.value ?? null;
}

/** The country can be translated. */
export function checkCountry(country: string, countries: readonly Option[]): readonly Problem[] {
  if (countryCode(country, countries) !== null) return [];
  return [
    problem(
      ['address', 'country'],
      'VoIP.ms does not list this country. Give a two-letter code that `countries` of the account lists.',
    ),
  ];
}
