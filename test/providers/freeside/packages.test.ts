import { describe, expect, it } from 'vitest';
import { errorFrom, scopeOf } from '../scope.ts';
import { answer, fixture, refusal, useProvider, type Printable } from './upstream.ts';

const its = useProvider();

const packages = () => its.provider.capabilities.packages!;
const infoOf = (custnum: string): string => answer({ error: '', custnum, last: 'X', balance: '0.00' });
const catalogueOf = (...part_pkg: readonly Printable[]): string => answer({ part_pkg });

describe('definitions of packages', () => {
  it('are those of signup_info, for one call an operation', async () => {
    its.upstream.on('signup_info', fixture('signup_info.documented'));
    const scope = scopeOf();
    const [all, some] = await Promise.all([packages().list(scope), packages().byIds(['2', '99', 'x'], scope)]);
    const line = {
      upstreamId: '2',
      name: 'Business Line',
      setupFee: '12.50',
      monthlyFee: '25.00',
      markupFixed: null,
      markupPercentage: null,
      pulseSeconds: null,
      internationalRoute: null,
      canadaRoute: null,
      freeMinutes: null,
    };
    expect(all).toContainEqual(line);
    expect([...some]).toEqual([['2', line]]);
    expect(its.upstream.calls.slice(1).map(({ method, members }) => [method, members])).toEqual([
      ['signup_info', { session_id: 's1' }],
    ]);
    expect((await packages().byIds(['x'], scope)).size).toBe(0);
  });

  it('show a monthly fee only where there is one, and no fee that is none', async () => {
    const options = { setup_fee: '5', recur_fee: '60.00' };
    its.upstream.on(
      'signup_info',
      catalogueOf(
        { pkgpart: '1', pkg: 'Yearly', freq: '12', options },
        { pkgpart: '2', pkg: 'Once', freq: '0', options },
        { pkgpart: '3', pkg: 'Odd', freq: '1', options: { setup_fee: '10%', recur_fee: '' } },
        { pkgpart: '4', pkg: 'Bare', freq: '1', setup_cost: '1.00', recur_cost: '2.00' },
      ),
    );
    const found = await packages().list(scopeOf());
    expect(found.map(({ name, setupFee, monthlyFee }) => [name, setupFee, monthlyFee])).toEqual([
      ['Yearly', '5', null],
      ['Once', '5', null],
      ['Odd', null, null],
      ['Bare', null, null],
    ]);
  });

  it.each([
    ['no list', answer({})],
    ['a row without a number', catalogueOf({ pkg: 'X' })],
  ])('are not read from %s', async (_, reply) => {
    its.upstream.on('signup_info', reply);
    expect(await errorFrom(packages().list(scopeOf()))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('packages of a client', () => {
  it('are read once, as definitions and with services', async () => {
    its.upstream.on('customer_info', fixture('customer_info.documented'));
    its.upstream.on('list_pkgs', fixture('list_pkgs.documented'));
    const scope = scopeOf();
    const [refs, ordered] = await Promise.all([
      packages().byClientIds(['5001'], scope),
      its.provider.capabilities.freesidePackages!.byClientIds(['5001'], scope),
    ]);
    expect(refs.get('5001')).toEqual([{ upstreamId: '2', name: 'Business Line' }]);
    expect(ordered.get('5001')).toEqual([
      {
        upstreamId: '7001',
        packageId: '2',
        name: 'Business Line',
        status: 'active',
        quantity: 1,
        orderedOn: '2026-11-05',
        startsOn: null,
        setUpOn: '2026-11-05',
        lastBilledOn: '2026-11-05',
        nextBillOn: '2026-12-05',
        suspendedOn: null,
        cancelledOn: null,
        expiresOn: null,
        services: [{ upstreamId: '9001', name: 'Account', value: 'jane@example.com', table: 'svc_acct' }],
      },
    ]);
    expect(its.upstream.methods()).toEqual(['customer_info', 'list_pkgs']);
    expect(its.upstream.calls.at(-1)?.members).toEqual({ agent_session_id: 's1', custnum: '5001' });
  });

  it('are one definition when ordered twice, and never show a password', async () => {
    its.upstream.on('customer_info', infoOf('1'));
    const service = { svcnum: '9', label: ['Account', 'a@b.example', 'svc_acct'], _password: 'canary-pw' };
    const ordered = { pkg: 'Line', pkgpart: '2', cust_svc: [service], primary_cust_svc: service };
    its.upstream.on(
      'list_pkgs',
      answer({
        cust_pkg: [
          { ...ordered, pkgnum: '1' },
          { ...ordered, pkgnum: '2' },
        ],
      }),
    );
    const scope = scopeOf();
    expect((await packages().byClientIds(['1'], scope)).get('1')).toEqual([{ upstreamId: '2', name: 'Line' }]);
    const found = (await its.provider.capabilities.freesidePackages!.byClientIds(['1'], scope)).get('1');
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain('canary-pw');
  });

  it('are none for a client without any, absent for an unknown one, an error otherwise', async () => {
    its.upstream.on('customer_info', ({ members }) => infoOf(members['custnum']!));
    its.upstream.on('list_pkgs', ({ members: { custnum } }) => {
      if (custnum === '2') return refusal('unknown custnum 2');
      if (custnum === '3') return refusal('No mood for packages');
      return custnum === '4' ? answer({ custnum: '4' }) : answer({ cust_pkg: [] });
    });
    const found = await packages().byClientIds(['1', '2', '3', '4'], scopeOf());
    expect(found.get('1')).toEqual([]);
    expect(found.has('2')).toBe(false);
    expect(found.get('3')).toMatchObject({
      code: 'UPSTREAM_REJECTED',
      details: { upstreamText: 'No mood for packages' },
    });
    expect(found.get('4')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
