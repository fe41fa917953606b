import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isNode, lineAt, nodesOf, parseSource, read, repositoryFiles, root, sourceFiles } from './source.ts';
import type { SourceFile, SyntaxNode } from './source.ts';

const textFile = /\.(?:[cm]?[jt]s|json|md|ya?ml|graphql|sh|txt)$|^[^.]+$|^\.[a-z/]+$/;
const texts = repositoryFiles()
  .filter((path) => textFile.test(path) && path !== 'package-lock.json' && !path.startsWith('test/generated/'))
  .map((path) => ({ path, text: read(path) }));
const code = texts.filter(({ path }) => path.endsWith('.ts') || path.endsWith('.js'));

/** Places of a pattern as "path:line: text". */
function places(files: readonly { readonly path: string; readonly text: string }[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)}: ${match[0].trim()}`),
  );
}

describe('the limits of .oxlintrc.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'limits-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The rules that a file breaks under our configuration. */
  function broken(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', join(root, '.oxlintrc.json'), path];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder, timeout: 20_000 });
    return status === 0 ? '' : stdout;
  }
  it('let 300 lines pass and refuse 301', () => {
    expect(broken('fits.ts', lines(300))).toBe('');
    expect(broken('long.ts', lines(301))).toContain('max-lines');
  });

  it('let a function of 60 lines pass and refuse 61', () => {
    expect(broken('short-function.ts', statements(58))).toBe('');
    expect(broken('long-function.ts', statements(59))).toContain('max-lines-per-function');
  });

  it('are not loosened for src by an override', () => {
    const { overrides } = JSON.parse(read('.oxlintrc.json')) as { overrides: { files: string[] }[] };
    expect(overrides.flatMap(({ files }) => files).filter((glob) => !/^(?:test|bench|scripts)\//.test(glob))).toEqual(
      [],
    );
  });
});

describe('what must not stand in a file', () => {
  // A letter of each word stands in brackets, so that this file passes its own test.
  it.each([
    ['switched-off check', /(?:ox|es)lint-[d]isable|@ts-(?:[i]gnore|[n]ocheck|[e]xpect-error)|prettier-[i]gnore/g],
    [
      'test that is left out',
      /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo|fails)|\b(?:skip|only|todo)[:] true/g,
    ],
    ['open end', /\b(?:TO[D]O|FIX[M]E)\b/g],
  ])('has no %s', (_, pattern) => {
    expect(code.length).toBeGreaterThan(20);
    expect(places(code, pattern)).toEqual([]);
  });

  it('has no path of one machine', () => {
    expect(texts.length).toBeGreaterThan(code.length);
    expect(places(texts, /(?<![\w.])\/(?:home|root|Users|work)\/[\w.-]+/g)).toEqual([]);
  });

  it('has no `any`', () => {
    const found = code
      .filter(({ path }) => path.endsWith('.ts'))
      .flatMap(({ path, text }) =>
        [...nodesOf(parseSource(path, text).body)]
          .filter((node) => node.type === 'TSAnyKeyword')
          .map((node) => `${path}:${lineAt(text, node.start)}`),
      );
    expect(found).toEqual([]);
  });
});

describe('docstrings', () => {
  it('stand above everything that src exports', () => {
    expect(sourceFiles().flatMap(undocumented)).toEqual([]);
  });

  it('would be missed', () => {
    const text =
      '/** One. */\nexport const one = 1;\nexport const two = 2;\nexport class Three {\n  four(): void {}\n}\n';
    expect(undocumented(parseSource('src/x.ts', text))).toEqual(['src/x.ts:3: two', 'src/x.ts:4: Three']);
  });
});

function lines(count: number): string {
  return Array.from({ length: count }, (_, line) => `export const a${line} = 1;\n`).join('');
}

function statements(count: number): string {
  return `/** Long. */\nexport function long(list: number[]): void {\n${'  list.push(1);\n'.repeat(count)}}\n`;
}

/** Exported declarations without a docstring directly above, as "path:line: name". */
function undocumented({ path, text, body }: SourceFile): readonly string[] {
  return body.flatMap((node, index) => {
    const { declaration } = node;
    if (!node.type.startsWith('Export') || !isNode(declaration)) return [];
    const before = text.slice(body[index - 1]?.end ?? 0, node.start).trimEnd();
    if (/\/\*\*(?:(?!\*\/)[^])+\*\/$/.test(before)) return [];
    return [`${path}:${lineAt(text, node.start)}: ${nameOf(declaration)}`];
  });
}

function nameOf(declaration: SyntaxNode): string {
  const [first] = (declaration['declarations'] ?? []) as readonly SyntaxNode[];
  const { id } = first ?? declaration;
  return isNode(id) ? String(id['name']) : 'default';
}
