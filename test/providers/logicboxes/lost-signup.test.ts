/** Lost sign-ups, looked for at the sandbox. */
import { describe, expect, it, vi } from 'vitest';
import type { Capabilities, Lost } from '../../../src/providers/provider.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { probed } from '../shared/lost-writes.ts';
import { mark, signup } from './inputs.ts';
import { byHand, find, lostNow, send, useLogicboxes } from './lost-writes.ts';
import { page, refusal, useProvider } from './upstream.ts';

const its = useLogicboxes();
const can = () => its.lab.provider.capabilities as Required<Capabilities>;

const SIGNUP = 'customers/v2/signup';
const absent = { verdict: 'absent' };
const applied = { verdict: 'applied', upstreamId: expect.stringMatching(/^\d+$/) as string };
const unclear = (reason: RegExp) => ({ verdict: 'unclear', reason: expect.stringMatching(reason) as string });

const write = () => can().signupLogicboxesClient;
const look = (lost: Lost) => find(write(), lost);
const lostSignup = () => lostNow(probed(write()).trace(signup()));
const idOfAna = async () => (await can().clients.byEmail('ana@example.com', scopeOf()))!.upstreamId;

/** Somebody signs a client up who is not the gateway. */
const signupByHand = (changes: Readonly<Record<string, string>> = {}) =>
  byHand(its.lab, SIGNUP, {
    username: 'ana@example.com',
    passwd: 'Fr3sh#canary',
    name: "Ana O'Neil",
    company: 'O’Neil & Söhne',
    'address-line-1': '1 Main St',
    city: 'Montréal',
    state: 'Quebec',
    country: 'CA',
    zipcode: 'H2X 1Y4',
    'phone-cc': '1',
    phone: '5145550100',
    'lang-pref': 'en',
    ...changes,
  });

const now = () => String(Math.floor(Date.now() / 1000));
const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString();

