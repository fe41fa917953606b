/** Freeside, described for the suite. */
import { newMark } from '../../../src/mark.ts';
import type { SuspensionInput } from '../../../src/providers/records.ts';
import { scopeOf } from './bench.ts';
import { clientOf, countOf, creating, oneMore } from './common.ts';
import type { Subject, WriteSample } from './subject.ts';
import { byCard, signupInput } from '../freeside/signup-inputs.ts';

const jane = '5001';
const nobody = '999999';
const account = { clientId: jane, service: 'jane@example.com', reason: null };

const suspension: Pick<WriteSample<SuspensionInput>, 'wrong' | 'refused' | 'state'> = {
  wrong: { input: { clientId: '1 or 1', service: 'jane', reason: null }, fields: ['clientId', 'service'] },
  refused: { input: { ...account, clientId: nobody }, code: 'NOT_FOUND' },
  state: async (bench) => (await clientOf(bench, jane))!.status,
};

/** Freeside. */
export const freeside: Subject = {
  name: 'freeside',
  create: creating('FREESIDE'),
  secrets: ['demo-freeside'],
  client: { id: jane, email: 'jane@example.com', balance: '-12.50' },
  unknownId: nobody,
  idParameters: ['custnum'],
  unspent: {},
  reads: { usernames: { domain: 'example.com', taken: 'jane', free: 'joan' } },
  writes: {
    signupFreesideClient: {
      function: 'new_customer',
      input: () => signupInput({ ...byCard, packageId: '2', password: 'Canary-Pw-1' }),
      wrong: {
        input: signupInput({ lastName: '', postalCode: '1', packageId: '99', username: 'a', invoiceEmails: ['x'] }),
        fields: ['lastName', 'address.postalCode', 'packageId', 'username', 'invoiceEmails.0'],
      },
      refused: { input: signupInput({ username: 'jane' }), code: 'ALREADY_EXISTS' },
      state: countOf,
      after: oneMore,
      secrets: ['Canary-Pw-1', '4111 1111 1111 1111', '4111111111111111'],
    },
    suspendClient: { ...suspension, function: 'suspend_username', input: () => account, after: () => 'SUSPENDED' },
    resumeClient: {
      ...suspension,
      function: 'unsuspend_username',
      input: async ({ can }) => {
        await can.suspendClient.send(account, scopeOf(), newMark());
        return account;
      },
      after: () => 'ACTIVE',
    },
  },
};
