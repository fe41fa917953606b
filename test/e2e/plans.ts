/** What all dry runs have in common. */
import { expect } from 'vitest';
import { OperationListDocument, type Delivery, type WrittenFragment } from '../generated/graphql.ts';
import type { Graph } from './harness.ts';

/** What would be done. */
export type Plan = NonNullable<WrittenFragment['plan']>;

/** What a lost answer would lead to, by how far a write can be proven. */
const ifLost: Readonly<Record<Delivery, RegExp>> = {
  REPEATABLE: /would be UNKNOWN.*the same mutation with the same key is sent again/,
  PROBED: /would be UNKNOWN and nothing would be sent again.*looks for it in the upstream's books/,
  UNPROVEN: /would be UNKNOWN and nothing would be sent again.*a person has to look/,
};

/**
 * The plan of a dry run that finds nothing wrong, once it is seen that the journal has kept nothing of it, and that it
 * says what a lost answer would lead to.
 */
export async function planOf(graph: Graph, run: () => Promise<WrittenFragment>): Promise<Plan> {
  const before = await operationsOf(graph);
  const { operation, plan, userErrors } = await run();
  expect({ operation, userErrors }).toEqual({ operation: null, userErrors: [] });
  expect(await operationsOf(graph)).toBe(before);
  expect(plan?.ifAnswerIsLost).toMatch(ifLost[plan!.delivery]);
  return plan!;
}

/** How many operations the journal has. */
async function operationsOf(graph: Graph): Promise<number> {
  return (await graph.get(OperationListDocument, { first: 1 })).operations.totalCount!;
}

/** The values of the input that was planned, by their places. */
export function inputIn({ input }: Plan): Readonly<Record<string, string>> {
  return Object.fromEntries(input.map(({ name, value }) => [name, value]));
}

/** Names of the functions that would be called, in order. */
export function functionsIn({ requests }: Plan): readonly string[] {
  return requests.map((request) => request.function);
}

/** The parameters of one of the requests by name; the only request unless told otherwise. */
export function parametersIn({ requests }: Plan, index: number = 0): Readonly<Record<string, string>> {
  return Object.fromEntries(requests[index]!.parameters.map(({ name, value }) => [name, value]));
}
