/** The members of a GraphQL request: what they must be like, and how large what is sent with a document may be. */
import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { overLimit } from './limits.ts';
import type { Limits } from './limitsConfig.ts';

/** A request, perhaps with the id of a trusted document in place of one. */
export interface RequestParams extends GraphQLParams {
  readonly documentId?: string;
}

type ParamLimits = Pick<Limits, 'maxListItems' | 'maxValueDepth' | 'maxNameLength'>;

/** A request that is refused with a status of HTTP. The message must not quote what was sent. */
export function badRequest(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'INVALID_INPUT', http: { status } } });
}

/** Parses JSON. Throws 400, whose message calls it `what`. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold a password.
    throw badRequest(`${what} is not valid JSON.`);
  }
}

/** The members that a GET carries in its address, such as "/graphql?query=…". Throws 400. */
export function paramsOfUrl(url: string, limits: ParamLimits): RequestParams {
  const search = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const text = (name: string): string | undefined => search.get(name) || undefined;
  const json = (name: string): unknown => {
    const value = text(name);
    return value === undefined ? undefined : parseJson(value, `\`${name}\``);
  };
  const given = { query: text('query'), operationName: text('operationName'), documentId: text('documentId') };
  return paramsOf({ ...given, variables: json('variables'), extensions: json('extensions') }, limits);
}

/** The members of a request. Others are left out, as the specification wants it. Throws 400. */
export function paramsOf(given: object, limits: ParamLimits): RequestParams {
  const { query, variables, operationName, extensions, documentId } = given as Readonly<Record<string, unknown>>;
  const params: RequestParams = {
    ...(isGiven(query) && { query: textIn(query, 'query') }),
    ...(isGiven(documentId) && { documentId: textIn(documentId, 'documentId') }),
    ...(isGiven(operationName) && { operationName: nameIn(operationName, limits) }),
    ...(isGiven(variables) && { variables: objectIn(variables, 'variables', limits) }),
    ...(isGiven(extensions) && { extensions: objectIn(extensions, 'extensions', limits) }),
  };
  const isNamed = params.documentId !== undefined || params.extensions?.['persistedQuery'] !== undefined;
  if (params.query === undefined && !isNamed) throw badRequest('The request has no `query`: send the document there.');
  if (params.query !== undefined && params.documentId !== undefined)
    throw badRequest('Send either `query` or `documentId`, not both.');
  return params;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function textIn(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw badRequest(`\`${name}\` must be text.`);
}

function nameIn(value: unknown, { maxNameLength }: ParamLimits): string {
  if (typeof value !== 'string') throw badRequest('`operationName` must be text.');
  if (value.length <= maxNameLength) return value;
  throw overLimit(
    `\`operationName\` has ${value.length} characters, at most ${maxNameLength} are allowed: use a shorter name.`,
  );
}

function objectIn(value: unknown, name: string, limits: ParamLimits): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest(`\`${name}\` must be an object.`);
  refuseLarge(value, name, limits, 1);
  return value as Record<string, unknown>;
}

/** Throws for lists that are too long and values that are too deep, before anything else walks through them. */
function refuseLarge(value: object, name: string, limits: ParamLimits, depth: number): void {
  const { maxListItems, maxValueDepth } = limits;
  if (depth > maxValueDepth + 1)
    throw overLimit(
      `\`${name}\` has more than ${maxValueDepth} lists and objects inside each other: no input is nested so deeply.`,
    );
  if (Array.isArray(value) && value.length > maxListItems)
    throw overLimit(
      `\`${name}\` has ${value.length} items in one list, at most ${maxListItems} are allowed: split the list.`,
    );
  for (const item of Object.values(value) as unknown[]) {
    if (typeof item === 'object' && item !== null) refuseLarge(item, name, limits, depth + 1);
  }
}
