import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.ts';
import pinned from './pinned-names.json' with { type: 'json' };

/** An element of the schema: "Query.client(account:)" and what is written about it. */
interface Element {
  readonly name: string;
  readonly type: string | null;
  readonly description: string | null | undefined;
}

function* elementsOf(schema: GraphQLSchema): Generator<Element> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    yield { name: type.name, type: null, description: type.description };
    if (isEnumType(type)) {
      for (const { name, description } of type.getValues()) {
        yield { name: `${type.name}.${name}`, type: null, description };
      }
    } else if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        const path = `${type.name}.${field.name}`;
        yield { name: path, type: String(field.type), description: field.description };
        for (const argument of 'args' in field ? field.args : []) {
          const name = `${path}(${argument.name}:)`;
          yield { name, type: String(argument.type), description: argument.description };
        }
      }
    } else if (isUnionType(type)) {
      for (const member of type.getTypes())
        yield { name: `${type.name}|${member.name}`, type: null, description: 'A member of the union.' };
    }
  }
}

const elements = [...elementsOf(buildSchema())];

/** Letters only, so that "The client ID." and "clientId" are the same. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\b(?:the|a|an|of|its|this)\b|[^a-z]/g, '');
}

/** True when a description says more than the name: a sentence that is not the name in other letters. */
function tells({ name, description }: Element): boolean {
  const own = name.replace(/\(.*/, (argument) => `.${argument.slice(1, -2)}`).split('.');
  const known = [own.at(-1)!, own.join(''), own.slice(-2).join(''), own.slice(-2).toReversed().join('')];
  const text = description?.trim() ?? '';
  return text.length >= 8 && /[.!?)"`]$/.test(text) && !known.some((part) => plain(part) === plain(text));
}

describe('descriptions', () => {
  it('stand on every element of the schema and say more than its name', () => {
    expect(elements.length).toBeGreaterThan(200);
    expect(elements.filter((element) => !tells(element)).map(({ name }) => name)).toEqual([]);
  });

  it.each([
    ['Client.upstreamId', 'The upstream id.', false],
    ['Client.upstreamId', null, false],
    ['Query.client(account:)', 'Account.', false],
    ['Query.client(account:)', 'Name of the account.', true],
  ])('of %s: %s', (name, description, expected) => {
    expect(tells({ name, type: null, description })).toBe(expected);
  });
});

describe('names that clients rely on', () => {
  const types = new Map(elements.map(({ name, type }) => [name, type]));

  it.each(Object.entries(pinned))('%s: %s', (name, type) => {
    expect(types.get(name), `${name} is pinned and must not go away`).toBe(type);
  });
});

describe('enum values', () => {
  const enums = Object.values(buildSchema().getTypeMap()).filter(
    (type) => isEnumType(type) && !isIntrospectionType(type),
  );

  // Compiled execution writes enum values as the resolvers give them (src/compiled.ts).
  it.each(
    enums
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map(({ name, value }) => [type.name, name, value as unknown])),
  )('are their own names: %s.%s', (_type, name, value) => expect(value).toBe(name));
});
