/**
 * Exact decimal money. An amount is the text that stood on the wire ("8.0588", "2.00"); it is compared and added with
 * BigInt and never becomes a JavaScript number. The scale (count of decimals) is part of the text and is kept.
 */

/** Decimal text: optional minus, digits without leading zeros, optional fraction. No exponent, no plus, no spaces. */
export type Decimal = string & { readonly __decimal: never };

/** An amount in one currency (ISO 4217 code). */
export interface Money {
  readonly amount: Decimal;
  readonly currency: string;
}

/** Longest decimal text that is read, in characters; longer text is refused so that sums stay cheap. */
export const MAX_DECIMAL_LENGTH = 64;

const DECIMAL = /^([+-]?)0*(\d+)(?:\.(\d+))?$/;
const CANONICAL = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const LEADING_DOT = /^([+-]?)\.(\d+)$/;

/**
 * Reads decimal text and brings it into the one form of `Decimal` (".5" -> "0.5", "-0.00" -> "0.00", "007" -> "7").
 * Returns null for anything else: exponents, thousands separators, hexadecimal, blanks inside, more than 64 characters.
 */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_DECIMAL_LENGTH) return null;
  if (CANONICAL.test(text)) return text as Decimal;
  const match = DECIMAL.exec(text) ?? LEADING_DOT.exec(text);
  if (match === null) return null;
  const bareFraction = match.length === 3;
  const digits = bareFraction ? '0' : match[2]!;
  const fraction = bareFraction ? match[2] : match[3];
  const body = fraction === undefined ? digits : `${digits}.${fraction}`;
  const negative = match[1] === '-' && /[1-9]/.test(body);
  return (negative ? `-${body}` : body) as Decimal;
}

/** `parseDecimal` for text that is known to be good, such as literals in the code. Throws a RangeError otherwise. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError('Not a decimal number.');
  return value;
}

/** Number of digits after the point: 2 for "4.00", 0 for "4". */
export function scaleOf(value: Decimal): number {
  const point = value.indexOf('.');
  return point === -1 ? 0 : value.length - point - 1;
}

/** Decimals that carry a value: 1 for "4.50", 0 for "4.00". */
export function significantScaleOf(value: Decimal): number {
  return value.includes('.') ? scaleOf(value.replace(/0+$/, '') as Decimal) : 0;
}

function unscaled(value: Decimal, scale: number): bigint {
  return BigInt(value.replace('.', '') + '0'.repeat(scale - scaleOf(value)));
}

/** -1, 0 or 1, by value: "2.0" equals "2.00". */
export function compareDecimals(left: Decimal, right: Decimal): -1 | 0 | 1 {
  const scale = Math.max(scaleOf(left), scaleOf(right));
  const difference = unscaled(left, scale) - unscaled(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The exact sum, with the larger scale of the two: "0.1" + "0.20" is "0.30". */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(scaleOf(left), scaleOf(right));
  const sum = unscaled(left, scale) + unscaled(right, scale);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const body = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return (sum < 0n ? `-${body}` : body) as Decimal;
}

/** The exact product with a whole number that is not negative. */
export function multiplyDecimal(value: Decimal, factor: number): Decimal {
  const scale = scaleOf(value);
  const product = unscaled(value, scale) * BigInt(factor);
  const digits = (product < 0n ? -product : product).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const body = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return (product < 0n ? `-${body}` : body) as Decimal;
}

/** The same amount with the other sign; zero stays without a sign. */
export function negateDecimal(value: Decimal): Decimal {
  if (value.startsWith('-')) return value.slice(1) as Decimal;
  return /[1-9]/.test(value) ? (`-${value}` as Decimal) : value;
}

/** True for a value above zero. */
export function isPositive(value: Decimal): boolean {
  return !value.startsWith('-') && /[1-9]/.test(value);
}
