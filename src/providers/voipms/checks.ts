/** Checks of inputs, in the words of the graph. Each returns its problems, [] for none. */
import type { Problem } from '../../errors.ts';
import { compareDecimals, decimal, significantScaleOf, type Decimal } from '../../money.ts';
import type { Option } from '../records.ts';
import { checkPositive, problem } from '../shared/checks.ts';

/** Decimals of an amount: balances are shown with up to 6 (voipms.md section 5), so more would vanish. */
const MAX_AMOUNT_DECIMALS = 6;

const MAX_PASSWORD = 128;
/** What the upstream's error texts say about passwords (voipms.md section 4, `invalid_password_*`). */
const passwordRules: readonly (readonly [RegExp, string])[] = [
  [/^.{8,}$/s, 'have at least 8 characters'],
  [new RegExp(`^.{0,${MAX_PASSWORD}}$`, 's'), `have at most ${MAX_PASSWORD} characters`],
  [/[a-z]/, 'have a lower-case letter'],
  [/[A-Z]/, 'have an upper-case letter'],
  [/[0-9]/, 'have a digit'],
  [/^[A-Za-z0-9!#$%&/()=?*[\]_:.,{}+-]*$/, 'hold only letters, digits and ! # $ % & / ( ) = ? * [ ] _ : . , { } + -'],
];

/** The amount is positive and has at most 6 decimals; the currency is US dollars, the only one there is. */
export function checkAmount(amount: Decimal, currency: string | null): readonly Problem[] {
  const problems: Problem[] = [...checkPositive(amount, MAX_AMOUNT_DECIMALS)];
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
