/** What a provider writes: checked whole, planned without a trace, sent once, and honest about a lost answer. */
import { expect, it } from 'vitest';
import { MARK_OF_A_PLAN, newMark } from '../../../src/mark.ts';
import type { Capabilities, Trace, Write, WriteName } from '../../../src/providers/provider.ts';
import { FAULT_KINDS, type FaultKind } from '../../../src/sandbox/faults.ts';
import { scopeOf, type Bench } from './bench.ts';
import { oddIds } from './ids.ts';
import type { Subject, WriteSample } from './subject.ts';

type AnyWrite = Write<unknown, unknown>;
type AnySample = WriteSample<unknown>;

/** Which faults leave the write applied. */
const applied: Readonly<Record<Exclude<FaultKind, 'rate_limited'>, boolean>> = {
  refuse: false,
  drop_before_apply: false,
  http_500_html: false,
  http_503_html: false,
  apply_then_drop: true,
  empty_body: true,
  garbage: true,
  truncated: true,
  delay: true,
  apply_late: true,
  apply_then_delay: true,
  split_reply: true,
};

/** How long a write waits for its answer where the answer is late, and how late it is. */
const [PATIENCE_MS, LATE_MS] = [150, 300];

/** The samples of a subject. */
export function samplesOf({ writes }: Subject): readonly (readonly [WriteName, AnySample])[] {
  return Object.entries(writes) as unknown as readonly (readonly [WriteName, AnySample])[];
}

/** A write of the provider; what is used of it is noted. */
export function writeOf({ can }: Bench, name: WriteName): AnyWrite {
  return can[name];
}

