/** Answers that come late, in halves or never, at every upstream: what the caller sees, and that the write is applied once. */
import { request } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive } from './drive.ts';
import type { Driven } from './drive.ts';
import { startChild } from './process.ts';
import { WRITES, sendWrite } from './writes.ts';
import type { SampleWrite } from './writes.ts';

/** Longer than any test: such a wait ends by a reset, a stop or a kill. */
const FOREVER_MS = 600_000;
const PATIENT = { timeout: 20_000, interval: 20 };

let driven: Driven;
beforeEach(async () => {
  driven = await drive();
});
afterEach(() => driven.sandbox.close());

function faultOf({ provider, functionName }: SampleWrite, kind: string, delayMs = FOREVER_MS) {
  return { provider, function: functionName, kind, delayMs };
}

/** Kinds of fault that calls of the write's function have met, oldest first. */
async function metBy({ functionName }: SampleWrite, of = driven): Promise<(string | null)[]> {
  const { requests } = (await of.control('requests')).body as {
    requests: { function: string; fault: string | null }[];
  };
  return requests.filter((entry) => entry.function === functionName).map((entry) => entry.fault);
}

/** What has come of an answer until now. */
interface Watched {
  status: number | null;
  lengthBytes: number;
  received: string;
  end: 'open' | 'whole' | 'broken';
}

/** Sends the write and looks at its answer while it comes. */
async function watch(write: SampleWrite): Promise<Watched> {
  const { url, body, ...rest } = await write.request(driven);
  const watched: Watched = { status: null, lengthBytes: 0, received: '', end: 'open' };
  const broken = () => (watched.end = 'broken');
  const outgoing = request(url, { ...rest, agent: false }, (answer) => {
    watched.status = answer.statusCode ?? 0;
    watched.lengthBytes = Number(answer.headers['content-length']);
    answer.on('data', (chunk: Buffer) => (watched.received += chunk.toString('utf8')));
    answer.on('end', () => (watched.end = 'whole'));
    answer.on('error', broken);
  });
  outgoing.on('error', broken);
  outgoing.end(body);
  return watched;
}

describe.each(WRITES)('$provider $functionName', (write) => {
  it('apply_then_delay: applied at once, the good answer comes after the wait', async () => {
    await driven.fault(faultOf(write, 'apply_then_delay'));
    const held = await watch(write);
    await expect.poll(() => write.applied(driven), PATIENT).toBe(1);
    expect(held).toMatchObject({ status: null, end: 'open' });
    expect(await metBy(write)).toEqual(['apply_then_delay']);

    await driven.fault(faultOf(write, 'apply_then_delay', 150));
    const startedMs = performance.now();
    const answer = await sendWrite(write, driven);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(149);
    expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(write.answer) });
    expect(await write.applied(driven)).toBe(2);
    expect(held.end).toBe('open');
  });

  it.each(['apply_then_delay', 'apply_late', 'delay'])('%s: a reset or a stop ends it without a byte', async (kind) => {
    const hold = async () => {
      await driven.fault(faultOf(write, kind));
      const held = await watch(write);
      await expect.poll(() => metBy(write), PATIENT).toEqual([kind]);
      return held;
    };
    const nothing = { status: null, received: '', end: 'broken' };
    const first = await hold();
    await driven.control('reset', {});
    await expect.poll(() => first, PATIENT).toMatchObject(nothing);
    expect(await write.applied(driven)).toBe(0);
    const second = await hold();
    await driven.sandbox.close();
    await expect.poll(() => second, PATIENT).toMatchObject(nothing);
  });

  it('split_reply: applied at once, half of the body comes at once, the rest after the wait', async () => {
    await driven.fault(faultOf(write, 'split_reply', 150));
    const startedMs = performance.now();
    const answer = await sendWrite(write, driven);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(149);
    expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(write.answer) });
    expect(await write.applied(driven)).toBe(1);
    expect(await metBy(write)).toEqual(['split_reply']);
  });

  it.each(['reset', 'stop'])('split_reply: a %s ends the connection, and the rest never comes', async (way) => {
    await driven.fault(faultOf(write, 'split_reply'));
    const held = await watch(write);
    await expect.poll(() => held.received.length, PATIENT).toBeGreaterThan(0);
    expect(await write.applied(driven)).toBe(1);
    expect(held).toMatchObject({ status: 200, end: 'open' });
    expect(held.received).toHaveLength(Math.floor(held.lengthBytes / 2));
    await (way === 'reset' ? driven.control('reset', {}) : driven.sandbox.close());
    await expect.poll(() => held.end, PATIENT).toBe('broken');
    expect(held.received).toHaveLength(Math.floor(held.lengthBytes / 2));
  });

  it('all that is held is applied once after its caller has gone', async () => {
    const kinds = ['apply_late', 'delay', 'apply_then_delay', 'split_reply'];
    for (const [place, kind] of kinds.entries()) {
      const gone = new AbortController();
      await driven.fault(faultOf(write, kind, 100));
      const lost = sendWrite(write, driven, gone.signal);
      await expect.poll(() => metBy(write), PATIENT).toHaveLength(place + 1);
      gone.abort();
      await lost;
    }
    await expect.poll(() => write.applied(driven), PATIENT).toBe(kinds.length);
    // Longer than the last wait: nothing comes a second time, and the sandbox still answers.
    await driven.fault(faultOf(write, 'delay', 200));
    expect((await sendWrite(write, driven))?.body).toMatch(write.answer);
    expect(await write.applied(driven)).toBe(kinds.length + 1);
  });

  it('faults are met in the order in which they came', async () => {
    const kinds = ['http_503_html', 'apply_then_delay', 'split_reply', 'apply_then_drop', 'refuse'];
    for (const kind of kinds) await driven.fault(faultOf(write, kind, 1));
    const statuses: unknown[] = [];
    const counts: number[] = [];
    for (let sent = 0; sent <= kinds.length; sent += 1) {
      statuses.push((await sendWrite(write, driven))?.status ?? null);
      counts.push(await write.applied(driven));
    }
    expect(statuses).toEqual([503, 200, 200, null, null, 200]);
    expect(counts).toEqual([0, 1, 2, 3, 3, 4]);
    expect(await metBy(write)).toEqual([...kinds, null]);
    expect((await driven.control('faults')).body).toEqual({ faults: [] });
    expect((await driven.control('calls')).body[write.provider]).toMatchObject({ [write.functionName]: 6 });
  });
});

describe('a SIGKILL of the sandbox', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('keeps what was applied, answered or not, and nothing else, at every upstream', { timeout: 60_000 }, async () => {
    const child = await startChild(dataDir);
    const lost: Promise<unknown>[] = [];
    for (const write of WRITES) {
      expect((await sendWrite(write, child.driven))?.body).toMatch(write.answer);
      for (const kind of ['apply_then_delay', 'split_reply', 'apply_late', 'delay']) {
        await child.driven.fault(faultOf(write, kind));
        lost.push(sendWrite(write, child.driven));
        await expect.poll(() => metBy(write, child.driven), PATIENT).toContain(kind);
      }
      await expect.poll(() => write.applied(child.driven), PATIENT).toBe(3);
    }
    await child.kill();
    expect(await Promise.all(lost)).toEqual(lost.map(() => null));
    const after = await drive({ dataDir });
    const counts = await Promise.all(WRITES.map((write) => write.applied(after)));
    await after.sandbox.close();
    expect(counts).toEqual([3, 3, 3, 3]);
  });
});
