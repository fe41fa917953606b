/** A stand-in that plays exactly the bytes that a test gives it, over a real socket. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import type { LogicboxesAccountConfig } from '../../../src/accountConfig.ts';
import type { Capabilities, Provider } from '../../../src/providers/provider.ts';
import { createLogicboxesProvider } from '../../../src/providers/logicboxes/provider.ts';

/** One call that arrived. */
export interface SeenCall {
  /** Path below `/api/`, without extension. */
  readonly name: string;
  readonly url: string;
  readonly verb: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Parameters besides the credentials, in the order sent, from query and body. */
  readonly parameters: readonly (readonly [string, string])[];
  readonly credentials: readonly [string | null, string | null];
  /** The first value of a parameter. */
  get(name: string): string | undefined;
  /** All values of a parameter. */
  all(name: string): readonly string[];
}

/** The answer that never comes: the connection is closed. */
export const drop = Symbol('drop');

/** The answer that never comes: the connection stays open. */
export const hang = Symbol('hang');

/** Bytes with status 200, bytes with another status and type, a closed connection, or none at all. */
export type Reply =
  | string
  | Buffer
  | { readonly status: number; readonly body: string | Buffer; readonly type?: string; readonly location?: string }
  | typeof drop
  | typeof hang;
/** A reply, or how to make one. */
export type Answer = Reply | ((call: SeenCall) => Reply | Promise<Reply>);

/** A running stand-in. */
export interface TestUpstream {
  readonly baseUrl: string;
  readonly calls: SeenCall[];
  /** What a function answers from now on. */
  on(name: string, answer: Answer): void;
  /** How often a function was called. */
  count(name: string): number;
  close(): Promise<void>;
}

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/logicboxes/${name}.json`, import.meta.url));
}

/** Starts the stand-in; a function without an answer is a page that says 404. */
export async function startUpstream(): Promise<TestUpstream> {
  const calls: SeenCall[] = [];
  const answers = new Map<string, Answer>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    calls.push(call);
    const answer = answers.get(call.name) ?? { status: 404, body: '<html>404</html>', type: 'text/html' };
    send(response, typeof answer === 'function' ? await answer(call) : answer);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    on: (name, answer) => void answers.set(name, answer),
    count: (name) => calls.filter((call) => call.name === name).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readCall(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '', 'http://stand-in');
  const both = [...url.searchParams, ...new URLSearchParams(body)];
  const first = (name: string) => both.find(([known]) => known === name)?.[1];
  return {
    name: url.pathname.replace(/^\/api\//, '').replace(/\.json$/, ''),
    url: request.url ?? '',
    verb: request.method ?? '',
    headers: request.headers,
    body,
    parameters: both.filter(([name]) => name !== 'auth-userid' && name !== 'api-key'),
    credentials: [first('auth-userid') ?? null, first('api-key') ?? null],
    get: first,
    all: (name) => both.filter(([known]) => known === name).map(([, value]) => value),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === hang) return;
  if (reply === drop) response.destroy();
  else if (typeof reply === 'string' || Buffer.isBuffer(reply)) {
    response.setHeader('content-type', 'text/plain').end(reply);
  } else {
    const { status, body, type = 'application/json', location } = reply;
    response.writeHead(status, { 'content-type': type, ...(location !== undefined && { location }) }).end(body);
  }
}

/** An error in the envelope of most functions, with the status of most errors. */
export function refusal(message: string, status = 500): Reply {
  return { status, body: JSON.stringify({ status: 'ERROR', message }) };
}

/** A page of rows as the upstream numbers them, of a list with `total` rows. */
export function page(rows: readonly object[], total = rows.length): string {
  const numbered = Object.fromEntries(rows.map((one, index) => [String(index + 1), one]));
  return JSON.stringify({ recsonpage: String(rows.length), recsindb: String(total), ...numbered });
}

/** The page that a call asks for. */
export function paged(call: SeenCall, rows: readonly object[]): string {
  const [size, number] = [Number(call.get('no-of-records')), Number(call.get('page-no'))];
  return page(rows.slice((number - 1) * size, number * size), rows.length);
}

/** A row of the ledger. */
export function row(transid: string, changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  const values = {
    transid,
    transactiondate: '1745369822',
    type: 'invoice',
    description: `row ${transid}`,
    customerid: '31000001',
    sellingcurrencysymbol: 'GBP',
    sellingamount: '-1.000',
    ...changes,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`customer_transaction.${name}`, value]));
}

/** The login of the tests. */
export const login = { username: '7431905', password: "Api canary&<k'y>/1" } as const;

/** A provider for a base URL. */
export function providerAt(baseUrl: string, settings: Partial<LogicboxesAccountConfig> = {}): Provider {
  return createLogicboxesProvider({
    provider: 'LOGICBOXES',
    name: 'test',
    certificates: null,
    baseUrl,
    ...login,
    currency: null,
    readTimeoutMs: 5000,
    writeTimeoutMs: 5000,
    maxConcurrentCalls: 8,
    listAboveIds: 3,
    maxResponseBytes: 5_000_000,
    maxQueuedCalls: 1000,
    maxCallsPerMinute: null,
    ...settings,
  });
}

/** Fields of problems as dotted paths, in order. */
export function fieldsOf(problems: readonly { readonly field: readonly string[] }[]): readonly string[] {
  return problems.map(({ field }) => field.join('.'));
}

/** A fresh stand-in and a provider for it in each test. */
export function useProvider(settings: Partial<LogicboxesAccountConfig> = {}): {
  readonly upstream: TestUpstream;
  readonly provider: Provider;
  /** All capabilities of the provider, each of which it has. */
  readonly can: Required<Capabilities>;
} {
  const its = {} as { upstream: TestUpstream; provider: Provider; can: Required<Capabilities> };
  beforeEach(async () => {
    its.upstream = await startUpstream();
    its.provider = providerAt(its.upstream.baseUrl, settings);
    its.can = its.provider.capabilities as Required<Capabilities>;
  });
  afterEach(async () => {
    await its.provider.close();
    await its.upstream.close();
  });
  return its;
}
