/** The chain's hashes, and the check that goes along it. */
import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChainCheck, EMPTY_HEAD, entryHash, link, secretCheck, traceHash } from '../../src/journal/chain.ts';
import type { ChainHead } from '../../src/journal/store.ts';
import type { EntryRow } from '../../src/journal/tables.ts';

const key = Buffer.alloc(32, 7);

type Content = Omit<EntryRow, 'sequence' | 'hash'>;
const text = fc.string({ unit: 'binary', maxLength: 8 });
const textOrNull = fc.option(text, { nil: null });
const anyContent: fc.Arbitrary<Content> = fc.record({
  at: fc.nat(),
  actor: text,
  action: text,
  reason: textOrNull,
  operation_id: textOrNull,
  snapshot: textOrNull,
  trace_hash: textOrNull,
  tenant: textOrNull,
  detail: textOrNull,
});
const anyContents = fc.array(anyContent, { minLength: 3, maxLength: 8 });

function chainOf(contents: readonly Content[]): readonly EntryRow[] {
  const entries: EntryRow[] = [];
  for (const content of contents) entries.push(link(key, entries.at(-1) ?? EMPTY_HEAD, content));
  return entries;
}

function problemsOf(entries: readonly EntryRow[], head: ChainHead, checkKey = key): readonly string[] {
  const check = new ChainCheck(checkKey);
  const found = entries.toSorted((left, right) => left.sequence - right.sequence).flatMap((entry) => check.next(entry));
  expect(check.count).toBe(entries.length);
  return [...found, ...check.end(head)];
}

const content: Content = {
  at: 1_790_000_000_000,
  actor: 'alice',
  action: 'SENT',
  reason: null,
  operation_id: 'id',
  snapshot: '{}',
  trace_hash: null,
  tenant: null,
  detail: null,
};

const hashOf = (changes: Partial<Content>) => entryHash(key, 'x', { ...content, sequence: 1, ...changes });

describe('the hash of an entry', () => {
  it('is a keyed hash over the hash before it and all that the entry has', () => {
    const entry = link(key, { sequence: 4, hash: 'before' }, content);
    const canonical = '["entry","before",5,1790000000000,"alice","SENT",null,"id","{}",null]';
    expect(entry).toEqual({ ...content, sequence: 5, hash: createHmac('sha256', key).update(canonical).digest('hex') });
  });

  it('tells what is nothing from what is empty, and where one text ends from where the next begins', () => {
    const all = [{}, { reason: '' }, { actor: 'aliceS', action: 'ENT' }, { operation_id: null }, { reason: 'null' }];
    expect(new Set(all.map((changes) => hashOf(changes))).size).toBe(all.length);
  });

  it('is another kind of hash than that of a trace or of the secret', () => {
    expect(traceHash(key, 'id', null)).toBeNull();
    const hashes = [
      traceHash(key, 'id', '{}'),
      traceHash(key, 'other', '{}'),
      traceHash(key, 'id', ''),
      secretCheck(key),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('the check of a chain', () => {
  it('finds nothing in a chain as it was written, and everything with another key', () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        const entries = chainOf(contents);
        expect(problemsOf(entries, entries.at(-1)!)).toEqual([]);
        expect(problemsOf(entries, entries.at(-1)!, Buffer.alloc(32, 8))).toHaveLength(entries.length);
      }),
    );
    expect(problemsOf([], EMPTY_HEAD)).toEqual([]);
  });

  it('finds any edit', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), anyContent, (contents, at, other) => {
        const entries = [...chainOf(contents)];
        const index = at % entries.length;
        const edited = { ...entries[index]!, ...other };
        fc.pre(JSON.stringify(edited) !== JSON.stringify(entries[index]));
        const head = entries.at(-1)!;
        const { sequence } = (entries[index] = edited);
        expect(problemsOf(entries, head)).toEqual([
          `Entry ${sequence} is not what was written there: it, or the hash of the entry before it, was changed.`,
        ]);
      }),
    );
  });

  it('finds what was removed, wherever it stood', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), fc.integer({ min: 1, max: 3 }), (contents, at, count) => {
        const entries = [...chainOf(contents)];
        const head = entries.at(-1)!;
        const first = (at % entries.length) + 1;
        const last = Math.min(first + count - 1, entries.length);
        entries.splice(first - 1, count);
        const which = first === last ? `Entry ${first} is` : `Entries ${first} to ${last} are`;
        expect(problemsOf(entries, head)).toEqual([`${which} missing.`]);
      }),
    );
  });

  it('finds entries in another order', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), fc.nat(), (contents, one, two) => {
        const entries = [...chainOf(contents)];
        const [left, right] = [entries[one % entries.length]!, entries[two % entries.length]!];
        fc.pre(left !== right);
        entries[left.sequence - 1] = { ...right, sequence: left.sequence };
        entries[right.sequence - 1] = { ...left, sequence: right.sequence };
        expect(problemsOf(entries, entries.at(-1)!).length).toBeGreaterThan(0);
      }),
    );
  });

  it('finds entries that were added, and a head that was changed', () => {
    const entries = chainOf([content, content]);
    const head = entries[1]!;
    const forged = link(Buffer.alloc(32, 9), head, content);
    expect(problemsOf([...entries, forged], forged)).toHaveLength(1);
    expect(problemsOf([{ ...forged, sequence: 0 }, ...entries], head)).toEqual([
      'Entry 0 was added: the chain begins at 1.',
    ]);
    expect(problemsOf(entries, { ...head, hash: EMPTY_HEAD.hash })).toEqual([
      'The head is not the hash of entry 2: one of them was changed.',
    ]);
    expect(problemsOf(entries, { ...head, sequence: 4 })).toEqual(['Entries 3 to 4 are missing.']);
    expect(problemsOf([], { sequence: 0, hash: head.hash })).toHaveLength(1);
  });
});
