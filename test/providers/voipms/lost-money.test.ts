import { describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { Lost } from '../../../src/providers/provider.ts';
import { scopeOf } from '../scope.ts';
import { testLostMoney, type LostMoneySubject } from '../shared/lost-money.ts';
import { probed, useLab, verdict } from '../shared/lost-writes.ts';
import { providerAt, useProvider } from './upstream.ts';

const demo = { username: 'demo@example.com', password: 'demo-voipms' } as const;
const sandbox = useLab('voipms', (url, changes) => providerAt(`${url}/api/v1/rest.php`, { ...demo, ...changes }));

const subject: LostMoneySubject = {
  its: sandbox,
  client: '561115',
  other: '561116',
  functions: { addCharge: 'addCharge', addPayment: 'addPayment', charges: 'getCharges', deposits: 'getDeposits' },
  cutSwitch: 'descriptionCutAt',
  deletion: { deleteWithDids: 'delete' },
  byHand: async (kind, { client, amount, text }) => {
    const login = { api_username: demo.username, api_password: demo.password };
    const amountName = kind === 'addCharge' ? 'charge' : 'payment';
    const body = new URLSearchParams({ ...login, method: kind, client, [amountName]: amount, description: text });
    const answer = await fetch(`${sandbox.lab.url}/api/v1/rest.php`, { method: 'POST', body });
    expect(await answer.json()).toEqual({ status: 'success' });
  },
};

testLostMoney(subject, 'addCharge');
testLostMoney(subject, 'addPayment');

describe('a lost charge of a client without any', () => {
  const its = useProvider();
  const lost: Lost = {
    trace: { clientId: '561115', amount: '4.99', currency: null, paymentKind: null },
    mark: newMark(),
    sentAt: new Date(),
  };
  const addCharge = () => probed(its.provider.capabilities.addCharge);
  const none = '{"status":"success","charges":[]}';
  const john = '{"status":"success","clients":[{"client":"561115","email":"j@x.example"}]}';

  it.each([
    ['{"status":"success","charges":[]}', john, 'absent'],
    ['{"status":"success"}', john, 'absent'],
    ['{"status":"no_charges"}', john, 'absent'],
    [none, '{"status":"invalid_client"}', 'unclear'],
    [none, '{"status":"no_client"}', 'unclear'],
    [none, john.replace('561115', '561116'), 'unclear'],
    ['{"status":"invalid_client"}', john, 'unclear'],
    ['{"status":"no_client"}', '{"status":"no_client"}', 'unclear'],
  ])('with the charges %s and the clients %s is %s', async (charges, clients, expected) => {
    its.upstream.on('getCharges', charges);
    its.upstream.on('getClients', clients);
    expect(await verdict(addCharge(), lost)).toBe(expected);
    expect(its.upstream.calls.every(({ method }) => method.startsWith('get'))).toBe(true);
  });

  it('is asked for with the client alone, and the client only when there are no charges', async () => {
    const row = { id: '1', date: '2010-01-01', amount: '1.00', description: '' };
    its.upstream.on('getCharges', JSON.stringify({ status: 'success', charges: [row] }));
    const scope = scopeOf();
    expect(await addCharge().find(lost, scope)).toEqual({ verdict: 'absent' });
    expect(its.upstream.calls.map(({ method, parameters }) => [method, parameters])).toEqual([
      ['getCharges', { client: '561115' }],
    ]);
    expect(scope.spent).toBe(1);
  });

  it('is doubtful when its description was dropped, on whichever day it was booked', async () => {
    const row = { id: '1', date: '2010-01-01', amount: '4.99', description: 'Support call' };
    for (const date of ['2010-01-01', '0000-00-00', '', '2090-01-01 12:00:00']) {
      its.upstream.on('getCharges', JSON.stringify({ status: 'success', charges: [{ ...row, date }] }));
      expect(await verdict(addCharge(), lost)).toBe('unclear');
    }
  });

  it('keeps nothing but the client and the amount for the look', () => {
    const input = { clientId: '561115', amount: decimal('4.99'), currency: null, description: 'Canary' };
    expect(addCharge().trace(input)).toEqual(lost.trace);
  });
});
