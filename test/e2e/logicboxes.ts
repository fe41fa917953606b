/** What the end-to-end tests of LogicBoxes share: its sandbox from behind, and inputs without a fault. */
import type {
  AddChargeInput,
  AddMailAccountInput,
  AddMailForwardInput,
  AddPaymentInput,
  SignupLogicboxesClientInput,
} from '../generated/graphql.ts';
import { clientId, freshKey, type Graph } from './harness.ts';

/** Name of the account. */
export const ACCOUNT = 'logicboxes-demo';

/** The documented client: jane@example.com. */
export const JANE = '31000001';

/** The client with some 1,200 rows in the ledger, the first of the generated ones. */
export const BUSY = '31000002';

/** The documented order, of JANE, for the domain example.com. */
export const ORDER = '85000001';

/** The api-key of the demo. */
export const API_KEY = 'demo-logicboxes';

/** A moment of the data: settled rows from before November 2025 are archived, younger ones are not. */
export const NOW = '2026-11-24T12:00:00.000Z';

/** Global id of a client of the account. */
export function idOf(upstreamId: string = JANE): string {
  return clientId(upstreamId, ACCOUNT);
}

/** Parameters of a call; an array stands for a repeated name. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** Calls a function past the gateway, by POST. It is counted like any other call. */
export async function upstream(graph: Graph, name: string, parameters: Parameters = {}): Promise<unknown> {
  const body = new URLSearchParams({ 'auth-userid': '100001', 'api-key': API_KEY });
  for (const [key, value] of Object.entries(parameters)) for (const one of [value].flat()) body.append(key, one);
  const answer = await fetch(`${graph.sandbox.url}/api/${name}.json`, { method: 'POST', body });
  return answer.json();
}

/** The record of a client as the upstream has it; its own words when it has none. */
export async function recordOf(graph: Graph, upstreamId: string = JANE): Promise<Readonly<Record<string, string>>> {
  const details = await upstream(graph, 'customers/details-by-id', { 'customer-id': upstreamId });
  return details as Record<string, string>;
}

/** A row of the ledger under the upstream's names, without their prefix. */
export type UpstreamRow = Readonly<Record<string, string>>;

/** All rows of one of the two ledgers, read past the gateway. */
export async function rowsOf(graph: Graph, ledger: 'current' | 'archived', clients: readonly string[] = []) {
  const list = ledger === 'current' ? 'customer-transactions' : 'customer-archived-transactions';
  const rows: UpstreamRow[] = [];
  for (let page = 1; ; page += 1) {
    const paging = { 'no-of-records': '500', 'page-no': String(page), 'customer-id': clients };
    const answer = (await upstream(graph, `billing/${list}/search`, paging)) as Record<string, unknown>;
    const numbered = Object.entries(answer).filter(([key]) => /^\d+$/.test(key));
    rows.push(...numbered.map(([, row]) => withoutPrefix(row as UpstreamRow)));
    if (rows.length >= Number(answer['recsindb'])) return rows;
  }
}

function withoutPrefix(row: UpstreamRow): UpstreamRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replace(/^\w+\./, ''), value]));
}

/** Everything of a client that a write could change, to be compared. */
export async function stateOf(graph: Graph, upstreamId: string = JANE): Promise<object> {
  return {
    client: await recordOf(graph, upstreamId),
    balance: await upstream(graph, 'billing/customer-balance', { 'customer-id': upstreamId }),
    rows: await rowsOf(graph, 'current', [upstreamId]),
    clients: await upstream(graph, 'customers/search', { 'no-of-records': '500', 'page-no': '1' }),
  };
}

/** A request as the sandbox has logged it. */
export interface LoggedRequest {
  readonly provider: string;
  readonly function: string;
  readonly httpMethod: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

/** The requests to one function, oldest first; all of them when none is named. */
export async function requestsTo(graph: Graph, name: string | null = null): Promise<readonly LoggedRequest[]> {
  const answer = await fetch(`${graph.sandbox.url}/_sandbox/requests`);
  const { requests } = (await answer.json()) as { requests: readonly LoggedRequest[] };
  return requests.filter((request) => name === null || request.function === name);
}

/** Sets the sandbox's clock; it stands still from then on. */
export async function setClock(graph: Graph, now: string = NOW): Promise<void> {
  await fetch(`${graph.sandbox.url}/_sandbox/clock`, { method: 'POST', body: JSON.stringify({ now }) });
}

/** A charge of JANE without a fault. The demo's two currencies differ, so the accounting amount is there. */
export function chargeInput(changes: Partial<AddChargeInput> = {}): AddChargeInput {
  const accounting = { amount: '6.31', conversionRate: '1.2645' };
  return { ...moneyOf(), accounting, ...changes };
}

/** A payment of JANE without a fault. */
export function paymentInput(changes: Partial<AddPaymentInput> = {}): AddPaymentInput {
  return { ...moneyOf(), ...changes };
}

function moneyOf() {
  return { clientId: idOf(), amount: '4.99', description: 'Süpport / call & more', idempotencyKey: freshKey() };
}

/** A sign-up without a fault. */
export function signupInput(changes: Partial<SignupLogicboxesClientInput> = {}): SignupLogicboxesClientInput {
  return {
    account: ACCOUNT,
    email: 'ana@example.org',
    password: 'Fr3sh#Signup',
    name: "Ana María O'Neil",
    company: 'O’Neil & Söhne',
    address: {
      lines: ['1 Main St', 'Floor 2'],
      city: 'Montréal',
      state: 'Quebec',
      postalCode: 'H2X 1Y4',
      country: 'CA',
    },
    phone: { countryCode: '1', number: '5145550100' },
    mobile: { countryCode: '1', number: '5145550101' },
    language: 'fr',
    smsConsent: true,
    marketingConsent: false,
    acceptPolicy: true,
    vatId: 'GB123456789',
    idempotencyKey: freshKey(),
    ...changes,
  };
}

/** A mailbox of the documented order without a fault. */
export function mailboxInput(changes: Partial<AddMailAccountInput> = {}): AddMailAccountInput {
  return {
    account: ACCOUNT,
    orderId: ORDER,
    email: 'john.doe@example.com',
    password: 'M@ilbox & pass 1',
    notificationEmail: 'alternative@example.org',
    firstName: 'John',
    lastName: 'Doe',
    countryCode: 'US',
    languageCode: 'en',
    idempotencyKey: freshKey(),
    ...changes,
  };
}

/** A forward of the documented order without a fault. */
export function forwardInput(changes: Partial<AddMailForwardInput> = {}): AddMailForwardInput {
  const forwards = ['a@example.org', 'b@example.org'];
  return {
    account: ACCOUNT,
    orderId: ORDER,
    email: 'sales@example.com',
    forwards,
    idempotencyKey: freshKey(),
    ...changes,
  };
}
