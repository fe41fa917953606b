import { readFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { dearest, Estimator } from '../../src/cost/estimate.ts';
import { defaultLimits } from '../../src/config.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { accounts, callsOf, clientIn, estimate, only } from './world.ts';

const john = clientIn('voipms-demo', '561115');

describe('the estimate of a query', () => {
  it.each([
    ['{ accounts { name health { state } capabilities { capability } } }', 0],
    ['{ clients { totalCount } }', 1],
    ['{ clients { nodes { displayName email company address { street } } } }', 1],
    ['{ clients(first: 7) { nodes { balance { current { amount } } } } }', 1 + 7],
    ['{ clients(last: 7) { edges { node { balance { current { amount } } } } } }', 1 + 7],
    ['{ clients { nodes { balance { current { amount } } } } }', 1 + 20],
    ['{ clients(first: 5) { nodes { address { countryCode } balanceManagement { value } } } }', 3],
    ['{ clients(first: 5) { nodes { packages { name clients(first: 1) { totalCount } } } } }', 1 + 2000],
    ['{ client(account: "voipms-demo", upstreamId: "1") { threshold { amount { amount } } } }', 2],
    ['{ client(account: "nowhere", upstreamId: "1") { threshold { amount { amount } } } }', 0],
    ['{ client(account: "voipms-demo") { threshold { amount { amount } } } }', 0],
    ['{ clients(first: 3, last: 3) { nodes { balance { current { amount } } } } }', 1],
    ['{ clients(first: 501) { nodes { balance { current { amount } } } } }', 1],
    ['{ clients(first: 9, where: { email: "a@b.example" }) { nodes { balance { current { amount } } } } }', 1 + 1],
    ['{ clients(where: { accounts: ["nowhere"] }) { totalCount } }', 0],
    ['{ clients(where: { accounts: [] }) { totalCount } }', 0],
    ['{ clients(first: 5, orderBy: { field: BALANCE }) { nodes { balance { current { amount } } } } }', 1 + 2000],
    ['{ clients(where: { balanceBelow: "5" }) { totalCount } }', 1 + 2000],
    ['{ clients(where: { belowThreshold: true }) { totalCount } }', 1 + 4000],
    ['{ portfolio { clientCount } }', 1 + 2000],
    ['{ reconciliation(account: "voipms-demo", from: "2026-01-01", to: "2026-01-02") { csv } }', 1 + 4000],
    [
      `{ reconciliation(account: "voipms-demo", from: "2026-01-01", to: "2026-01-02", clientIds: ["${john}"]) { csv } }`,
      1 + 2,
    ],
    ['{ operations(first: 9) { nodes { state client { displayName } } } }', 3],
    ['{ operation(idempotencyKey: "k") { state } }', 2],
    [
      '{ account(name: "voipms-demo") { balance { current { amount } } packages { nodes { monthlyFee { amount } } } } }',
      2,
    ],
    ['{ node(id: "nonsense") { id } }', 0],
    [`{ nodes(ids: ["${john}", "${john}"]) { ... on Client { balance { current { amount } } } } }`, 2],
    [`{ nodes(ids: ["${john}"]) { ... on Package { monthlyFee { amount } } } }`, 1],
    [
      `{ _entities(representations: [
        { __typename: "Client", id: "${john}" }
        { __typename: "Client", id: "${john}" }
        { __typename: "Client", account: { name: "voipms-demo" }, upstreamId: "1" }
        { __typename: "Client", account: { name: "nowhere" }, upstreamId: "1" }
        { __typename: "ResellerAccount", name: "voipms-demo" }
        { __typename: "Operation", idempotencyKey: "k" }
        { __typename: "Client" }
        {}
      ]) { ... on Client { balance { current { amount } } } ... on ResellerAccount { name } } }`,
      2 + 2,
    ],
    ['{ usage { requestsLeft } }', 0],
  ])('%s', (query, calls) => {
    expect(callsOf(query)).toBe(calls);
  });

  it('counts a read of the same object once, whatever it is called', () => {
    const query = `{ clients(first: 10) { nodes {
      a: charges(first: 1) { totalCount } b: charges(first: 2) { nodes { client { charges { totalAmount { amount } } } } }
      balance { current { amount } client { balance { creditLimit { amount } } } }
    } } }`;
    expect(callsOf(query)).toBe(1 + 10 + 10);
  });

  it('counts packages of a page once', () => {
    expect(
      callsOf('{ clients(first: 10) { nodes { charges { nodes { package { name setupFee { amount } } } } } } }'),
    ).toBe(1 + 10 + 2);
  });

  it('takes variables, their defaults, and what they leave out', () => {
    const query = `query ($n: Int = 4, $with: Boolean!) { clients(first: $n) { nodes {
      balance @include(if: $with) { current { amount } } ...More @skip(if: $with)
    } } } fragment More on Client { charges { totalCount } deposits { totalCount } }`;
    expect(callsOf(query, { with: true })).toBe(1 + 4);
    expect(callsOf(query, { n: 9, with: true })).toBe(1 + 9);
    expect(callsOf(query, { n: 9, with: false })).toBe(1 + 18);
    expect(callsOf(query, { n: 'nine', with: false })).toBe(0);
    expect(callsOf('{ clients { nodes { balance @include(if: false) { current { amount } } } } }')).toBe(1);
  });

  it('merges what is written twice', () => {
    const twice =
      '{ clients(first: 5) { nodes { id } } clients(first: 5) { nodes { balance { current { amount } } } } }';
    expect(callsOf(twice)).toBe(1 + 5);
  });

  it('is the most over all accounts that the caller may use, and of those that are named', () => {
    const query =
      'query ($in: [String!]) { clients(first: 20, where: { accounts: $in }) { nodes { balance { current { amount } } } } }';
    // A list each; Freeside also logs in and asks for its number.
    expect(callsOf(query, {}, accounts)).toBe(20 + 1 + 1 + 3 + 1);
    expect(callsOf(query, { in: ['voipms-demo'] }, accounts)).toBe(21);
    expect(callsOf(query, {}, only('sippy-demo', 'voipms-demo'))).toBe(22);
    expect(callsOf(query, { in: ['sippy-demo'] }, only('voipms-demo'))).toBe(0);
  });

  it('looks at everybody for an e-mail address where there is no search', () => {
    expect(callsOf('{ client(account: "sippy-demo", email: "a@b.example") { displayName } }', {}, accounts)).toBe(2001);
    expect(callsOf('{ client(account: "logicboxes-demo", email: "a@b.example") { displayName } }', {}, accounts)).toBe(
      1,
    );
  });

  it('reads many ledgers of LogicBoxes together', () => {
    const query = '{ clients(first: 500) { nodes { charges { totalCount } deposits { totalCount } } } }';
    expect(callsOf(query, {}, only('logicboxes-demo'))).toBe(1 + 10);
  });

  it('names the fields that cost most', () => {
    const query = '{ clients(first: 5) { nodes { money: balance { current { amount } } charges { totalCount } } } }';
    expect(dearest(estimate(query), 2)).toEqual([
      ['clients.nodes.money', 5],
      ['clients.nodes.charges', 5],
    ]);
  });
});

function charge(account: string, more = ''): string {
  return `mutation { addCharge(input: { clientId: "${clientIn(account, '1')}", amount: "1", idempotencyKey: "k"${more} }) { operation { state } client { displayName } plan { predictedBalance { amount } } } }`;
}

describe('the estimate of a mutation', () => {
  it('is of all checks, looks and the send', () => {
    // The look for it, for five others, the send; then client and balance.
    expect(callsOf(charge('voipms-demo'))).toBe(2 + 5 * 2 + 1 + 2);
    expect(callsOf(charge('voipms-demo', ', dryRun: true'))).toBe(1 + 2);
    expect(callsOf(charge('freeside-demo'), {}, accounts)).toBe(0);
    expect(callsOf(charge('nowhere'), {}, accounts)).toBe(0);
  });

  it('counts each of several', () => {
    const one = `addCharge(input: { clientId: "${john}", amount: "1", idempotencyKey: "k" }) { client { displayName } }`;
    const single = callsOf(`mutation { a: ${one} }`);
    expect(callsOf(`mutation { a: ${one} b: ${one} c: ${one} }`)).toBe(3 * single);
  });

  it('is of the account that the input names', () => {
    const query = 'mutation ($input: CheckSignInInput!) { checkSignIn(input: $input) { client { displayName } } }';
    const input = { account: 'sippy-demo', username: 'a', password: 'b' };
    expect(callsOf(query, { input }, accounts)).toBe(1 + 2);
    expect(callsOf(query, { input: { ...input, account: 'nowhere' } }, accounts)).toBe(0);
  });
});

it('is of each event of a subscription', () => {
  const query = 'subscription { operationChanged { state client { balance { current { amount } } } } }';
  expect(callsOf(query)).toBe(2);
});

describe('estimating', () => {
  const schema = buildSchema();

  function timed(text: string): number {
    const estimator = new Estimator(schema, defaultLimits());
    const document = parse(text);
    const operation = getOperationAST(document, null)!;
    const asked = { document, operation, variables: {}, accounts };
    const times: number[] = [];
    for (let run = 0; run < 2000; run += 1) {
      const start = performance.now();
      estimator.estimate(asked);
      times.push(performance.now() - start);
    }
    return times.toSorted((left, right) => left - right)[1000]!;
  }

  it('takes a fraction of a millisecond for a wide page', () => {
    const took = timed(readFileSync(new URL('../../bench/w1.graphql', import.meta.url), 'utf8'));
    expect(took).toBeLessThan(0.2);
  });

  it('does not grow with what nested fragments stand for', () => {
    const nested = Array.from(
      { length: 40 },
      (_, index) => `fragment F${index} on Client { a: account { name } ...F${index + 1} ...F${index + 1} }`,
    );
    const flat = `{ clients { nodes { ...F0 } } } ${nested.join(' ')} fragment F40 on Client { balance { current { amount } } }`;
    const start = performance.now();
    expect(callsOf(flat)).toBe(21);
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('gives up on what would never end, as too dear', () => {
    const deep = Array.from(
      { length: 40 },
      (_, index) =>
        `fragment F${index} on Client { a: balance { client { ...F${index + 1} } } b: balance { client { ...F${index + 1} } } }`,
    );
    const endless = `{ clients { nodes { ...F0 } } } ${deep.join(' ')} fragment F40 on Client { displayName }`;
    const start = performance.now();
    expect(callsOf(endless)).toBe(1e9);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
