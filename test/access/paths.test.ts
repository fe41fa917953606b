import { isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { scopesOf } from '../../src/access/authorize.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { fieldOperations, unreachedTypes } from './paths.ts';

const schema = buildSchema();

it('every field of every type is reached by an operation that is valid', () => {
  expect(unreachedTypes(schema)).toEqual([]);
  for (const { coordinate, query } of fieldOperations(schema)) {
    expect(validate(schema, parse(query)), coordinate).toEqual([]);
  }
});

it('every field has a rule that says who may use it, and those of the roots have one of their own', () => {
  const roots = ['Query', 'Mutation', 'Subscription'];
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      expect(scopesOf(type, field), `${coordinate}: say who may use it (\`requires\`)`).not.toBeNull();
      if (roots.includes(type.name)) expect(field.extensions, coordinate).toHaveProperty('requires');
    }
  }
});
