import { describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import { encodeCall } from '../../../src/wire/xmlrpc.ts';
import { double, int, struct } from '../../../src/wire/xmlrpc-values.ts';
import { scopeOf } from '../scope.ts';
import { testLostMoney, type LostMoneySubject } from '../shared/lost-money.ts';
import { lose, probed, useLab, verdict } from '../shared/lost-writes.ts';
import { providerAt } from './upstream.ts';

const demo = { username: 'demo', password: 'demo-sippy' } as const;
const sandbox = useLab('sippy', (url, changes) => providerAt(`${url}/xmlapi/xmlapi`, { ...demo, ...changes }));
const acme = '3';

const subject: LostMoneySubject = {
  its: sandbox,
  client: acme,
  other: '101',
  functions: {
    addCharge: 'customerDebit',
    addPayment: 'customerAddFunds',
    charges: 'getPaymentsList',
    deposits: 'getPaymentsList',
  },
  cutSwitch: 'notesCutAt',
  deletion: {},
  // A host that the switch trusts needs no login.
  byHand: async (kind, { client, amount, text }) => {
    await sandbox.lab.turn({ trustedHosts: ['127.0.0.0/8'] });
    const members = { i_wholesaler: int(2), i_customer: int(client), amount: double(amount), currency: 'USD' };
    const method = kind === 'addCharge' ? 'customerDebit' : 'customerAddFunds';
    const body = encodeCall(method, [struct({ ...members, payment_notes: text })]);
    const answer = await fetch(`${sandbox.lab.url}/xmlapi/xmlapi`, { method: 'POST', body });
    expect(await answer.text()).toContain('OK');
    await sandbox.lab.turn({ trustedHosts: null });
  },
};

testLostMoney(subject, 'addCharge');
testLostMoney(subject, 'addPayment');

const addCharge = () => probed(sandbox.lab.provider.capabilities.addCharge);
const addPayment = () => probed(sandbox.lab.provider.capabilities.addPayment);

describe('a lost write at a switch of which little is known', () => {
  const input = { clientId: acme, amount: decimal('4.99'), currency: 'USD', description: 'Support call' };
  it('is doubtful while no entry with a mark has been seen, and absent once one is', async () => {
    await sandbox.lab.fault('customerDebit', 'drop_before_apply');
    const lost = await lose(addCharge(), input);
    expect(await verdict(addCharge(), lost)).toBe('unclear');
    await addPayment().send(input, scopeOf(), newMark());
    expect(await verdict(addCharge(), lost)).toBe('unclear');
    await addCharge().send({ ...input, amount: decimal('1') }, scopeOf(), newMark());
    expect(await verdict(addCharge(), lost)).toBe('absent');
  });

  it('is found without any proof', async () => {
    await sandbox.lab.fault('customerDebit', 'apply_then_drop');
    expect(await verdict(addCharge(), await lose(addCharge(), input))).toBe('applied');
  });

  it.each(['apply_then_drop', 'drop_before_apply'])('is doubtful where such entries are hidden: %s', async (fault) => {
    await addCharge().send({ ...input, amount: decimal('1') }, scopeOf(), newMark());
    await sandbox.lab.turn({ manualPayments: 'hidden' });
    await sandbox.lab.fault('customerDebit', fault);
    expect(await verdict(addCharge(), await lose(addCharge(), input))).toBe('unclear');
  });

  it('that was a credit is found among credits, as a payment is', async () => {
    await sandbox.lab.fault('customerCredit', 'apply_then_drop');
    const lost = await lose(addPayment(), { ...input, paymentKind: 'CREDIT' });
    expect(await verdict(addPayment(), lost)).toBe('applied');
    expect(await verdict(addCharge(), lost)).toBe('unclear');
  });

  it.each(['0.1', '49.88', '1234567.891', '100', '0.000001'])(
    'is found with the digits of a binary number: %s',
    async (amount) => {
      await sandbox.lab.turn({ doubles: 'binary' });
      await sandbox.lab.fault('customerDebit', 'apply_then_drop');
      const lost = await lose(addCharge(), { ...input, amount: decimal(amount) });
      expect(await verdict(addCharge(), lost)).toBe('applied');
    },
  );

  it.each([{ paymentOrder: 'oldest_first' }, { debitAmount: 'positive' }, { dayOfMonth: 'unpadded' }])(
    'is found and missed with %j',
    async (switches) => {
      await sandbox.lab.turn(switches);
      await sandbox.lab.fault('customerDebit', 'apply_then_drop');
      expect(await verdict(addCharge(), await lose(addCharge(), input))).toBe('applied');
      await sandbox.lab.fault('customerDebit', 'drop_before_apply');
      expect(await verdict(addCharge(), await lose(addCharge(), input))).toBe('absent');
    },
  );
});
