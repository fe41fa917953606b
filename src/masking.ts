/** What callers see of an error: everything of a GatewayError, the message of a GraphQL error, nothing of any other. */
import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { GatewayError } from './errors.ts';
import type { Redactor } from './redactor.ts';

/** The error behind `error`, through any layers of GraphQLError. */
function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError instanceof Error) current = current.originalError;
  return current;
}

/** A GatewayError as a GraphQL error at the place of `at`. Words of the upstream are only in it where they may be shown. */
export function toGraphqlError(
  error: GatewayError,
  at: GraphQLError | { readonly path?: readonly (string | number)[] },
  redactor?: Redactor,
): GraphQLError {
  const { account, upstreamCode, upstreamText, showsText, retryAfterMs, field } = error.details;
  const extensions = {
    code: error.code,
    retryable: error.retryable,
    ...(account !== undefined && { account }),
    ...(upstreamCode !== undefined && { upstreamCode }),
    ...(upstreamText !== undefined && showsText === true && { upstreamText }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(field !== undefined && { field }),
  };
  return new GraphQLError(redactor?.message(error.message) ?? error.message, { ...placeOf(at), extensions });
}

/** Where an error is, in the document and in the answer. Of a compiled operation there are no nodes, but positions. */
function placeOf(at: GraphQLError | { readonly path?: readonly (string | number)[] }): GraphQLErrorOptions {
  if (!(at instanceof GraphQLError)) return { path: at.path ?? null };
  const { nodes = null, source = null, positions = null, path = null } = at;
  return { nodes, source, positions, path };
}

/** What GraphQL says of a wrong value, in the parts that cannot hold the value itself. */
const SAFE_REASONS: readonly RegExp[] = [
  /Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /Field "\w+" is not defined by type "\w+"\./,
  /Expected type "[\w![\]]+" to be an object\./,
  /Expected non-nullable type "[\w![\]]+" not to be null\.$/,
  /(?:String|Int|Float|Boolean|ID|Enum "\w+") cannot represent [a-zA-Z0-9 -]+/,
  /(?:does not exist in) "\w+" enum\./,
  /(?:Decimal|CurrencyCode|Date|DateTime|Duration): [^]*$/,
];

function safeReason(message: string): string {
  for (const pattern of SAFE_REASONS) {
    const [reason] = pattern.exec(message) ?? [];
    if (reason !== undefined) return reason.startsWith('does not') ? `The value ${reason}` : reason;
  }
  return 'The value does not fit its type.';
}

const VARIABLE = /^Variable "\$(\w+)" got invalid value /;
const LITERAL =
  /^(?:Argument "\w+" has invalid value |Expected value of type "[\w![\]]+", found |\w+ cannot represent )/;

/**
 * GraphQL's own messages quote the value that was wrong, which may be a password, or hold one. What is left names the
 * variable, the place in it, and what was expected.
 */
export function withoutValues(error: GraphQLError): GraphQLError {
  const variable = VARIABLE.exec(error.message)?.[1];
  if (variable === undefined && !LITERAL.test(error.message)) return withoutSuggestion(error);
  const place = error.message.match(new RegExp(` at "(${variable}[.\\w[\\]]*)"; `))?.[1];
  const argument = /^Argument "\w+"/.exec(error.message)?.[0];
  const ofVariable = `Variable "$${variable}"${place === undefined ? '' : ` at "${place}"`}: `;
  const subject = variable !== undefined ? ofVariable : argument === undefined ? '' : `${argument}: `;
  const expected = /^Expected value of type "[\w![\]]+"/.exec(error.message)?.[0];
  const message = subject + (expected === undefined ? safeReason(error.message) : `${expected}.`);
  const extensions = { ...error.extensions, code: 'INVALID_INPUT' };
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions });
}

/** Names in a message may be as long as the document; what is said of them is not. */
const MAX_MESSAGE = 1000;

function shortened(message: string): string {
  return message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE / 2)} … ${message.slice(-100)}`;
}

/** Codes that GraphQL.js and Yoga give to what is wrong with a request, which are not of our list. */
const FOREIGN_CODES: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * GraphQL proposes names that are alike, which would tell parts of a schema to those who may not see it. An error that it
 * finds before anything is executed has no path, and our code for it.
 */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = shortened(error.message.replace(/ Did you mean [^?]*\?$/, ''));
  const { code } = error.extensions;
  const isRequests = FOREIGN_CODES.has(code) || (code === undefined && error.path === undefined);
  if (message === error.message && !isRequests) return error;
  const extensions = isRequests ? { ...error.extensions, code: 'INVALID_INPUT' } : error.extensions;
  return new GraphQLError(message, { ...placeOf(error), extensions });
}

/** The error with its message through the redactor. */
export function cleaned(error: GraphQLError, redactor: Redactor): GraphQLError {
  const message = redactor.message(error.message);
  if (message === error.message) return error;
  return new GraphQLError(message, { ...placeOf(error), extensions: error.extensions });
}

/** Makes the function that Yoga masks errors with. `report` gets what is hidden, with the id that the caller is told. */
export function createMask(
  report: (error: unknown, correlationId: string) => void,
  redactor: Redactor,
): (error: unknown) => Error {
  return (error) => {
    const cause = rootCause(error);
    if (cause instanceof GatewayError)
      return toGraphqlError(cause, error instanceof GraphQLError ? error : {}, redactor);
    if (error instanceof GraphQLError && (cause === error || cause instanceof GraphQLError))
      return cleaned(withoutValues(error), redactor);
    const correlationId = randomUUID();
    report(cause, correlationId);
    const message = 'Something went wrong in the gateway. The log has the details under this correlation id.';
    const place = error instanceof GraphQLError ? placeOf(error) : {};
    return new GraphQLError(message, { ...place, extensions: { code: 'INTERNAL', correlationId, retryable: false } });
  };
}
