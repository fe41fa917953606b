import { parseValue, type GraphQLScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { formatDuration, isDay } from '../../src/graphql/scalars.ts';
import { buildSchema } from '../../src/graphql/schema.ts';

const schema = buildSchema();

function scalar(name: string): GraphQLScalarType {
  return schema.getType(name) as GraphQLScalarType;
}

describe('Decimal', () => {
  const { parseValue: fromJson, parseLiteral, serialize } = scalar('Decimal');

  it('is text in JSON, and text or a number in a document', () => {
    expect(fromJson('4.990')).toBe('4.990');
    for (const literal of ['"8.0588"', '8.0588']) expect(parseLiteral(parseValue(literal))).toBe('8.0588');
    expect(parseLiteral(parseValue('123456789012345678901234567890'))).toBe('123456789012345678901234567890');
    expect(serialize('2.00')).toBe('2.00');
  });

  it.each([4.99, 0, NaN, 10n, true, null, undefined, {}, [], '', '1e3', '4,99'])('is not %s', (value) => {
    expect(() => fromJson(value)).toThrow(/^Decimal: /);
  });

  it.each(['1e3', 'true', 'null', 'X', '[1]', '{ a: 1 }', '"x"'])('is not the literal %s', (literal) => {
    expect(() => parseLiteral(parseValue(literal))).toThrow(/^Decimal: /);
  });
});

describe('Date', () => {
  it.each(['2026-11-21', '2024-02-29', '0001-01-01', '9999-12-31'])('is %s', (day) => {
    expect(isDay(day)).toBe(true);
    expect(scalar('Date').parseValue(day)).toBe(day);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '2026-11-21T00:00:00Z',
    '',
    '0000-00-00',
    20261121,
    null,
  ])('is not %s', (day) => {
    expect(() => scalar('Date').parseValue(day)).toThrow(/^Date: /);
  });
});

describe('DateTime', () => {
  it('is RFC 3339 with an offset', () => {
    const moment = scalar('DateTime').parseValue('2026-11-21T09:30:00.5+02:00') as Date;
    expect(scalar('DateTime').serialize(moment)).toBe('2026-11-21T07:30:00.500Z');
  });

  it.each(['2026-11-21', '2026-11-21T09:30:00', '2026-11-21 09:30:00Z', '2026-13-21T09:30:00Z', 0, null])(
    'is not %s',
    (value) => {
      expect(() => scalar('DateTime').parseValue(value)).toThrow(/^DateTime: /);
    },
  );
});

describe('CurrencyCode', () => {
  it('is three capital letters', () => {
    expect(scalar('CurrencyCode').parseValue('USD')).toBe('USD');
    for (const value of ['usd', 'US', 'USDX', '', 5, null]) {
      expect(() => scalar('CurrencyCode').parseValue(value)).toThrow(/^CurrencyCode: /);
    }
  });
});

describe('Duration', () => {
  it.each([
    [0, 'PT0S'],
    [59, 'PT59S'],
    [60, 'PT1M'],
    [170, 'PT2M50S'],
    [3095, 'PT51M35S'],
    [3600, 'PT1H'],
    [3605, 'PT1H5S'],
    [90_061, 'PT25H1M1S'],
  ])('of %i seconds is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('is no input', () => {
    expect(() => scalar('Duration').parseValue('PT1S')).toThrow(/not an input/);
  });
});
