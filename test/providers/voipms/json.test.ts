import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/providers/shared/json.ts';
import { asRows } from '../../../src/providers/voipms/json.ts';

const digits = fc.stringMatching(/^[0-9]{1,30}$/);

describe('asRows', () => {
  const row = fc.record({ id: digits, description: fc.string() });

  it('reads the same rows from every encoding of a list', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), fc.array(fc.nat({ max: 5 })), (rows, gaps) => {
        let index = -1;
        const keyed = rows.map((value, at) => [String((index += 1 + (gaps[at] ?? 0))), value] as const);
        expect(asRows(parseJson(JSON.stringify(rows)))).toEqual(rows);
        expect(asRows(parseJson(JSON.stringify(Object.fromEntries(keyed))))).toEqual(rows);
        expect(asRows(parseJson(JSON.stringify(Object.fromEntries(keyed.toReversed()))))).toEqual(rows);
      }),
    );
  });

  it('reads one bare object as one row', () => {
    fc.assert(
      fc.property(row, (only) => {
        expect(asRows(parseJson(JSON.stringify(only)))).toEqual([only]);
      }),
    );
  });

  it('keeps the numeric order of indexes that JavaScript would not sort', () => {
    const text = '{"99999999999":{"n":"3"},"4294967295":{"n":"2"},"5":{"n":"1"}}';
    expect(asRows(parseJson(text))).toEqual([{ n: '1' }, { n: '2' }, { n: '3' }]);
  });

  it('reads every form of nothing as no rows', () => {
    for (const nothing of [undefined, null, '', false, [], {}]) expect(asRows(nothing)).toEqual([]);
  });

  it('says when there is something else', () => {
    for (const odd of ['text', true, ['text'], { 0: 'text' }]) expect(asRows(odd)).toBeNull();
  });
});
