/** new_customer: what it creates, and the switches that change it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asText, driveFreeside, rowsOf, signup } from './drive.ts';
import type { Freeside, Result } from './drive.ts';

let freeside: Freeside;
beforeEach(async () => {
  freeside = await driveFreeside();
});
afterEach(() => freeside.sandbox.close());

const info = (custnum: Result[string] | undefined): Promise<Result> =>
  freeside.call('customer_info', { custnum: asText(custnum) });
const history = async (custnum: Result[string] | undefined) =>
  (await freeside.call('billing_history', { custnum: asText(custnum) }))['history'] as Result[];

describe('a sign-up', () => {
  it('creates customer, package, account and first invoice', async () => {
    await freeside.control('clock', { now: '2026-11-24T12:00:00Z' });
    const session_id = await freeside.login();
    const created = await freeside.call('new_customer', { ...signup({ username: 'Ada' }), session_id });
    const { custnum, svcnum } = created;
    expect(created).toEqual({
      error: '',
      signup_service: 'svc_acct',
      custnum,
      svcnum,
      username: 'ada',
      _password: 'Tr1cky-Pw',
    });
    const ask = { agent_session_id: session_id, custnum: asText(custnum) };
    expect(await freeside.call('customer_info', ask)).toMatchObject({
      error: '',
      name: "Ada O'Connor",
      company: 'Analytical Engines',
      daytime: '617-555-0100',
      zip: '02134',
      balance: '12.50',
      status: 'Active',
      invoicing_list: 'ada@example.org',
      open_invoices: [{ date: 'Nov 24th, 2026', owed: '12.50', charged: '12.50' }],
      next_bill_date_pretty: '12/24/2026',
    });
    const packages = (await freeside.call('list_pkgs', ask))['cust_pkg'];
    expect(packages).toMatchObject([
      { pkgpart: '2', status: 'active', cust_svc: [{ svcnum, label: ['Account', 'ada@example.com', 'svc_acct'] }] },
    ]);
    const taken = { session_id, username: 'ada', domain: 'example.com' };
    expect(await freeside.call('check_username', taken)).toEqual({ error: '', available: '0' });
    const [row] = await rowsOf(freeside, { session_id, search: 'ada@example.org' });
    expect(row).toMatchObject({ custnum, name: "Analytical Engines (O'Connor, Ada)", signupdate: '1795521600' });
    expect(await freeside.call('new_customer', { ...signup(), session_id })).toEqual({ error: 'Username in use' });
  });

  it('without a set-up fee has no invoice; on another domain the same user name is free', async () => {
    const first = await freeside.call('new_customer', signup({ pkgpart: '1' }));
    expect(await info(first['custnum'])).toMatchObject({ balance: '0.00', open_invoices: [], status: 'Active' });
    expect(await history(first['custnum'])).toEqual([]);
    expect(await freeside.error('new_customer', signup({ domsvc: '102' }))).toBe('');
    const check = { username: 'ada', domain: 'example.net' };
    expect(await freeside.call('check_username', check)).toEqual({ error: '', available: '0' });
  });

  it('squeezes, cuts and completes its fields', async () => {
    const { custnum } = await freeside.call(
      'new_customer',
      signup({
        first: '  Ada   Mary ',
        country: 'ca',
        state: 'QC',
        zip: 'h2x1y4',
        bill_city: 'Montréal',
        daytime: '(514) 555 0100 ext. 12',
        mobile: '1-514-555-0199',
        ss: '000123456',
        stateid: 'L1234567',
        locale: 'fr_CA',
        invoicing_list: 'a@example.org, POST,b@example.org',
        ship_address1: '1 Rue Haute',
        ship_city: 'Québec',
        ship_state: 'QC',
        ship_zip: 'G1R 2B5',
      }),
    );
    expect(await info(custnum)).toMatchObject({
      first: 'Ada Mary',
      country: 'CA',
      zip: 'H2X 1Y4',
      city: 'Montréal',
      daytime: '514-555-0100 x12',
      mobile: '514-555-0199',
      ss: 'xxx-xx-3456',
      stateid: 'xxxx4567',
      invoicing_list: 'a@example.org, b@example.org',
      postal_invoicing: '1',
      has_ship_address: '1',
      ship_address1: '1 Rue Haute',
      ship_zip: 'G1R 2B5',
      ship_country: 'CA',
    });
    expect((await rowsOf(freeside, { search: asText(custnum) }))[0]).toMatchObject({ ss: '000-12-3456' });
  });

  it.each([
    ['GB', '', 'SW1A 1AA'],
    ['DE', '', '10115'],
    ['IE', 'Dublin', ''],
    ['AU', 'NSW', '2000'],
    ['US', 'PR', '00901-1234'],
  ])('from %s, state %j, zip %j', async (country, state, zip) => {
    expect(await freeside.error('new_customer', signup({ country, state, zip, daytime: '' }))).toBe('');
  });

  it.each(['12/2028', '1/2028', '12/28', '1/28', ''])('with the expiry %j', async (paydate) => {
    expect(await freeside.error('new_customer', signup({ paydate }))).toBe('');
  });

  it.each(['4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005', '6011111111111117', '30569309025904'])(
    'takes the card %s',
    async (payinfo) => {
      expect(await freeside.error('new_customer', signup({ payinfo }))).toBe('');
    },
  );

  it('by electronic cheque, and by a prepaid card, which works once', async () => {
    const cheque = signup({ payby: 'CHEK', payinfo: '123456789@021000021', username: 'cheque' });
    expect(await freeside.error('new_customer', cheque)).toBe('');
    const prepaid = signup({ payby: 'PREPAY', payinfo: 'ABCD1234' });
    const { custnum } = await freeside.call('new_customer', prepaid);
    expect(await info(custnum)).toMatchObject({ balance: '2.50' });
    expect((await history(custnum)).map((row) => [row['type'], row['amount']])).toEqual([
      ['Payment', '-10.00'],
      ['Invoice', '12.50'],
    ]);
    expect(await freeside.error('new_customer', { ...prepaid, username: 'again', payinfo: 'abcd1234' })).toBe(
      'Invalid prepaid card: abcd1234',
    );
  });

  it('without a session belongs to the agent that agentnum names, and to the session’s agent otherwise', async () => {
    const own = await freeside.ask('new_customer', signup({ agentnum: '1' }));
    expect(await info(own['custnum'])).toMatchObject({ error: '' });
    const foreign = await freeside.ask('new_customer', signup({ agentnum: '2', username: 'two' }));
    expect(foreign['error']).toBe('');
    expect((await info(foreign['custnum']))['error']).toMatch(/unknown custnum/);
    const ignored = await freeside.call('new_customer', signup({ agentnum: '2', username: 'three' }));
    expect(await info(ignored['custnum'])).toMatchObject({ error: '' });
  });
});

describe('switches of a sign-up', () => {
  it('allowedPayby: BILL, when the operator allows it', async () => {
    const members = signup({ payby: 'BILL', payinfo: '' });
    expect(await freeside.error('new_customer', members)).toBe('Illegal payment type');
    await freeside.turn({ allowedPayby: ['BILL'] });
    expect(await freeside.error('new_customer', members)).toBe('');
    expect(await freeside.call('signup_info')).toMatchObject({ payby: ['BILL'], payby_longname: ['Billing'] });
  });

  it('passwordPolicy, and the branch that has none', async () => {
    await freeside.turn({ passwordPolicy: 'off' });
    expect(await freeside.error('new_customer', signup({ _password: 'x', username: 'one' }))).toBe('');
    await freeside.turn({ passwordPolicy: 'on', branch: '2.3' });
    expect(await freeside.error('new_customer', signup({ _password: 'x', username: 'two' }))).toBe('');
  });

  it('prepaidTemplate: the address comes from another customer', async () => {
    const short = signup({ address1: undefined, city: undefined, zip: undefined, prepaid_shortform: '1' });
    expect(await freeside.error('new_customer', short)).toBe('Illegal or empty (text) address1: ');
    await freeside.turn({ prepaidTemplate: 'missing' });
    expect(await freeside.error('new_customer', short)).toBe('Configuration error');
    expect(await freeside.error('new_customer', signup({ username: 'long' }))).toBe('');
    await freeside.turn({ prepaidTemplate: 'present' });
    const { custnum } = await freeside.call('new_customer', short);
    expect(await info(custnum)).toMatchObject({ address1: '123 Main St', city: 'Boston' });
  });

  it('accessNumbers are in signup_info', async () => {
    await freeside.turn({ accessNumbers: 'on', requireCvv: 'on' });
    const { svc_acct_pop: numbers, require_cvv } = await freeside.call('signup_info');
    expect(numbers).toHaveLength(1);
    expect(require_cvv).toBe('1');
  });

  it('realtimeBilling paid: the first invoice is paid', async () => {
    await freeside.turn({ realtimeBilling: 'paid' });
    const { custnum } = await freeside.call('new_customer', signup());
    expect(await info(custnum)).toMatchObject({ balance: '0.00', open_invoices: [], max_invnum: /\d+/ });
    expect((await history(custnum)).map((row) => row['type'])).toEqual(['Payment', 'Invoice']);
  });

  it('realtimeBilling decline: the customer is there, cancelled, and the user name is free again', async () => {
    await freeside.turn({ realtimeBilling: 'decline' });
    expect(await freeside.call('new_customer', signup())).toEqual({ error: '_decline' });
    const [row] = await rowsOf(freeside, { search: 'ada@example.org' });
    expect(row).toMatchObject({ status: 'cancelled', status_label: 'Cancelled', statuscolor: 'FF0000' });
    expect(await info(row?.['custnum'])).toMatchObject({ balance: '0.00', status: 'Cancelled', open_invoices: [] });
    expect(await history(row?.['custnum'])).toEqual([]);
    const check = { username: 'ada', domain: 'example.com' };
    expect(await freeside.call('check_username', check)).toEqual({ error: '', available: '1' });
    // Nothing is due, so that nothing can be declined.
    expect(await freeside.error('new_customer', signup({ pkgpart: '1' }))).toBe('');
  });

  it('realtimeBilling collect: the customer is there and owes', async () => {
    await freeside.turn({ realtimeBilling: 'collect' });
    expect(await freeside.call('new_customer', signup())).toMatchObject({ error: '_collect', amount: '12.50' });
    const [row] = await rowsOf(freeside, { search: 'ada@example.org' });
    expect(await info(row?.['custnum'])).toMatchObject({ balance: '12.50', status: 'Active' });
  });
});
