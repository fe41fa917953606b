/** The writes of one request about one client or login: threshold, blocking, deletion, one-time password. */
import type { Problem } from '../../errors.ts';
import { double, int, textOf } from '../../wire/xmlrpc-values.ts';
import type { Write } from '../provider.ts';
import type { SuspensionInput, ThresholdInput } from '../records.ts';
import { checkRequired, problem } from '../shared/checks.ts';
import { outcomeUnknown } from '../shared/failures.ts';
import type { Members, WriteMethod } from './api.ts';
import { checkCustomerId, checkLimit } from './checks.ts';
import { isAbsent, type Customers } from './customers.ts';
import { WHO, type Fields } from './errors.ts';

type RepeatableWrite<Input> = Extract<Write<Input, void>, { readonly delivery: 'repeatable' }>;

const clientField: Fields = { i_customer: ['clientId'] };

/** A threshold. All else that belongs to it, such as whether an e-mail is sent, stays (sippy.md section 3, setLowBalance). */
export function thresholdWrite(customers: Customers): Write<ThresholdInput, void> {
  return {
    delivery: 'repeatable',
    check: async ({ clientId, amount, email }) => [
      ...checkCustomerId(clientId),
      ...checkLimit(amount, ['amount']),
      ...(email === null
        ? []
        : [problem(['email'], `${WHO} sends the warning to the client's own address: leave this out.`)]),
    ],
    plan: async (input) => [customers.api.plan('setLowBalance', thresholdMembers(input))],
    send: async (input, scope) => {
      const fields = { ...clientField, threshold: ['amount'] };
      await customers.change('setLowBalance', thresholdMembers(input), fields, scope);
    },
  };
}

function thresholdMembers({ clientId, amount }: ThresholdInput): Members {
  return { i_customer: int(clientId), threshold: double(amount) };
}

/** A suspension (blockCustomer) or its end (unblockCustomer), since version 5.2. The switch takes no reason. */
export function suspensionWrite(
  customers: Customers,
  method: 'blockCustomer' | 'unblockCustomer',
): Write<SuspensionInput, void> {
  return clientWrite<SuspensionInput>(customers, method, ({ service }) =>
    service === null ? [] : [problem(['service'], `${WHO} suspends whole clients: leave this out.`)],
  );
}

/** A deletion. What becomes of the client's accounts and money is not documented (sippy.md section 3, deleteCustomer). */
export function deletionWrite(customers: Customers): Write<{ readonly clientId: string }, void> {
  return { ...clientWrite(customers, 'deleteCustomer', () => []), isDone: isAbsent };
}

function clientWrite<Input extends { readonly clientId: string }>(
  customers: Customers,
  method: WriteMethod,
  check: (input: Input) => readonly Problem[],
): RepeatableWrite<Input> {
  return {
    delivery: 'repeatable',
    check: async (input) => [...checkCustomerId(input.clientId), ...check(input)],
    plan: async ({ clientId }) => [customers.api.plan(method, { i_customer: int(clientId) })],
    send: async ({ clientId }, scope) => {
      await customers.change(method, { i_customer: int(clientId) }, clientField, scope);
    },
  };
}

/** A new one-time password. Unproven: each call makes another one (sippy.md section 3). */
export function oneTimePasswordWrite(
  customers: Customers,
): Write<{ readonly webLogin: string }, { readonly password: string }> {
  return {
    delivery: 'unproven',
    check: async ({ webLogin }) => checkRequired(webLogin, ['webLogin'], WHO),
    plan: async ({ webLogin }) => [customers.api.plan('resetCustomerOneTimePassword', { web_login: webLogin })],
    send: async ({ webLogin }, scope) => {
      const fields = { web_login: ['webLogin'] };
      const answer = await customers.change('resetCustomerOneTimePassword', { web_login: webLogin }, fields, scope);
      const password = textOf(answer.get('password')) ?? '';
      // The old one is gone and the new one is nobody's.
      if (password === '') throw outcomeUnknown(WHO, 'answered without the new password');
      return { password };
    },
  };
}
