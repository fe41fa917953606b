import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { page, type Order, type PageArgs } from '../../src/graphql/paging.ts';

interface Row {
  readonly id: string;
  readonly amount: string;
}

const byAmount: Order<Row> = {
  name: 'AMOUNT',
  parts: [
    { kind: 'decimal', descending: false, of: ({ amount }) => amount },
    { kind: 'id', descending: false, of: ({ id }) => id },
  ],
};
const byId: Order<Row> = { name: 'ID', parts: [{ kind: 'id', descending: true, of: ({ id }) => id }] };

const rowsOf = (...ids: readonly (string | number)[]): Row[] => ids.map((id) => ({ id: String(id), amount: '1' }));
const idsOf = (result: { readonly edges: readonly { readonly node: Row }[] }): string[] =>
  result.edges.map(({ node }) => node.id);
const cut = (rows: readonly Row[], args: PageArgs, order: Order<Row> = byId) => page(rows, order, args, 50);

const lists = fc.uniqueArray(
  fc.record({ id: fc.nat(500).map(String), amount: fc.constantFrom('', '1', '1.0', '-2', '10') }),
  {
    selector: ({ id }) => id,
    maxLength: 40,
  },
);

const cursor = (...pieces: readonly unknown[]): string => Buffer.from(JSON.stringify(pieces)).toString('base64url');

const key = ({ id, amount }: Row): string => `${id} ${amount}`;

describe('a walk through pages', () => {
  it.each([byId, byAmount])('meets everyone once, forwards and backwards, in one order ($name)', (order) => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), (rows, size) => {
        const whole = idsOf(cut(rows, { first: 50 }, order));
        const forwards: string[] = [];
        for (let after: string | null | undefined; after !== null && forwards.length <= rows.length;) {
          const result = cut(rows, { first: size, after }, order);
          forwards.push(...idsOf(result));
          after = result.pageInfo.hasNextPage ? result.pageInfo.endCursor : null;
        }
        expect(forwards).toEqual(whole);
        const backwards: string[] = [];
        for (let before: string | null | undefined; before !== null && backwards.length <= rows.length;) {
          const result = cut(rows, { last: size, before }, order);
          backwards.unshift(...idsOf(result));
          before = result.pageInfo.hasPreviousPage ? result.pageInfo.startCursor : null;
        }
        expect(backwards).toEqual(whole);
      }),
    );
  });

  it('skips nobody and repeats nobody when others come and go', () => {
    fc.assert(
      fc.property(lists, lists, fc.integer({ min: 1, max: 9 }), (before, after, size) => {
        const first = cut(before, { first: size }, byAmount);
        const rest = cut(after, { first: 50, after: first.pageInfo.endCursor }, byAmount);
        fc.pre(first.edges.length < before.length);
        const kept = new Set(after.map(key));
        const later = cut(before, { first: 50, after: first.pageInfo.endCursor }, byAmount).edges;
        const shown = rest.edges.map(({ node }) => key(node));
        const awaited = later.map(({ node }) => key(node)).filter((row) => kept.has(row));
        expect(shown).toEqual(expect.arrayContaining(awaited));
        expect(shown.filter((row) => first.edges.some(({ node }) => key(node) === row))).toEqual([]);
      }),
    );
  });
});

describe('an order', () => {
  it('puts numbers by value, whatever their length, and other ids behind', () => {
    expect(idsOf(cut(rowsOf('9', '10', '100', 'x', '2'), {}))).toEqual(['x', '100', '10', '9', '2']);
  });

  it('puts amounts by value and unknown ones last, either way', () => {
    const rows = ['10', '', '9.5', '-1', '9.50'].map((amount, index) => ({ id: String(index), amount }));
    expect(idsOf(cut(rows, {}, byAmount))).toEqual(['3', '2', '4', '0', '1']);
    const parts = byAmount.parts.map((part) => ({ ...part, descending: true }));
    expect(idsOf(cut(rows, {}, { name: 'DESC', parts }))).toEqual(['0', '4', '2', '3', '1']);
  });

  it('leaves the list that it was given alone', () => {
    const rows = Object.freeze(rowsOf(1, 3, 2));
    expect(idsOf(cut(rows, {}))).toEqual(['3', '2', '1']);
  });
});

describe('the arguments', () => {
  const rows = rowsOf(...Array.from({ length: 60 }, (_, index) => index));
  const order = byAmount;

  it('have 20 as their default, and 0 as an empty page', () => {
    expect(cut(rows, {}).edges).toHaveLength(20);
    const empty = cut(rows, { first: 0 });
    expect(empty.edges).toEqual([]);
    expect(empty.totalCount).toBe(60);
    expect([empty.pageInfo.startCursor, empty.pageInfo.endCursor]).toEqual([null, null]);
    expect(empty.pageInfo.hasNextPage).toBe(true);
  });

  it.each<[string, PageArgs]>([
    ['first', { first: 51 }],
    ['first', { first: -1 }],
    ['last', { last: 51 }],
    ['last', { last: -1 }],
    ['last', { first: 1, last: 1 }],
    ['after', { after: '' }],
    ['after', { after: 'x' }],
    ['after', { after: cursor('ID', '1') }],
    ['after', { after: cursor('AMOUNT', '1') }],
    ['after', { after: cursor('AMOUNT', '1', '2', '3') }],
    ['after', { after: cursor('AMOUNT', 1, '2') }],
    ['after', { after: cursor('AMOUNT', '1e9', '2') }],
    ['after', { after: cursor('AMOUNT', null, '2') }],
    ['before', { before: Buffer.from('{"a":1}').toString('base64url') }],
    ['before', { before: Buffer.from('null').toString('base64url') }],
  ])('are refused by name: %s of %o', (name, args) => {
    const attempt = (): unknown => cut(rows, args, order);
    expect(attempt).toThrow(GatewayError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', details: { field: [name] } }));
  });

  it('may name a place that is no longer there', () => {
    const result = cut(rows, { first: 1, after: cursor('AMOUNT', '0.5', '7') }, order);
    expect(idsOf(result)).toEqual(['0']);
    expect(idsOf(cut(rows, { last: 1, before: cursor('AMOUNT', '', '7') }, order))).toEqual(['59']);
  });
});
