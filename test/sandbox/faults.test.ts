/** Every kind of fault: what the caller sees, and whether the write was applied. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, LOGIN, raw, send } from './drive.ts';
import type { Driven } from './drive.ts';

let driven: Driven;
beforeEach(async () => {
  driven = await drive();
});
afterEach(() => driven.sandbox.close());

const write = { ...LOGIN, method: 'addCharge', client: '561115', charge: '1.00', description: 'faulty' };
const act = () => send(`${driven.api}?${new URLSearchParams(write).toString()}`);
const fault = (kind: string, more: object = {}) => driven.fault({ function: 'addCharge', kind, ...more });

async function applied(): Promise<number> {
  const { charges } = (await driven.call('getCharges', { client: '561115' })) as { charges: unknown[] };
  return charges.length - 3;
}

/** Waits for a state that a held call will bring about. */
async function until(reached: () => Promise<boolean>): Promise<void> {
  while (!(await reached())) await new Promise((resolve) => setImmediate(resolve));
}

describe('faults', () => {
  it.each([
    ['refuse', 0],
    ['drop_before_apply', 0],
    ['apply_then_drop', 1],
  ])('%s: no byte of an answer, %i applied, counted', async (kind, rows) => {
    await fault(kind);
    const line = `GET /api/v1/rest.php?${new URLSearchParams(write).toString()} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const { received, error } = await raw(driven.sandbox.url, line);
    expect(received).toBe('');
    expect(error).toBe(kind === 'refuse' ? 'ECONNRESET' : null);
    expect(await applied()).toBe(rows);
    expect((await driven.control('calls')).body['voipms']).toEqual({ addCharge: 1, getCharges: 1 });
  });

  it.each([
    ['http_500_html', 500, 0, /<html>/],
    ['http_503_html', 503, 0, /<html>/],
    ['empty_body', 200, 1, /^$/],
    ['truncated', 200, 1, /^\{"status":$/],
    ['garbage', 200, 1, /neither JSON/],
  ])('%s: status %i, %i applied', async (kind, status, rows, form) => {
    await fault(kind);
    const answer = await act();
    expect(answer.status).toBe(status);
    expect(() => JSON.parse(answer.body) as unknown).toThrow(/JSON/);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.body).toMatch(form);
    expect(await applied()).toBe(rows);
  });

  it('rate_limited: the code, 0 applied', async () => {
    await fault('rate_limited');
    expect((await act()).body).toBe(
      '{"status":"api_limit_exceeded","message":"API requests limit per minute has been reached"}',
    );
    expect(await applied()).toBe(0);
  });

  it('delay: waits, then applies and answers', async () => {
    await fault('delay', { delayMs: 100 });
    const started = performance.now();
    expect((await act()).body).toBe('{"status":"success"}');
    expect(performance.now() - started).toBeGreaterThan(95);
    expect(await applied()).toBe(1);
  });

  it('apply_late: no answer, applied later although the caller has gone', async () => {
    await fault('apply_late', { delayMs: 100 });
    const gone = new AbortController();
    const lost = fetch(`${driven.api}?${new URLSearchParams(write).toString()}`, { signal: gone.signal });
    const outcome = lost.catch((error: Error) => error.name);
    await until(async () => JSON.stringify((await driven.control('calls')).body).includes('addCharge'));
    gone.abort();
    expect(await outcome).toBe('AbortError');
    await until(async () => (await applied()) === 1);
  });

  it('are used up by count, queue, and go by function', async () => {
    await fault('rate_limited', { count: 2 });
    await fault('http_503_html');
    await driven.fault({ function: '*', kind: 'http_500_html', count: -1 });
    expect((await driven.control('faults')).body['faults']).toHaveLength(3);
    expect((await send(`${driven.api}?method=getIP`)).status).toBe(500);
    expect([(await act()).status, (await act()).status, (await act()).status]).toEqual([200, 200, 503]);
    expect([(await act()).status, (await act()).status]).toEqual([500, 500]);
    await driven.control('faults', undefined, 'DELETE');
    expect((await act()).status).toBe(200);
    expect(await applied()).toBe(1);
  });

  it('a reset drops a held call unapplied, and close does not wait for one', async () => {
    await fault('delay', { delayMs: 600_000 });
    const held = act().catch(() => 'no answer');
    const counted = async () => JSON.stringify((await driven.control('calls')).body).includes('addCharge');
    await until(counted);
    await driven.control('reset', {});
    expect(await held).toBe('no answer');
    expect(await applied()).toBe(0);
    await fault('apply_late', { delayMs: 600_000 });
    const closed = act().catch(() => 'no answer');
    await until(counted);
    expect(await applied()).toBe(0);
    await driven.sandbox.close();
    expect(await closed).toBe('no answer');
  });

  it.each([
    [{ kind: 'explode' }, 'kind', 'apply_then_drop'],
    [{ function: 'addCharges' }, 'function', 'addCharge, addPayment'],
    [{ provider: 'voip' }, 'provider', 'voipms'],
    [{ count: 0 }, 'count', '-1'],
    [{ count: 1.5 }, 'count', 'int'],
    [{ delayMs: -1 }, 'delayMs', '>=0'],
    [{ delayMs: 600_001 }, 'delayMs', '<=600000'],
    [{ delay: 5 }, 'delay: unknown field', 'delayMs'],
  ])('%j is refused and the answer names %s', async (change, field, allowed) => {
    const body = { provider: 'voipms', function: 'addCharge', kind: 'delay', ...change };
    const answer = await driven.control('faults', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(field);
    expect(answer.body['error']).toContain(allowed);
    expect((await driven.control('faults')).body).toEqual({ faults: [] });
  });
});
