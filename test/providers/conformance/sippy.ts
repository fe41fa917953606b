/** Sippy, described for the suite. */
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { SuspensionInput } from '../../../src/providers/records.ts';
import type { SippyAttributes } from '../../../src/providers/sippy-attributes.ts';
import { decodeAnswer, encodeCall } from '../../../src/wire/xmlrpc.ts';
import { int, isStruct, struct } from '../../../src/wire/xmlrpc-values.ts';
import { scopeOf, type Bench } from './bench.ts';
import { charged, clientOf, countOf, creating, fundsOf, money, oneMore, paid, thresholdOf } from './common.ts';
import { valuesOf } from './reads.ts';
import type { Subject, WriteSample } from './subject.ts';

const acme = '3';
const nobody = '999999';
const whole = { clientId: acme, service: null, reason: null };

const attributes = { name: 'New & Co', webPassword: 'Canary pw <1>', webLogin: 'newco', language: 'en' } as const;
const signup = { attributes, initialBalance: decimal('100') };

const badMoney = money('x', {
  amount: decimal('-1.1234567890123456'),
  description: 'a\nb',
  accounting: { amount: decimal('1'), conversionRate: decimal('1') },
});
const badMoneyFields = ['clientId', 'amount', 'amount', 'amount', 'description', 'accounting'];

/** The graph shows no suspension, so a host that the switch trusts asks for it. Counts are spoilt by it. */
async function isBlocked(bench: Bench): Promise<boolean> {
  await bench.turn({ trustedHosts: ['127.0.0.0/8'], blockedShown: 'member' });
  const body = encodeCall('getCustomerInfo', [struct({ i_wholesaler: int(2), i_customer: int(acme) })]);
  const answer = await fetch(`${bench.sandbox.url}/xmlapi/xmlapi`, { method: 'POST', body });
  const decoded = decodeAnswer(Buffer.from(await answer.arrayBuffer()));
  const customer = 'value' in decoded && isStruct(decoded.value) ? decoded.value.get('customer') : undefined;
  if (!isStruct(customer)) throw new Error('No customer.');
  await bench.turn({ trustedHosts: null, blockedShown: 'no' });
  return customer.get('blocked') === true;
}

const suspension: Pick<WriteSample<SuspensionInput>, 'wrong' | 'refused' | 'state'> = {
  wrong: { input: { ...whole, clientId: '1 or 1', service: 'a@b' }, fields: ['clientId', 'service'] },
  refused: { input: { ...whole, clientId: nobody }, code: 'NOT_FOUND' },
  state: isBlocked,
};

/** A one-time password that was set before, by input: whether it still works, which uses it up. */
const oneTimePasswords = new WeakMap<object, string>();

async function worksStill(bench: Bench, input: { readonly webLogin: string }): Promise<string> {
  const password = oneTimePasswords.get(input);
  const { resetOneTimePassword, signIn } = bench.can;
  if (password !== undefined) return (await signIn.check(input.webLogin, password, scopeOf())).outcome;
  oneTimePasswords.set(input, (await resetOneTimePassword.send(input, scopeOf(), newMark())).password);
  return 'ONE_TIME';
}

