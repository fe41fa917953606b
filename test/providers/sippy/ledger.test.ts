import { describe, expect, it } from 'vitest';
import { paymentTime } from '../../../src/providers/sippy/map.ts';
import { double, int, struct, XmlRpcDate, type XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { scopeOf } from '../scope.ts';
import { fixture, mark, ok, useProvider } from './upstream.ts';

const its = useProvider();

const charges = async (id = '3') =>
  (await its.provider.capabilities.ledger!.chargesByClientIds([id], scopeOf())).get(id);
const deposits = async (id = '3') =>
  (await its.provider.capabilities.ledger!.depositsByClientIds([id], scopeOf())).get(id);
const payment = (id: number, members: Record<string, XmlRpcValue> = {}) =>
  struct({
    i_payment: int(id),
    payment_time: '09:57:29.000 GMT Wed Nov 18 2009',
    amount: double('1'),
    currency: 'USD',
    ...members,
  });

describe('the ledger', () => {
  it('reads the documented payment as a positive charge', async () => {
    its.upstream.on('getPaymentsList', fixture('getPaymentsList.documented'));
    expect(await charges()).toEqual([
      {
        upstreamId: '1',
        type: 'debit',
        currency: 'USD',
        date: '2009-11-18',
        amount: '50.12',
        description: 'Support call',
        mark: null,
        bookedAt: new Date('2009-11-18T09:57:29Z'),
        packageId: null,
        phoneNumber: null,
      },
    ]);
    expect(await deposits()).toMatchObject([{ type: 'credit', amount: '50.12' }]);
    expect(its.upstream.calls.map(({ members }) => members)).toEqual(
      ['debit', 'credit'].map((type) => ({ i_customer: 'int:3', type, offset: 'int:0', limit: 'int:1000' })),
    );
    its.upstream.on('getPaymentsList', fixture('getPaymentsList.empty'));
    expect(await charges()).toEqual([]);
  });

  it('sorts newest first whatever the order, and reads both kinds of date', async () => {
    const rows = [
      payment(4, { payment_time: '09:57:29.000 GMT Wed Nov 8 2009', notes: null }),
      payment(10, { payment_time: '09:57:29.000 GMT Wed Nov 18 2009' }),
      payment(9, { payment_time: new XmlRpcDate('20091118T09:57:29') }),
      payment(7, { payment_time: new XmlRpcDate('20110101T00:00:00') }),
      payment(2, { payment_time: 'yesterday' }),
    ];
    its.upstream.on('getPaymentsList', ok({ payments: rows }));
    expect(await charges()).toMatchObject([
      { upstreamId: '7', date: '2011-01-01' },
      { upstreamId: '10', date: '2009-11-18' },
      { upstreamId: '9', date: '2009-11-18' },
      { upstreamId: '4', date: '2009-11-08', description: '' },
      { upstreamId: '2', date: null },
    ]);
  });

  it.each([
    ['09:57:29.000 GMT Wed Nov 18 2009', '2009-11-18T09:57:29'],
    ['9:57:29 GMT Sun Jan  4 2026', '2026-01-04T09:57:29'],
    ['00:00:00.000 GMT Thu Feb 29 2024', '2024-02-29T00:00:00'],
    ['09:57:29.000 EST Wed Nov 18 2009', null],
    ['09:57:29.000 GMT Wed Nov 2009', null],
    ['09:57:29.000 GMT Wed Foo 18 2009', null],
  ])('reads the time %s as %s', (text, expected) => {
    expect(paymentTime(new Map([['payment_time', text]]))).toBe(expected);
  });

  it('tells mark and text of the notes apart', async () => {
    const rows = [payment(2, { notes: `${mark} Support call` }), payment(1, { notes: `Support call ${mark}` })];
    its.upstream.on('getPaymentsList', ok({ payments: rows }));
    expect(await charges()).toMatchObject([
      { upstreamId: '2', mark, description: 'Support call' },
      { upstreamId: '1', mark: null, description: `Support call ${mark}` },
    ]);
  });

  it('has no day and no moment where there is none', async () => {
    const rows = [payment(2, { payment_time: new XmlRpcDate('00000000T00:00:00') }), payment(1, { payment_time: '' })];
    its.upstream.on('getPaymentsList', ok({ payments: rows }));
    const none = { date: null, bookedAt: null };
    expect(await charges()).toMatchObject([none, none]);
  });

  it('leaves out payments that failed, and rows of others', async () => {
    const rows = [
      payment(1, { tx_result: int(2) }),
      payment(2, { tx_result: int(1), i_customer: int(3) }),
      payment(3, { tx_result: null, i_customer: null }),
      payment(4, { i_customer: int(8) }),
      payment(5, { tx_result: '2' }),
    ];
    its.upstream.on('getPaymentsList', ok({ payments: rows }));
    expect(await deposits()).toMatchObject([{ upstreamId: '3' }, { upstreamId: '2' }]);
  });

  it('reads all pages, and fails only the client whose list cannot be read', async () => {
    its.upstream.on('getPaymentsList', ({ members }) => {
      const offset = Number((members['offset'] as string).slice(4));
      const length = offset === 0 ? 1000 : 17;
      if (members['i_customer'] === 'int:4') return ok({ payments: [payment(1, { amount: 'much' })] });
      if (members['i_customer'] === 'int:5') return fixture('getCustomerInfo.not-found.fault');
      return ok({ payments: Array.from({ length }, (_, index) => payment(5000 - offset - index)) });
    });
    const found = await its.provider.capabilities.ledger!.depositsByClientIds(['3', '4', '5'], scopeOf());
    expect(found.get('3')).toHaveLength(1017);
    expect(found.get('4')).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(found.has('5')).toBe(false);
  });
});
