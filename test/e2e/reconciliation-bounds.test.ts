import { afterEach, describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, decimal } from '../../src/money.ts';
import { linesOf } from '../reconciliation/csv-lines.ts';
import { clientId, codesOf, freshKey, type GraphOptions } from './harness.ts';
import { signupInput } from './inputs.ts';
import { around, REPORT, rowsOf, saidOf, subjects, World, type Report } from './reconciliation-world.ts';

let world: World | null = null;
afterEach(async () => {
  await world?.graph.close();
  world = null;
});

const [voipms] = subjects;
const [first, second, third] = voipms!.clients;

async function start(options: GraphOptions = {}): Promise<World> {
  world = await World.start(voipms, options);
  return world;
}

describe('what a report costs and adds up', () => {
  it('is one list and two calls a client, and its sums are those of the books', async () => {
    const its = await start();
    await its.move('CHARGE', first, '4.99');
    await its.move('DEPOSIT', second, '0.000001');
    await its.byHand('CHARGE', first, '1.10', 'by hand');
    await its.graph.forgetCalls();
    const { totals } = await its.report();
    expect(await its.graph.calls()).toEqual({ getClients: 1, getCharges: 6, getDeposits: 6 });
    const { clients } = (await its.graph.upstream('getClients')) as { clients: readonly { client: string }[] };
    const { from, to } = around();
    for (const [side, method, key] of [
      ['CHARGE', 'getCharges', 'charges'],
      ['DEPOSIT', 'getDeposits', 'deposits'],
    ] as const) {
      const books = await Promise.all(clients.map(({ client }) => its.graph.upstream(method, { client })));
      const rows = books.flatMap((book) => book[key] as readonly { date: string; amount: string }[]);
      const due = rows.filter(({ date }) => date.slice(0, 10) >= from && date.slice(0, 10) <= to);
      const expected = due.reduce((sum, { amount }) => addDecimals(sum, decimal(amount)), decimal('0'));
      const own = totals.filter((total) => total.side === side);
      const sum = own.reduce(
        (all, { upstreamAmount }) => addDecimals(all, decimal(upstreamAmount.amount)),
        decimal('0'),
      );
      expect(compareDecimals(sum, expected)).toBe(0);
      expect(own.reduce((all, { count }) => all + count, 0)).toBe(due.length);
    }
    expect(totals.find(({ side, verdict }) => side === 'DEPOSIT' && verdict === 'MATCHED')).toEqual({
      currency: 'USD',
      side: 'DEPOSIT',
      verdict: 'MATCHED',
      count: 1,
      journalAmount: { amount: '0.000001', currency: 'USD' },
      upstreamAmount: { amount: '0.000001', currency: 'USD' },
    });
  });

  it('has pages and conditions', async () => {
    const its = await start();
    for (const amount of ['1', '2', '3']) await its.move('CHARGE', first, amount);
    await its.move('DEPOSIT', first, '4');
    const rows = async (args: string) => {
      const { data } = await its.graph.ask(
        `query ($account: String!, $from: Date!, $to: Date!) { reconciliation(account: $account, from: $from, to: $to) {
          rows(${args}) { totalCount pageInfo { hasNextPage endCursor } nodes { side verdict upstreamId operation { amount { amount } } } } } }`,
        { account: its.account, ...around() },
      );
      return (data['reconciliation'] as { rows: Page }).rows;
    };
    interface Page {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly nodes: readonly { side: string; verdict: string; operation: { amount: { amount: string } } | null }[];
    }
    const amounts = ({ nodes }: Page) => nodes.map(({ operation }) => operation?.amount.amount);
    const where = 'where: { verdict: MATCHED, side: CHARGE }';
    const one = await rows(`first: 2, ${where}`);
    const two = await rows(`first: 2, after: "${one.pageInfo.endCursor}", ${where}`);
    expect([amounts(one), amounts(two)]).toEqual([['1', '2'], ['3']]);
    expect([one.totalCount, one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([3, true, false]);
    expect(amounts(await rows(`last: 1, ${where}`))).toEqual(['3']);
    const both = await rows('first: 500, where: { verdicts: [MATCHED, DUPLICATED] }');
    expect(both.nodes.map(({ side }) => side).toSorted()).toEqual(['CHARGE', 'CHARGE', 'CHARGE', 'DEPOSIT']);
    const others = await rows('first: 500, where: { verdicts: [MADE_ELSEWHERE] }');
    expect(others.nodes.every(({ verdict, operation }) => verdict === 'MADE_ELSEWHERE' && operation === null)).toBe(
      true,
    );
    expect((await rows('first: 1')).totalCount).toBe(both.totalCount + others.totalCount);
    expect((await rows('first: 1, where: { verdict: MATCHED, verdicts: [MISSING_UPSTREAM] }')).totalCount).toBe(0);
  });
});

describe('what cannot be read', () => {
  it('is named client by client and side by side, and judged by nobody', async () => {
    const its = await start();
    const charge = await its.move('CHARGE', first, '4.99');
    const payment = await its.move('DEPOSIT', first, '5');
    const lost = await its.lose(second, '6');
    await its.graph.fault('getCharges', 'http_503_html', { count: -1 });
    const { data, errors } = await its.graph.ask(REPORT, { account: its.account, ...around() });
    const report = data['reconciliation'] as Report;
    expect(errors).toMatchObject([
      { path: ['reconciliation'], extensions: { code: 'UPSTREAM_UNAVAILABLE', account: its.account, retryable: true } },
    ]);
    expect(report.complete).toBe(false);
    expect(report.failures).toHaveLength(6);
    expect(report.failures[0]).toEqual({
      side: 'CHARGE',
      upstreamClientId: first,
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      client: { upstreamId: first },
    });
    expect([charge, payment, lost].map((moved) => saidOf(report, moved))).toEqual([
      ['NOT_READ 4.99 -'],
      ['MATCHED 5 5'],
      ['STILL_UNKNOWN 6 -'],
    ]);
    const unread = linesOf(report.csv).slice(-6);
    expect(unread.map(({ verdict, side }) => `${verdict} ${side}`)).toEqual(
      Array.from({ length: 6 }, () => 'NOT_READ CHARGE'),
    );
    await its.graph.clearFaults();
    expect(saidOf(await its.report(), charge)).toEqual(['MATCHED 4.99 4.99']);
  });

  it('is an error when it is the list of clients', async () => {
    const its = await start();
    await its.graph.fault('getClients', 'http_503_html', { count: -1 });
    const answer = await its.graph.ask(REPORT, { account: its.account, ...around() });
    expect(codesOf(answer)).toEqual(['UPSTREAM_UNAVAILABLE']);
    expect(answer.data).toBeNull();
  });

  it('is a client that was deleted: its operations are missing, with a note', async () => {
    const its = await start();
    const input = signupInput();
    const made = await its.graph.ask(
      'mutation ($input: SignupVoipmsClientInput!) { signupVoipmsClient(input: $input) { client { id upstreamId } } }',
      { input },
    );
    const { client } = made.data['signupVoipmsClient'] as { client: { id: string; upstreamId: string } };
    const charge = await its.move('CHARGE', client.upstreamId, '4.99');
    expect(saidOf(await its.report(), charge)).toEqual(['MATCHED 4.99 4.99']);
    await its.graph.ask(
      'mutation ($input: DeleteClientInput!) { deleteClient(input: $input) { userErrors { code } } }',
      {
        input: { clientId: client.id, idempotencyKey: freshKey() },
      },
    );
    const report = await its.report();
    expect(report.complete).toBe(true);
    expect(rowsOf(report, charge)).toMatchObject([
      { verdict: 'MISSING_UPSTREAM', client: null, upstreamClientId: client.upstreamId },
    ]);
    expect(rowsOf(report, charge)[0]?.note).toMatch(/not in the upstream's list/);
    expect(saidOf(await its.report([client.upstreamId]), charge)).toEqual(['MISSING_UPSTREAM 4.99 -']);
  });
});

describe('what is refused', () => {
  it('is more clients than may be looked at; some of them may be named instead', async () => {
    const its = await start({ limits: { maxScannedClients: 2 } });
    const charge = await its.move('CHARGE', third, '4.99');
    const answer = await its.graph.ask(REPORT, { account: its.account, ...around() });
    expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED']);
    expect(answer.errors?.[0]?.message).toMatch(/6 clients .* 2: .*clientIds/);
    await its.graph.forgetCalls();
    const report = await its.report([third]);
    expect(saidOf(report, charge)).toEqual(['MATCHED 4.99 4.99']);
    expect(new Set(report.rows.nodes.map(({ upstreamClientId }) => upstreamClientId))).toEqual(new Set([third]));
    expect(await its.graph.calls()).toEqual({ getClients: 1, getCharges: 1, getDeposits: 1 });
    expect(saidOf(await its.report([first, second]), charge)).toEqual([]);
    // Nobody has this one: its books are no empty ones.
    const unknown = await its.graph.ask(REPORT, { account: its.account, ...around(), clientIds: [its.idOf('999999')] });
    expect(codesOf(unknown)).toEqual(['NOT_FOUND']);
    expect(unknown.data['reconciliation']).toMatchObject({
      complete: false,
      failures: [{ client: null }, { client: null }],
    });
  });

  it('is whatever is no account, period or client of the account', async () => {
    const its = await start();
    await its.graph.forgetCalls();
    const codes = async (changes: object) =>
      codesOf(await its.graph.ask(REPORT, { account: its.account, ...around(), ...changes }));
    expect(await codes({ account: 'nobody' })).toEqual(['NOT_FOUND']);
    expect(await codes({ from: '2026-02-30' })).toEqual(['INVALID_INPUT']);
    expect(await codes({ from: '2026-11-02', to: '2026-11-01' })).toEqual(['INVALID_INPUT']);
    expect(await codes({ from: '2026-01-01', to: '2027-01-02' })).toEqual(['INVALID_INPUT']);
    expect(await codes({ clientIds: ['x'] })).toEqual(['INVALID_INPUT']);
    expect(await codes({ clientIds: [clientId(first, 'sippy-demo')] })).toEqual(['INVALID_INPUT']);
    expect(await its.graph.calls()).toEqual({});
  });
});

describe('a provider that makes no charges', () => {
  it('has books all the same, made elsewhere all of them', async () => {
    world = await World.start({ ...voipms!, provider: 'freeside' });
    const { data, errors } = await world.graph.ask(REPORT, {
      account: 'freeside-demo',
      from: '2026-01-01',
      to: '2026-12-31',
    });
    expect(errors).toBeUndefined();
    const report = data['reconciliation'] as Report;
    expect(report.complete).toBe(true);
    expect(report.rows.totalCount).toBeGreaterThan(0);
    expect(new Set(report.rows.nodes.map(({ verdict }) => verdict))).toEqual(new Set(['MADE_ELSEWHERE']));
  });
});
