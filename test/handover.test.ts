import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loopbackAccess } from '../src/accessConfig.ts';
import { demoAccounts } from '../src/accountConfig.ts';
import { defaultLimits } from '../src/config.ts';
import { Handover, HANDOVER_LIFETIME_MS } from '../src/handover.ts';
import { createLog } from '../src/log.ts';
import { Redactor } from '../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../src/sandbox/server.ts';
import { startGateway, type RunningGateway } from '../src/server.ts';
import { openSurface } from '../src/surfaceConfig.ts';
import { freshKey, postTo } from './e2e/harness.ts';
import { journalInFolder } from './e2e/journal.ts';

describe('secrets that wait to be handed over', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T12:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are given once, at an address that nobody can guess', () => {
    const handover = new Handover();
    const [one, other] = [handover.put('one', 'demo'), handover.put('other', 'demo')];
    expect(one.path).toMatch(/^\/handover\/[\w-]{43}$/);
    expect(one.path).not.toBe(other.path);
    expect(one.expiresAt).toEqual(new Date('2026-11-24T12:05:00Z'));
    expect([
      handover.take(one.path, 'demo'),
      handover.take(one.path, 'demo'),
      handover.take(other.path, 'demo'),
    ]).toEqual(['one', null, 'other']);
  });

  it('are gone after five minutes', () => {
    const handover = new Handover();
    const [early, late] = [handover.put('early', 'demo'), handover.put('late', 'demo')];
    vi.advanceTimersByTime(HANDOVER_LIFETIME_MS - 1);
    expect(handover.take(early.path, 'demo')).toBe('early');
    vi.advanceTimersByTime(1);
    expect(handover.take(late.path, 'demo')).toBeNull();
  });

  it('are bounded in number: the oldest makes room', () => {
    const handover = new Handover();
    const paths = Array.from({ length: 1001 }, (_, index) => handover.put(`secret ${index}`, 'demo').path);
    expect(handover.take(paths[0]!, 'demo')).toBeNull();
    // Reading makes room for nobody: the next oldest is still there.
    expect(paths.slice(1).map((path) => handover.take(path, 'demo'))).toEqual(
      paths.slice(1).map((_, index) => `secret ${index + 1}`),
    );
  });

  it.each(['/handover/', '/handover/x', '/handover/__proto__', '/handover/constructor', '', '/'])(
    'are not at another address: %s',
    (path) => {
      const handover = new Handover();
      handover.put('secret', 'demo');
      expect(handover.take(path, 'demo')).toBeNull();
    },
  );
});

describe('the address of a password', () => {
  let sandbox: RunningSandbox;
  let gateway: RunningGateway;
  let log = '';

  beforeAll(async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
      log += String(line);
      return true;
    });
    sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 0, seed: 7, dataDir: null });
    gateway = await startGateway({
      host: '127.0.0.1',
      port: 0,
      access: loopbackAccess('demo'),
      accounts: demoAccounts(sandbox.url).filter(({ provider }) => provider === 'SIPPY'),
      limits: defaultLimits(),
      surface: openSurface(),
      ...journalInFolder(),
      log: createLog('trace', new Redactor()),
    });
    return async () => {
      stderr.mockRestore();
      await gateway.close();
      await sandbox.close();
    };
  });
  afterAll(() => vi.useRealTimers());

  const RESET = `mutation ($input: ResetOneTimePasswordInput!) {
    resetOneTimePassword(input: $input) { passwordPath passwordExpiresAt operation { id state } userErrors { code } }
  }`;
  const SIGN_IN = `mutation ($input: CheckSignInInput!) { checkSignIn(input: $input) { outcome } }`;

  interface Reset {
    readonly passwordPath: string | null;
    readonly passwordExpiresAt: string | null;
    readonly operation: { readonly state: string } | null;
  }

  async function reset(idempotencyKey = freshKey(), dryRun = false): Promise<Reset> {
    const input = { account: 'sippy-demo', webLogin: 'acme', idempotencyKey, dryRun };
    const { data } = await postTo<{ resetOneTimePassword: Reset }>(gateway.url, { query: RESET, variables: { input } });
    return data.resetOneTimePassword;
  }

  const post = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, { method: 'POST', ...init });

  it('gives it to one POST, as text that nothing keeps', async () => {
    const { passwordPath, passwordExpiresAt, operation } = await reset();
    expect(operation).toMatchObject({ state: 'SUCCEEDED' });
    expect(new Date(passwordExpiresAt!).valueOf() - Date.now()).toBeGreaterThan(HANDOVER_LIFETIME_MS - 20_000);
    const answer = await post(passwordPath!);
    const headers = ['content-type', 'cache-control', 'x-content-type-options'].map((name) => answer.headers.get(name));
    expect([answer.status, ...headers]).toEqual([200, 'text/plain; charset=utf-8', 'no-store', 'nosniff']);
    const password = await answer.text();
    expect(password).toMatch(/^\w{12}$/);
    const again = await post(passwordPath!);
    expect([again.status, again.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(await again.text()).not.toContain(password);
    // It is the password that the upstream has set.
    const input = { account: 'sippy-demo', username: 'acme', password };
    const signedIn = await postTo(gateway.url, { query: SIGN_IN, variables: { input } });
    expect(signedIn.data).toEqual({ checkSignIn: { outcome: 'ONE_TIME' } });
    expect(log).toContain('resetOneTimePassword');
    for (const secret of [password, passwordPath!]) expect(log).not.toContain(secret);
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])(
    'keeps it from a %s, which does not use it up',
    async (method) => {
      const { passwordPath } = await reset();
      const answer = await post(passwordPath!, { method });
      expect([answer.status, answer.headers.get('allow'), answer.headers.get('cache-control')]).toEqual([
        405,
        'POST',
        'no-store',
      ]);
      expect((await post(passwordPath!)).status).toBe(200);
    },
  );

  it('is one secret for one reader, however many ask at once', async () => {
    const { passwordPath } = await reset();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(passwordPath!)));
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([
      200,
      ...Array.from({ length: 19 }, () => 404),
    ]);
  });

  it('is told by nothing but the request that has set it', async () => {
    const key = freshKey();
    const first = await reset(key);
    const second = await reset(key);
    expect([first.passwordPath === null, second.passwordPath, second.operation?.state]).toEqual([
      false,
      null,
      'SUCCEEDED',
    ]);
    expect(await reset(freshKey(), true)).toMatchObject({ passwordPath: null, operation: null });
    const { data } = await postTo<object>(gateway.url, { query: '{ operations { nodes { id idempotencyKey } } }' });
    expect(JSON.stringify(data)).not.toContain(first.passwordPath!.slice(-43));
  });

  it('is nothing for another host name, a longer path, or a token with other letters', async () => {
    const { passwordPath } = await reset();
    for (const path of [
      `${passwordPath}/`,
      `${passwordPath}x`,
      passwordPath!.slice(0, -1),
      '/handover/',
      '/handover',
    ]) {
      expect((await post(path)).status, `of ${path}`).toBe(404);
    }
    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      const options = { method: 'POST', headers: { host: 'evil.example' } };
      request(`${gateway.url}${passwordPath}`, options, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });
    expect(foreign).toBe(421);
    expect((await post(`${passwordPath}?x=1`)).status).toBe(200);
  });

  it('is nothing any more after its time', async () => {
    const { passwordPath } = await reset();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HANDOVER_LIFETIME_MS });
    expect((await post(passwordPath!)).status).toBe(404);
    vi.useRealTimers();
    expect((await post(passwordPath!)).status).toBe(404);
  });
});
