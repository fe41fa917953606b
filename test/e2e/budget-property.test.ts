/** No operation calls more than was estimated before it. Random ones here; those of every other test in harness.ts. */
import { setTimeout as pause } from 'node:timers/promises';
import { assert, asyncProperty, nat } from 'fast-check';
import { expect, it } from 'vitest';
import { buildSchema } from '../../src/graphql/schema.ts';
import { OperationWriter, type Values } from '../cost/random-operation.ts';
import { documented, globalIdOf, providers } from './four-world.ts';
import { clientId, useGraph, type Answer } from './harness.ts';

/** Longest run, in milliseconds. */
const TIME_MS = Number(process.env['BUDGET_MS'] ?? 20_000);
const SEED = Number(process.env['BUDGET_SEED'] ?? 7);

/** Bounds as tight as the world allows, so that what is estimated too low cannot hide behind them. */
const limits = { maxUpstreamCalls: 1_000_000, maxFurtherCalls: 0, maxScannedClients: 60 };

const graph = useGraph({ clients: 8, providers, limits });
const schema = buildSchema();

async function sandboxCalls(): Promise<number> {
  let sum = 0;
  for (const provider of providers) {
    for (const count of Object.values(await graph.calls(provider))) sum += count;
  }
  return sum;
}

/** Ids of everything that can be fetched, and what else arguments are about. */
async function values(): Promise<Values> {
  const { data } = (await graph.ask(
    '{ clients(first: 50) { nodes { id upstreamId charges(first: 2) { nodes { id } } deposits(first: 2) { nodes { id } } } } accounts { id name packages { nodes { id } } } }',
  )) as Answer<object>;
  const ids = [...JSON.stringify(data).matchAll(/"id":("[^"]+")/g)].map(([, id]) => id!);
  const names = providers.map((provider) => `"${provider}-demo"`);
  const clients = providers.map((provider) => `"${globalIdOf(provider)}"`);
  return {
    id: [...ids, ...clients],
    ids: [...ids, ...clients],
    clientId: clients,
    clientIds: [`"${clientId()}"`],
    account: names,
    accounts: names,
    name: names,
    upstreamId: Object.values(documented).map((id) => `"${id}"`),
    email: ['"nobody@example.com"'],
    first: ['0', '1', '3', '5', '$count'],
    last: ['1', '2'],
    page: ['1', '2'],
    pageSize: ['1', '20'],
    orderBy: ['{ field: BALANCE }', '{ field: UPSTREAM_ID, direction: DESC }'],
    after: ['null'],
    before: ['null'],
  };
}

it(
  'no random operation calls more than was estimated',
  async () => {
    const known = await values();
    let executed = 0;
    let refused = 0;
    let called = 0;
    const property = asyncProperty(nat(), async (seed) => {
      const query = new OperationWriter(schema, known, seed).query();
      await graph.forgetCalls();
      const answer = await graph.ask(query, { yes: true, no: false, count: 4 });
      const isWhole = answer.data !== null;
      // An error that takes the whole answer along does not wait for the reads beside it.
      if (!isWhole) await pause(30);
      const calls = await sandboxCalls();
      const { estimatedCalls = 0, calls: told } = answer.extensions?.upstream ?? {};
      if (told === undefined) refused += 1;
      else executed += 1;
      called += calls;
      const isTrue = isWhole ? calls === (told ?? 0) : calls >= (told ?? 0);
      return isTrue && calls <= estimatedCalls;
    });
    await assert(property, {
      seed: SEED,
      numRuns: 100_000,
      interruptAfterTimeLimit: TIME_MS,
      markInterruptAsFailure: false,
      endOnFailure: true,
      reporter: (details) => {
        const [seed] = details.counterexample ?? [];
        if (seed !== undefined) throw new Error(`Seed ${seed}: ${new OperationWriter(schema, known, seed).query()}`);
      },
    });
    // Most of what is written at random is valid, and calls something.
    expect(executed).toBeGreaterThan(20);
    expect(refused).toBeLessThan(executed);
    expect(called).toBeGreaterThan(executed);
  },
  TIME_MS + 30_000,
);
