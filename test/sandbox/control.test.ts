/** Calls, requests, clock, reset, and who may ask. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drive, LOGIN, send, signup } from './drive.ts';
import type { Driven } from './drive.ts';

let driven: Driven;
beforeEach(async () => {
  driven = await drive();
});
afterEach(() => driven.sandbox.close());

describe('control', () => {
  it('counts calls by provider and function since the last reset', async () => {
    expect((await driven.control('calls')).body['voipms']).toEqual({});
    await driven.call('getClients');
    await driven.call('getClients', { client: 'x' });
    await driven.call('constructor');
    await send(driven.api);
    expect((await driven.control('calls')).body['voipms']).toEqual({ getClients: 2, '(unknown)': 1, '(none)': 1 });
    expect((await driven.control('calls/reset', {})).status).toBe(200);
    expect((await driven.control('calls')).body['voipms']).toEqual({});
  });

  it('keeps the last 1000 requests, without any password', async () => {
    await fetch(`${driven.api}?${new URLSearchParams(LOGIN).toString()}`, {
      method: 'POST',
      body: new URLSearchParams({
        method: 'signupClient',
        ...signup({ password: 'Canary-77', confirm_password: 'Canary-77' }),
      }),
    });
    const answer = await driven.control('requests');
    expect(answer.body['requests']).toMatchObject([
      {
        provider: 'voipms',
        function: 'signupClient',
        httpMethod: 'POST',
        path: '/api/v1/rest.php',
        query: { api_username: LOGIN.api_username, api_password: '[redacted]' },
        body: { email: 'ada@example.org', password: '[redacted]', confirm_password: '[redacted]' },
        fault: null,
      },
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/Canary-77|demo-voipms/);
    for (let sent = 0; sent < 2100; sent += 100) {
      await Promise.all(Array.from({ length: 100 }, () => driven.text('getIP')));
    }
    expect((await driven.control('requests')).body['requests']).toHaveLength(1000);
    expect((await driven.control('calls')).body['voipms']).toEqual({ signupClient: 1, getIP: 2100 });
  });

  it('resets state, faults, clock, calls and switches', async () => {
    await driven.call('addCharge', { client: '561115', charge: '1' });
    await driven.set({ emptyLedger: 'code' });
    await driven.fault({ function: '*', kind: 'refuse', count: -1 });
    await driven.control('clock', { now: '2020-01-01T00:00:00Z' });
    expect((await driven.control('reset', {})).body).toEqual({ ok: true });
    expect((await driven.control('calls')).body['voipms']).toEqual({});
    expect((await driven.control('faults')).body).toEqual({ faults: [] });
    expect((await driven.control('switches')).body['voipms']).toMatchObject({ emptyLedger: 'array' });
    expect((await driven.control('clock')).body['now']).not.toContain('2020');
    expect((await driven.call('getCharges', { client: '561115' }))['charges']).toHaveLength(3);
  });

  it.each([{ now: 'tomorrow' }, { now: 5 }, {}, { now: null, zone: 1 }])('refuses the clock %j', async (body) => {
    const answer = await driven.control('clock', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toMatch(/now/);
  });

  it('refuses what is not JSON, and unknown addresses', async () => {
    const answer = await send(`${driven.sandbox.url}/_sandbox/faults`, { method: 'POST', body: '{' });
    expect(answer).toMatchObject({ status: 400 });
    expect((await send(`${driven.sandbox.url}/_sandbox/fault`)).status).toBe(404);
    expect((await send(`${driven.sandbox.url}/_sandbox/reset`)).status).toBe(404);
  });

  it.each([
    [{ host: 'evil.example' }, 403],
    [{ host: 'localhost.evil.example:4100' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: '127.0.0.1', origin: 'https://evil.example' }, 403],
    [{ host: '127.0.0.1', origin: 'null' }, 403],
    [{ host: 'localhost:4100' }, 200],
    [{ host: '[::1]:4100' }, 200],
    [{ host: '127.0.0.1', origin: 'http://localhost:4000' }, 200],
  ])('with %j answers %i', async (headers, status) => {
    expect((await send(`${driven.sandbox.url}/_sandbox/calls`, { headers })).status).toBe(status);
  });

  it('says which port is taken and what to set', async () => {
    const { port } = new URL(driven.sandbox.url);
    const second = drive({ port: Number(port) });
    await expect(second).rejects.toThrow(`Port ${port} is in use. Set SANDBOX_PORT to a free port for the sandbox.`);
  });
});
