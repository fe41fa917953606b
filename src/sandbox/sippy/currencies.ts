/** Currencies and tariffs of the stand-in. How the switch converts is not documented; these are invented fixed rates. */
import { decimal, scaleOf } from '../../money.ts';
import type { Decimal } from '../../money.ts';

/** Millionths of a US dollar that one unit is worth, by ISO 4217 code. */
const RATES: ReadonlyMap<string, bigint> = new Map([
  ['AUD', 650_000n],
  ['BRL', 180_000n],
  ['CAD', 730_000n],
  ['CHF', 1_250_000n],
  ['EUR', 1_160_000n],
  ['GBP', 1_330_000n],
  ['INR', 11_500n],
  ['JPY', 6_500n],
  ['MXN', 54_000n],
  ['NZD', 570_000n],
  ['PLN', 270_000n],
  ['SEK', 105_000n],
  ['SGD', 770_000n],
  ['USD', 1_000_000n],
  ['ZAR', 58_000n],
]);

/** Decimals of a converted amount. */
const CONVERTED_SCALE = 5;

/** Currency of each tariff that customers can be given, by i_tariff. */
export const TARIFFS: ReadonlyMap<number, string> = new Map([
  [1, 'USD'],
  [2, 'EUR'],
  [3, 'USD'],
]);

/** True for a currency that the switch knows. */
export function isCurrency(code: string): boolean {
  return RATES.has(code);
}

/** The amount in the other currency: as it stands when that is the same, else rounded to five decimals, half away from zero. */
export function convert(amount: Decimal, from: string, to: string): Decimal {
  const [worth, unit] = [RATES.get(from), RATES.get(to)];
  if (from === to) return amount;
  if (worth === undefined || unit === undefined) throw new RangeError('Unknown currency.');
  const negative = amount.startsWith('-');
  const size = BigInt(amount.replace(/[-.]/g, '')) * worth * 10n ** BigInt(CONVERTED_SCALE);
  const divisor = unit * 10n ** BigInt(scaleOf(amount));
  const digits = String((2n * size + divisor) / (2n * divisor)).padStart(CONVERTED_SCALE + 1, '0');
  return decimal(`${negative ? '-' : ''}${digits.slice(0, -CONVERTED_SCALE)}.${digits.slice(-CONVERTED_SCALE)}`);
}
