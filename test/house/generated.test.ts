import { expect, it } from 'vitest';
import { findStale, generateFiles } from '../../scripts/generate.ts';

it('the schema text, the generated types and the generated docs are current', async () => {
  const files = await generateFiles();
  expect([...files.keys()]).toEqual(expect.arrayContaining(['schema/schema.graphql', 'docs/providers.md']));
  expect(await findStale(files), 'run `npm run generate` and commit what it writes').toEqual([]);
});

it('a file that differs, is missing or is left over would be found', async () => {
  const files = new Map(await generateFiles());
  const [left] = [...files.keys()].filter((path) => path.startsWith('test/generated/'));
  files.delete(left!);
  files.set('docs/providers.md', 'other');
  files.set('schema/missing.graphql', '');
  expect(await findStale(files)).toEqual([left, 'docs/providers.md', 'schema/missing.graphql']);
});
