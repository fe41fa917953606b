/** The import table of docs/architecture.md, as rules. */
import type { Import, SourceFile } from './source.ts';

/** One row: the files that it is about, and what these may import of ours. */
export interface Row {
  readonly part: string;
  readonly mayImport: readonly string[];
  /** May be imported with `import type` only. */
  readonly typesOnly: readonly string[];
}

/** What may be used in some places only: a package, or `process.env`. */
export interface Reserved {
  readonly thing: string;
  readonly onlyIn: readonly string[];
}

/** Rows of the table under a heading; each row is the list of its cells, each cell the list of its `code` parts. */
function tableUnder(heading: string, markdown: string): readonly (readonly (readonly string[])[])[] {
  const section = markdown.split(/^#+ /m).find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`docs/architecture.md has no section "${heading}".`);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)),
  );
}

/** Reads the rows of "Who may import what". */
export function readRows(markdown: string): readonly Row[] {
  return tableUnder('Who may import what', markdown).flatMap(([parts = [], mayImport = [], typesOnly = []]) =>
    parts.map((part) => ({ part, mayImport, typesOnly })),
  );
}

/** Reads the rows of "Only in one place". */
export function readReserved(markdown: string): readonly Reserved[] {
  return tableUnder('Only in one place', markdown).flatMap(([things = [], onlyIn = []]) =>
    things.map((thing) => ({ thing, onlyIn })),
  );
}

/** A pattern of the table as an expression. "src/x/" is all below it; "<vendor>" is any one folder, and names it. */
function toExpression(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const folder = escaped.replaceAll('<vendor>', '(?<vendor>[^/]+)');
  return new RegExp(`^${folder}${pattern.endsWith('/') ? '.+' : ''}$`);
}

/** The row that a file belongs to: the one whose pattern says most. Undefined when no row matches. */
export function rowOf(path: string, rows: readonly Row[]): Row | undefined {
  const fitting = rows.filter((row) => toExpression(row.part).test(path));
  return fitting.toSorted((left, right) => weight(right.part) - weight(left.part))[0];
}

/** A whole file name wins over its folder, a folder over the one around it, and text over "<vendor>". */
function weight(pattern: string): number {
  return (pattern.endsWith('/') ? 0 : 1000) + pattern.replaceAll('<vendor>', '').length;
}

/** Why an import is not allowed; null when it is. */
export function violation(file: SourceFile, found: Import, row: Row): string | null {
  if (!found.ours) return null;
  const vendor = toExpression(row.part).exec(file.path)?.groups?.['vendor'];
  const fits = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) =>
      toExpression(vendor === undefined ? pattern : pattern.replaceAll('<vendor>', vendor)).test(found.target),
    );
  if (fits(row.mayImport) || (found.typeOnly && fits(row.typesOnly))) return null;
  const how = fits(row.typesOnly) ? ' at run time: use `import type`' : '';
  return `${file.path} imports ${found.target}${how}. Row \`${row.part}\` of docs/architecture.md does not allow it.`;
}

/** The first cycle of run-time imports, as the files on it; null when there is none. */
export function findCycle(files: readonly SourceFile[]): readonly string[] | null {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const { target, ours, typeOnly } of byPath.get(path)?.imports ?? []) {
      const cycle = ours && !typeOnly ? visit(target, [...trail, path]) : null;
      if (cycle !== null) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const { path } of files) {
    const cycle = visit(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