/** Sippy. */
export const sippy: Subject = {
  name: 'sippy',
  create: creating('SIPPY'),
  secrets: ['demo-sippy'],
  client: { id: acme, email: 'jane.doe@example.com', balance: '49.88' },
  unknownId: nobody,
  idParameters: ['i_customer'],
  unspent: { '(challenge)': 'Requests that only fetch the challenge of Digest, which one operation cannot foresee.' },
  reads: { signIn: { username: 'acme', password: 'acme-self-care' } },
  writes: {
    addCharge: {
      function: 'customerDebit',
      input: () => money(acme),
      wrong: { input: badMoney, fields: badMoneyFields },
      refused: { input: money(nobody, { currency: 'USD' }), code: 'NOT_FOUND' },
      state: fundsOf,
      after: charged,
    },
    addPayment: {
      function: 'customerAddFunds',
      input: () => money(acme),
      wrong: { input: badMoney, fields: badMoneyFields },
      refused: { input: money(nobody, { currency: 'USD' }), code: 'NOT_FOUND' },
      state: fundsOf,
      after: paid,
    },
    setClientThreshold: {
      function: 'setLowBalance',
      input: () => ({ clientId: acme, amount: decimal('42'), email: null }),
      wrong: {
        input: { clientId: 'x', amount: decimal('-1'), email: 'a@b.c' },
        fields: ['clientId', 'amount', 'email'],
      },
      refused: { input: { clientId: nobody, amount: decimal('1'), email: null }, code: 'NOT_FOUND' },
      state: thresholdOf,
      after: () => true,
    },
    updateClient: {
      function: 'updateCustomer',
      input: () => ({ clientId: acme, city: 'Zürich & <b>', password: 'Canary-Pass-1' }),
      wrong: {
        input: { clientId: 'x', email: 'x', city: 'a\nb', password: ' ', balanceManagement: '1' },
        fields: ['clientId', 'email', 'address.city', 'password', 'balanceManagement'],
      },
      refused: { input: { clientId: nobody, city: 'X' }, code: 'NOT_FOUND' },
      state: async (bench) => (await clientOf(bench, acme))!.address.city,
      after: () => 'Zürich & <b>',
      secrets: ['Canary-Pass-1'],
    },
    updateSippyClient: {
      function: 'updateCustomer',
      input: () => ({ clientId: acme, attributes: { maxSessions: 5, apiPassword: 'Canary-Api-1' } }),
      wrong: {
        input: { clientId: 'x', attributes: { name: '', language: 'English', creditLimit: decimal('-1') } },
        fields: ['clientId', 'name', 'language', 'creditLimit'],
      },
      refused: { input: { clientId: nobody, attributes: { city: 'X' } }, code: 'NOT_FOUND' },
      state: async ({ can }) => valuesOf(await can.sippyProfiles.byClientIds([acme], scopeOf())).get(acme)!.maxSessions,
      after: () => 5,
      secrets: ['Canary-Api-1'],
    },
    signupSippyClient: {
      function: 'createCustomer',
      input: () => signup,
      wrong: {
        input: {
          attributes: { ...attributes, name: '', webPassword: '', email: 'x' } satisfies SippyAttributes,
          initialBalance: decimal('1.1234567890123456'),
        },
        fields: ['name', 'webPassword', 'email', 'initialBalance'],
      },
      refused: { input: { ...signup, attributes: { ...attributes, name: 'Acme' } }, code: 'ALREADY_EXISTS' },
      state: countOf,
      after: oneMore,
      secrets: ['Canary pw <1>'],
    },
    suspendClient: { ...suspension, function: 'blockCustomer', input: () => whole, after: () => true },
    resumeClient: {
      ...suspension,
      function: 'unblockCustomer',
      input: async ({ can }) => {
        await can.suspendClient.send(whole, scopeOf(), newMark());
        return whole;
      },
      after: () => false,
    },
    deleteClient: {
      function: 'deleteCustomer',
      input: () => ({ clientId: acme }),
      wrong: { input: { clientId: '../1' }, fields: ['clientId'] },
      refused: { input: { clientId: nobody }, code: 'NOT_FOUND' },
      state: async (bench) => (await clientOf(bench, acme)) !== undefined,
      after: () => false,
    },
    resetOneTimePassword: {
      function: 'resetCustomerOneTimePassword',
      input: () => ({ webLogin: 'acme' }),
      wrong: { input: { webLogin: ' ' }, fields: ['webLogin'] },
      refused: { input: { webLogin: 'nobody' }, code: 'NOT_FOUND' },
      state: worksStill,
      after: () => 'REFUSED',
    },
  },
};
