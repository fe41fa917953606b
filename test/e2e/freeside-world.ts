/** What the tests of Freeside share: a graph with a fresh session, the upstream past the gateway, and inputs. */
import { beforeEach } from 'vitest';
import { decodeAnswer, encodeCall } from '../../src/wire/xmlrpc.ts';
import { isStruct, struct, textOf, type XmlRpcValue } from '../../src/wire/xmlrpc-values.ts';
import { FreesideRenewDocument, type SignupFreesideClientInput } from '../generated/graphql.ts';
import { clientId, freshKey, useGraph, type Graph, type GraphOptions } from './harness.ts';

/** Name of the account. */
export const FREESIDE = 'freeside-demo';

/** The documented client, who owes 12.50 and has the account jane@example.com. */
export const JANE = '5001';

/** Agents of the sandbox: ours, and the other one, whose clients are 4001 and 4002. */
export const agents = {
  ours: { username: 'demo', password: 'demo-freeside' },
  others: { username: 'other', password: 'other-freeside' },
} as const;

/** Global id of a client. */
export function idOf(upstreamId: string = JANE): string {
  return clientId(upstreamId, FREESIDE);
}

/** An amount as the graph shows it. */
export function usd(amount: string): { readonly amount: string; readonly currency: string } {
  return { amount, currency: 'USD' };
}

/** A graph for the tests of one `describe`; each of them begins with a session that has called nothing yet. */
export function useFreeside(options: GraphOptions = {}): Graph {
  const graph = useGraph({ providers: ['freeside'], ...options });
  beforeEach(() => renew(graph));
  return graph;
}

/** Begins a new session, since a reset of the sandbox ends all of them, and forgets what that has cost. */
export async function renew(graph: Graph): Promise<void> {
  const { renewSession } = await graph.get(FreesideRenewDocument, {});
  if (renewSession.userErrors.length > 0) throw new Error(JSON.stringify(renewSession.userErrors));
  await graph.forgetCalls();
}

/** Freezes the sandbox's clock. */
export async function setClock(graph: Graph, now: Date): Promise<void> {
  const body = JSON.stringify({ now: now.toISOString() });
  const { status } = await fetch(`${graph.sandbox.url}/_sandbox/clock`, { method: 'POST', body });
  if (status !== 200) throw new Error(`The clock says ${status}.`);
}

/** A value of an answer as plain objects and texts. */
export type Plain = string | null | readonly Plain[] | { readonly [name: string]: Plain };

function plain(value: XmlRpcValue): Plain {
  if (isStruct(value)) return Object.fromEntries(Array.from(value, ([name, one]) => [name, plain(one)]));
  return isList(value) ? value.map(plain) : textOf(value);
}

function isList(value: XmlRpcValue): value is readonly XmlRpcValue[] {
  return Array.isArray(value);
}

/** The text of a member. Throws when it is none. */
export function textIn(answer: Readonly<Record<string, Plain>>, name: string): string {
  const { [name]: text } = answer;
  if (typeof text === 'string') return text;
  throw new Error(`${name} is no text.`);
}

type Members = Readonly<Record<string, string>>;

/** Calls the upstream past the gateway, without a session of its own. It is counted like any other call. */
export async function callFreeside(
  graph: Graph,
  method: string,
  members: Members,
): Promise<Readonly<Record<string, Plain>>> {
  const answer = await fetch(`${graph.sandbox.url}/selfservice/xmlrpc.cgi`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: encodeCall(`FS.SelfService.XMLRPC.${method}`, [struct(members)]),
  });
  const decoded = decodeAnswer(new Uint8Array(await answer.arrayBuffer()));
  if ('fault' in decoded) throw new Error(decoded.fault.text);
  return plain(decoded.value) as Readonly<Record<string, Plain>>;
}

/** Functions that take an agent's session under another name. */
const ofCustomers: ReadonlySet<string> = new Set(['customer_info', 'billing_history', 'list_pkgs', 'order_pkg']);

/** A call of the upstream, in a session that is not the gateway's. */
export type AgentCall = (method: string, members?: Members) => Promise<Readonly<Record<string, Plain>>>;

/** Logs in at the upstream past the gateway. */
export async function loginAs(
  graph: Graph,
  agent: (typeof agents)[keyof typeof agents] = agents.ours,
): Promise<AgentCall> {
  const session = textIn(await callFreeside(graph, 'agent_login', agent), 'session_id');
  return (method, members = {}) => {
    const name = ofCustomers.has(method) ? 'agent_session_id' : 'session_id';
    return callFreeside(graph, method, { [name]: session, ...members });
  };
}

/** Everything that a write could have changed: all customers of the agent, and packages and history of one. */
export async function stateOf(graph: Graph, custnum: string = JANE): Promise<object> {
  const call = await loginAs(graph);
  const everybody = { prospect: '1', active: '1', susp: '1', cancel: '1' };
  return {
    customers: (await call('agent_list_customers', everybody))['customers'],
    packages: (await call('list_pkgs', { custnum }))['cust_pkg'],
    history: (await call('billing_history', { custnum }))['history'],
  };
}

/** Ways to pay. The numbers are test numbers that pass their check digits. */
export const billing = {
  prepaid: { method: 'PREPAY', prepaidCardNumber: 'PRE4711' },
  card: {
    method: 'CARD',
    cardNumber: '4111 1111 1111 1111',
    cardVerification: '123',
    cardExpiry: '12/2099',
    payerName: 'ADA ONEIL',
  },
  cheque: { method: 'CHEK', bankAccountNumber: '000-123456', bankRoutingNumber: '021000021', payerName: 'FIRST BANK' },
} as const;

/** A sign-up without a fault, paid by a prepaid card; a fresh key each time. */
export function freesideSignup(changes: Partial<SignupFreesideClientInput> = {}): SignupFreesideClientInput {
  return {
    account: FREESIDE,
    firstName: 'Ada',
    lastName: "O'Neil-Smith, Jr.",
    address: { street: '1 Main St', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US' },
    invoiceEmails: ['ada@example.org'],
    billing: billing.prepaid,
    packageId: '1',
    username: 'ada',
    password: 'Tr1cky-Pw',
    idempotencyKey: freshKey(),
    ...changes,
  };
}
