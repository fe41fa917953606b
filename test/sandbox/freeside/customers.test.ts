/** Lists and searches, accounts and their suspension, and whose customers they are. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { struct } from '../../../src/wire/xmlrpc-values.ts';
import { ALL, PUBLIC, asText, driveFreeside, rowsOf, signup } from './drive.ts';
import type { Freeside, Members, Result } from './drive.ts';

const numbers = (rows: readonly Record<string, string>[]) => rows.map((row) => Number(row['custnum']));

describe('agent_list_customers', () => {
  let freeside: Freeside;
  beforeAll(async () => {
    freeside = await driveFreeside({ clients: 200 });
  });
  afterAll(() => freeside.sandbox.close());
  const list = (members: Members) => rowsOf(freeside, members);

  it('is empty without search and flags, and has no error member', async () => {
    for (const members of [{}, { active: '' }, { active: '0', search: ' ' }]) {
      expect(await freeside.call('agent_list_customers', members)).toEqual({ customers: [] });
    }
  });

  it('gives the customers of each flag, which agent_info counts', async () => {
    const info = await freeside.call('agent_info');
    const labels = [
      ['prospect', 'prospect', 'num_prospect', 'FF00F5', 'No packages'],
      ['active', 'active', 'num_active', '00CC00', 'Active'],
      ['susp', 'suspended', 'num_susp', 'FF9900', 'Suspended'],
      ['cancel', 'cancelled', 'num_cancel', 'FF0000', 'Cancelled'],
    ] as const;
    for (const [flag, status, count, statuscolor, status_label] of labels) {
      const rows = await list({ [flag]: 'yes' });
      expect(rows.length).toBeGreaterThan(3);
      expect(info[count]).toBe(String(rows.length));
      for (const row of rows) expect(row).toMatchObject({ status, cust_status: status, statuscolor, status_label });
      expect(numbers(rows)).toEqual(numbers(rows).toSorted((left, right) => left - right));
    }
  });

  it('puts the parts one after the other, nobody twice; inactive and ordered ones have no flag', async () => {
    const parts = await Promise.all([
      list({ prospect: '1' }),
      list({ active: '1' }),
      list({ susp: '1' }),
      list({ cancel: '1' }),
    ]);
    const [, active] = parts;
    const found = numbers(active).at(-1);
    const rows = await list({ ...ALL, search: String(found) });
    const flagged = parts.flat().filter((row) => row['custnum'] !== String(found));
    expect(numbers(rows)).toEqual([found, ...numbers(flagged)]);
    expect(rows.length).toBeLessThan(201);
    const hidden = Array.from({ length: 201 }, (_, index) => 5001 + index).filter((id) => !numbers(rows).includes(id));
    const states = await Promise.all(hidden.map(async (id) => (await list({ search: String(id) }))[0]?.['status']));
    expect(new Set(states)).toEqual(new Set(['inactive', 'ordered']));
  });

  it('shows ss, and neither balance nor e-mail nor card', async () => {
    const rows = await list(ALL);
    expect(rows.some((row) => /^000-\d\d-\d{4}$/.test(row['ss'] ?? ''))).toBe(true);
    for (const row of rows) {
      expect(Object.keys(row).filter((name) => /balance|mail|invoicing|pay/.test(name))).toEqual([]);
      expect(JSON.stringify(row)).not.toContain('@');
      expect(row['agentnum']).toBe('1');
    }
  });

  it('on the branch 2.3 has addresses and masked payment columns, and no label', async () => {
    await freeside.turn({ branch: '2.3' });
    const [row] = await list({ search: '5001' });
    await freeside.turn({ branch: 'master' });
    expect(row).toMatchObject({ address1: '123 Main St', zip: '02134', payby: 'CARD', paymask: 'xxxxxxxxxxxx1111' });
    expect(row).not.toHaveProperty('status_label');
    expect(row).not.toHaveProperty('cust_status');
  });

  it.each([
    ['5001', 'by number'],
    ['05001', 'by number with a zero'],
    ['6175550100', 'by phone'],
    ['6175550101', 'by a phone with an extension'],
    ['JANE@example.com', 'by e-mail'],
    ['bills@example.com', 'by another e-mail'],
    ['4242424242421111', 'by card'],
    ['doe', 'by last name'],
    ['Acme Ltd', 'by company'],
    ['cme l', 'by a part'],
    ['jane doe', 'by both names'],
    ['Acne Ltd', 'loosely'],
  ])('finds 5001 with %s (%s)', async (search) => {
    expect(numbers(await list({ search }))).toContain(5001);
  });

  it.each([
    '4001',
    '9999999',
    'zzzzzz',
    'ja',
    'nobody@example.com',
    'rob@example.com',
    '6175550177',
    '378282246310005',
  ])('finds nobody with %s', async (search) => {
    expect(await list({ search })).toEqual([]);
  });

  it('finds a customer by the number of the agent', async () => {
    const own = (await list(ALL)).find((row) => row['agent_custid'] !== '');
    expect(numbers(await list({ search: own?.['agent_custid'] ?? '' }))).toEqual([Number(own?.['custnum'])]);
    const shown = await freeside.call('customer_info', { custnum: own?.['custnum'] ?? '' });
    expect(shown['display_custnum']).toBe(own?.['agent_custid']);
  });

  it('by name and card reaches into other agents when the switch says so', async () => {
    await freeside.turn({ foreignRows: 'on' });
    const names = await list({ search: 'doe' });
    const cards = await list({ search: '4242424242421111' });
    const emails = await list({ search: 'rob@example.com' });
    await freeside.turn({ foreignRows: 'off' });
    expect(names.map((row) => [row['custnum'], row['agentnum']])).toContainEqual(['4001', '2']);
    expect(numbers(cards)).toEqual(expect.arrayContaining([4001, 4002, 5001]));
    expect(emails).toEqual([]);
  });

  it('dies of an apostrophe in an e-mail, and takes one in a name', async () => {
    const fault = await freeside.call('agent_list_customers', { search: "o'hara@example.com" });
    expect(fault).toMatchObject({ faultCode: 'Server', codeType: 'string' });
    const names = (await list({ search: "o'hara" })).map((row) => row['last']);
    expect(new Set(names)).toEqual(new Set(["O'Hara"]));
  });
});

describe('customers of others', () => {
  let freeside: Freeside;
  beforeAll(async () => {
    freeside = await driveFreeside();
  });
  afterAll(() => freeside.sandbox.close());

  it.each([
    ['customer_info', 'Expired session', 'customer_info: unknown custnum'],
    ['customer_info_short', 'Expired session', 'customer_info_short: unknown custnum'],
    ['customer_recurring', 'Expired session', 'unknown custnum'],
    ['billing_history', 'No customer', 'unknown custnum'],
    ['list_pkgs', 'unknown custnum', 'unknown custnum'],
    ['order_pkg', 'unknown custnum', 'unknown custnum'],
  ])('%s knows none, and none that does not exist', async (method, none, unknown) => {
    for (const custnum of ['4001', '4711', '-1', 'x', '5001.0', '99999999999999999999', '__proto__']) {
      expect(await freeside.call(method, { custnum })).toEqual({ error: `${unknown} ${custnum}` });
    }
    expect(await freeside.call(method, { custnum: '' })).toEqual({ error: none });
  });

  it('the branch 2.3 names no method, has no customer_recurring and no short balance', async () => {
    await freeside.turn({ branch: '2.3' });
    const unknown = await freeside.call('customer_info', { custnum: '4711' });
    const recurring = await freeside.call('customer_recurring', { custnum: '5001' });
    const short = await freeside.call('customer_info_short', { custnum: '5001' });
    await freeside.turn({ branch: 'master' });
    expect(unknown).toEqual({ error: 'unknown custnum 4711' });
    expect(recurring['faultString']).toMatch(/^No such procedure: customer_recurring at /);
    expect(short).not.toHaveProperty('balance');
  });

  it('a history is of a package that the customer has', async () => {
    const history = { custnum: '5001', pkgnum: '7001' };
    expect(await freeside.call('billing_history', history)).toMatchObject({ balance: '12.50' });
    expect(await freeside.call('billing_history', { ...history, pkgnum: '7002' })).toEqual({
      error: 'No history for package',
    });
  });
});

describe('suspension', () => {
  let freeside: Freeside;
  beforeEach(async () => {
    freeside = await driveFreeside({ clients: 200 });
  });
  afterEach(() => freeside.sandbox.close());
  const jane = { username: 'jane', domain: 'example.com' };
  const packages = async (custnum: string) =>
    (await freeside.call('list_pkgs', { custnum }))['cust_pkg'] as { [name: string]: string }[];

  it('is of the whole package, idempotent, and ends', async () => {
    await freeside.control('clock', { now: '2026-11-24T12:00:00Z' });
    const session_id = await freeside.login();
    const as = { ...jane, session_id };
    const rows = () => freeside.call('list_pkgs', { custnum: '5001', agent_session_id: session_id });
    for (let times = 0; times < 2; times += 1) {
      expect(await freeside.call('suspend_username', as)).toEqual({ error: '' });
      expect((await rows())['cust_pkg']).toMatchObject([
        { status: 'suspended', susp: '1795521600', statuscolor: 'FF9900' },
      ]);
      await freeside.control('clock', { now: '2026-11-24T12:10:00Z' });
    }
    const info = { custnum: '5001', agent_session_id: session_id };
    expect(await freeside.call('customer_info', info)).toMatchObject({ status: 'Suspended', balance: '12.50' });
    for (let times = 0; times < 2; times += 1) {
      expect(await freeside.call('unsuspend_username', as)).toEqual({ error: '' });
      expect((await rows())['cust_pkg']).toMatchObject([{ status: 'active', susp: '' }]);
    }
  });

  it.each([
    ['nobody', 'example.com', 'Account not found'],
    ['', '', 'Account not found'],
    ['jane', 'unknown.example', 'Account not found'],
    ['jane5001', 'example.com', 'Account not found'],
    ['orphan', 'example.com', 'Unlinked account'],
    ['rob', 'example.com', 'Not your account'],
  ])('of %j at %j: %s', async (username, domain, error) => {
    for (const method of ['suspend_username', 'unsuspend_username']) {
      expect(await freeside.call(method, { username, domain })).toEqual({ error });
    }
  });

  it('fails for a cancelled package that still holds its account', async () => {
    const errors = new Set<string>();
    for (const row of await rowsOf(freeside, { cancel: '1' })) {
      const first = plainName(row['first']);
      const account = { username: `${first}${row['custnum']}`, domain: 'example.com' };
      for (const method of ['suspend_username', 'unsuspend_username']) {
        errors.add((await freeside.error(method, account)).replace(/\d+$/, 'N'));
      }
    }
    expect(errors).toEqual(
      new Set(['Account not found', "Can't suspend cancelled package N", "Can't unsuspend cancelled package N"]),
    );
  });

  it('of a supplemental package does nothing, and error is undef', async () => {
    const seen = new Set<string>();
    for (const row of await rowsOf(freeside, { active: '1' })) {
      const { custnum = '' } = row;
      const account = { username: `${plainName(row['first'])}${custnum}-2`, domain: 'example.com' };
      const call = struct({ ...account, session_id: freeside.session });
      const text = await freeside.post(encodeCall(`${PUBLIC}suspend_username`, [call]));
      if (text.includes('Account not found')) continue;
      const [, second] = await packages(custnum);
      const error = /<name>error<\/name>(.*?)<\/member>/.exec(text)?.[1];
      seen.add(`${second?.['status']}: ${error}`);
    }
    expect(seen).toEqual(new Set(['active: <value />', 'suspended: <value><string /></value>']));
  });

  it('keeps a user name taken', async () => {
    await freeside.call('suspend_username', jane);
    expect(await freeside.call('check_username', jane)).toEqual({ error: '', available: '0' });
  });

  it('of an account that was signed up', async () => {
    const { custnum } = await freeside.call('new_customer', signup());
    expect(await freeside.error('suspend_username', { username: 'ADA', domain: 'Example.COM' })).toBe('');
    expect(await packages(asText(custnum))).toMatchObject([{ status: 'suspended' }]);
  });
});

describe('check_username', () => {
  it('of an unknown domain says available, or so when the switch is set', async () => {
    const freeside = await driveFreeside();
    const check = (username: string, domain: string): Promise<Result> =>
      freeside.call('check_username', { username, domain });
    expect(await check('jane', 'unknown.example')).toEqual({ error: '', available: '1' });
    expect(await check('jane', 'EXAMPLE.com')).toEqual({ error: '', available: '0' });
    expect(await check('jane', 'example.net')).toEqual({ error: '', available: '1' });
    expect(await check('orphan', 'example.com')).toEqual({ error: '', available: '0' });
    await freeside.turn({ unknownDomain: 'error' });
    expect(await check('jane', 'unknown.example')).toEqual({ error: 'Unknown domain' });
    expect(await check('jane', 'example.com')).toEqual({ error: '', available: '0' });
    await freeside.sandbox.close();
  });
});

function plainName(first: string | undefined): string {
  return (first ?? '')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
