/** A stand-in that plays exactly the bytes that a test gives it, over a real socket. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import type { FreesideAccountConfig } from '../../../src/accountConfig.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { createFreesideProvider } from '../../../src/providers/freeside/provider.ts';
import { decodeCall } from '../../../src/wire/xmlrpc.ts';
import { isStruct } from '../../../src/wire/xmlrpc-values.ts';

/** One call that arrived. */
export interface SeenCall {
  /** Without its prefix. */
  readonly method: string;
  /** As it was sent. */
  readonly fullMethod: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Members in the order sent, the session included; a value that is no string is shown as such. */
  readonly members: Readonly<Record<string, string>>;
}

/** The answer that never comes: the connection is closed. */
export const drop = Symbol('drop');

/** The answer that never comes: the connection stays. */
export const hang = Symbol('hang');

/** Bytes with status 200, bytes with another status, a closed or a silent connection. */
export type Reply = string | Buffer | { readonly status: number; readonly body: string } | typeof drop | typeof hang;
type Answer = Reply | ((call: SeenCall) => Reply | Promise<Reply>);

/** A running stand-in. */
export interface TestUpstream {
  readonly baseUrl: string;
  readonly calls: SeenCall[];
  /** What a function answers from now on. */
  on(method: string, answer: Answer): void;
  /** How often a function was called. */
  count(method: string): number;
  /** Names of the functions called, in order, the login left out. */
  methods(): readonly string[];
  close(): Promise<void>;
}

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/freeside/${name}.xml`, import.meta.url));
}

/** A value as Freeside prints it. */
export type Printable = string | null | readonly Printable[] | { readonly [name: string]: Printable };

/** An answer as Freeside prints it: every scalar a string, null as `<value />` (freeside.md section 2.2). */
export function answer(members: Printable): string {
  return `<?xml version="1.0" encoding="UTF-8"?><methodResponse><params><param>${print(members)}</param></params></methodResponse>`;
}

/** A fault as Freeside prints it: its code a string. */
export function fault(faultCode: string, faultString: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><methodResponse><fault>${print({ faultString, faultCode })}</fault></methodResponse>`;
}

function print(value: Printable): string {
  if (value === null) return '<value />';
  if (typeof value === 'string')
    return value === '' ? '<value><string /></value>' : `<value><string>${escape(value)}</string></value>`;
  if (isList(value)) return `<value><array><data>${value.map(print).join('')}</data></array></value>`;
  const members = Object.entries(value).map(([name, one]) => `<member><name>${name}</name>${print(one)}</member>`);
  return `<value><struct>${members.join('')}</struct></value>`;
}

function isList(value: object): value is readonly Printable[] {
  return Array.isArray(value);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text of an error, as a business error is answered. */
export const refusal = (error: string): string => answer({ error });

/** An answer that waits to be let out. */
export interface Gate {
  readonly answer: () => Promise<Reply>;
  /** Settled when a call has come. */
  readonly arrived: Promise<void>;
  release(): void;
}

/** Holds back a reply. */
export function gate(reply: Reply): Gate {
  const arrival = Promise.withResolvers<void>();
  const departure = Promise.withResolvers<void>();
  return {
    answer: async () => {
      arrival.resolve();
      await departure.promise;
      return reply;
    },
    arrived: arrival.promise,
    release: () => departure.resolve(),
  };
}

/** Starts the stand-in, which lets everybody log in, as s1, s2 and so on, and knows our agent as number 1. */
export async function startUpstream(): Promise<TestUpstream> {
  const calls: SeenCall[] = [];
  const answers = new Map<string, Answer>();
  const count = (method: string) => calls.filter((call) => call.method === method).length;
  answers.set('agent_login', () => answer({ error: '', session_id: `s${count('agent_login')}` }));
  answers.set('agent_logout', fixture('agent_logout.documented'));
  answers.set('agent_info', fixture('agent_info.documented'));
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    calls.push(call);
    const found = answers.get(call.method) ?? fixture('any.no-such-procedure');
    send(response, typeof found === 'function' ? await found(call) : found);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/selfservice/xmlrpc.cgi`,
    calls,
    on: (method, reply) => void answers.set(method, reply),
    count,
    methods: () => calls.map(({ method }) => method).filter((method) => method !== 'agent_login'),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readCall(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { method, params } = decodeCall(bytes);
  const [members] = params;
  if (params.length !== 1 || !isStruct(members)) throw new Error('The call is not one struct.');
  return {
    method: method.slice(method.lastIndexOf('.') + 1),
    fullMethod: method,
    url: request.url ?? '',
    headers: request.headers,
    body: bytes.toString(),
    members: Object.fromEntries(
      Array.from(members, ([name, value]) => [name, typeof value === 'string' ? value : 'no string']),
    ),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === hang) return;
  if (reply === drop) response.destroy();
  else if (typeof reply === 'string' || Buffer.isBuffer(reply))
    response.setHeader('content-type', 'text/xml').end(reply);
  else response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.body);
}

/** The login of the tests. */
export const login = { username: 'acme+canary', password: "agent canary&<p'w>/1" } as const;

/** A provider for a base URL. */
export function providerAt(baseUrl: string, settings: Partial<FreesideAccountConfig> = {}): Provider {
  return createFreesideProvider({
    provider: 'FREESIDE',
    name: 'test',
    certificates: null,
    baseUrl,
    ...login,
    readTimeoutMs: 5000,
    writeTimeoutMs: 5000,
    maxConcurrentCalls: 8,
    listAboveIds: 3,
    maxResponseBytes: 1_000_000,
    maxQueuedCalls: 1000,
    maxCallsPerMinute: null,
    currency: 'USD',
    timeZone: 'UTC',
    ...settings,
  });
}

/** A fresh stand-in and a provider for it in each test. */
export function useProvider(settings: Partial<FreesideAccountConfig> = {}): {
  readonly upstream: TestUpstream;
  readonly provider: Provider;
} {
  const its = {} as { upstream: TestUpstream; provider: Provider };
  beforeEach(async () => {
    its.upstream = await startUpstream();
    its.provider = providerAt(its.upstream.baseUrl, settings);
  });
  afterEach(async () => {
    await its.provider.close();
    await its.upstream.close();
  });
  return its;
}
