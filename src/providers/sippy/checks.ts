/** Checks of inputs, in the words of the graph. Each returns its problems, [] for none. */
import type { Problem } from '../../errors.ts';
import type { Decimal } from '../../money.ts';
import { checkPositive, problem } from '../shared/checks.ts';
import { WHO } from './errors.ts';

/** What a double of the switch keeps exactly (sippy.md section 2, "Types"): more digits would change on the way. */
export const MAX_DIGITS = 15;

/** A client that the switch does not know. */
export const NO_CLIENT: Problem = {
  code: 'NOT_FOUND',
  message: `${WHO} does not know this client.`,
  field: ['clientId'],
};

/** True for a number as the switch writes its ids: 32 bits, no leading zeros. Anything else is nobody's id. */
export function isCustomerId(value: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(value) && Number(value) <= 2_147_483_647;
}

/** The id can be one of the switch. */
export function checkCustomerId(clientId: string): readonly Problem[] {
  return isCustomerId(clientId) ? [] : [NO_CLIENT];
}

/** An amount that moves: above zero, and exact in a double. */
export function checkAmount(amount: Decimal): readonly Problem[] {
  return [...checkPositive(amount, MAX_DIGITS), ...checkDigits(amount, ['amount'])];
}

/** A limit: not below zero, and exact in a double. */
export function checkLimit(value: Decimal, field: readonly string[]): readonly Problem[] {
  if (value.startsWith('-')) return [problem(field, 'The value must not be below zero.')];
  return checkDigits(value, field);
}

/** At most 15 digits, zeros at either end not counted. */
export function checkDigits(value: Decimal, field: readonly string[]): readonly Problem[] {
  const fraction = value.includes('.') ? value.replace(/0+$/, '') : value;
  const digits = fraction.replace(/[-.]/g, '').replace(/^0+/, '');
  if (digits.length <= MAX_DIGITS) return [];
  return [problem(field, `${WHO} keeps at most ${MAX_DIGITS} digits of a number exactly.`)];
}
