/** Login, logout, and the fixed hour. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOGIN, driveFreeside } from './drive.ts';
import type { Freeside } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside();
});
afterEach(() => freeside.sandbox.close());

const CANNOT_RESUME = "Can't resume session";

describe('agent_login', () => {
  it('gives 32 hex digits, other ones each time', async () => {
    const [first, second] = [await freeside.login(), await freeside.login()];
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(await freeside.ask('agent_info', { session_id: first })).toMatchObject({ error: '', agentnum: '1' });
  });

  it.each([
    [{}, 'Must specify your reseller username and password.'],
    [{ username: 'demo' }, 'Must specify your reseller username and password.'],
    [{ password: 'demo-freeside' }, 'Must specify your reseller username and password.'],
    [{ ...LOGIN, username: 'nobody' }, 'Incorrect password.'],
    [{ ...LOGIN, username: 'Demo' }, 'Incorrect password.'],
    [{ ...LOGIN, password: 'demo-freeside ' }, 'Incorrect password.'],
  ])('%j: %s', async (members, error) => {
    expect(await freeside.ask('agent_login', members)).toEqual({ error, session_id: '' });
  });

  it('lets the other agent see its own customers alone', async () => {
    const other = await freeside.login({ username: 'other', password: 'other-freeside' });
    const info = { agent_session_id: other, custnum: '4001' };
    expect(await freeside.ask('customer_info', info)).toMatchObject({ error: '', name: 'Rob Doe', balance: '5.00' });
    expect(await freeside.ask('customer_info', { ...info, custnum: '5001' })).toEqual({
      error: 'customer_info: unknown custnum 5001',
    });
    expect(await freeside.ask('agent_info', { session_id: other })).toMatchObject({ agentnum: '2', num_active: '2' });
  });
});

describe('agent_logout', () => {
  it('ends the session, and is glad with any id', async () => {
    expect(await freeside.call('agent_logout')).toEqual({ error: '' });
    expect(await freeside.error('agent_info')).toBe(CANNOT_RESUME);
    expect(await freeside.call('agent_logout')).toEqual({ error: '' });
    expect(await freeside.ask('agent_logout', { session_id: 'whatever' })).toEqual({ error: '' });
  });

  it('needs an id, spelled as the server reads it', async () => {
    expect(await freeside.ask('agent_logout')).toEqual({ error: CANNOT_RESUME });
    expect(await freeside.ask('agent_logout', { sesison_id: freeside.session })).toEqual({ error: CANNOT_RESUME });
    expect(await freeside.error('agent_info')).toBe('');
  });
});

describe('a session', () => {
  it('lasts an hour from its login, used or not', async () => {
    await freeside.control('clock', { now: '2026-11-24T12:00:00Z' });
    const session = await freeside.login();
    const error = async () => (await freeside.ask('agent_info', { session_id: session }))['error'];
    await freeside.control('clock', { now: '2026-11-24T12:59:59Z' });
    expect(await error()).toBe('');
    await freeside.control('clock', { now: '2026-11-24T13:00:00Z' });
    expect(await error()).toBe(CANNOT_RESUME);
    await freeside.control('clock', { now: '2026-11-24T12:00:00Z' });
    expect(await error()).toBe(CANNOT_RESUME);
  });

  it('lasts as long as the switch says', async () => {
    await freeside.control('clock', { now: '2026-11-24T12:00:00Z' });
    await freeside.turn({ sessionSeconds: 5 });
    const session = await freeside.login();
    await freeside.control('clock', { now: '2026-11-24T12:00:05Z' });
    expect(await freeside.ask('agent_info', { session_id: session })).toEqual({ error: CANNOT_RESUME });
  });

  it.each([
    'agent_info',
    'agent_list_customers',
    'check_username',
    'signup_info',
    'suspend_username',
    'unsuspend_username',
  ])('is asked for by %s as session_id', async (method) => {
    for (const members of [{}, { session_id: '' }, { session_id: 'x' }, { agent_session_id: freeside.session }]) {
      expect(await freeside.ask(method, members)).toEqual({ error: CANNOT_RESUME });
    }
  });

  it.each(['customer_info', 'customer_info_short', 'customer_recurring', 'billing_history', 'list_pkgs', 'order_pkg'])(
    'is asked for by %s as agent_session_id; a session_id beside it is of another kind',
    async (method) => {
      const both = { session_id: freeside.session, agent_session_id: freeside.session };
      for (const members of [{}, { agent_session_id: 'x' }, { session_id: freeside.session }, both]) {
        expect(await freeside.ask(method, { custnum: '5001', ...members })).toEqual({ error: CANNOT_RESUME });
      }
    },
  );

  it('ends with a reset and with a restart', async () => {
    await freeside.control('reset', {});
    expect(await freeside.error('agent_info')).toBe(CANNOT_RESUME);
    const dataDir = mkdtempSync(join(tmpdir(), 'freeside-'));
    const first = await driveFreeside({ dataDir });
    await first.sandbox.close();
    const second = await driveFreeside({ dataDir });
    expect(await second.ask('agent_info', { session_id: first.session })).toEqual({ error: CANNOT_RESUME });
    await second.sandbox.close();
    rmSync(dataDir, { recursive: true });
  });
});
