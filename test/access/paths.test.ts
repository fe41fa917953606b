import { isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { scopesOf } from '../../src/access/authorize.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { fieldOperations, unreachedTypes } from './paths.ts';

const schema = buildSchema();
const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) || isInterfaceType(type))
  .filter(({ name }) => !name.startsWith('__'))
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ type, field, at: `${type.name}.${field.name}` })),
  );

it('every field of every type is reached by an operation that is valid', () => {
  expect(unreachedTypes(schema)).toEqual([]);
  const invalid = fieldOperations(schema).filter(({ query }) => validate(schema, parse(query)).length > 0);
  expect(invalid).toEqual([]);
});

it('every field has a rule that says who may use it (`requires`)', () => {
  expect(fields.length).toBeGreaterThan(500);
  expect(fields.filter(({ type, field }) => scopesOf(type, field) === null).map(({ at }) => at)).toEqual([]);
});

it('every field of the roots has a rule of its own', () => {
  const ofRoots = fields.filter(({ type }) => ['Query', 'Mutation', 'Subscription'].includes(type.name));
  expect(ofRoots.filter(({ field }) => !('requires' in field.extensions)).map(({ at }) => at)).toEqual([]);
});
