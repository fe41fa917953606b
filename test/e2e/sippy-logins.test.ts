import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loopbackAccess } from '../../src/accessConfig.ts';
import { demoAccounts, type SippyAccountConfig } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import {
  ChargeDocument,
  JustChargeDocument,
  SippyAccountDocument,
  SippyBalancesDocument,
  SippyCheckSignInDocument,
  SippyJustSignupDocument,
  SippyPageDocument,
  SippyPortfolioDocument,
  SippyResetPasswordDocument,
  SippyWholeDocument,
} from '../generated/graphql.ts';
import { codesOf, freshKey, Graph, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { ACME, logIn, SIPPY, sippyId, sippySignup } from './sippy-inputs.ts';
import { journalInFolder } from './journal.ts';

/** A sandbox with a gateway whose one account, at the demo switch, has settings of its own. */
async function startWith(settings: Partial<SippyAccountConfig>, switches: object = {}): Promise<Graph> {
  const { sandbox, gateway } = await Graph.start({ providers: ['sippy'] });
  await gateway.close();
  const demo = demoAccounts(sandbox.url).find(({ provider }) => provider === 'SIPPY') as SippyAccountConfig;
  const own: RunningGateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    access: loopbackAccess('demo'),
    accounts: [{ ...demo, ...settings }],
    limits: defaultLimits(),
    surface: openSurface(),
    ...journalInFolder(),
    log: createLog('silent', new Redactor()),
  });
  const graph = new Graph(sandbox, own);
  await graph.set({ ...switches }, 'sippy');
  return graph;
}

let own: Graph | null = null;
afterEach(async () => {
  await own?.close();
  own = null;
});

/** A charge of 1 for the documented client, under a fresh key. */
const oneMore = () => ({ clientId: sippyId(), amount: '1', idempotencyKey: freshKey() });

const refused = { code: 'ACCOUNT_REFUSED', account: SIPPY, retryable: false };

describe('the login of the account', () => {
  it('asks for one challenge, which all calls share', async () => {
    own = await startWith({});
    await Promise.all(Array.from({ length: 20 }, () => own!.get(SippyWholeDocument, { upstreamId: ACME })));
    await own.get(ChargeDocument, { input: oneMore() });
    expect(await own.calls('sippy')).toMatchObject({ '(challenge)': 1, getLowBalance: 20, customerDebit: 1 });
  });

  it('takes a new challenge when the old one is worn out, and applies a write once', async () => {
    own = await startWith({}, { nonceRequests: 2 });
    // Two requests each: the client's currency, and the charge itself.
    for (let count = 0; count < 3; count += 1) await own.get(JustChargeDocument, { input: oneMore() });
    expect(await own.calls('sippy')).toEqual({ '(challenge)': 3, getCustomerInfo: 3, customerDebit: 3 });
    await own.set({ nonceRequests: 1 }, 'sippy');
    const { addCharge } = await own.get(JustChargeDocument, { input: oneMore() });
    expect(addCharge.operation?.state).toBe('SUCCEEDED');
    expect(await own.calls('sippy')).toEqual({ '(challenge)': 5, getCustomerInfo: 4, customerDebit: 4 });
    await own.set({ nonceRequests: null }, 'sippy');
    const { client } = await own.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client).toMatchObject({ balance: { current: { amount: '45.88' } }, charges: { totalCount: 5 } });
  });

  it.each([
    ['answers the first request with 500', { unauthenticated500: ['getCustomerInfo', 'listCustomers'] }],
    ['has an opaque value and an odd realm', { digestOpaque: 'present', realm: 'A "realm", so=to say\\' }],
  ])('works where the switch %s', async (_what, switches) => {
    own = await startWith({}, switches);
    const { client } = await own.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client?.balance?.current.amount).toBe('49.88');
    expect((await own.calls('sippy'))['(challenge)']).toBe(1);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown user name', { username: 'nobody' }],
    ['a login without API access', { username: 'acme', password: 'acme-self-care' }],
  ])('is refused for %s, and says so everywhere', async (_what, settings) => {
    own = await startWith(settings);
    const whole = await own.run(SippyWholeDocument, { upstreamId: ACME });
    expect(whole.data).toEqual({ client: null });
    expect(whole.errors).toMatchObject([{ path: ['client'], extensions: refused }]);
    expect(whole.errors?.[0]?.message).toMatch(/API password/);
    const { data, errors } = await own.run(SippyPortfolioDocument, {});
    const accounts = [{ account: { name: SIPPY }, state: 'FAILED', code: 'ACCOUNT_REFUSED', retryable: false }];
    expect(data.portfolio).toEqual({ clientCount: null, totals: [], completeness: { complete: false, accounts } });
    expect(errors).toMatchObject([{ path: ['portfolio'], extensions: refused }]);
    const input = sippySignup();
    const { signupSippyClient } = await own.get(SippyJustSignupDocument, { input });
    // The look for the name comes first, and is refused.
    expect(signupSippyClient).toMatchObject({
      operation: null,
      userErrors: [{ __typename: 'InputError', code: 'ACCOUNT_REFUSED', path: null }],
    });
    const { account } = await own.get(SippyAccountDocument, {});
    expect(account?.health).toEqual({ state: 'DOWN', lastFailureCode: 'ACCOUNT_REFUSED', consecutiveFailures: 3 });
    // Nothing but challenges and refused answers to them.
    expect(Object.keys(await own.calls('sippy'))).toEqual(['(challenge)']);
  });
});

