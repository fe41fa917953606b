import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nestsDeeper } from '../src/jsonDepth.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const deeper = (text: string, maxDepth: number): boolean => nestsDeeper(Buffer.from(text), maxDepth);

it.each([
  ['[]', 1],
  ['{"a":[{"b":[]}],"c":[]}', 4],
  ['"[[["', 0],
  ['["\\"[[[\\\\",[]]', 2],
  ['1', 0],
])('%s is nested %i levels deep', (text, depth) => {
  expect(depthOf(JSON.parse(text))).toBe(depth);
  expect([deeper(text, depth), depth > 0 && deeper(text, depth - 1)]).toEqual([false, depth > 0]);
});

it('is right for all JSON', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      const depth = depthOf(JSON.parse(text));
      expect([deeper(text, depth), deeper(text, depth - 1)]).toEqual([false, depth > 0]);
    }),
    { examples: [['{"__proto__":[[]]}']] },
  );
});

it('finds what is no JSON at its first brackets', () => {
  expect(deeper('['.repeat(1_000_000), 128)).toBe(true);
  expect(deeper(']'.repeat(1000), 128)).toBe(false);
});
