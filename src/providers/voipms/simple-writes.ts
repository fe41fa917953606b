/** The writes of one request that needs no look at the upstream first: charge, payment, threshold, deletion. */
import type { Write } from '../provider.ts';
import type { MoneyInput, ThresholdInput } from '../records.ts';
import type { MoneyMethod, Parameters, VoipmsApi } from './api.ts';
import { checkClientNumber, checkEmail, checkText } from '../shared/checks.ts';
import { checkAmount, checkThreshold } from './checks.ts';
import { planned } from './plan.ts';

/**
 * A charge or a payment; the amount is sent as given. Unproven: the upstream returns no id and takes no key
 * (voipms.md section 3, addCharge), so a lost answer stays unknown.
 */
export function moneyWrite(api: VoipmsApi, method: MoneyMethod): Write<MoneyInput, void> {
  // The same thing has two names (voipms.md section 6, 4).
  const amountName = method === 'addCharge' ? 'charge' : 'payment';
  const parametersOf = ({ clientId, amount, description }: MoneyInput): Parameters => ({
    client: clientId,
    [amountName]: amount,
    ...(description !== null && description !== '' && { description }),
  });
  return {
    delivery: 'unproven',
    check: async ({ clientId, amount, currency, description }) => [
      ...checkClientNumber(clientId, 'VoIP.ms'),
      ...checkAmount(amount, currency),
      ...checkText(description ?? '', ['description']),
    ],
    plan: async (input) => [planned(method, parametersOf(input))],
    rehearse: (input, scope) => api.rehearse(method, parametersOf(input), scope),
    send: async (input, scope) => {
      await api.write(method, parametersOf(input), scope);
    },
  };
}

/** A threshold. The notification address is changed only when given (voipms.md section 3, setClientThreshold). */
export function thresholdWrite(api: VoipmsApi): Write<ThresholdInput, void> {
  return {
    delivery: 'repeatable',
    check: async ({ clientId, amount, email }) => [
      ...checkClientNumber(clientId, 'VoIP.ms'),
      ...checkThreshold(amount),
      ...(email === null ? [] : checkEmail(email)),
    ],
    plan: async (input) => [planned('setClientThreshold', thresholdParameters(input))],
    send: async (input, scope) => {
      await api.write('setClientThreshold', thresholdParameters(input), scope);
    },
  };
}

/** A deletion: delClient, since there is no removeClient (voipms.md section 3, further methods). */
export function deletionWrite(api: VoipmsApi): Write<{ readonly clientId: string }, void> {
  return {
    delivery: 'repeatable',
    check: async ({ clientId }) => checkClientNumber(clientId, 'VoIP.ms'),
    plan: async ({ clientId }) => [planned('delClient', { client: clientId })],
    send: async ({ clientId }, scope) => {
      await api.write('delClient', { client: clientId }, scope);
    },
  };
}

function thresholdParameters({ clientId, amount, email }: ThresholdInput): Parameters {
  // "130.00" goes as "130": the check lets only whole amounts pass, and the upstream's type is an integer.
  return { client: clientId, threshold: amount.split('.')[0]!, ...(email !== null && { email }) };
}
