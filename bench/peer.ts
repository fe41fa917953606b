/**
 * The script that the gateway is measured against: what somebody writes in an hour who needs just these two pages and
 * no GraphQL. It takes the gateway's requests, makes the same upstream calls with `undici.request` over as many
 * connections, and answers with the same JSON. Its one argument is the origin of the upstream; it prints its address.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

interface Client {
  readonly client: string;
  readonly email: string;
  readonly company: string;
  readonly firstname: string;
  readonly lastname: string;
}

interface Row {
  readonly id: string;
  readonly date: string;
  readonly amount: string | number;
  readonly description: string;
}

interface Answer {
  readonly status: string;
  readonly clients: readonly Client[];
  readonly balance: { readonly current_balance: string | number };
  readonly charges: readonly Row[];
  readonly deposits: readonly Row[];
}

interface Body {
  readonly operationName: string;
  readonly variables: { readonly upstreamId: string };
}

const login = `api_username=${encodeURIComponent('bench@example.com')}&api_password=bench-secret&content_type=json`;
const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const pool = new Pool(process.argv[2]!, { connections: 64 });

async function call(method: string, client = ''): Promise<Answer> {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/api/v1/rest.php',
    headers,
    body: `${login}&method=${method}&client=${client}`,
  });
  const answer = (await body.json()) as Answer;
  if (statusCode !== 200 || answer.status !== 'success') throw new Error(`${method} failed: ${answer.status}`);
  return answer;
}

function money(amount: string | number): object {
  return { amount: String(amount), currency: 'USD' };
}

/** The latest five rows. */
function ledger(rows: readonly Row[]): object {
  const latest = rows.toSorted((a, b) => (a.date === b.date ? Number(b.id) - Number(a.id) : a.date < b.date ? 1 : -1));
  const nodes = latest.slice(0, 5).map((row) => ({
    upstreamId: row.id,
    date: row.date,
    amount: money(row.amount),
    description: row.description,
  }));
  return { nodes };
}

function displayName(client: Client): string {
  return client.company || `${client.firstname} ${client.lastname}`.trim() || client.email || client.client;
}

async function dashboardClient(client: Client): Promise<object> {
  const [balance, charges, deposits] = await Promise.all([
    call('getResellerBalance', client.client),
    call('getCharges', client.client),
    call('getDeposits', client.client),
  ]);
  return {
    upstreamId: client.client,
    displayName: displayName(client),
    balance: { current: money(balance.balance.current_balance) },
    charges: ledger(charges.charges),
    deposits: ledger(deposits.deposits),
  };
}

async function dashboardPage(): Promise<object> {
  const { clients } = await call('getClients');
  const sorted = clients.toSorted((a, b) => Number(a.client) - Number(b.client)).slice(0, 100);
  return { clients: { nodes: await Promise.all(sorted.map(dashboardClient)) } };
}

async function clientPage(id: string): Promise<object> {
  const [found, balance, charges] = await Promise.all([
    call('getClients', id),
    call('getResellerBalance', id),
    call('getCharges', id),
  ]);
  const client = found.clients[0]!;
  return {
    client: {
      upstreamId: client.client,
      displayName: displayName(client),
      balance: { current: money(balance.balance.current_balance) },
      charges: ledger(charges.charges),
    },
  };
}

async function answerTo(text: string): Promise<object> {
  const { operationName, variables } = JSON.parse(text) as Body;
  return { data: await (operationName === 'DashboardPage' ? dashboardPage() : clientPage(variables.upstreamId)) };
}

function reply(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

function handle(req: IncomingMessage, res: ServerResponse): void {
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (chunk: string) => (text += chunk));
  req.on('end', () => {
    answerTo(text).then(
      (body) => reply(res, 200, body),
      (error: unknown) => reply(res, 502, { errors: [{ message: String(error) }] }),
    );
  });
}

process.on('disconnect', () => process.exit());

const server = createServer(handle).listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
