/** Operations as text and back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseOperation } from '../../src/journal/canonical.ts';
import { anyOperation } from './any-operation.ts';
import { operation } from './operations.ts';

/** The same value with the properties of all objects in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}

describe('the text of an operation', () => {
  it('gives the same operation back, whatever it is', () => {
    fc.assert(
      fc.property(anyOperation, (one) => {
        expect(parseOperation(canonicalJson(one))).toEqual(one);
        expect(canonicalJson(parseOperation(canonicalJson(one)))).toBe(canonicalJson(one));
      }),
    );
  });

  it('does not depend on the order of properties', () => {
    fc.assert(
      fc.property(anyOperation, (one) => {
        expect(canonicalJson(reversed(one))).toBe(canonicalJson(one));
      }),
    );
    expect(canonicalJson({ b: [{ d: 1, c: new Date(0) }], a: null })).toBe(
      '{"a":null,"b":[{"c":"1970-01-01T00:00:00.000Z","d":1}]}',
    );
  });

  it('leaves a text that looks like a date a text', () => {
    const reason = '2026-11-24T00:00:00.000Z';
    expect(parseOperation(canonicalJson(operation({ reason }))).reason).toBe(reason);
  });

  it.each(['', 'null', '[]', '{}', '{"attempts":1}'])('is not %j', (text) => {
    expect(() => parseOperation(text)).toThrow(/./);
  });
});