describe('a lost sign-up', () => {
  it.each(['apply_then_drop', 'empty_body', 'garbage'])('is found after %s', async (kind) => {
    await its.lab.fault(SIGNUP, kind);
    const lost = await send(write(), signup());
    expect(await look(lost)).toEqual({ verdict: 'applied', upstreamId: await idOfAna() });
  });

  it.each(['drop_before_apply', 'refuse', 'http_503_html'])('is absent after %s', async (kind) => {
    await its.lab.fault(SIGNUP, kind);
    expect(await look(await send(write(), signup()))).toEqual(absent);
  });

  it('is absent until it arrives late, and found then', async () => {
    await its.lab.renew({ writeTimeoutMs: 250 });
    await its.lab.fault(SIGNUP, 'apply_late', 600);
    const lost = await send(write(), signup());
    const looks = new Set<string>();
    const again = async () => {
      const { verdict } = await look(lost);
      looks.add(verdict);
      expect(verdict).toBe('applied');
    };
    await vi.waitFor(again, { timeout: 20_000, interval: 20 });
    expect(looks).not.toContain('unclear');
  });

  it('is found without a state, and with its texts written otherwise', async () => {
    await its.lab.fault(SIGNUP, 'apply_then_drop');
    const input = signup({ email: 'bea@example.com', state: null, mobile: null });
    expect(await look(await send(write(), input))).toEqual(applied);
    const lost = lostSignup();
    await signupByHand({ username: 'Ana@Example.com', name: "ANA  O'NEIL", city: 'montréal ' });
    expect(await look(lost)).toEqual(applied);
  });

  it('is found whatever the switches say', async () => {
    await its.lab.turn({ errorStatus: 200, envelope: 'B', pageKeys: 'run_on' });
    expect(await look(lostSignup())).toEqual(absent);
    await its.lab.fault(SIGNUP, 'apply_then_drop');
    expect(await look(await send(write(), signup()))).toEqual(applied);
  });

  it.each([
    ['name', { name: 'Ana Neil' }],
    ['company', { company: 'Söhne' }],
    ['city', { city: 'Montr' }],
    ['phone number', { phone: '5145550109' }],
  ])('is not a client of another %s with the e-mail address', async (_, changes) => {
    const lost = lostSignup();
    await signupByHand(changes);
    expect(await look(lost)).toEqual(unclear(/not the name, company, city and phone number/));
  });

  it.each([-11, 31])('is not an equal client that was made %i minutes after the send', async (late) => {
    await its.lab.control('clock', { now: minutes(late) });
    await signupByHand();
    expect(await look(lostSignup())).toEqual(unclear(/was not made then/));
  });

  it.each([-9, 29])('is found by a clock that is %i minutes off', async (late) => {
    await its.lab.control('clock', { now: minutes(late) });
    expect(await look(await send(write(), signup()))).toEqual(applied);
  });

  it('is not absent when it was deleted or renamed since', async () => {
    const lost = await send(write(), signup());
    const clientId = await idOfAna();
    await can().updateClient.send({ clientId, email: 'ann@example.com' }, scopeOf(), mark);
    expect(await look(lost)).toEqual(unclear(/does not find it any more/));
    await can().updateClient.send({ clientId, email: 'ana@example.com', city: 'Laval' }, scopeOf(), mark);
    await can().deleteClient.send({ clientId }, scopeOf(), mark);
    expect(await look(lost)).toEqual(unclear(/does not find it any more/));
  });

  it('is absent beside other clients made at the same time, and like ones made before', async () => {
    await its.lab.control('clock', { now: minutes(-60) });
    await signupByHand({ username: 'before@example.com' });
    await its.lab.control('clock', { now: null });
    await signupByHand({ username: 'other@example.com', name: 'Bea Other' });
    expect(await look(lostSignup())).toEqual(absent);
  });

  it.each(['customers/details', 'customers/search'])('is not looked for while %s is away', async (name) => {
    await its.lab.fault(name, 'http_503_html');
    expect(await errorFrom(look(lostSignup()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('keeps the e-mail address and nothing else that can be read', async () => {
    const { trace } = lostSignup();
    expect(trace).toEqual({ email: 'ana@example.com', likeness: expect.stringMatching(/^[\w-]{40,}$/) as string });
    expect(await look(lostNow({}))).toEqual(unclear(/Too little is known/));
    expect(await look(lostNow({ email: 'ana@example.com' }))).toEqual(unclear(/Too little is known/));
  });
});

describe('a lost sign-up that the sandbox cannot time', () => {
  const scripted = useProvider();
  const record = {
    customerid: '77',
    username: 'ana@example.com',
    name: "Ana O'Neil",
    company: 'O’Neil & Söhne',
    city: 'Montréal',
    telnocc: '1',
    telno: '5145550100',
  };
  const row = Object.fromEntries(Object.entries(record).map(([name, value]) => [`customer.${name}`, value]));
  const judge = () => {
    const signingUp = probed(scripted.can.signupLogicboxesClient);
    return signingUp.find(lostNow(signingUp.trace(signup())), scopeOf());
  };
  const made = (creationdt: string) => JSON.stringify({ ...record, creationdt });

  it('is found when it comes between two looks', async () => {
    scripted.upstream.on('customers/search', page([row]));
    scripted.upstream.on('customers/details', () =>
      scripted.upstream.count('customers/search') === 0 ? refusal('Customer ana@example.com not found') : made(now()),
    );
    expect(await judge()).toEqual({ verdict: 'applied', upstreamId: '77' });
  });

  it('asks for clients made since, with ten minutes for the clocks', async () => {
    scripted.upstream.on('customers/search', page([]));
    scripted.upstream.on('customers/details', refusal('Customer ana@example.com not found'));
    expect(await judge()).toEqual(absent);
    const { parameters } = scripted.upstream.calls.at(-1)!;
    expect(parameters.map(([name]) => name)).toEqual(['no-of-records', 'page-no', 'creation-date-start']);
    const before = Number(now()) - Number(parameters[2]![1]);
    expect(before).toBeGreaterThanOrEqual(600);
    expect(before).toBeLessThan(660);
  });

  it.each(['', '0', 'yesterday'])('is unclear of a client that was made %j', async (creationdt) => {
    scripted.upstream.on('customers/details', made(creationdt));
    expect(await judge()).toEqual(unclear(/was not made then/));
  });

  it('is not absent when the upstream answers with another client', async () => {
    scripted.upstream.on('customers/search', page([row]));
    scripted.upstream.on('customers/details', JSON.stringify({ ...record, username: 'eve@example.com' }));
    expect(await judge()).toEqual(unclear(/does not find it any more/));
  });
});
