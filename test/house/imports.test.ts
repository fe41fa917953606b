import { describe, expect, it } from 'vitest';
import { findCycle, readReserved, readRows, rowOf, violation } from './import-table.ts';
import { isNode, lineAt, nodesOf, parseSource, read, sourceFiles, type SourceFile, type SyntaxNode } from './source.ts';

const files = sourceFiles();
const markdown = read('docs/architecture.md');
const rows = readRows(markdown);
const reserved = readReserved(markdown);

function violations(file: SourceFile): readonly string[] {
  const row = rowOf(file.path, rows);
  if (row === undefined) return [`${file.path}: no row of docs/architecture.md, "Who may import what", covers it.`];
  return file.imports.flatMap((found) => violation(file, found, row) ?? []);
}

describe('the import table', () => {
  it('covers every file, and every import follows it', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(violations)).toEqual([]);
  });

  it('has no row that no file needs', () => {
    const used = new Set(files.map((file) => rowOf(file.path, rows)?.part));
    expect(rows.map((row) => row.part).filter((part) => !used.has(part))).toEqual([]);
  });

  it.each([
    ['src/money.ts', "import { x } from './ids.ts';"],
    ['src/wire/http.ts', "import { x } from '../providers/voipms/api.ts';"],
    ['src/providers/voipms/api.ts', "import { x } from '../sippy/api.ts';"],
    ['src/providers/voipms/api.ts', "import { x } from '../../graphql/builder.ts';"],
    ['src/providers/voipms/api.ts', "export { x } from '../../journal/journal.ts';"],
    ['src/journal/journal.ts', "import type { X } from '../providers/voipms/api.ts';"],
    ['src/graphql/client.ts', "import { Loaders } from '../loaders.ts';"],
    ['src/graphql/client.ts', "const journal = await import('../journal/journal.ts');"],
    ['src/sandbox/voipms/server.ts', "import type { X } from '../../providers/records.ts';"],
    ['src/newcomer.ts', 'export const x = 1;'],
  ])('refuses in %s: %s', (path, text) => {
    expect(violations(parseSource(path, text))).toHaveLength(1);
  });

  it.each([
    ['src/graphql/client.ts', "import type { Loaders } from '../loaders.ts';"],
    ['src/providers/sippy/api.ts', "import { parse } from './map.ts';"],
    ['src/providers/sippy/api.ts', "import { readFile } from 'node:fs/promises';"],
  ])('allows in %s: %s', (path, text) => {
    expect(violations(parseSource(path, text))).toEqual([]);
  });
});

describe('things with one place', () => {
  it.each(reserved)('$thing is used in its place and nowhere else', ({ thing, onlyIn }) => {
    const users = files.filter((file) => uses(file, thing)).map((file) => file.path);
    expect(users.filter((path) => !onlyIn.some((place) => path.startsWith(place)))).toEqual([]);
    expect(users).not.toEqual([]);
  });

  it.each(['process.env.HOME', "process['env']", 'const { env } = process', "import { env } from 'node:process'"])(
    'sees %s as a use of the environment',
    (text) => {
      expect(uses(parseSource('src/x.ts', text), 'process.env')).toBe(true);
    },
  );
});

describe('modules', () => {
  it('have no cycle', () => {
    expect(findCycle(files)).toBeNull();
  });

  it('a cycle would be seen', () => {
    const one = parseSource('src/a.ts', "import { b } from './b.ts';");
    const two = parseSource('src/b.ts', "export * from './a.ts';");
    expect(findCycle([one, two])).toEqual(['src/a.ts', 'src/b.ts', 'src/a.ts']);
  });

  it('are no barrels', () => {
    expect(isBarrel(parseSource('src/index.ts', "export * from './a.ts'; export { b } from './b.ts';"))).toBe(true);
    expect(files.filter(isBarrel).map((file) => file.path)).toEqual([]);
  });

  it('do nothing when they are imported', () => {
    const found = files.filter((file) => file.path !== 'src/main.ts').flatMap(callsAtImport);
    expect(found).toEqual([]);
    const bad = "import { readFileSync } from 'node:fs'; const text = readFileSync('x'); setInterval(() => {}, 5);";
    expect(callsAtImport(parseSource('src/x.ts', bad))).toHaveLength(2);
  });
});

function uses(file: SourceFile, thing: string): boolean {
  if (thing === 'process.env') return [...nodesOf(file.body)].some(isProcessEnv);
  return file.imports.some((found) => !found.ours && found.target === thing);
}

function isBarrel({ body }: SourceFile): boolean {
  return body.length > 0 && body.every((node) => node.type.startsWith('Export') && isNode(node['source']));
}

function named(value: unknown, name: string): boolean {
  return isNode(value) && (value['name'] === name || value['value'] === name);
}

function isProcessEnv(node: SyntaxNode): boolean {
  const { property, object, source, id, init } = node;
  if (node.type === 'MemberExpression') return named(object, 'process') && named(property, 'env');
  if (node.type === 'VariableDeclarator') return isNode(id) && id.type === 'ObjectPattern' && named(init, 'process');
  return node.type === 'ImportDeclaration' && (named(source, 'node:process') || named(source, 'process'));
}

const doers =
  /^(?:readFile|writeFile|mkdir|open|listen|connect|createServer|createConnection|spawn|exec|fetch|request|setInterval|setTimeout)(?:Sync)?$/;

/** Calls outside of functions whose name tells that they reach out of the process or start something. */
function callsAtImport(file: SourceFile): readonly string[] {
  return [...topLevelNodes(file.body)].flatMap((node) => {
    const { callee } = node;
    if (node.type !== 'CallExpression' || !isNode(callee)) return [];
    const name = callee.type === 'MemberExpression' ? callee['property'] : callee;
    if (!isNode(name) || !doers.test(String(name['name']))) return [];
    return [`${file.path}:${lineAt(file.text, node.start)} calls ${String(name['name'])} when it is imported`];
  });
}

function* topLevelNodes(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* topLevelNodes(item);
  } else if (isNode(value) && !/Function|MethodDefinition|PropertyDefinition/.test(value.type)) {
    yield value;
    for (const child of Object.values(value)) yield* topLevelNodes(child);
  }
}