describe('a switch that trusts our address', () => {
  const trusted = { wholesalerId: 2, username: '', password: '' };
  const trusting = { trustedHosts: ['127.0.0.1/32'] };

  it('is spoken to without a login, in the name of the wholesaler', async () => {
    own = await startWith(trusted, trusting);
    const { client } = await own.get(SippyWholeDocument, { upstreamId: ACME });
    expect(client).toMatchObject({ displayName: 'Acme', balance: { current: { amount: '49.88' } } });
    const { clients } = await own.get(SippyBalancesDocument, { first: 10 });
    expect(clients.nodes).toHaveLength(6);
    const { addCharge } = await own.get(ChargeDocument, { input: oneMore() });
    expect(addCharge).toMatchObject({ userErrors: [], client: { balance: { current: { amount: '48.88' } } } });
    expect(await own.calls('sippy')).not.toHaveProperty('(challenge)');
  });

  it('has no functions that know no such mode, and says so beforehand', async () => {
    own = await startWith(trusted, trusting);
    const { account } = await own.get(SippyAccountDocument, {});
    const names = account?.capabilities.map(({ capability }) => capability);
    expect(names).toContain('UPDATE_SIPPY_CLIENT');
    expect(names).not.toContain('SIGN_IN');
    expect(names).not.toContain('RESET_ONE_TIME_PASSWORD');
    const login = { account: SIPPY, username: 'acme', password: 'acme-self-care' };
    const { checkSignIn } = await own.get(SippyCheckSignInDocument, { input: login });
    expect(checkSignIn).toMatchObject({ outcome: null, userErrors: [{ code: 'NOT_SUPPORTED' }] });
    const input = { account: SIPPY, webLogin: 'acme', idempotencyKey: freshKey() };
    const { resetOneTimePassword } = await own.get(SippyResetPasswordDocument, { input });
    expect(resetOneTimePassword).toMatchObject({ passwordPath: null, userErrors: [{ code: 'NOT_SUPPORTED' }] });
    expect(await own.calls('sippy')).toEqual({});
  });

  it('is refused where the switch does not trust it after all, and for an unknown wholesaler', async () => {
    own = await startWith(trusted);
    const stranger = await own.run(SippyPageDocument, {});
    expect(stranger.errors).toMatchObject([{ path: ['clients'], extensions: refused }]);
    expect(stranger.errors?.[0]?.message).toMatch(/address/);
    await own.close();
    own = await startWith({ ...trusted, wholesalerId: 999 }, trusting);
    const unknown = await own.run(SippyPageDocument, {});
    expect(unknown.data.clients).toMatchObject({ totalCount: null, nodes: [] });
    expect(codesOf(unknown)).toEqual(['ACCOUNT_REFUSED']);
    expect(unknown.errors?.[0]?.message).toMatch(/wholesalerId/);
  });

  it('says what to set where the switch trusts us and no wholesaler is named', async () => {
    own = await startWith({}, trusting);
    const { errors } = await own.run(SippyPageDocument, {});
    expect(errors).toMatchObject([{ path: ['clients'], extensions: refused }]);
    expect(errors?.[0]?.message).toMatch(/wholesalerId/);
  });
});

