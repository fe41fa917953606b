import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAll, toPage } from '../../../src/providers/logicboxes/paging.ts';
import { asText, parseJson, type JsonObject } from '../../../src/providers/shared/json.ts';
import { errorFrom } from '../scope.ts';
import { page } from './upstream.ts';

const keyOf = (row: JsonObject): string => asText(row['id']) ?? '';
const rowsOf = (ids: readonly number[]) => ids.map((id) => ({ id: String(id) }));

/** Reads a list that `change` alters before each page, as the upstream would: `size` rows a page. */
async function readWhile(size: number, start: readonly number[], change: (list: number[], call: number) => void) {
  const list = [...start];
  let calls = 0;
  const rows = await readAll(async (number) => {
    change(list, (calls += 1));
    return toPage(parseJson(page(rowsOf(list.slice((number - 1) * size, number * size)), list.length)));
  }, keyOf);
  return { ids: rows.map((row) => Number(row['id'])), calls, list };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('readAll', () => {
  it('reads every list whole, whatever the size of the pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 40 }), async (size, count) => {
        const { ids, calls } = await readWhile(size, upTo(count), () => undefined);
        expect(ids).toEqual(upTo(count));
        expect(calls).toBe(Math.max(1, Math.ceil(count / size)));
      }),
    );
  });

  it('misses no row when rows come or go while it reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 7, max: 30 }),
        fc.boolean(),
        fc.array(fc.record({ call: fc.integer({ min: 2, max: 4 }), at: fc.nat({ max: 30 }) }), { maxLength: 2 }),
        async (size, count, areNew, changes) => {
          const { ids, list } = await readWhile(size, upTo(count), (now, call) => {
            for (const { at } of changes.filter((one) => one.call === call)) {
              if (areNew) now.splice(at % now.length, 0, 1000 + call * 100 + at);
              else now.splice(at % now.length, 1);
            }
          });
          expect(new Set(ids.filter((id) => list.includes(id)))).toEqual(new Set(list));
        },
      ),
    );
  });

  it('does not take two passes for the same between which the total changed', async () => {
    const { ids, list } = await readWhile(4, upTo(7), (now, call) => {
      if (call === 2) now.splice(4, 0, 1218);
      if (call === 4) now.unshift(1400);
    });
    expect(new Set(ids)).toEqual(new Set(list));
  });

  it('takes a total that never fits when the rows stay the same, and gives up on a list that never rests', async () => {
    let calls = 0;
    const overstated = await readAll(async (number) => {
      calls += 1;
      return toPage(parseJson(page(number === 1 ? rowsOf([1, 2]) : [], 3)));
    }, keyOf);
    expect([overstated.length, calls]).toEqual([2, 4]);
    const restless = readWhile(2, upTo(5), (list, call) => void list.unshift(100 + call));
    expect(await errorFrom(restless)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
  });

  it('ends when the upstream tells no total or ignores the page', async () => {
    const untold = await readAll(
      async (number) => ({ rows: number < 3 ? rowsOf([number * 2, number * 2 + 1]) : [], total: null }),
      keyOf,
    );
    expect(untold.map(keyOf)).toEqual(['2', '3', '4', '5']);
    expect(await readAll(async () => ({ rows: rowsOf([1, 2]), total: null }), keyOf)).toHaveLength(2);
  });

  it('ends at a bound however long the list claims to be', async () => {
    const endless = readAll(async (number) => ({ rows: rowsOf([number]), total: 999_999_999 }), keyOf);
    expect(await errorFrom(endless)).toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });
});

describe('toPage', () => {
  it('orders rows by their numbers, wherever these begin', () => {
    const text =
      '{"502":{"id":"c"},"recsindb":"502","4294967299":{"id":"d"},"99":{"id":"a"},"501":{"id":"b"},"recsonpage":"4"}';
    expect(toPage(parseJson(text))).toEqual({ rows: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }], total: 502 });
  });

  it('takes numbers for the counts, and rows without counts', () => {
    expect(toPage(parseJson('{"recsonpage":0,"recsindb":0}'))).toEqual({ rows: [], total: 0 });
    expect(toPage(parseJson('{"1":{"id":"a"}}'))).toEqual({ rows: [{ id: 'a' }], total: null });
  });

  it.each([
    '{}',
    '[]',
    '"text"',
    'true',
    '12',
    '{"result":[]}',
    '{"1":"text","recsindb":"1"}',
    '{"1":[],"recsindb":"1"}',
  ])('does not take %s for a list', (text) => {
    expect(() => toPage(parseJson(text))).toThrow(/a list that cannot be read/);
  });
});
