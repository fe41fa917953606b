/** The mutations of a Sippy client in a short form: each answers its payload, and takes what differs from a good input. */
import {
  DeleteDocument,
  JustChargeDocument,
  JustPayDocument,
  SippyJustResumeDocument,
  SippyJustSignupDocument,
  SippyJustSuspendDocument,
  SippyJustThresholdDocument,
  SippyJustUpdateCommonDocument,
  SippyJustUpdateDocument,
  SippyResetPasswordDocument,
  type SippyResetPasswordMutation,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { freshKey, type Graph } from './harness.ts';
import { ACME, SIPPY, sippyId, sippySignup } from './sippy-inputs.ts';

/** A mutation of one client, the documented one unless told otherwise. */
export type ClientMutation = (changes?: object, id?: string) => Promise<WrittenFragment>;

/** A mutation that is about no client. */
export type AccountMutation = (changes?: object) => Promise<WrittenFragment>;

const client = (changes: object, id: string) => ({ clientId: sippyId(id), ...changes });

const money = (changes: object, id: string) => ({
  clientId: sippyId(id),
  amount: '1.5',
  idempotencyKey: freshKey(),
  ...changes,
});

/** Every mutation of a Sippy account. */
export function mutationsOf(graph: Graph) {
  const signup: AccountMutation = async (changes = {}) =>
    (await graph.get(SippyJustSignupDocument, { input: sippySignup(changes) })).signupSippyClient;
  const update: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(SippyJustUpdateDocument, { input: client(changes, id) })).updateSippyClient;
  const change: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(SippyJustUpdateCommonDocument, { input: client(changes, id) })).updateClient;
  const charge: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(JustChargeDocument, { input: money(changes, id) })).addCharge;
  const pay: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(JustPayDocument, { input: money(changes, id) })).addPayment;
  const threshold: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(SippyJustThresholdDocument, { input: { amount: '9', ...client(changes, id) } }))
      .setClientThreshold;
  const suspend: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(SippyJustSuspendDocument, { input: client(changes, id) })).suspendClient;
  const resume: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(SippyJustResumeDocument, { input: client(changes, id) })).resumeClient;
  const remove: ClientMutation = async (changes = {}, id = ACME) =>
    (await graph.get(DeleteDocument, { input: client(changes, id) })).deleteClient;
  const reset = async (changes: object = {}): Promise<SippyResetPasswordMutation['resetOneTimePassword']> => {
    const input = { account: SIPPY, webLogin: 'acme', idempotencyKey: freshKey(), ...changes };
    return (await graph.get(SippyResetPasswordDocument, { input })).resetOneTimePassword;
  };
  return { signup, update, change, charge, pay, threshold, suspend, resume, remove, reset };
}

/** The mutations of a client by the switch's function that they call. */
export function clientWritesOf(graph: Graph): Readonly<Record<string, ClientMutation>> {
  const { update, charge, pay, threshold, suspend, resume, remove } = mutationsOf(graph);
  return {
    updateCustomer: (changes = {}, id = ACME) => update({ fax: '77', ...changes }, id),
    deleteCustomer: remove,
    customerDebit: charge,
    customerAddFunds: pay,
    customerCredit: (changes = {}, id = ACME) => pay({ paymentKind: 'CREDIT', ...changes }, id),
    setLowBalance: threshold,
    blockCustomer: suspend,
    unblockCustomer: resume,
  };
}

/** Every write of the switch by its function. */
export function allWritesOf(graph: Graph): Readonly<Record<string, AccountMutation>> {
  const { signup, reset } = mutationsOf(graph);
  return { createCustomer: signup, ...clientWritesOf(graph), resetCustomerOneTimePassword: reset };
}