describe("a client's own login", () => {
  const graph = useGraph({ providers: ['sippy'], clients: 3 });
  beforeEach(() => logIn(graph));

  const check = async (username: string, password: string) =>
    (await graph.get(SippyCheckSignInDocument, { input: { account: SIPPY, username, password } })).checkSignIn;
  const reset = async (webLogin: string) =>
    (
      await graph.get(SippyResetPasswordDocument, {
        input: { account: SIPPY, webLogin, idempotencyKey: freshKey() },
      })
    ).resetOneTimePassword;
  const fetchPassword = async (path: string, method = 'POST') => {
    const answer = await fetch(`${graph.gateway.url}${path}`, { method });
    return { status: answer.status, text: await answer.text(), cache: answer.headers.get('cache-control') };
  };

  it('authCustomer tells whose it is', async () => {
    expect(await check('acme', 'acme-self-care')).toEqual({
      outcome: 'SIGNED_IN',
      client: { upstreamId: ACME },
      webUserId: '1003',
      accessLevel: '1',
      message: null,
      userErrors: [],
    });
    expect(await graph.calls('sippy')).toEqual({ authCustomer: 1, getCustomerInfo: 1 });
  });

  it.each([
    ['a wrong password', 'acme', 'Acme-self-care'],
    ['an unknown user name', 'nobody', 'acme-self-care'],
    ['a name that cannot be sent', 'ac\u0000me', 'acme-self-care'],
  ])('is refused for %s', async (_what, username, password) => {
    const answer = await check(username, password);
    expect(answer).toMatchObject({ outcome: 'REFUSED', client: null, webUserId: null, userErrors: [] });
    expect(answer.message).toBeTruthy();
    const { data } = await graph.ask('{ account(name: "sippy-demo") { health { state } } }');
    expect(data).toEqual({ account: { health: { state: 'UP' } } });
  });

  it('resetCustomerOneTimePassword hands a password over once, and it signs in once', async () => {
    const answer = await reset('acme');
    expect(answer).toMatchObject({
      userErrors: [],
      operation: { kind: 'RESET_ONE_TIME_PASSWORD', state: 'SUCCEEDED', delivery: 'UNPROVEN' },
    });
    expect(await graph.calls('sippy')).toEqual({ resetCustomerOneTimePassword: 1 });
    const path = answer.passwordPath!;
    expect(Date.parse(answer.passwordExpiresAt!)).toBeGreaterThan(Date.now() + 200_000);
    expect((await fetchPassword(path, 'GET')).status).toBe(405);
    const { status, text: password, cache } = await fetchPassword(path);
    expect({ status, cache }).toEqual({ status: 200, cache: 'no-store' });
    expect(password).toMatch(/^[A-Za-z0-9]{12}$/);
    expect(JSON.stringify(answer)).not.toContain(password);
    expect((await fetchPassword(path)).status).toBe(404);
    // 410 of the switch, and no ids with it.
    const oneTime = { outcome: 'ONE_TIME', client: null, webUserId: null, accessLevel: null, message: null };
    expect(await check('acme', password)).toEqual({ ...oneTime, userErrors: [] });
    expect((await check('acme', password)).outcome).toBe('REFUSED');
    expect((await check('acme', 'acme-self-care')).outcome).toBe('SIGNED_IN');
  });

  it('has no use for a one-time password once there is a newer one', async () => {
    const [first, second] = [await reset('acme'), await reset('acme')];
    const [old, fresh] = [await fetchPassword(first.passwordPath!), await fetchPassword(second.passwordPath!)];
    expect((await check('acme', old.text)).outcome).toBe('REFUSED');
    expect((await check('acme', fresh.text)).outcome).toBe('ONE_TIME');
  });

  it('is sent once for a key, and the repetition hands nothing over', async () => {
    const input = { account: SIPPY, webLogin: 'acme', idempotencyKey: freshKey() };
    const first = (await graph.get(SippyResetPasswordDocument, { input })).resetOneTimePassword;
    const again = (await graph.get(SippyResetPasswordDocument, { input })).resetOneTimePassword;
    expect(again).toMatchObject({ passwordPath: null, passwordExpiresAt: null, userErrors: [] });
    expect(again.operation?.id).toBe(first.operation?.id);
    expect((await graph.calls('sippy'))['resetCustomerOneTimePassword']).toBe(1);
    const { text } = await fetchPassword(first.passwordPath!);
    expect((await check('acme', text)).outcome).toBe('ONE_TIME');
  });

  it('cannot be reset for nobody', async () => {
    const unknown = await reset('nobody');
    expect(problemsOf(unknown)).toEqual(['NOT_FOUND input.webLogin']);
    expect(unknown).toMatchObject({ passwordPath: null, operation: { state: 'REJECTED' } });
    expect(problemsOf(await reset(' '))).toEqual(['INVALID_INPUT input.webLogin']);
    expect(await graph.calls('sippy')).toEqual({ resetCustomerOneTimePassword: 1 });
  });
});
