import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  decimal,
  isPositive,
  MAX_DECIMAL_LENGTH,
  multiplyDecimal,
  negateDecimal,
  parseDecimal,
  scaleOf,
  significantScaleOf,
  type Decimal,
} from '../src/money.ts';

/** A decimal with its value as whole units of 10^-scale. */
const decimals = fc
  .record({ units: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), scale: fc.nat(12) })
  .map(({ units, scale }) => ({ units, scale, text: write(units, scale) }));

/** Writes units of 10^-scale as text, by another way than the code under test. */
function write(units: bigint, scale: number): Decimal {
  const power = 10n ** BigInt(scale);
  const size = units < 0n ? -units : units;
  const fraction = scale === 0 ? '' : `.${String((size % power) + power).slice(1)}`;
  return `${units < 0n ? '-' : ''}${size / power}${fraction}` as Decimal;
}

const toScale = ({ units, scale }: { units: bigint; scale: number }, wanted: number): bigint =>
  units * 10n ** BigInt(wanted - scale);

describe('parseDecimal', () => {
  it.each([
    ['8.0588', '8.0588'],
    ['2.00', '2.00'],
    ['0', '0'],
    ['-0.00', '0.00'],
    ['-0', '0'],
    ['+5', '5'],
    ['007', '7'],
    ['-007.10', '-7.10'],
    ['.5', '0.5'],
    ['-.50', '-0.50'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['9'.repeat(MAX_DECIMAL_LENGTH), '9'.repeat(MAX_DECIMAL_LENGTH)],
  ])('reads %s as %s', (text, expected) => {
    expect(parseDecimal(text)).toBe(expected);
    expect(decimal(text)).toBe(expected);
  });

  it.each(['', '.', '-', '1.', '1e3', '1E3', '0x1', '1,000', '1 000', ' 1', '1\n', '--1', 'NaN', 'Infinity', '1.2.3'])(
    'refuses %j',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
      expect(() => decimal(text)).toThrow(RangeError);
    },
  );

  it('refuses digits of other scripts, and too long text', () => {
    expect(parseDecimal('١٢')).toBeNull();
    expect(parseDecimal('１')).toBeNull();
    expect(parseDecimal('9'.repeat(MAX_DECIMAL_LENGTH + 1))).toBeNull();
  });

  it('takes every text of its own form as it is', () => {
    fc.assert(
      fc.property(decimals, ({ text }) => {
        expect(parseDecimal(text)).toBe(text);
      }),
    );
  });

  it('never lets anything through that is not of its form', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 8 }), fc.stringMatching(/^[+-]?[\d.e]{0,6}$/)), (text) => {
        expect(parseDecimal(text) ?? '0').toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('arithmetic', () => {
  it('adds like whole numbers, with the larger scale', () => {
    fc.assert(
      fc.property(decimals, decimals, (left, right) => {
        const scale = Math.max(left.scale, right.scale);
        const expected = write(toScale(left, scale) + toScale(right, scale), scale);
        expect(addDecimals(left.text, right.text)).toBe(expected);
        expect(addDecimals(right.text, left.text)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('compares by value, whatever the scale', () => {
    fc.assert(
      fc.property(decimals, decimals, fc.nat(5), (left, right, zeros) => {
        const scale = Math.max(left.scale, right.scale);
        const difference = toScale(left, scale) - toScale(right, scale);
        const expected = difference < 0n ? -1 : difference > 0n ? 1 : 0;
        expect(compareDecimals(left.text, right.text)).toBe(expected);
        const padded = write(toScale(left, left.scale + zeros), left.scale + zeros);
        expect(compareDecimals(left.text, padded)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('turns the sign, and back', () => {
    fc.assert(
      fc.property(decimals, ({ units, scale, text }) => {
        expect(negateDecimal(text)).toBe(write(-units, scale));
        expect(negateDecimal(negateDecimal(text))).toBe(text);
        expect(compareDecimals(addDecimals(text, negateDecimal(text)), decimal('0'))).toBe(0);
        expect(isPositive(text)).toBe(units > 0n);
        expect(scaleOf(text)).toBe(scale);
      }),
    );
  });

  it.each([
    ['0.1', '0.2', '0.3'],
    ['0.1', '0.20', '0.30'],
    ['8.0588', '-8.0588', '0.0000'],
    ['-1', '0.75', '-0.25'],
    ['999999999999999999999999999999', '0.000001', '999999999999999999999999999999.000001'],
  ])('%s and %s make %s', (left, right, sum) => {
    expect(addDecimals(decimal(left), decimal(right))).toBe(sum);
  });

  it.each([
    ['4.50', 1],
    ['4.00', 0],
    ['400', 0],
    ['0.000001', 6],
  ])('%s has %i decimals that carry a value', (text, count) => {
    expect(significantScaleOf(decimal(text))).toBe(count);
  });
});

describe('a product', () => {
  it.each([
    ['0.10', 3, '0.30'],
    ['-1.5', 2, '-3.0'],
    ['7', 0, '0'],
    ['0.00', 5, '0.00'],
    ['9007199254740993.01', 10_000, '90071992547409930100.00'],
  ])('of %s and %d is %s', (value, factor, product) => {
    expect(multiplyDecimal(decimal(value), factor)).toBe(product);
  });
});
