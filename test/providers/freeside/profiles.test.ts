import { describe, expect, it } from 'vitest';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, fixture, refusal, useProvider, type Printable } from './upstream.ts';

const its = useProvider();

type Row = { readonly [name: string]: Printable };
const infoOf = (row: Row): string => answer({ error: '', balance: '0.00', invoicing_list: '', ...row });
const clients = () => its.provider.capabilities.clients;

describe('what customer_info tells besides', () => {
  it.each(['documented', 'branch-2.3'])('is a balance with the other sign (%s), for the same call', async (name) => {
    its.upstream.on('customer_info', fixture(`customer_info.${name}`));
    const scope = scopeOf();
    const { balances, freesideProfiles } = its.provider.capabilities;
    const [client, balance, profile] = await Promise.all([
      clients().byIds(['5001'], scope),
      balances.byClientIds(['5001'], scope),
      freesideProfiles!.byClientIds(['5001'], scope),
    ]);
    expect(client.get('5001')).toMatchObject({ displayName: 'Acme Ltd' });
    expect(balance.get('5001')).toEqual({
      current: '-12.50',
      currency: null,
      creditLimit: null,
      spentTotal: null,
      spentToday: null,
      callsTotal: null,
      callsToday: null,
      talkTimeTotalSeconds: null,
      talkTimeTodaySeconds: null,
      observedAt: expect.any(Date) as Date,
    });
    expect(profile.get('5001')).toMatchObject({
      displayNumber: '5001',
      nightPhoneNumber: null,
      mobilePhoneNumber: '617-555-0101 x12',
      fax: null,
      invoiceEmails: ['jane@example.com', 'bills@example.com'],
      postalInvoices: false,
      nextBillDate: '2026-12-05',
      lastInvoiceDate: '2026-11-05',
      openInvoices: [{ number: '3001', date: '2026-11-05', owed: '12.50', charged: '37.50' }],
    });
    expect(its.upstream.count('customer_info')).toBe(1);
  });

  it.each([
    ['-12.50', '12.50'],
    ['0.00', '0.00'],
    ['-0.00', '0.00'],
    ['.5', '-0.5'],
    ['98765432109876543210.10', '-98765432109876543210.10'],
  ])('turns %s into %s', async (owed, funds) => {
    its.upstream.on('customer_info', infoOf({ custnum: '1', balance: owed }));
    const found = await its.provider.capabilities.balances.byClientIds(['1'], scopeOf());
    expect(found.get('1')).toMatchObject({ current: funds });
  });

  it('fails a balance that cannot be read and leaves the client alone', async () => {
    for (const balance of ['', null, '$5.00', '1e5']) {
      its.upstream.on('customer_info', infoOf({ custnum: '1', last: 'X', balance }));
      const scope = scopeOf();
      expect((await clients().byIds(['1'], scope)).get('1')).toMatchObject({ lastName: 'X' });
      const found = await its.provider.capabilities.balances.byClientIds(['1', '2'], scope);
      expect(found.get('1')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
  });

  it('reads invoices by post in both spellings, and odd dates as none', async () => {
    const { freesideProfiles } = its.provider.capabilities;
    const profileOf = async (row: Row) => {
      its.upstream.on('customer_info', infoOf({ custnum: '1', ...row }));
      return (await freesideProfiles!.byClientIds(['1'], scopeOf())).get('1');
    };
    expect(await profileOf({ invoicing_list: 'POST, a@b.example' })).toMatchObject({
      postalInvoices: true,
      invoiceEmails: ['a@b.example'],
    });
    expect(await profileOf({ postal_invoicing: '1', display_custnum: 'X-1' })).toMatchObject({
      postalInvoices: true,
      displayNumber: 'X-1',
    });
    expect(await profileOf({ postal_invoicing: '0', next_bill_date: '(none)', status_label: 'On hold' })).toMatchObject(
      {
        postalInvoices: false,
        nextBillDate: null,
        statusLabel: 'On hold',
        openInvoices: [],
      },
    );
    const open_invoices = [{ invnum: '1', date: '05.01.2024', owed: '1.00', charged: '' }];
    expect(await profileOf({ open_invoices })).toMatchObject({ openInvoices: [{ date: null, charged: null }] });
  });
});

describe('other reads', () => {
  it('tell whether a user name is free, and what cannot be one', async () => {
    const { usernames } = its.provider.capabilities;
    const isFree = (username: string, domain: string) => usernames!.isAvailable(username, domain, scopeOf());
    its.upstream.on('check_username', fixture('check_username.available'));
    expect(await isFree('jane', 'nowhere.example')).toBe(true);
    its.upstream.on('check_username', fixture('check_username.taken'));
    expect(await isFree('jane', 'example.com')).toBe(false);
    its.upstream.on('check_username', fixture('check_username.unknown-domain'));
    expect(await errorFrom(isFree('jane', 'example.com'))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: ['domain'] },
    });
    its.upstream.on('check_username', answer({ error: '' }));
    expect(await errorFrom(isFree('jane', 'example.com'))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const before = its.upstream.calls.length;
    expect(await errorFrom(isFree(' ', 'example.com'))).toMatchObject({ details: { field: ['username'] } });
    expect(await errorFrom(isFree('jane', ''))).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['domain'] },
    });
    expect(await errorFrom(isFree('jane', 'a\uFFFEb'))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(its.upstream.calls).toHaveLength(before);
  });

  it('tell of the agent', async () => {
    const { freesideAgent } = its.provider.capabilities;
    expect(await freesideAgent!.read(scopeOf())).toEqual({
      number: '1',
      name: 'Demo Reseller',
      prospects: 0,
      active: 1,
      suspended: 0,
      cancelled: 0,
    });
    its.upstream.on('agent_info', refusal('unknown agentnum 1'));
    expect(await errorFrom(freesideAgent!.read(scopeOf()))).toMatchObject({ code: 'ACCOUNT_REFUSED' });
  });
});
