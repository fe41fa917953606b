/** Suspension, its end, and deletion: one request each (logicboxes.md section 3, Customers). */
import type { Problem } from '../../errors.ts';
import type { Write } from '../provider.ts';
import type { SuspensionInput } from '../records.ts';
import { checkClientNumber, checkText, problem } from '../shared/checks.ts';
import type { LogicboxesApi } from './api.ts';
import { meansAbsent } from './errors.ts';
import { WHO, type Parameters } from './functions.ts';
import { planned } from './plan.ts';

/** Suspends a client, or ends that. */
export function suspensionWrite(
  api: LogicboxesApi,
  name: 'customers/suspend' | 'customers/unsuspend',
): Write<SuspensionInput, void> {
  return {
    delivery: 'repeatable',
    check: async (input) => checkSuspension(input),
    plan: async (input) => [planned(name, suspensionParameters(input))],
    send: async (input, scope) => {
      await api.write(name, suspensionParameters(input), scope);
    },
  };
}

/** Deletes a client. */
export function deletionWrite(api: LogicboxesApi): Write<{ readonly clientId: string }, void> {
  return {
    delivery: 'repeatable',
    check: async ({ clientId }) => checkClientNumber(clientId, WHO),
    plan: async ({ clientId }) => [planned('customers/delete', [['customer-id', clientId]])],
    send: async ({ clientId }, scope) => {
      await api.write('customers/delete', [['customer-id', clientId]], scope);
    },
    isDone: meansAbsent,
  };
}

function checkSuspension({ clientId, service, reason }: SuspensionInput): readonly Problem[] {
  return [
    ...checkClientNumber(clientId, WHO),
    ...(service === null
      ? []
      : [problem(['service'], 'LogicBoxes suspends the client, not one service: leave it out.')]),
    ...checkText(reason ?? '', ['reason']),
  ];
}

function suspensionParameters({ clientId, reason }: SuspensionInput): Parameters {
  return [['customer-id', clientId], ...(reason ? [['reason', reason] as const] : [])];
}
