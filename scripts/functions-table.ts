/** The table of upstream functions for docs/providers.md. */
import type { FunctionRow } from '../test/e2e/functions/row.ts';
import { functionsByProvider } from '../test/e2e/functions/all.ts';

/** Lines of Markdown: one table a provider, functions of the vendor's seed document first. */
export function functionsSection(): readonly string[] {
  const parts = Object.entries(functionsByProvider).flatMap(([kind, rows]) => ['', `### ${kind}`, '', ...table(rows)]);
  return [
    '',
    '## Every upstream function',
    '',
    'Which field or mutation reaches it, and the end-to-end test that shows it. A test fails when a row has none.',
    ...parts,
  ];
}

function table(rows: readonly FunctionRow[]): readonly string[] {
  return [
    '| function | documented in | field | test |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ function: name, seed, field, test, title }) =>
        `| \`${name}\` | ${seed ? 'seed' : 'sheet'} | \`${field}\` | ${test}: ${title.replaceAll('|', '\\|')} |`,
    ),
  ];
}
