import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/money.ts';
import { expandNumber, parseJson, UnreadableJson } from '../../../src/providers/shared/json.ts';

const digits = fc.stringMatching(/^[0-9]{1,30}$/);
const whole = digits.map((text) => text.replace(/^0+(?=\d)/, ''));
const plainNumber = fc
  .tuple(fc.boolean(), whole, fc.option(digits, { nil: null }))
  .map(([minus, integer, fraction]) => `${minus ? '-' : ''}${integer}${fraction === null ? '' : `.${fraction}`}`);

/** Multiplies decimal text by ten to the power of `exponent`, with BigInt, to compare against. */
function scaled(text: string, exponent: number, places: number): bigint {
  const negative = text.startsWith('-');
  const [integer = '', fraction = ''] = text.replace('-', '').split('.');
  const shift = places - fraction.length + exponent;
  const value = BigInt(integer + fraction) * 10n ** BigInt(shift);
  return negative ? -value : value;
}

describe('parseJson', () => {
  it('keeps the digits of any number, wherever it stands', () => {
    const blank = fc.constantFrom('', ' ', '\n\t');
    fc.assert(
      fc.property(plainNumber, blank, (number, gap) => {
        expect(parseJson(`{"a"${gap}:${gap}${number}}`)).toEqual({ a: number });
        expect(parseJson(`{"a":[${gap}${number}${gap},${gap}${number}]}`)).toEqual({ a: [number, number] });
        for (const before of ['"x"', 'true', 'false', 'null', '{}', '[]']) {
          const list = (parseJson(`{"a":[${before}${gap},${gap}${number}]}`) as { a: unknown[] }).a;
          expect(list[1]).toBe(number);
        }
      }),
    );
  });

  it('leaves no number in any document', () => {
    const holdsNumber = (value: unknown): boolean =>
      typeof value === 'number' ||
      (typeof value === 'object' && value !== null && Object.values(value).some((item) => holdsNumber(item)));
    fc.assert(
      fc.property(fc.json(), (text) => {
        const document = `{"status":${text}}`;
        expect(holdsNumber(parseJson(document))).toBe(false);
      }),
    );
  });

  it('leaves strings alone, whatever looks like a number in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseJson(JSON.stringify({ text, list: [text, text] }))).toEqual({ text, list: [text, text] });
      }),
    );
    expect(parseJson('{"a":"b\\": 1, [2"}')).toEqual({ a: 'b": 1, [2' });
  });

  it('reads one bare value, a number as its digits', () => {
    fc.assert(
      fc.property(plainNumber, (number) => {
        expect(parseJson(number)).toBe(number);
      }),
    );
    expect(['31000001\n', 'true', '"text"', 'null', '1e2'].map(parseJson)).toEqual([
      '31000001',
      true,
      'text',
      null,
      '100',
    ]);
  });

  it('expands an exponent exactly', () => {
    fc.assert(
      fc.property(plainNumber, fc.integer({ min: -60, max: 60 }), fc.constantFrom('e', 'E'), (number, power, mark) => {
        const text = expandNumber(`${number}${mark}${power}`);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
        expect(scaled(text, 0, 100)).toBe(scaled(number, power, 100));
      }),
    );
    expect(expandNumber('1e-7')).toBe('0.0000001');
    expect(expandNumber('-2.50E+1')).toBe('-25.0');
    expect(expandNumber('0e9')).toMatch(/^0+$/);
    expect(parseDecimal(expandNumber('1.5e3'))).toBe('1500');
  });

  it('refuses an exponent that would not fit anywhere', () => {
    for (const number of ['1e1001', '1E-1001', '1e999999999999999999']) {
      expect(() => parseJson(`{"a":${number}}`)).toThrow(UnreadableJson);
    }
  });

  it('reads past a byte order mark and blanks, and repeats nothing of what it cannot read', () => {
    expect(parseJson('\uFEFF\r\n {"a":"\\/"}\n')).toEqual({ a: '/' });
    for (const text of ['', 'secret', '{"a":"secret', '{"a":1,"secret"}', '<html>secret</html>']) {
      const read = (): unknown => parseJson(text);
      expect(read).toThrow(UnreadableJson);
      expect(read).not.toThrow(/secret/);
    }
  });

  it('reads or refuses nesting without end instead of ending the process', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(parseJson(`{"n":1e1,"a":${deep}}`)).toMatchObject({ n: '10' });
    expect(() => parseJson(`{"a":${deep}}`)).toThrow(UnreadableJson);
  });

  it('takes time that grows no faster than the text', () => {
    const wide = `{"a":"${', '.repeat(1_000_000)}"${' '.repeat(1_000_000)},"b":${' '.repeat(1_000_000)}1}`;
    expect(parseJson(wide)).toMatchObject({ b: '1' });
  });

  it.each(['{1:2}', '{"a":01}', '{"a":1 2}', '[1"a"]', '[-]', '[1.]', '[.5]', '[1e]', '[+1]', '"', '"\\', '[1', '12a'])(
    'refuses %s as JSON.parse does',
    (text) => {
      expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
      expect(() => parseJson(text)).toThrow(UnreadableJson);
    },
  );
});
