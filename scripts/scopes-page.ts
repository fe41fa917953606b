/** The page docs/scopes.md: which scope opens what. */
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { scopes, type Scope } from '../src/access/scopes.ts';

/** Lines of Markdown, from the rules on types and fields. */
export function scopesPage(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const rows = types.flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    const fields = Object.values(type.getFields()).toSorted((left, right) => (left.name < right.name ? -1 : 1));
    const own = fields.filter((field) => field.extensions['requires'] !== undefined);
    const personal = fields.filter((field) => field.extensions['personal'] === true).map(({ name }) => name);
    const ofType = type.extensions['requires'] === undefined ? [] : [row(type.name, type.extensions, personal)];
    return [...ofType, ...own.map((field) => row(`${type.name}.${field.name}`, field.extensions, []))];
  });
  return [
    '# Scopes',
    '',
    'Generated from the schema by `npm run generate`. How callers get scopes: [access.md](access.md).',
    '',
    '| scope | what it allows |',
    '| --- | --- |',
    ...Object.entries(scopes).map(([name, text]) => `| \`${name}\` | ${text} |`),
    '',
    'A field needs what its type needs, and what it needs itself. Without `clients:pii`, personal fields are answered',
    'masked.',
    '',
    '| type or field | needs | personal fields |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function row(coordinate: string, extensions: Readonly<Record<string, unknown>>, personal: readonly string[]): string {
  const required = extensions['requires'] as readonly Scope[];
  const needs = required.length === 0 ? 'any caller' : required.map((scope) => `\`${scope}\``).join(', ');
  return `| \`${coordinate}\` | ${needs} | ${personal.map((name) => `\`${name}\``).join(', ')} |`;
}
