/** What the house tests know about the source: its files, parsed, with their imports. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vitest/node';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A node of the syntax tree (ESTree). */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** One import of a file. */
export interface Import {
  /** "src/money.ts" for a file of ours, the package name ("@pothos/core") or "node:fs" for anything else. */
  readonly target: string;
  readonly ours: boolean;
  /** True when nothing of it remains at run time. */
  readonly typeOnly: boolean;
}

/** A parsed TypeScript file. */
export interface SourceFile {
  /** From the repository's folder, with slashes: "src/money.ts". */
  readonly path: string;
  readonly text: string;
  readonly body: readonly SyntaxNode[];
  readonly imports: readonly Import[];
}

/** Files of the repository, committed or about to be, that exist. Ignored files are left out. */
export function repositoryFiles(): readonly string[] {
  const deleted = new Set(gitFiles('--deleted'));
  return gitFiles('--cached', '--others', '--exclude-standard').filter((path) => path !== '' && !deleted.has(path));
}

function gitFiles(...options: readonly string[]): readonly string[] {
  return execFileSync('git', ['ls-files', '-z', ...options], { cwd: root, encoding: 'utf8' }).split('\0');
}

/** Reads a file of the repository. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every TypeScript file under src/, in the order of their paths. */
export function sourceFiles(): readonly SourceFile[] {
  return repositoryFiles()
    .filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
    .toSorted()
    .map((path) => parseSource(path, read(path)));
}

/** Parses a text as if it stood at `path`. */
export function parseSource(path: string, text: string): SourceFile {
  const program = parseAst(text, { lang: 'ts', sourceType: 'module' });
  const body = program.body as unknown as readonly SyntaxNode[];
  const imports = [...nodesOf(body)].flatMap((node) => readImport(path, node));
  return { path, text, body, imports };
}

/** All nodes of a tree, outermost first. */
export function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  } else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* nodesOf(child);
  }
}

/** True for a node of the tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function readImport(path: string, node: SyntaxNode): readonly Import[] {
  const source = importing.has(node.type) ? node['source'] : null;
  if (!isNode(source)) return [];
  if (typeof source['value'] !== 'string') throw new Error(`${path}: import of something that is not a plain text.`);
  const specifier = source['value'];
  const ours = specifier.startsWith('.');
  const target = ours ? normalize(join(dirname(path), specifier)) : packageOf(specifier);
  return [{ target, ours, typeOnly: isTypeOnly(node) }];
}

function isTypeOnly(node: SyntaxNode): boolean {
  return node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
