/** Charges and payments, which leave their mark in the description (voipms.md section 3, addCharge and addPayment). */
import { GatewayError } from '../../errors.ts';
import { newMark, withMark } from '../../mark.ts';
import type { CallScope, Finding, Lost, Moved, Write } from '../provider.ts';
import type { MoneyInput } from '../records.ts';
import { checkClientNumber, checkText } from '../shared/checks.ts';
import { findRow, moneyTrace, unclear } from '../shared/find-row.ts';
import type { MoneyMethod, Parameters, VoipmsApi } from './api.ts';
import { checkAmount } from './checks.ts';
import { planned } from './plan.ts';
import { ledgerOf, readClientRow } from './reads.ts';

/**
 * A charge or a payment; the amount is sent as given. Probed: the upstream returns no id and takes no key, but the
 * description comes back in the client's ledger (voipms.md section 3, addCharge), and with it the mark in front.
 */
export function moneyWrite(api: VoipmsApi, method: MoneyMethod): Write<MoneyInput, Moved> {
  // The same thing has two names (voipms.md section 6, 4).
  const amountName = method === 'addCharge' ? 'charge' : 'payment';
  const parametersOf = ({ clientId, amount, description }: MoneyInput, mark: string): Parameters => ({
    client: clientId,
    [amountName]: amount,
    description: withMark(mark, description ?? ''),
  });
  return {
    delivery: 'probed',
    check: async ({ clientId, amount, currency, description }) => [
      ...checkClientNumber(clientId, 'VoIP.ms'),
      ...checkAmount(amount, currency),
      ...checkText(description ?? '', ['description']),
    ],
    plan: async (input, _scope, mark) => [planned(method, parametersOf(input, mark))],
    // With a mark that nobody looks for, so that the upstream judges a text as long as the real one.
    rehearse: (input, scope) => api.rehearse(method, parametersOf(input, newMark()), scope),
    send: async (input, scope, mark) => {
      await api.write(method, parametersOf(input, mark), scope);
      return { rowId: null };
    },
    trace: moneyTrace,
    find: (lost, scope) => find(api, method, lost, scope),
  };
}

/**
 * Looks through all charges, or all deposits, of the client: there is no filter and no paging (voipms.md section 2). That
 * each write is shown there is documented, so no proof of it is asked for; a description that is dropped leaves a row
 * without mark, which is unclear.
 */
async function find(api: VoipmsApi, method: MoneyMethod, lost: Lost, scope: CallScope): Promise<Finding> {
  const clientId = lost.trace['clientId'] ?? '';
  const ledger = ledgerOf(api);
  const found = await (method === 'addCharge'
    ? ledger.chargesByClientIds([clientId], scope)
    : ledger.depositsByClientIds([clientId], scope));
  const rows = found.get(clientId);
  if (rows instanceof GatewayError) throw rows;
  // What is answered for a deleted client is not documented (voipms.md section 7, 9): nothing may be no client at all.
  const isKnown = rows !== undefined && (rows.length > 0 || (await isClient(api, clientId, scope)));
  return isKnown ? findRow(rows, lost) : unclear('VoIP.ms does not know the client any more, nor its entries.');
}

async function isClient(api: VoipmsApi, id: string, scope: CallScope): Promise<boolean> {
  return (await readClientRow(api, id, ({ upstreamId }) => upstreamId === id, scope)) !== null;
}
