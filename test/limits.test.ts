import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../src/config.ts';
import { splitOperations } from '../src/graphiql.ts';
import { documentRefusal } from '../src/limits.ts';

const limits = defaultLimits();

function refusal(document: string, more: Partial<typeof limits> = {}, introspection = true): string | undefined {
  return documentRefusal(parse(document), { ...limits, ...more }, introspection)?.message;
}

/** A text as often as said; `$` in it is the number of the repetition. */
function times(count: number, text: string, between = ' '): string {
  return Array.from({ length: count }, (_, index) => text.replaceAll('$', String(index))).join(between);
}

describe('bounds of a document', () => {
  it.each([
    ['operations', times(51, 'query Q$ { a }'), times(50, 'query Q$ { a }'), 51, 50],
    [
      'fragments',
      `{ a } ${times(51, 'fragment F$ on X { a }')}`,
      `{ a } ${times(50, 'fragment F$ on X { a }')}`,
      51,
      50,
    ],
    [
      'levels of fields',
      `{ ${times(21, 'a', ' { ')} ${times(20, '}')} }`,
      `{ ${times(20, 'a', ' { ')} ${times(19, '}')} }`,
      21,
      20,
    ],
    [
      'levels of fields and fragments',
      `${times(61, '{ ...')} { a } ${times(61, '}')}`,
      `${times(59, '{ ...')} { a } ${times(59, '}')}`,
      62,
      60,
    ],
    ['fields', `{ ${times(50, 'a$ { b }')} c }`, `{ ${times(50, 'a$ { b }')} }`, 101, 100],
    ['aliases', `{ x { ${times(91, 'a$: a')} } }`, `{ x { ${times(90, 'a$: a')} } }`, 91, 90],
    ['root fields', times(1, `{ ${times(51, 'a$')} }`), `{ ${times(50, 'a$')} }`, 51, 50],
    ['mutations', `mutation { ${times(11, 'a$: a')} }`, `mutation { ${times(10, 'a$: a')} }`, 11, 10],
    ['selections of the same name in one place', `{ ${times(11, 'a')} }`, `{ ${times(10, 'a')} }`, 11, 10],
    [
      'selections of the same name in one place',
      `{ ${times(11, '... on X { a }')} }`,
      `{ ${times(10, '... { a }')} }`,
      11,
      10,
    ],
    ['directives at one place', `{ a ${times(5, '@x')} }`, `{ a ${times(4, '@x')} }`, 5, 4],
    ['directives', `{ x { ${times(101, 'a$ @x')} } }`, `{ x { ${times(100, 'a$ @x')} } }`, 101, 100],
    ['items in one list', `{ a(b: [${times(2001, '1')}]) }`, `{ a(b: [${times(2000, '1')}]) }`, 2001, 2000],
    [
      'lists and objects inside each other',
      `{ a(b: ${'['.repeat(13)}${']'.repeat(13)}) }`,
      `{ a(b: ${'['.repeat(12)}${']'.repeat(12)}) }`,
      13,
      12,
    ],
  ])('%s', (what, tooLarge, fits, figure, bound) => {
    const more = what === 'fields' ? { maxFields: 100, maxRootFields: 1000 } : {};
    const message = refusal(tooLarge, more);
    expect(message).toMatch(
      new RegExp(`^The (?:operation|document) has ${figure} ${what}, at most ${bound} are allowed: \\w`),
    );
    expect(refusal(fits, more)).toBeUndefined();
  });

  it('hold for fragments that are used, as often as they are used', () => {
    const used = `mutation { ${times(11, '... on Mutation @x(y: $) { ...M }')} } fragment M on Mutation { a }`;
    expect(refusal(used, { maxDuplicates: 20 })).toMatch(/has 11 mutations/);
    const doubled = `{ ...F0 } ${times(40, 'fragment F$ on X { ...G$ ...G$ } fragment G$ on X { a }')}`;
    expect(refusal(doubled, { maxFragments: 80 })).toBeUndefined();
  });

  it('hold for what stands in variables, directives and unused fragments', () => {
    const list = `[${times(2001, '1')}]`;
    expect(refusal(`query ($a: [Int] = ${list}) { a }`)).toMatch(/2001 items in one list/);
    expect(refusal(`{ a @x(y: ${list}) }`)).toMatch(/2001 items in one list/);
    expect(refusal(`{ a } fragment F on X { b(c: { d: ${list} }) }`)).toMatch(/2001 items in one list/);
    expect(refusal(`query ${times(5, '@x')} { a }`)).toMatch(/5 directives at one place/);
    expect(refusal(`query ($a: Int ${times(5, '@x')}) { a }`)).toMatch(/5 directives at one place/);
    expect(refusal(`{ a } fragment F on X ${times(5, '@x')} { a }`)).toMatch(/5 directives at one place/);
  });

  it('take little time for fragments that multiply', () => {
    const fragments = times(48, 'fragment F$ on X { ...N$ ...N$ }').replaceAll(
      /N(\d+)/g,
      (_, n) => `F${Number(n) + 1}`,
    );
    const started = performance.now();
    expect(refusal(`{ ...F0 } ${fragments} fragment F48 on X { a }`)).toMatch(/has 1000000000 fields/);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it.each([
    ['itself', '{ ...A } fragment A on X { b { ...A } }'],
    [
      'others',
      `{ ...F0 } ${times(20, 'fragment F$ on X { ...N$ ...N$ }').replaceAll(/N(\d+)/g, (_, n) => `F${(Number(n) + 1) % 20}`)}`,
    ],
    ['others, unused', '{ a } fragment A on X { ...B } fragment B on X { ... { ...A } }'],
  ])('end with one error for a fragment that spreads %s', (_what, document) => {
    expect(refusal(document)).toMatch(/^Cannot spread fragment "\w+" within itself/);
  });
});

describe('documents of everyday', () => {
  const manifest = JSON.parse(readFileSync('test/generated/persisted-documents.json', 'utf8')) as Record<
    string,
    string
  >;
  const examples = splitOperations(readFileSync('examples/operations.graphql', 'utf8'));

  it('are far within the bounds', () => {
    const documents = [...Object.values(manifest), ...examples];
    expect(documents.length).toBeGreaterThan(80);
    const halved = { ...limits, maxAliases: 45, maxRootFields: 25, maxFields: 1000, maxMutations: 5, maxDuplicates: 5 };
    expect(documents.filter((document) => refusal(document, halved) !== undefined)).toEqual([]);
  });
});

describe('introspection', () => {
  it.each([
    '{ __schema { types { name } } }',
    '{ a: __type(name: "Query") { name } }',
    '{ ...F } fragment F on Query { ... { __schema { types { name } } } }',
    '{ a } query B { __schema { types { name } } }',
  ])('can be switched off: %s', (document) => {
    expect(refusal(document, {}, false)).toMatch(/^Introspection is switched off here/);
    expect(refusal(document)).toBeUndefined();
  });

  it('leaves __typename', () => {
    expect(refusal('{ __typename a { __typename } }', {}, false)).toBeUndefined();
  });
});
