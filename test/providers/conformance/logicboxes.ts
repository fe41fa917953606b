/** LogicBoxes, described for the suite. */
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import { accounting, forward, mailbox, signup, suspension } from '../logicboxes/inputs.ts';
import { scopeOf, type Bench } from './bench.ts';
import { charged, clientOf, countOf, creating, fundsOf, money, oneMore, paid } from './common.ts';
import type { Subject, WriteSample } from './subject.ts';

const jane = '31000001';
const nobody = '99999999';

const statusOf = async (bench: Bench): Promise<unknown> => (await clientOf(bench, jane))!.status;

const badMoney = money('x', { amount: decimal('-1.1234'), description: ' ' });

const suspended: Pick<WriteSample<ReturnType<typeof suspension>>, 'wrong' | 'refused' | 'state'> = {
  wrong: {
    input: suspension({ clientId: 'x', service: 'a@b', reason: 'a\nb' }),
    fields: ['clientId', 'service', 'reason'],
  },
  refused: { input: suspension({ clientId: nobody }), code: 'NOT_FOUND' },
  state: statusOf,
};

/** No function lists addresses. Deleting one tells whether it was there. */
async function isTaken({ sandbox }: Bench, { orderId, email }: { orderId: string; email: string }): Promise<boolean> {
  const login = { 'auth-userid': '100001', 'api-key': 'demo-logicboxes' };
  const body = new URLSearchParams({ ...login, 'order-id': orderId, email });
  const answer = await fetch(`${sandbox.url}/api/mail/user/delete.json`, { method: 'POST', body });
  return /success/i.test(await answer.text());
}

/** LogicBoxes. */
export const logicboxes: Subject = {
  name: 'logicboxes',
  create: creating('LOGICBOXES'),
  secrets: ['demo-logicboxes'],
  client: { id: jane, email: 'jane@example.com', balance: '12.09' },
  unknownId: nobody,
  idParameters: ['customer-id'],
  unspent: {},
  reads: {
    logicboxesTransactions: {
      archived: false,
      page: 1,
      pageSize: 50,
      clientIds: [jane],
      usernames: null,
      types: null,
      origin: null,
      transactionIds: null,
      description: null,
      settled: null,
      amountFrom: null,
      amountTo: null,
      createdAfter: null,
      createdBefore: null,
      orderBy: null,
    },
  },
  writes: {
    addCharge: {
      function: 'billing/add-customer-debit-note',
      input: () => money(jane, { accounting }),
      wrong: {
        input: { ...badMoney, accounting: { amount: decimal('0'), conversionRate: decimal('-1') } },
        fields: ['clientId', 'amount', 'amount', 'description', 'accounting.amount', 'accounting.conversionRate'],
      },
      refused: { input: money(nobody, { accounting }), code: 'NOT_FOUND' },
      state: fundsOf,
      after: charged,
      halfIsEnough: true,
    },
    addPayment: {
      function: 'billing/add-customer-fund',
      input: () => money(jane),
      wrong: {
        input: { ...badMoney, accounting: { amount: decimal('0'), conversionRate: decimal('-1') } },
        fields: ['clientId', 'amount', 'amount', 'description', 'accounting'],
      },
      refused: { input: money(nobody), code: 'NOT_FOUND' },
      state: fundsOf,
      after: paid,
      halfIsEnough: true,
    },
    updateClient: {
      function: 'customers/modify',
      input: () => ({ clientId: jane, city: 'Leeds & Co' }),
      wrong: {
        input: { clientId: jane, city: '', email: 'x', country: 'XXX', phoneNumber: '1', password: 'x' },
        fields: ['address.city', 'email', 'address.country', 'phoneNumber', 'password'],
      },
      refused: { input: { clientId: nobody, city: 'X' }, code: 'NOT_FOUND' },
      state: async (bench) => (await clientOf(bench, jane))!.address.city,
      after: () => 'Leeds & Co',
    },
    signupLogicboxesClient: {
      function: 'customers/v2/signup',
      input: () => signup(),
      wrong: {
        input: signup({
          email: 'x',
          password: 'short',
          name: '',
          country: 'XXX',
          addressLines: [],
          language: 'English',
        }),
        fields: [
          'email',
          'password',
          'password',
          'password',
          'password',
          'name',
          'address.country',
          'address.lines',
          'language',
        ],
      },
      refused: { input: signup({ email: 'jane@example.com' }), code: 'ALREADY_EXISTS' },
      state: countOf,
      after: oneMore,
      secrets: [signup().password],
      halfIsEnough: true,
    },
    suspendClient: {
      ...suspended,
      function: 'customers/suspend',
      input: () => suspension({ reason: 'Overdue' }),
      after: () => 'SUSPENDED',
    },
    resumeClient: {
      ...suspended,
      function: 'customers/unsuspend',
      input: async ({ can }) => {
        await can.suspendClient.send(suspension(), scopeOf(), newMark());
        return suspension();
      },
      after: () => 'ACTIVE',
    },
    deleteClient: {
      function: 'customers/delete',
      input: () => ({ clientId: jane }),
      wrong: { input: { clientId: '../1' }, fields: ['clientId'] },
      refused: { input: { clientId: nobody }, code: 'NOT_FOUND' },
      state: statusOf,
      after: () => 'CLOSED',
    },
    addMailAccount: {
      function: 'mail/user/add',
      input: () => mailbox({ email: 'new@example.com' }),
      wrong: {
        input: mailbox({ orderId: 'x', email: 'x', firstName: '', countryCode: 'XXX', password: '' }),
        fields: ['orderId', 'email', 'firstName', 'countryCode', 'password'],
      },
      refused: { input: mailbox({ orderId: '5' }), code: 'NOT_FOUND' },
      state: isTaken,
      after: () => true,
      secrets: [mailbox().password],
    },
    addMailForward: {
      function: 'mail/user/add-forward-only-account',
      input: () => forward(),
      wrong: {
        input: forward({ orderId: 'x', email: 'x', forwards: ['x', 'a@example.org', 'y'] }),
        fields: ['orderId', 'email', 'forwards.0', 'forwards.2'],
      },
      refused: { input: forward({ orderId: '5' }), code: 'NOT_FOUND' },
      state: isTaken,
      after: () => true,
    },
  },
};