/** How often the upstream was asked to write, whatever it is. */
async function writesSent(bench: Bench): Promise<number> {
  const functions = new Set(samplesOf(bench.subject).map(([, sample]) => sample.function));
  const counts = await bench.counts();
  return [...functions].reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function testCheckAndPlan(name: WriteName, sample: AnySample, use: () => Bench): void {
  it(`${name}: a good input passes the check, all problems of a bad one come at once, and nothing is sent`, async () => {
    const bench = use();
    const write = writeOf(bench, name);
    const input = await sample.input(bench);
    await bench.control('calls/reset', {});
    expect(await write.check(input, scopeOf())).toEqual([]);
    const problems = await write.check(sample.wrong.input, scopeOf());
    expect(problems.map(({ field }) => field.join('.')).toSorted()).toEqual([...sample.wrong.fields].toSorted());
    for (const { message, code } of problems) {
      expect(message).toMatch(/^[A-Z].*[^\s]$/);
      expect(['INVALID_INPUT', 'NOT_FOUND', 'ALREADY_EXISTS']).toContain(code);
    }
    expect(await writesSent(bench)).toBe(0);
  });

  it(`${name}: a plan names the request, shows no secret and changes nothing`, async () => {
    const bench = use();
    const input = await sample.input(bench);
    await bench.control('calls/reset', {});
    const write = writeOf(bench, name);
    const plan = await write.plan(input, scopeOf(), MARK_OF_A_PLAN);
    await write.rehearse?.(input, scopeOf());
    expect(plan.at(-1)?.function).toBe(sample.function);
    expect(plan.at(-1)?.parameters.length).toBeGreaterThan(0);
    for (const secret of [...(sample.secrets ?? []), ...bench.subject.secrets]) {
      expect(JSON.stringify(plan)).not.toContain(secret);
    }
    const rehearsals = write.rehearse === undefined ? 0 : 1;
    expect(await writesSent(bench)).toBe(rehearsals);
  });
}

function testSend(name: WriteName, sample: AnySample, use: () => Bench): void {
  it(`${name}: one send changes the state once`, async () => {
    const bench = use();
    const write = writeOf(bench, name);
    const input = await sample.input(bench);
    const before = await sample.state(bench, input);
    await bench.control('calls/reset', {});
    await write.send(input, scopeOf(), newMark());
    expect((await bench.counts())[sample.function]).toBe(1);
    expect(await writesSent(bench)).toBe(1);
    const after = sample.after(before as never, input);
    expect(await sample.state(bench, input)).toEqual(after);
    expect(after).not.toEqual(before);
    if (write.delivery !== 'repeatable') return;
    // A second send changes nothing; where nothing is left to be changed, it may say so.
    const failures = await bench.failures(write.send(input, scopeOf(), newMark()));
    for (const failure of failures) {
      expect(failure.code).toBe('NOT_FOUND');
      expect(write.isDone?.(failure), 'the refusal says that the first send was applied').toBe(true);
    }
    expect(await sample.state(bench, input)).toEqual(after);
  });

  it(`${name}: a refusal is not an unknown outcome, and names a code`, async () => {
    const bench = use();
    const error = await bench.failure(writeOf(bench, name).send(sample.refused.input, scopeOf(), newMark()));
    expect(error.code).toBe(sample.refused.code);
    expect(error.retryable).toBe(false);
  });
}

function testLostAnswers(name: WriteName, sample: AnySample, use: () => Bench): void {
  it.each(Object.entries(applied))(
    `${name}: after %s the outcome is unknown, and nothing is sent again`,
    async (kind, isApplied) => {
      const bench = use();
      const input = await sample.input(bench);
      const before = await sample.state(bench, input);
      const isLate = ['delay', 'apply_late', 'apply_then_delay', 'split_reply'].includes(kind);
      if (isLate) await bench.renew({ writeTimeoutMs: PATIENCE_MS });
      await bench.control('calls/reset', {});
      await bench.fault(sample.function, kind, 1, LATE_MS);
      const write = writeOf(bench, name);
      const lost = { mark: newMark(), sentAt: new Date() };
      const sent = bench.failures(write.send(input, scopeOf(), lost.mark));
      const isDone = kind === 'truncated' && sample.halfIsEnough === true;
      expect(await sent).toMatchObject(isDone ? [] : [{ code: 'OUTCOME_UNKNOWN', retryable: false }]);
      if (isLate) await wait(LATE_MS);
      expect(await writesSent(bench)).toBe(1);
      expect(await sample.state(bench, input)).toEqual(isApplied ? sample.after(before as never, input) : before);
      if (write.delivery !== 'probed') return;
      // Its trace has to survive a restart of the gateway, so it is looked for with what JSON keeps of it.
      const trace = JSON.parse(JSON.stringify(write.trace(input))) as Trace;
      const { verdict } = await write.find({ ...lost, trace }, scopeOf());
      expect(isApplied ? ['applied'] : ['absent', 'unclear']).toContain(verdict);
      const other = await write.find({ ...lost, trace, mark: newMark() }, scopeOf());
      const isMoney = name === 'addCharge' || name === 'addPayment';
      expect(isMoney && other.verdict === 'applied', 'found by another mark').toBe(false);
      expect(await writesSent(bench)).toBe(1);
    },
  );

  it(`${name}: a refusal of too many calls has changed nothing and may be tried again`, async () => {
    const bench = use();
    const input = await sample.input(bench);
    const before = await sample.state(bench, input);
    await bench.control('calls/reset', {});
    await bench.fault(sample.function, 'rate_limited');
    const error = await bench.failure(writeOf(bench, name).send(input, scopeOf(), newMark()));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(await writesSent(bench)).toBe(1);
    expect(await sample.state(bench, input)).toEqual(before);
  });
}

/** The tests of every write. */
export function testWrites(subject: Subject, use: () => Bench): void {
  for (const [name, sample] of samplesOf(subject)) {
    testCheckAndPlan(name, sample, use);
    testSend(name, sample, use);
    testLostAnswers(name, sample, use);
  }

  it('every way to lose an answer is tried', () => {
    expect([...Object.keys(applied), 'rate_limited'].toSorted()).toEqual([...FAULT_KINDS].toSorted());
  });

  it('an id of nobody is a problem of the input of every write on a client', async () => {
    const bench = use();
    for (const [name, sample] of samplesOf(subject)) {
      await bench.control('reset', {});
      const input = (await sample.input(bench)) as { readonly clientId?: string };
      if (input.clientId === undefined) continue;
      await bench.control('calls/reset', {});
      for (const clientId of oddIds(input.clientId)) {
        const problems = await writeOf(bench, name).check({ ...input, clientId }, scopeOf());
        // Of a number only the upstream can say that nobody has it.
        const isLooked = /^\d{1,20}$/.test(clientId);
        const expected = isLooked && problems.length === 0 ? [] : [{ field: ['clientId'] }];
        expect(problems, `${name} ${clientId}`).toMatchObject(expected);
      }
      expect(await writesSent(bench), `of ${name}`).toBe(0);
    }
  });
}

/** Names of the writes that a provider has. */
export function writesOf(capabilities: Capabilities): readonly string[] {
  return Object.entries(capabilities)
    .filter(([, capability]) => 'delivery' in (capability as object))
    .map(([name]) => name);
}
