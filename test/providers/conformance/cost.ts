/** What calls cost: each is spent for once and its end is told once; grant, time and close end them. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { MARK_OF_A_PLAN, newMark } from '../../../src/mark.ts';
import { FAULT_KINDS } from '../../../src/sandbox/faults.ts';
import { scopeOf, type Bench, type MeteredScope } from './bench.ts';
import { readingOf } from './read-calls.ts';
import type { Subject } from './subject.ts';
import { samplesOf, writeOf } from './writes.ts';

/** A call that has ended must have been ended within this time. */
const QUICK_MS = 1000;

const late = (ms: number): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new GatewayError('BUDGET_EXCEEDED', 'The time is over.')), ms);
  return controller.signal;
};

/** The failures of calls that are under way. */
async function failuresOf(bench: Bench, calls: readonly Promise<unknown>[]) {
  return (await Promise.all(calls.map((call) => bench.failures(call)))).flat();
}

/** The same; by then the scope must have been told of every end. */
async function readAll(bench: Bench, scope: MeteredScope, calls: readonly Promise<unknown>[]) {
  const failures = await failuresOf(bench, calls);
  expect(scope.endings).toHaveLength(scope.spent());
  return failures;
}

function testSpending(subject: Subject, use: () => Bench): void {
  it('spends once for each call that arrives upstream, and tells its end once: reads', async () => {
    const bench = use();
    for (const isWarm of [false, true]) {
      for (const [name, calls] of readingOf(bench)) {
        if (!isWarm) await bench.renew();
        await bench.control('calls/reset', {});
        const scope = scopeOf();
        expect(await readAll(bench, scope, calls(bench, scope)), `of ${name}`).toEqual([]);
        expect(scope.spent(), `of ${name}`).toBe(await bench.total());
        expect(scope.spent(), `of ${name}`).toBeGreaterThan(0);
        expect(
          scope.endings.filter((code) => code !== null && code !== 'NOT_FOUND'),
          `of ${name}`,
        ).toEqual([]);
      }
    }
  });

  it.each(samplesOf(subject).map(([name, sample]) => ({ name, sample })))(
    'spends once for each call that arrives upstream, and tells its end once: $name',
    async ({ name, sample }) => {
      const bench = use();
      const input = await sample.input(bench);
      for (const [step, work] of [
        ['check', (scope: MeteredScope) => writeOf(bench, name).check(input, scope)],
        ['plan', (scope: MeteredScope) => writeOf(bench, name).plan(input, scope, MARK_OF_A_PLAN)],
        ['send', (scope: MeteredScope) => writeOf(bench, name).send(input, scope, newMark())],
        ['refused', (scope: MeteredScope) => writeOf(bench, name).send(sample.refused.input, scope, newMark())],
      ] as const) {
        await bench.control('calls/reset', {});
        const scope = scopeOf();
        await bench.failures(work(scope));
        expect([step, scope.spent(), scope.endings.length]).toEqual([step, await bench.total(), scope.spent()]);
      }
    },
  );
}

function testBudget(subject: Subject, use: () => Bench): void {
  it('sends nothing without a grant, also not to log in', async () => {
    const bench = use();
    for (const [name, calls] of readingOf(bench)) {
      await bench.renew();
      await bench.control('calls/reset', {});
      const scope = scopeOf(0);
      for (const failure of await readAll(bench, scope, calls(bench, scope)))
        expect(failure.code).toBe('BUDGET_EXCEEDED');
      expect(await bench.requests(), `of ${name}`).toEqual([]);
    }
  });

  it('sends no more than it is granted', async () => {
    const bench = use();
    const ids = (await bench.can.clients.list(scopeOf())).map(({ upstreamId }) => upstreamId);
    await bench.control('calls/reset', {});
    const failures = await bench.failures(bench.can.balances.byClientIds(ids.slice(0, 3), scopeOf(2)));
    expect(failures.length).toBeGreaterThan(0);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['BUDGET_EXCEEDED']));
    expect(await bench.total()).toBeLessThanOrEqual(2);
  });

  it.each(samplesOf(subject).map(([name, sample]) => ({ name, sample })))(
    'writes nothing without a grant, or when the time is over: $name',
    async ({ name, sample }) => {
      const bench = use();
      const input = await sample.input(bench);
      const before = await sample.state(bench, input);
      await bench.control('calls/reset', {});
      for (const scope of [
        scopeOf(0),
        scopeOf(Infinity, AbortSignal.abort(new GatewayError('BUDGET_EXCEEDED', 'Over.'))),
      ]) {
        const error = await bench.failure(writeOf(bench, name).send(input, scope, newMark()));
        expect(error.code).toBe('BUDGET_EXCEEDED');
        expect(scope.spent()).toBe(0);
      }
      expect(await bench.requests()).toEqual([]);
      expect(await sample.state(bench, input)).toEqual(before);
    },
  );
}

