import { describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import type { SignupVoipmsInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { lose, probed, useLab, verdict } from '../shared/lost-writes.ts';
import { providerAt, useProvider } from './upstream.ts';

const demo = { username: 'demo@example.com', password: 'demo-voipms' } as const;
const sandbox = useLab('voipms', (url, changes) => providerAt(`${url}/api/v1/rest.php`, { ...demo, ...changes }));

const input = (changes: Partial<SignupVoipmsInput> = {}): SignupVoipmsInput => ({
  firstName: 'Ana',
  lastName: "O'Neil",
  company: null,
  street: '1 Main St',
  city: 'Montréal',
  state: 'QC',
  country: 'Canada',
  postalCode: 'H2X 1Y4',
  phoneNumber: '+1 (514) 555-0100',
  email: 'Ana@example.com',
  emailConfirmation: 'Ana@example.com',
  password: 'Canary-Pass-1',
  passwordConfirmation: 'Canary-Pass-1',
  activate: true,
  balanceManagement: '1',
  ...changes,
});

const signup = () => probed(sandbox.lab.provider.capabilities.signupVoipmsClient);
const loseWith = async (fault: string, given = input()) => {
  await sandbox.lab.fault('signupClient', fault);
  return lose(signup(), given);
};
const idOf = async (email: string) =>
  (await sandbox.lab.provider.capabilities.clients.byEmail(email, scopeOf()))!.upstreamId;

describe('a lost signupVoipmsClient', () => {
  it.each(['name', 'code'])(
    'that was applied is found, with the country read back as its %s',
    async (countryReadback) => {
      await sandbox.lab.turn({ countryReadback });
      const lost = await loseWith('apply_then_drop');
      expect(await signup().find(lost, scopeOf())).toEqual({
        verdict: 'applied',
        upstreamId: await idOf('ana@example.com'),
      });
    },
  );

  it('that was applied is found with all that a client can have, and not activated', async () => {
    const whole = input({ company: 'Söhne & Co', activate: false, balanceManagement: null, country: 'ca' });
    expect(await verdict(signup(), await loseWith('apply_then_drop', whole))).toBe('applied');
  });

  it('that was not applied is absent, but doubtful if the client was not to be activated', async () => {
    expect(await verdict(signup(), await loseWith('drop_before_apply'))).toBe('absent');
    expect(await verdict(signup(), await loseWith('drop_before_apply', input({ activate: false })))).toBe('unclear');
  });

  it('that is applied late is absent before and found then', async () => {
    await sandbox.lab.renew({ writeTimeoutMs: 300 });
    await sandbox.lab.fault('signupClient', 'apply_late', 3000);
    const lost = await lose(signup(), input());
    expect(await verdict(signup(), lost)).toBe('absent');
    await expect.poll(() => verdict(signup(), lost), { timeout: 20_000, interval: 200 }).toBe('applied');
  });

  it.each(['Ana@example.com', 'ANA@EXAMPLE.COM'])(
    'is not sent for a person who is a client already, who would be taken for the new one: %s',
    async (email) => {
      expect(await signup().check(input(), scopeOf())).toEqual([]);
      await signup().send(input(), scopeOf(), newMark());
      const again = input({ email, emailConfirmation: email });
      expect(await signup().check(again, scopeOf())).toMatchObject([{ code: 'ALREADY_EXISTS', field: ['email'] }]);
    },
  );

  it.each<[string, Partial<SignupVoipmsInput>]>([
    ['name', { firstName: 'Eve' }],
    ['company', { company: 'Eve Inc' }],
    ['street', { street: '2 Main St' }],
    ['phone number', { phoneNumber: '5145550199' }],
  ])('is doubtful when the client with the address has another %s', async (_, changes) => {
    const lost = await loseWith('drop_before_apply');
    await signup().send(input(changes), scopeOf(), newMark());
    expect(await verdict(signup(), lost)).toBe('unclear');
  });

  it('is doubtful when the client was changed meanwhile', async () => {
    const lost = await loseWith('apply_then_drop');
    const change = { clientId: await idOf('ana@example.com'), city: 'Québec' };
    await sandbox.lab.provider.capabilities.updateClient!.send(change, scopeOf(), newMark());
    expect(await verdict(signup(), lost)).toBe('unclear');
  });

  it('is not judged when the clients cannot be read', async () => {
    const lost = await loseWith('drop_before_apply');
    await sandbox.lab.fault('getClients', 'http_503_html');
    expect(await errorFrom(signup().find(lost, scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await sandbox.lab.turn({ accountKind: 'plain' });
    expect(await errorFrom(signup().find(lost, scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
  });

  it('keeps the address and a hash for the look', () => {
    const trace = signup().trace(input());
    expect(trace).toEqual({
      email: 'Ana@example.com',
      likeness: expect.stringMatching(/^[\w-]{43}$/) as string,
      activate: 'yes',
    });
    expect(JSON.stringify(trace)).not.toMatch(/Canary|Neil|Main|514/);
  });
});

describe('the look for a client', () => {
  const its = useProvider();
  const write = () => probed(its.provider.capabilities.signupVoipmsClient);
  const ana =
    '{"client":"7","email":"ANA@EXAMPLE.COM","password":"x","company":"","firstname":"Ana","lastname":"O%27Neil","address":"1 MAIN ST","city":"MONTRÉAL","state":"QUEBEC","country":"CANADA","zip":"H2X1Y4","phone_number":"15145550100","balance_management":"1"}';

  it.each([
    // The look before the send did not find this one either.
    ['invalid_client', `{"status":"success","clients":[${ana}]}`, 'unclear'],
    ['no_client', `{"status":"success","clients":[${ana}]}`, 'unclear'],
    ['invalid_client', `{"status":"success","clients":[${ana.replace('ANA@', 'EVE@')}]}`, 'absent'],
    ['invalid_client', '{"status":"no_client"}', 'absent'],
  ])('goes on with the list when the address finds %s', async (status, list, expected) => {
    its.upstream.on('getClients', ({ parameters }) => ('client' in parameters ? JSON.stringify({ status }) : list));
    const lost = { trace: write().trace(input()), mark: newMark(), sentAt: new Date() };
    expect(await verdict(write(), lost)).toBe(expected);
    expect(its.upstream.calls.map(({ parameters }) => parameters)).toEqual([{ client: 'Ana@example.com' }, {}]);
  });

  it('takes the client that is found by the address, however its data are written', async () => {
    its.upstream.on('getClients', `{"status":"success","clients":[${ana}]}`);
    const lost = { trace: write().trace(input()), mark: newMark(), sentAt: new Date() };
    expect(await write().find(lost, scopeOf())).toEqual({ verdict: 'applied', upstreamId: '7' });
    expect(its.upstream.count('getClients')).toBe(1);
  });

  it('knows nobody by a trace that tells nothing', async () => {
    expect(await verdict(write(), { trace: {}, mark: newMark(), sentAt: new Date() })).toBe('unclear');
    expect(its.upstream.calls).toEqual([]);
  });
});
