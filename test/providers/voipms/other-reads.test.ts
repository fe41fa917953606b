import { describe, expect, it } from 'vitest';
import { errorFrom, scopeOf } from '../scope.ts';
import { drop, fixture, providerAt, useProvider } from './upstream.ts';

const its = useProvider();

const list = (signal?: AbortSignal) => its.provider.capabilities.clients.list(scopeOf(Infinity, signal));

describe('the other reads', () => {
  const voip = {
    upstreamId: '8378',
    name: 'VoIP',
    markupFixed: '0.01',
    markupPercentage: '50',
    pulseSeconds: 60,
    internationalRoute: '1',
    canadaRoute: '1',
    monthlyFee: '2.00',
    setupFee: '1.00',
    freeMinutes: 0,
  };

  it('packages: all, by id, by client', async () => {
    const packages = its.provider.capabilities.packages!;
    its.upstream.on('getPackages', fixture('getPackages.documented'));
    expect(await packages.list(scopeOf())).toEqual([voip]);
    expect((await packages.byIds(['8378'], scopeOf())).get('8378')).toEqual(voip);
    expect([...(await packages.byIds(['8378', '1'], scopeOf())).keys()]).toEqual(['8378']);
    expect(its.upstream.calls.map(({ parameters }) => parameters)).toEqual([{}, { package: '8378' }, {}]);
    its.upstream.on('getPackages', '{"status":"invalid_package"}');
    expect((await packages.byIds(['1'], scopeOf())).size).toBe(0);
    its.upstream.on('getClientPackages', fixture('getClientPackages.documented'));
    const byClient = await packages.byClientIds(['561115'], scopeOf());
    expect(byClient.get('561115')).toEqual([{ upstreamId: '8378', name: 'VoIP' }]);
    its.upstream.on('getClientPackages', fixture('getClientPackages.none'));
    expect((await packages.byClientIds(['561115'], scopeOf())).get('561115')).toEqual([]);
  });

  it.each([
    ['documented', { amount: '130', measure: 'BALANCE', email: 'john.doe@my-domain.com' }],
    ['unset', undefined],
    ['empty', undefined],
  ])('threshold, %s', async (name, expected) => {
    its.upstream.on('getClientThreshold', fixture(`getClientThreshold.${name}`));
    const found = await its.provider.capabilities.thresholds!.byClientIds(['561115'], scopeOf());
    expect(found.get('561115')).toEqual(expected);
  });

  it('balance management: all and one', async () => {
    const options = its.provider.capabilities.balanceManagement!;
    const hard = { value: '1', description: 'Hard - suspend the client' };
    its.upstream.on('getBalanceManagement', fixture('getBalanceManagement.documented'));
    expect(await options.list(scopeOf())).toEqual([hard]);
    expect(await options.byValue('1', scopeOf())).toEqual(hard);
    expect(await options.byValue('0', scopeOf())).toBeNull();
    expect(its.upstream.calls.map(({ parameters }) => parameters)).toEqual([
      {},
      { balance_management: '1' },
      { balance_management: '0' },
    ]);
    its.upstream.on('getBalanceManagement', '{"status":"invalid_balancemanagement"}');
    expect(await options.byValue('9', scopeOf())).toBeNull();
  });

  it('countries and transactions', async () => {
    its.upstream.on('getCountries', fixture('getCountries.documented'));
    expect(await its.provider.capabilities.countries!.list(scopeOf())).toHaveLength(2);
    its.upstream.on('getTransactionHistory', fixture('getTransactionHistory.documented'));
    const between = () => its.provider.capabilities.transactions!.list('2015-11-02', '2016-11-01', scopeOf());
    expect(await between()).toEqual([
      {
        upstreamId: '12964421x41098i8c',
        from: '2016-06-03',
        to: '2016-06-03',
        time: '00:03:46',
        type: 'DID8555555555',
        description: 'Monthly fee',
        amount: '-0.99',
      },
      {
        upstreamId: null,
        from: '2015-11-02',
        to: '2016-11-01',
        time: null,
        type: 'CNAM Queries',
        description: 'CNAM Queries',
        amount: '-0.2160',
      },
    ]);
    expect(its.upstream.calls[1]?.parameters).toEqual({ date_from: '2015-11-02', date_to: '2016-11-01' });
    its.upstream.on('getTransactionHistory', fixture('getTransactionHistory.none'));
    expect(await between()).toEqual([]);
  });
});

describe('faults of a read', () => {
  it.each(['empty', 'html', 'truncated', 'no-status', 'list', 'number'])('%s is no answer', async (name) => {
    its.upstream.on('getClients', fixture(`any.${name}`));
    expect(await errorFrom(list())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
    expect(its.upstream.calls).toHaveLength(1);
  });

  it.each([301, 403, 500, 503])('HTTP status %i is no answer', async (status) => {
    its.upstream.on('getClients', { status, body: '{"status":"success","clients":[]}' });
    const error = await errorFrom(list());
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(error.message).toContain(String(status));
  });

  it('a lost answer is not asked for again', async () => {
    its.upstream.on('getClients', drop);
    expect(await errorFrom(list())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(its.upstream.calls).toHaveLength(1);
  });

  it('a slow answer ends at the time limit', async () => {
    const hasty = providerAt(its.upstream.baseUrl, { readTimeoutMs: 50 });
    its.upstream.on('getClients', () => new Promise<string>(() => {}));
    expect(await errorFrom(hasty.capabilities.clients.list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await hasty.close();
  });

  it('an operation that is over gives up what runs and sends nothing more', async () => {
    const controller = new AbortController();
    its.upstream.on('getClients', () => {
      controller.abort();
      return new Promise<string>(() => {});
    });
    expect(await errorFrom(list(controller.signal))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(await errorFrom(list(controller.signal))).toMatchObject({ code: 'BUDGET_EXCEEDED' });
    expect(its.upstream.calls).toHaveLength(1);
  });
});
