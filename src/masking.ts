/** What callers see of an error: everything of a GatewayError, the message of a GraphQL error, nothing of any other. */
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { GatewayError } from './errors.ts';

/** The error behind `error`, through any layers of GraphQLError. */
function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError instanceof Error) current = current.originalError;
  return current;
}

/** A GatewayError as a GraphQL error at the place of `at`. */
export function toGraphqlError(
  error: GatewayError,
  at: GraphQLError | { readonly path?: readonly (string | number)[] },
): GraphQLError {
  const { account, upstreamCode, retryAfterMs, field } = error.details;
  const extensions = {
    code: error.code,
    retryable: error.retryable,
    ...(account !== undefined && { account }),
    ...(upstreamCode !== undefined && { upstreamCode }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(field !== undefined && { field }),
  };
  const place =
    at instanceof GraphQLError ? { nodes: at.nodes ?? null, path: at.path ?? null } : { path: at.path ?? null };
  return new GraphQLError(error.message, { ...place, extensions });
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
const LITERAL = /^(?:Expected value of type "[\w![\]]+", found |\w+ cannot represent )/;

/**
 * GraphQL's own messages quote the value that was wrong, which may be a password, or hold one. What is left names the
 * variable, the place in it, and what was expected.
 */
export function withoutValues(error: GraphQLError): GraphQLError {
  const variable = VARIABLE.exec(error.message)?.[1];
  if (variable === undefined && !LITERAL.test(error.message)) return withoutSuggestion(error);
  const place = error.message.match(new RegExp(` at "(${variable}[.\\w[\\]]*)"; `))?.[1];
  const subject =
    variable === undefined ? '' : `Variable "$${variable}"${place === undefined ? '' : ` at "${place}"`}: `;
  const expected = /^Expected value of type "[\w![\]]+"/.exec(error.message)?.[0];
  const message = subject + (expected === undefined ? safeReason(error.message) : `${expected}.`);
  const extensions = { ...error.extensions, code: 'INVALID_INPUT' };
  return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions });
}

/** GraphQL proposes names that are alike, which would tell parts of a schema to those who may not see it. */
function withoutSuggestion(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean [^?]*\?$/, '');
  if (message === error.message) return error;
  return new GraphQLError(message, { nodes: error.nodes ?? null, extensions: error.extensions });
}

/** Makes the function that Yoga masks errors with. `report` gets what is hidden, with the id that the caller is told. */
export function createMask(report: (error: unknown, correlationId: string) => void): (error: unknown) => Error {
  return (error) => {
    const cause = rootCause(error);
    if (cause instanceof GatewayError) return toGraphqlError(cause, error instanceof GraphQLError ? error : {});
    if (error instanceof GraphQLError && (cause === error || cause instanceof GraphQLError))
      return withoutValues(error);
    const correlationId = randomUUID();
    report(cause, correlationId);
    const message = 'Something went wrong in the gateway. The log has the details under this correlation id.';
    const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
    return new GraphQLError(message, { ...place, extensions: { code: 'INTERNAL', correlationId, retryable: false } });
  };
}
