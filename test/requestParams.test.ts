import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../src/config.ts';
import { paramsOf, paramsOfUrl } from '../src/requestParams.ts';

const limits = defaultLimits();

function refusal(run: () => unknown): { readonly message: string; readonly extensions: Record<string, unknown> } {
  try {
    run();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

describe('members of a request', () => {
  it('are taken, and others are left out', () => {
    const given = {
      query: '{ a }',
      operationName: 'A',
      variables: { x: 1 },
      extensions: { y: 2 },
      id: 5,
      __proto__: {},
    };
    expect(paramsOf(given, limits)).toEqual({
      query: '{ a }',
      operationName: 'A',
      variables: { x: 1 },
      extensions: { y: 2 },
    });
    expect(paramsOf({ query: '{ a }', operationName: null, variables: null, extensions: null }, limits)).toEqual({
      query: '{ a }',
    });
    expect(paramsOf({ documentId: 'sha256:x' }, limits)).toEqual({ documentId: 'sha256:x' });
  });

  it.each([
    [{}, 'no `query`'],
    [{ query: '' }, '`query` must be text'],
    [{ query: ['secret'] }, '`query` must be text'],
    [{ query: '{ a }', operationName: {} }, '`operationName` must be text'],
    [{ query: '{ a }', variables: ['secret'] }, '`variables` must be an object'],
    [{ query: '{ a }', variables: 'secret' }, '`variables` must be an object'],
    [{ query: '{ a }', extensions: true }, '`extensions` must be an object'],
    [{ documentId: 5 }, '`documentId` must be text'],
    [{ query: '{ a }', documentId: 'sha256:x' }, 'either `query` or `documentId`'],
  ])('are refused with 400: %j', (given, message) => {
    const error = refusal(() => paramsOf(given, limits));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
    expect(error.extensions).toEqual({ code: 'INVALID_INPUT', http: { status: 400 } });
  });

  it('have bounds that are named', () => {
    const query = '{ a }';
    const ids = Array.from({ length: 2001 }, () => 'x');
    const cases: readonly [object, RegExp][] = [
      [{ query, operationName: 'x'.repeat(201) }, /^`operationName` has 201 characters, at most 200 are allowed/],
      [{ query, variables: { a: { ids } } }, /^`variables` has 2001 items in one list, at most 2000 are allowed/],
      [{ query, extensions: { ids } }, /^`extensions` has 2001 items in one list/],
      [{ query, variables: { a: nested(13) } }, /^`variables` has more than 12 lists and objects inside each other/],
      [{ query, variables: { a: nested(100_000) } }, /^`variables` has more than 12 lists and objects/],
    ];
    for (const [given, message] of cases) {
      const error = refusal(() => paramsOf(given, limits));
      expect(error.message).toMatch(message);
      expect(error.extensions['code']).toBe('BUDGET_EXCEEDED');
    }
    const fits = { query, operationName: 'x'.repeat(200), variables: { ids: ids.slice(1), a: nested(12) } };
    expect(paramsOf(fits, limits)).toEqual(fits);
  });
});

describe('members in an address', () => {
  it('are the same', () => {
    const variables = encodeURIComponent('{"x":1}');
    const url = `/graphql?query=${encodeURIComponent('{ a }')}&operationName=A&variables=${variables}&extensions=&other=1`;
    expect(paramsOfUrl(url, limits)).toEqual({ query: '{ a }', operationName: 'A', variables: { x: 1 } });
    expect(paramsOfUrl('/graphql?documentId=sha256:x', limits)).toEqual({ documentId: 'sha256:x' });
  });

  it.each([
    ['/graphql', 'no `query`'],
    ['/graphql?query={a}&variables={secret', '`variables` is not valid JSON'],
    ['/graphql?query={a}&variables=[1]', '`variables` must be an object'],
    ['/graphql?query={a}&extensions=secret', '`extensions` is not valid JSON'],
  ])('are refused: %s', (url, message) => {
    const error = refusal(() => paramsOfUrl(url, limits));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('secret');
  });
});
