import { describe, expect, it } from 'vitest';
import { jane } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, login, providerAt, refusal, useProvider } from './upstream.ts';

const its = useProvider();

const balance = async (id = jane) => (await its.can.balances.byClientIds([id], scopeOf())).get(id);
const priceBands = () => its.can.priceBands.list(scopeOf());
const profile = async (changes: object = {}) => {
  const record = JSON.parse(fixture('customers-details-by-id.documented').toString()) as object;
  its.upstream.on('customers/details-by-id', JSON.stringify({ ...record, ...changes }));
  return (await its.can.logicboxesProfiles.byClientIds([jane], scopeOf())).get(jane);
};

describe('balances', () => {
  it('reads what is available of the documented balance, by its digits', async () => {
    its.upstream.on('billing/customer-balance', fixture('billing-customer-balance.documented'));
    expect(await balance()).toEqual({
      current: '12.09',
      currency: 'GBP',
      creditLimit: null,
      spentTotal: null,
      spentToday: null,
      callsTotal: null,
      callsToday: null,
      talkTimeTotalSeconds: null,
      talkTimeTodaySeconds: null,
      observedAt: expect.any(Date) as Date,
    });
    expect(its.upstream.calls[0]?.parameters).toEqual([['customer-id', jane]]);
  });

  it.each([
    ['-3.50', '-3.50', 'MXN'],
    ['"-0.000"', '0.000', 'MXN'],
    ['1E-7', '0.0000001', 'MXN'],
    ['123456789012345678901234567890.10', '123456789012345678901234567890.10', 'MXN'],
  ])('reads %s as %s', async (written, current, currency) => {
    const body = `{"currencysymbol":"MXN","sellingcurrencybalance":${written},"sellingcurrencylockedbalance":5}`;
    its.upstream.on('billing/customer-balance', body);
    expect(await balance()).toMatchObject({ current, currency });
  });

  it('leaves out an unknown client, and fails the one without a readable balance', async () => {
    const bodies: Readonly<Record<string, ReturnType<typeof refusal>>> = {
      '1': refusal('Invalid customer-id 1'),
      '2': '{"currencysymbol":"GBP"}',
      '3': '{"sellingcurrencybalance":"a lot"}',
      '4': '{"sellingcurrencybalance":4}',
      '5': 'true',
    };
    its.upstream.on('billing/customer-balance', (call) => bodies[call.get('customer-id') ?? ''] ?? drop);
    const found = await its.can.balances.byClientIds(['1', '2', '3', '4', '5', 'x'], scopeOf());
    expect([...found.keys()].toSorted()).toEqual(['2', '3', '4', '5']);
    expect(found.get('4')).toMatchObject({ current: '4', currency: null });
    for (const id of ['2', '3', '5']) expect(found.get(id)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it("reads the reseller's own, under its own number and name of the currency", async () => {
    its.upstream.on('billing/reseller-balance', fixture('billing-reseller-balance.documented'));
    expect(await its.can.ownBalance.read(scopeOf())).toMatchObject({ current: '1250.75', currency: 'GBP' });
    expect(its.upstream.calls[0]?.parameters).toEqual([['reseller-id', login.username]]);
    its.upstream.on('billing/reseller-balance', '{"sellingcurrencybalance":"1.0"}');
    const provider = providerAt(its.upstream.baseUrl, { currency: 'EUR' });
    expect(await provider.capabilities.ownBalance!.read(scopeOf())).toMatchObject({ current: '1.0', currency: 'EUR' });
    await provider.close();
  });
});

describe('logicboxesProfiles', () => {
  it('reads the documented record, without its pin', async () => {
    const found = await profile();
    expect(found).toEqual({
      username: 'jane@example.com',
      resellerId: '1100001',
      addressLines: ['1 Main St'],
      phone: { countryCode: '1', number: '1234567890' },
      alternatePhone: null,
      mobile: null,
      fax: null,
      createdAt: new Date('2025-04-23T00:57:02Z'),
      language: 'en',
      salesContactId: null,
      totalReceipts: '0.0',
      passwordExpired: false,
      twoFactorEnabled: false,
    });
    expect(JSON.stringify(found)).not.toContain('8901');
  });

  it('reads what is set besides, and real types', async () => {
    expect(
      await profile({
        address3: 'Floor 3',
        alttelnocc: '0044',
        alttelno: '1',
        mobilenocc: '+44',
        mobileno: '2',
        faxno: '3',
        salescontactid: '12',
        totalreceipts: 12.5,
        ispasswdexpired: true,
        twofactorauth_enabled: 'odd',
        creationdt: 'never',
      }),
    ).toMatchObject({
      addressLines: ['1 Main St', 'Floor 3'],
      alternatePhone: { countryCode: '44', number: '1' },
      mobile: { countryCode: '44', number: '2' },
      fax: { countryCode: '', number: '3' },
      salesContactId: '12',
      totalReceipts: '12.5',
      passwordExpired: true,
      twoFactorEnabled: null,
      createdAt: null,
    });
  });

  it('leaves out an unknown client', async () => {
    its.upstream.on('customers/details-by-id', fixture('customers-details-by-id.unknown'));
    expect((await its.can.logicboxesProfiles.byClientIds(['5', 'x'], scopeOf())).size).toBe(0);
    expect(its.upstream.calls).toHaveLength(1);
  });
});

describe('priceBands', () => {
  it('reads the documented bands: digits kept, unlimited as written, the default marked', async () => {
    its.upstream.on('mock/products/reseller-price', fixture('mock-products-reseller-price.documented'));
    const plans = await priceBands();
    expect(plans.map(({ productKey, planCategory }) => `${productKey}/${planCategory}`)).toEqual([
      'hosting/email_plan',
      'hosting/websitebuilder_plan',
      'hosting/windows_hosting_plan',
      'hosting/linux_hosting_plan',
    ]);
    expect(plans[0]?.bands).toEqual([
      {
        bandId: '0',
        isDefault: true,
        prices: [
          { action: 'renew', amount: '0.0' },
          { action: 'add', amount: '0.0' },
        ],
        parameters: [{ name: 'no_of_mail_accounts', value: '-1' }],
      },
      { bandId: '1', isDefault: false, prices: [], parameters: [{ name: 'no_of_mail_accounts', value: '1' }] },
    ]);
    expect(plans[1]?.bands[0]?.parameters).toContainEqual({ name: 'noofpages', value: '50' });
    expect(its.upstream.calls[0]?.parameters).toEqual([]);
  });

  it('leaves out what has no bands, and fails on a price that cannot be read', async () => {
    its.upstream.on(
      'mock/products/reseller-price',
      '{"a":"1.0","b":{"c":"0.0","d":{"0":{}},"e":{"0":{"pricing":{"add":1.10},"description":{"ssl":true}}}}}',
    );
    expect(await priceBands()).toEqual([
      {
        productKey: 'b',
        planCategory: 'e',
        bands: [
          {
            bandId: '0',
            isDefault: false,
            prices: [{ action: 'add', amount: '1.10' }],
            parameters: [{ name: 'ssl', value: 'true' }],
          },
        ],
      },
    ]);
    for (const body of ['{"a":{"b":{"0":{"pricing":{"add":"?"}}}}}', '[]', '12']) {
      its.upstream.on('mock/products/reseller-price', body);
      expect(await errorFrom(priceBands())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
  });
});