function testTime(subject: Subject, use: () => Bench): void {
  it('ends reads quickly when the time is over, also before they have begun', async () => {
    const bench = use();
    for (const isWarm of [true, false]) {
      await bench.renew({ readTimeoutMs: 20_000 });
      if (isWarm) await bench.can.clients.byIds([bench.subject.client.id], scopeOf());
      await bench.fault('*', 'delay', -1, 30_000);
      const started = performance.now();
      // One signal, as in one operation: its end gives up also those that wait for a connection.
      const signal = late(60);
      const scopes = readingOf(bench).map(([name, calls]) => ({ name, calls, scope: scopeOf(Infinity, signal) }));
      const results = await Promise.all(scopes.map(({ calls, scope }) => failuresOf(bench, calls(bench, scope))));
      expect(performance.now() - started).toBeLessThan(QUICK_MS);
      for (const [index, { name }] of scopes.entries()) {
        expect(new Set(results[index]!.map(({ code }) => code)), `of ${name}`).toEqual(new Set(['BUDGET_EXCEEDED']));
      }
      await bench.clearFaults();
      // A login that several wait for goes on without the one that has begun it, and ends with the account at the latest.
      await bench.renew();
      for (const { scope, name } of scopes) expect(scope.endings.length, `of ${name}`).toBe(scope.spent());
    }
    await bench.control('calls/reset', {});
    const scope = scopeOf(Infinity, late(0));
    await new Promise((resolve) => setTimeout(resolve, 10));
    for (const [, calls] of readingOf(bench)) await readAll(bench, scope, calls(bench, scope));
    expect([scope.spent(), await bench.requests()]).toEqual([0, []]);
  });

  it.each(
    samplesOf(subject)
      .slice(0, 2)
      .map(([name, sample]) => ({ name, sample })),
  )('does not give up a write that is under way: $name', async ({ name, sample }) => {
    const bench = use();
    await bench.renew({ writeTimeoutMs: 5000 });
    const input = await sample.input(bench);
    const before = await sample.state(bench, input);
    await bench.fault(sample.function, 'delay', 1, 300);
    await writeOf(bench, name).send(input, scopeOf(Infinity, late(150)), newMark());
    expect(await sample.state(bench, input)).toEqual(sample.after(before as never, input));
  });
}

/** Passes bytes on to an address and counts the connections that are open. */
async function startRelay(target: URL) {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    open.add(near);
    near.on('close', () => open.delete(near));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, open: () => open.size, close: () => server.close() };
}

function testClose(use: () => Bench): void {
  it('frees its connections when it is closed, and fails what is asked of it then', async () => {
    const bench = use();
    const relay = await startRelay(new URL(bench.sandbox.url));
    await bench.renew({ readTimeoutMs: 20_000 }, relay.url);
    const { provider } = bench;
    await Promise.all(readingOf(bench).flatMap(([, calls]) => calls(bench, scopeOf())));
    expect(relay.open()).toBeGreaterThan(0);
    await bench.fault('*', 'delay', 2, 30_000);
    const hanging = bench.failures(bench.can.clients.list(scopeOf()));
    await expect.poll(async () => (await bench.control('faults')) as object).toMatchObject({ faults: [{ count: 1 }] });
    const started = performance.now();
    await Promise.all([provider.close(), provider.close()]);
    expect((await hanging).map(({ code }) => code)).toEqual(['UPSTREAM_UNAVAILABLE']);
    // Freeside's farewell waits two seconds for an answer.
    expect(performance.now() - started).toBeLessThan(QUICK_MS + 2000);
    await expect.poll(relay.open).toBe(0);
    for (const [name, calls] of readingOf(bench)) {
      const scope = scopeOf();
      const failures = await readAll(bench, scope, calls(bench, scope));
      expect(new Set(failures.map(({ code }) => code)), `of ${name}`).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    }
    expect(relay.open()).toBe(0);
    relay.close();
  });
}

function testFaults(use: () => Bench): void {
  it.each(FAULT_KINDS)('ends every read in an error that may pass, with all that was spent told: %s', async (kind) => {
    const bench = use();
    const code = kind === 'rate_limited' ? 'RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE';
    const isLate = ['delay', 'apply_late', 'apply_then_delay', 'split_reply'].includes(kind);
    const changes = { readTimeoutMs: isLate ? 250 : 10_000 };
    for (const isWarm of [true, false]) {
      await bench.renew(changes);
      if (isWarm) await bench.can.clients.byIds([bench.subject.client.id], scopeOf());
      await bench.fault('*', kind, -1);
      await Promise.all(
        readingOf(bench).map(async ([name, calls]) => {
          const scope = scopeOf();
          const promises = calls(bench, scope);
          const failures = await readAll(bench, scope, promises);
          expect(failures.length, `of ${name}`).toBeGreaterThanOrEqual(promises.length);
          expect(new Set(failures.map((failure) => failure.code)), `of ${name}`).toEqual(new Set([code]));
          expect(
            failures.every(({ retryable }) => retryable),
            `of ${name}`,
          ).toBe(true);
        }),
      );
      await bench.clearFaults();
    }
    // All is well again without any help.
    expect((await bench.can.clients.byIds([bench.subject.client.id], scopeOf())).size).toBe(1);
  });
}

/** The tests of cost, time and failure. */
export function testCost(subject: Subject, use: () => Bench): void {
  testSpending(subject, use);
  testBudget(subject, use);
  testTime(subject, use);
  testFaults(use);
  testClose(use);
}
