/** Operations through a router: the answer, its errors, what it cost upstream, and what the subgraphs got to see. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, AnswerError } from './http.ts';
import type { Case } from './queries.ts';
import { TRACE, type Stage } from './stage.ts';

/** Runs one operation; its answer, without what may differ between routers. Throws an error that says what is wrong. */
export async function run(stage: Stage, one: Case): Promise<Answer> {
  const { sandbox } = stage;
  if (one.fault !== undefined) await sandbox.fault(one.fault);
  try {
    await sandbox.forgetCalls();
    if (one.direct !== undefined) await stage.askGateway(one.direct);
    const expected = await sandbox.calls();
    await sandbox.forgetCalls();
    stage.seen();
    const answer = await stage.ask(one.operation);
    const calls = await sandbox.calls();
    same('upstream calls', calls, expected);
    same('codes of errors', codesOf(answer), one.codes ?? []);
    checkRequests(stage, one.mutations ?? 0);
    return comparable(answer);
  } finally {
    await sandbox.clearFaults();
    // The account answers again, so that the gateway does not hold its calls back.
    if (one.fault !== undefined) await stage.askGateway({ query: '{ clients(first: 1) { totalCount } }' });
  }
}

function checkRequests(stage: Stage, mutations: number): void {
  const seen = stage.seen();
  same('requests to subgraphs', seen.length > 0, true);
  same('mutations that reached a subgraph', seen.filter(({ kind }) => kind === 'mutation').length, mutations);
  for (const { subgraph, headers } of seen) {
    same(`token at ${subgraph}`, headers.authorization, stage.token);
    // A router may put itself into the trace as a parent. It must not leave it.
    same(`trace at ${subgraph}`, String(headers['traceparent']).split('-')[1], TRACE.split('-')[1]);
  }
}

/** Codes of all errors, sorted. */
export function codesOf({ errors = [] }: Answer): readonly string[] {
  return errors.map(({ extensions }) => String(extensions?.['code'])).toSorted();
}

/**
 * The answer without what routers are free to choose: where in the document an error is (they send documents of their own to the
 * subgraphs), and the name of the subgraph that Apollo and Hive add to it. The order of errors means nothing.
 */
function comparable({ data, errors = [] }: Answer): Answer {
  const bare = errors.map(({ message, path = [], extensions = {} }): AnswerError => {
    const { serviceName: _name, ...rest } = extensions;
    return { message, path, extensions: rest };
  });
  return { data: data ?? null, errors: bare.toSorted((left, right) => (text(left) < text(right) ? -1 : 1)) };
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

/** Throws an error that shows both values when they differ. */
export function same(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return;
  throw new Error(`${what}: ${short(actual)} instead of ${short(expected)}`);
}

function short(value: unknown): string {
  const whole = text(value) ?? String(value);
  return whole.length > 600 ? `${whole.slice(0, 600)}…` : whole;
}
