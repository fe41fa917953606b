/** What tests of lost writes share: a gateway that looks for them only when it is asked, and mutations of any name. */
import { expect } from 'vitest';
import type { Graph, GraphOptions } from '../harness.ts';

/** Nobody looks by itself: what is settled here, was asked for. */
export const lostOptions: GraphOptions = {
  providers: ['voipms', 'sippy', 'freeside', 'logicboxes'],
  account: { writeTimeoutMs: 1000, readTimeoutMs: 2500 },
  limits: { operationTimeoutMs: 3000, maxFailuresInARow: 1000 },
  journal: { settleAfterMs: 100, firstLookMs: 600_000, maxLookMs: 600_000 },
};

/** The part of all payloads that most tests need. */
export interface Payload {
  readonly operation: { readonly id: string; readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const FIELDS = `operation { id state idempotencyKey attempts { outcome } evidence { source applied statement statedBy } }
  userErrors { code message path } warnings { code message operation { idempotencyKey state } }`;

/** Input of a mutation. */
export type Input = Readonly<Record<string, unknown>>;

/** Runs a mutation; `more` is selected besides its operation and problems. Fails when there are errors. */
export async function mutate<T = Payload>(graph: Graph, name: string, input: Input, more = ''): Promise<T> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const answer = await graph.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${FIELDS} ${more} } }`, {
    input,
  });
  expect(answer.errors).toBeUndefined();
  return answer.data[name] as T;
}
