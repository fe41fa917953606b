/** VoIP.ms, described for the suite. */
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { SignupVoipmsInput } from '../../../src/providers/records.ts';
import { scopeOf, type Bench } from './bench.ts';
import { charged, clientOf, countOf, creating, fundsOf, money, oneMore, paid, thresholdOf } from './common.ts';
import type { Subject } from './subject.ts';

const john = '561115';
const nobody = '999999';

const signup: SignupVoipmsInput = {
  firstName: 'Ada',
  lastName: "O'Connor",
  company: null,
  street: '12 MAIN ST',
  city: 'BOSTON',
  state: 'MASSACHUSETTS',
  country: 'US',
  postalCode: '02134',
  phoneNumber: '6175550100',
  email: 'ada@example.org',
  emailConfirmation: 'ada@example.org',
  password: 'Engine-1843',
  passwordConfirmation: 'Engine-1843',
  activate: true,
  balanceManagement: '1',
};

/** A client without phone numbers, which can be deleted and whose password the upstream takes again. */
async function freshClient({ can }: Bench): Promise<string> {
  return (await can.signupVoipmsClient.send(signup, scopeOf(), newMark())).clientId!;
}

const badMoney = money('x', { amount: decimal('-1.123456789'), currency: 'EUR', description: 'a\nb' });
const badMoneyFields = ['clientId', 'amount', 'amount', 'currency', 'description'];

/** VoIP.ms. */
export const voipms: Subject = {
  name: 'voipms',
  create: creating('VOIPMS'),
  secrets: ['demo-voipms'],
  client: { id: john, email: 'john.doe@my-domain.com', balance: '8.0588' },
  unknownId: nobody,
  idParameters: ['client'],
  unspent: {},
  reads: { transactions: { from: '2026-10-01', to: '2026-10-31' } },
  writes: {
    addCharge: {
      function: 'addCharge',
      input: () => money(john),
      wrong: { input: badMoney, fields: badMoneyFields },
      refused: { input: money(nobody), code: 'NOT_FOUND' },
      state: fundsOf,
      after: charged,
    },
    addPayment: {
      function: 'addPayment',
      input: () => money(john),
      wrong: { input: badMoney, fields: badMoneyFields },
      refused: { input: money(nobody), code: 'NOT_FOUND' },
      state: fundsOf,
      after: paid,
    },
    setClientThreshold: {
      function: 'setClientThreshold',
      input: () => ({ clientId: john, amount: decimal('42'), email: null }),
      wrong: { input: { clientId: 'x', amount: decimal('0.5'), email: 'x' }, fields: ['clientId', 'amount', 'email'] },
      refused: { input: { clientId: john, amount: decimal('9000'), email: null }, code: 'INVALID_INPUT' },
      state: thresholdOf,
      after: () => true,
    },
    updateClient: {
      function: 'setClient',
      input: async (bench) => ({ clientId: await freshClient(bench), city: 'MONTRÉAL', password: 'Canary-Pass-1' }),
      wrong: {
        input: { clientId: john, email: 'x', phoneNumber: '1', country: 'XX', firstName: '' },
        fields: ['email', 'phoneNumber', 'address.country', 'firstName'],
      },
      refused: { input: { clientId: nobody, city: 'X' }, code: 'NOT_FOUND' },
      state: async (bench, { clientId }) => (await clientOf(bench, clientId))!.address.city,
      after: () => 'MONTRÉAL',
      secrets: ['Canary-Pass-1', 'Engine-1843'],
    },
    signupVoipmsClient: {
      function: 'signupClient',
      input: () => signup,
      wrong: {
        input: { ...signup, firstName: '', email: 'x', country: 'XX', password: 'short', balanceManagement: '9' },
        fields: [
          'firstName',
          'email',
          'emailConfirmation',
          'address.country',
          'password',
          'password',
          'password',
          'passwordConfirmation',
          'balanceManagement',
        ],
      },
      refused: {
        input: { ...signup, email: 'john.doe@my-domain.com', emailConfirmation: 'john.doe@my-domain.com' },
        code: 'ALREADY_EXISTS',
      },
      state: countOf,
      after: oneMore,
      secrets: ['Engine-1843'],
    },
    deleteClient: {
      function: 'delClient',
      input: async (bench) => ({ clientId: await freshClient(bench) }),
      wrong: { input: { clientId: '../1' }, fields: ['clientId'] },
      refused: { input: { clientId: nobody }, code: 'NOT_FOUND' },
      state: async (bench, { clientId }) => (await clientOf(bench, clientId)) !== undefined,
      after: () => false,
    },
  },
};
