/** The tables of `docs/limits.md`, which stand between two marks in a page that is otherwise written by hand. */
import { z } from 'zod';
import { limitGroups } from '../src/limitsConfig.ts';

const START = '<!-- limits: generated from src/limitsConfig.ts -->';
const END = '<!-- end of limits -->';

interface Setting {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly description: string;
}

/** The page with its tables as they are to be. Throws when the marks are not there. */
export function withLimitTables(page: string): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error(`docs/limits.md must have "${START}" and then "${END}".`);
  const tables = Object.entries(limitGroups).flatMap(([title, group]) => [
    '',
    `### ${title}`,
    '',
    '| setting | default | from | to | what it bounds |',
    '| --- | --: | --: | --: | --- |',
    ...Object.entries(group).map(([name, schema]) => row(name, z.toJSONSchema(schema) as unknown as Setting)),
  ]);
  return [page.slice(0, start) + START, ...tables, '', page.slice(end)].join('\n');
}

function row(name: string, { default: fallback, minimum, maximum, description }: Setting): string {
  return `| \`${name}\` | ${fallback} | ${minimum} | ${maximum} | ${description} |`;
}
