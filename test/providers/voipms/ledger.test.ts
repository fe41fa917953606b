import { describe, expect, it } from 'vitest';
import { scopeOf } from '../scope.ts';
import { fixture, mark, useProvider } from './upstream.ts';

const its = useProvider();

const documentedCharges = [
  {
    upstreamId: '475568',
    type: 'charge',
    currency: null,
    date: '2010-10-29',
    amount: '2.00',
    description: 'DID5551234567',
    mark: null,
    bookedAt: null,
    packageId: null,
    phoneNumber: '5551234567',
  },
  {
    upstreamId: '475567',
    type: 'charge',
    currency: null,
    date: '2010-10-29',
    amount: '1.00',
    description: 'SETUP5551234567',
    mark: null,
    bookedAt: null,
    packageId: null,
    phoneNumber: '5551234567',
  },
  {
    upstreamId: '467988',
    type: 'charge',
    currency: null,
    date: '2010-09-15',
    amount: '3.00',
    description: 'SETUPPACKAGE:8378',
    mark: null,
    bookedAt: null,
    packageId: '8378',
    phoneNumber: null,
  },
];

const charges = (id = '561115') => its.provider.capabilities.ledger!.chargesByClientIds([id], scopeOf());

describe('ledger', () => {
  it.each(['documented', 'array'])('reads the charges of the document, encoded as %s', async (name) => {
    its.upstream.on('getCharges', fixture(`getCharges.${name}`));
    expect((await charges()).get('561115')).toEqual(documentedCharges);
    expect(its.upstream.calls[0]?.parameters).toEqual({ client: '561115' });
  });

  it('orders an object by its indexes and takes one bare object', async () => {
    its.upstream.on('getCharges', fixture('getCharges.index-order'));
    expect((await charges()).get('561115')).toEqual([documentedCharges[1], documentedCharges[2], documentedCharges[0]]);
    its.upstream.on('getCharges', fixture('getCharges.bare-object'));
    expect((await charges()).get('561115')).toEqual([documentedCharges[0]]);
  });

  it.each(['absent', 'null', 'empty-array', 'empty-object', 'no-charges', 'bom'])(
    'reads %s as no charges',
    async (name) => {
      its.upstream.on('getCharges', fixture(`getCharges.${name}`));
      expect((await charges()).get('561115')).toEqual([]);
    },
  );

  it('keeps odd values exact', async () => {
    its.upstream.on('getCharges', fixture('getCharges.odd-values'));
    expect((await charges()).get('561115')).toEqual([
      {
        upstreamId: '9007199254740993',
        type: 'charge',
        currency: null,
        date: null,
        amount: '0.10000000000000000000000001',
        description: 'a/b é "x": 5',
        mark: null,
        bookedAt: null,
        packageId: null,
        phoneNumber: null,
      },
      {
        upstreamId: '2',
        type: 'charge',
        currency: null,
        date: '2024-02-29',
        amount: '0.0000012',
        description: '',
        mark: null,
        bookedAt: null,
        packageId: null,
        phoneNumber: null,
      },
      {
        upstreamId: '3',
        type: 'charge',
        currency: null,
        date: null,
        amount: '123456789012345678901234567890.12',
        description: '',
        mark: null,
        bookedAt: null,
        packageId: null,
        phoneNumber: null,
      },
    ]);
  });

  it.each([
    ['475568', `${mark} DID5551234567`, { mark, description: 'DID5551234567', phoneNumber: '5551234567' }],
    ['475567', `${mark} SETUPPACKAGE:8378`, { mark, description: 'SETUPPACKAGE:8378', packageId: '8378' }],
    ['1', mark, { mark, description: '' }],
    ['2', mark.slice(0, -1), { mark: null, description: mark.slice(0, -1) }],
    ['3', `DID5551234567 ${mark}`, { mark: null, description: `DID5551234567 ${mark}`, phoneNumber: null }],
  ])('tells mark and text of %s, "%s", apart', async (id, description, expected) => {
    const row = { id, date: '2026-11-18 10:00:00', amount: '1.00', description };
    its.upstream.on('getCharges', JSON.stringify({ status: 'success', charges: [row] }));
    // A time may stand there, but of no known zone.
    expect((await charges()).get('561115')).toMatchObject([{ ...expected, date: '2026-11-18', bookedAt: null }]);
  });

  it('reads the deposits of the document in its order', async () => {
    its.upstream.on('getDeposits', fixture('getDeposits.documented'));
    const found = await its.provider.capabilities.ledger!.depositsByClientIds(['561115'], scopeOf());
    expect(found.get('561115')).toEqual([
      {
        upstreamId: '808639',
        type: 'deposit',
        currency: null,
        date: '2010-10-15',
        amount: '4.00',
        description: 'Credit : 2 Setup Charges',
        mark: null,
        bookedAt: null,
        packageId: null,
        phoneNumber: null,
      },
      {
        upstreamId: '808384',
        type: 'deposit',
        currency: null,
        date: '2010-11-30',
        amount: '10.00',
        description: 'Want To Keep Positive Balance',
        mark: null,
        bookedAt: null,
        packageId: null,
        phoneNumber: null,
      },
    ]);
  });

  it('calls an amount or an id that cannot be read a fault of this client alone', async () => {
    its.upstream.on('getCharges', ({ parameters: { client } }) =>
      client === '1'
        ? '{"status":"success","charges":[{"id":"1","date":"2020-01-01","amount":"1,50","description":"x"}]}'
        : fixture('getCharges.bare-object'),
    );
    const found = await its.provider.capabilities.ledger!.chargesByClientIds(['1', '2'], scopeOf());
    expect(found.get('1')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(found.get('2')).toEqual([documentedCharges[0]]);
  });

  it('leaves an unknown client out', async () => {
    its.upstream.on('getCharges', fixture('getClients.unknown'));
    expect((await charges()).has('561115')).toBe(false);
  });
});
