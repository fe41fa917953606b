/** The writes that a second send does not change, of one request without a look first: threshold, deletion. */
import type { Write } from '../provider.ts';
import type { ThresholdInput } from '../records.ts';
import type { Parameters, VoipmsApi } from './api.ts';
import { checkClientNumber, checkEmail } from '../shared/checks.ts';
import { checkThreshold } from './checks.ts';
import { planned } from './plan.ts';

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
    isDone: ({ code }) => code === 'NOT_FOUND',
  };
}

function thresholdParameters({ clientId, amount, email }: ThresholdInput): Parameters {
  // "130.00" goes as "130": the check lets only whole amounts pass, and the upstream's type is an integer.
  return { client: clientId, threshold: amount.split('.')[0]!, ...(email !== null && { email }) };
}
