/**
 * Compares the schema with that of the last release (schema/released/): `node scripts/schema-check.ts` tells what would break callers or
 * other subgraphs; with --accept it makes the present schema the one to compare with, which is done at a release.
 */
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BreakingChangeType,
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type ConstDirectiveNode,
  type ConstValueNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
} from 'graphql';

const folder = fileURLToPath(new URL('../schema/', import.meta.url));
const FILES = ['schema.graphql', 'subgraph.graphql'] as const;

/** The two texts of a schema: for callers, and for composers. */
export interface SchemaTexts {
  readonly api: string;
  readonly subgraph: string;
}

const KEEP =
  'Keep it beside the new one with @deprecated and a reason; it may go in the release after the one that says so.';
const OR =
  'If it has to be: say so in CHANGELOG.md under "Removed" or "Changed", raise the version, and run `node scripts/schema-check.ts --accept`.';

const remedies: Partial<Record<BreakingChangeType, string>> = {
  [BreakingChangeType.FIELD_REMOVED]: KEEP,
  [BreakingChangeType.TYPE_REMOVED]: KEEP,
  [BreakingChangeType.VALUE_REMOVED_FROM_ENUM]: KEEP,
  [BreakingChangeType.ARG_REMOVED]: KEEP,
  [BreakingChangeType.FIELD_CHANGED_KIND]: 'Add a field of the new type under another name. ' + KEEP,
  [BreakingChangeType.ARG_CHANGED_KIND]: 'Add an argument of the new type under another name. ' + KEEP,
  [BreakingChangeType.REQUIRED_ARG_ADDED]: 'Make it optional, or give it a default.',
  [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED]: 'Make it optional, or give it a default.',
};

/** What would break somebody, each with what to do about it; empty when nothing would. */
export function breakingChanges(released: SchemaTexts, current: SchemaTexts): readonly string[] {
  const before = buildSchema(released.api);
  const inShape = findBreakingChanges(before, buildSchema(current.api))
    .filter(({ description }) => !wasAnnounced(before, description))
    .map(({ type, description }) => `${description} ${remedies[type] ?? 'Keep it as it was.'} ${OR}`);
  return [...inShape, ...brokenPromises(released.subgraph, current.subgraph)];
}

/** True for what the last release calls deprecated: whoever uses it was told. */
function wasAnnounced(schema: GraphQLSchema, description: string): boolean {
  const [, typeName = '', member = ''] = /^(\w+)\.(\w+) was removed/.exec(description) ?? [];
  const [, value = '', enumName = ''] = /^(\w+) was removed from enum type (\w+)/.exec(description) ?? [];
  const type = schema.getType(typeName);
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    return type.getFields()[member]?.deprecationReason !== undefined;
  }
  const enumType = schema.getType(enumName);
  return isEnumType(enumType) && enumType.getValue(value)?.deprecationReason !== undefined;
}

/** What a type or field promises to other subgraphs and to callers, besides its shape. */
interface Promises {
  readonly keys: readonly string[];
  readonly shareable: boolean;
  readonly scopes: readonly string[];
}

function brokenPromises(released: string, current: string): readonly string[] {
  const now = promisesOf(current);
  return [...promisesOf(released)].flatMap(([place, before]) => {
    const after = now.get(place);
    // What is gone altogether was told by its shape.
    if (after === undefined) return [];
    const lostKeys = before.keys.filter((key) => !after.keys.includes(key));
    const moreScopes = after.scopes.filter((scope) => !before.scopes.includes(scope));
    return [
      ...lostKeys.map(
        (key) => `${place} has lost the key "${key}", by which other subgraphs may refer to it. Keep the key. ${OR}`,
      ),
      ...(before.shareable && !after.shareable
        ? [`${place} is no longer @shareable, so that subgraphs that define it too do not compose. Keep it. ${OR}`]
        : []),
      ...moreScopes.map(
        (scope) =>
          `${place} now asks for the scope ${scope}, so that callers without it are refused. Ask for it in a new field. ${OR}`,
      ),
    ];
  });
}

function promisesOf(sdl: string): ReadonlyMap<string, Promises> {
  const types = parse(sdl).definitions.filter((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION);
  return new Map(
    types.flatMap((type) => [
      [type.name.value, promises(type)] as const,
      ...(type.fields ?? []).map((field) => [`${type.name.value}.${field.name.value}`, promises(field)] as const),
    ]),
  );
}

function promises({ directives = [] }: ObjectTypeDefinitionNode | FieldDefinitionNode): Promises {
  const named = (name: string) => directives.filter((one) => one.name.value === name);
  return {
    keys: named('key').flatMap(textsIn),
    shareable: named('shareable').length > 0,
    scopes: named('requiresScopes').flatMap(textsIn),
  };
}

/** Every text in the arguments of a directive, at any depth. */
function textsIn({ arguments: given = [] }: ConstDirectiveNode): readonly string[] {
  return given.flatMap(({ value }) => textsOf(value));
}

function textsOf(value: ConstValueNode): readonly string[] {
  if (value.kind === Kind.STRING) return [value.value];
  return value.kind === Kind.LIST ? value.values.flatMap(textsOf) : [];
}

/** The schema as it is, or as it was at the last release. */
export async function readSchema(which: 'current' | 'released'): Promise<SchemaTexts> {
  const base = which === 'current' ? folder : join(folder, 'released');
  const [api, subgraph] = await Promise.all(FILES.map((name) => readFile(join(base, name), 'utf8')));
  return { api: api!, subgraph: subgraph! };
}

if (import.meta.main) {
  if (process.argv.includes('--accept')) {
    await Promise.all(FILES.map((name) => copyFile(join(folder, name), join(folder, 'released', name))));
  } else {
    const broken = breakingChanges(await readSchema('released'), await readSchema('current'));
    for (const line of broken) process.stderr.write(`${line}\n`);
    process.exitCode = broken.length === 0 ? 0 : 1;
  }
}
