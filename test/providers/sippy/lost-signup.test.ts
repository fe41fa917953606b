import { describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { SignupSippyInput } from '../../../src/providers/records.ts';
import { int, struct, type XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { lose, probed, useLab, verdict } from '../shared/lost-writes.ts';
import { faulty, ok, providerAt, useProvider, type Reply } from './upstream.ts';

const demo = { username: 'demo', password: 'demo-sippy' } as const;
const sandbox = useLab('sippy', (url, changes) => providerAt(`${url}/xmlapi/xmlapi`, { ...demo, ...changes }));

const attributes = {
  name: 'New & Co',
  webPassword: 'Canary-Pass-1',
  apiPassword: 'Canary-Pass-2',
  webLogin: 'newco',
  company: 'New & Söhne',
  firstName: 'Ada',
  email: 'ada@example.org',
  street: '12 Main St',
  country: 'US',
  phoneNumber: '+1 617 555 0100',
  maxSessions: null,
};
const input = (changes: Partial<SignupSippyInput['attributes']> = {}): SignupSippyInput => ({
  attributes: { ...attributes, ...changes },
  initialBalance: decimal('100'),
});

const signup = () => probed(sandbox.lab.provider.capabilities.signupSippyClient);
const loseWith = async (fault: string, given = input()) => {
  await sandbox.lab.fault('createCustomer', fault);
  return lose(signup(), given);
};
const idOf = async (name: string) => {
  const clients = await sandbox.lab.provider.capabilities.clients.list(scopeOf());
  return clients.find(({ displayName }) => displayName === name)!.upstreamId;
};

describe('a lost signupSippyClient', () => {
  it.each(['5.2', 'before_5.2'])('that was applied is found at version %s', async (version) => {
    await sandbox.lab.turn({ version });
    const lost = await loseWith('apply_then_drop');
    expect(await signup().find(lost, scopeOf())).toEqual({ verdict: 'applied', upstreamId: await idOf('New & Co') });
  });

  it('that was applied is found with nothing but name and password', async () => {
    const bare = { attributes: { name: 'Bare', webPassword: 'x' }, initialBalance: null };
    expect(await verdict(signup(), await loseWith('apply_then_drop', bare))).toBe('applied');
  });

  it('that was not applied is absent', async () => {
    expect(await verdict(signup(), await loseWith('drop_before_apply'))).toBe('absent');
  });

  it('that is applied late is absent before and found then', async () => {
    await sandbox.lab.renew({ writeTimeoutMs: 300 });
    await sandbox.lab.fault('createCustomer', 'apply_late', 3000);
    const lost = await lose(signup(), input());
    expect(await verdict(signup(), lost)).toBe('absent');
    await expect.poll(() => verdict(signup(), lost), { timeout: 20_000, interval: 200 }).toBe('applied');
  });

  it('is not sent for a name that a client has already, who would be taken for the new one', async () => {
    expect(await signup().check(input(), scopeOf())).toEqual([]);
    await signup().send(input(), scopeOf(), newMark());
    const taken = { code: 'ALREADY_EXISTS', field: ['name'] };
    expect(await signup().check(input(), scopeOf())).toMatchObject([taken]);
    expect(await signup().check(input({ email: 'x' }), scopeOf())).toMatchObject([{ field: ['email'] }, taken]);
  });

  it('is not sent when nobody can tell whether the name is taken', async () => {
    await sandbox.lab.fault('getCustomerInfo', 'http_503_html');
    expect(await errorFrom(signup().check(input(), scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it.each([{ firstName: 'Eve' }, { company: null }, { city: 'Boston' }, { email: 'eve@example.org' }])(
    'is doubtful when the client with the name differs in %j',
    async (changes) => {
      const lost = await loseWith('drop_before_apply');
      await signup().send(input(changes), scopeOf(), newMark());
      expect(await verdict(signup(), lost)).toBe('unclear');
    },
  );

  it('is not judged when the customers cannot be read', async () => {
    const lost = await loseWith('drop_before_apply');
    for (const name of ['getCustomerInfo', 'listCustomers']) {
      await sandbox.lab.fault(name, 'http_503_html');
      expect(await errorFrom(signup().find(lost, scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
  });

  it('keeps the name and a hash for the look', () => {
    const trace = signup().trace(input());
    expect(trace).toEqual({ name: 'New & Co', likeness: expect.stringMatching(/^[\w-]{43}$/) as string });
    expect(JSON.stringify(trace)).not.toMatch(/Canary|newco|Ada|ada|Main|617/);
  });
});

const info = (members: Record<string, XmlRpcValue> = {}) =>
  struct({
    name: 'New & Co',
    company_name: 'NEW & SÖHNE',
    first_name: 'Ada ',
    email: 'ada@example.org',
    street_addr: '12 Main St',
    phone: '16175550100',
    ...members,
  });
const listed = (id: number, name: string) => struct({ i_customer: int(id), name });

describe('the look for a customer', () => {
  const its = useProvider();
  const write = () => probed(its.provider.capabilities.signupSippyClient);
  const lost = () => ({ trace: write().trace(input()), mark: newMark(), sentAt: new Date() });

  /** A switch with a list of two customers a page. */
  const playing = (byName: Reply, rows: readonly XmlRpcValue[], byId: Reply = ok({ customer: info() })) => {
    its.upstream.on('getCustomerInfo', ({ members }) => ('name' in members ? byName : byId));
    its.upstream.on('listCustomers', ({ members }) => {
      const offset = Number((members['offset'] as string).slice(4));
      return ok({ customers: rows.slice(offset, offset + 2) });
    });
  };
  const others = [listed(1, 'A'), listed(2, 'B'), listed(3, 'C'), listed(4, 'D')];

  it.each<[string, Reply, string, string]>([
    ['the name finds nobody', faulty(404, 'Customer not found'), 'unclear', 'absent'],
    ['the fault has other words', faulty(77, 'No way'), 'unclear', 'absent'],
    ['the answer lacks the id', ok({ customer: info() }), 'applied', 'unclear'],
    ['the answer lacks the customer', ok(), 'unclear', 'absent'],
    ['the answer is about another', ok({ customer: info({ name: 'A', i_customer: int(1) }) }), 'unclear', 'absent'],
  ])('goes on with the whole list when %s: %s if it is there, else %s', async (_, byName, there, otherwise) => {
    playing(byName, [...others, listed(9, ' new  &  CO ')]);
    const found = await write().find(lost(), scopeOf());
    expect(found.verdict).toBe(there);
    expect(JSON.stringify(found)).toMatch(/"9"|Client 9 /);
    playing(byName, others);
    expect(await verdict(write(), lost())).toBe(otherwise);
    expect(its.upstream.calls.at(-1)?.members).toEqual({ offset: 'int:4', limit: 'int:1000' });
  });

  it.each([
    [1, "<type 'exceptions.KeyError'>:'x'"],
    [501, 'Fatal error'],
  ])('is no look when the switch answers the name with a fault of its own: %i', async (code, text) => {
    playing(faulty(code, text), others);
    const { message, details } = await errorFrom(write().find(lost(), scopeOf()));
    expect(details.upstreamText ?? message).toContain(text);
  });

  it('is no look when the customer is gone a moment later', async () => {
    playing(ok({ customer: info({ i_customer: int(9) }) }), others, faulty(404, 'Customer not found'));
    expect(await errorFrom(write().find(lost(), scopeOf()))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('knows nobody by a trace that tells nothing', async () => {
    expect(await verdict(write(), { ...lost(), trace: {} })).toBe('unclear');
    expect(its.upstream.calls).toEqual([]);
  });
});
