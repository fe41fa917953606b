/** A stand-in that plays exactly the bytes that a test gives it, behind HTTP Digest, over a real socket. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import type { SippyAccountConfig } from '../../../src/accountConfig.ts';
import type { Provider } from '../../../src/providers/provider.ts';
import { createSippyProvider } from '../../../src/providers/sippy/provider.ts';
import { decodeCall, encodeAnswer, encodeFault } from '../../../src/wire/xmlrpc.ts';
import { isStruct, struct, XmlRpcNumber, type XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { DigestGate } from './digest-gate.ts';

/** A value as tests write it: numbers as "int:3" and "double:4.99". */
export type Plain = string | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** One call that got past the login. */
export interface SeenCall {
  readonly method: string;
  /** Members of its struct, in the order sent. */
  readonly members: Readonly<Record<string, Plain>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The answer that never comes: the connection is closed. */
export const drop = Symbol('drop');

/** Bytes with status 200, bytes with another status, or a closed connection. */
export type Reply =
  string | Buffer | { readonly status: number; readonly body: string; readonly headers?: object } | typeof drop;
type Answer = Reply | ((call: SeenCall) => Reply | Promise<Reply>);

/** A running stand-in. */
export interface TestUpstream {
  readonly baseUrl: string;
  readonly calls: SeenCall[];
  /** Status of everything that was answered, the login's 401 among it. */
  readonly statuses: number[];
  readonly gate: DigestGate;
  /** When set, requests without credentials get this instead of a challenge; `null` goes back. */
  unauthenticated: ((body: string) => Reply | null) | null;
  /** False: nobody needs to log in. */
  isGuarded: boolean;
  /** What a method answers from now on. */
  on(method: string, answer: Answer): void;
  /** How often a method was called. */
  count(method: string): number;
  close(): Promise<void>;
}

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/sippy/${name}.xml`, import.meta.url));
}

/** An answer of a success with further members. */
export function ok(members: Readonly<Record<string, XmlRpcValue>> = {}): string {
  return encodeAnswer(struct({ result: 'OK', ...members }));
}

/** A fault. */
export function faulty(code: number | string, text: string): string {
  return encodeFault({ code, text });
}

/** Starts the stand-in; a method without an answer is not supported. */
export async function startUpstream(): Promise<TestUpstream> {
  const answers = new Map<string, Answer>();
  const statuses: number[] = [];
  const reply = async (request: IncomingMessage, body: string): Promise<Reply> => {
    const { authorization } = request.headers;
    if (upstream.isGuarded) {
      const odd = authorization === undefined ? (upstream.unauthenticated?.(body) ?? null) : null;
      if (odd !== null) return odd;
      const verdict = upstream.gate.check(authorization, request.url ?? '');
      if ('challenge' in verdict) {
        return { status: 401, body: '<html>401</html>', headers: { 'www-authenticate': verdict.challenge } };
      }
    }
    if (body === '') return faulty(1, "<type 'exceptions.ExpatError'>:no element found: line 1, column 0");
    const call = readCall(request, body);
    upstream.calls.push(call);
    const answer = answers.get(call.method) ?? fixture('any.unknown-method.fault');
    return typeof answer === 'function' ? answer(call) : answer;
  };
  const server = createServer((request, response) => {
    textOf(request)
      .then((body) => reply(request, body))
      .then((sent) => send(response, sent, statuses))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const upstream: TestUpstream = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/xmlapi/xmlapi`,
    calls: [],
    statuses,
    gate: new DigestGate(login),
    unauthenticated: null,
    isGuarded: true,
    on: (method, answer) => void answers.set(method, answer),
    count: (method) => upstream.calls.filter((call) => call.method === method).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return upstream;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function readCall({ headers }: IncomingMessage, body: string): SeenCall {
  const { method, params } = decodeCall(Buffer.from(body));
  const [members, ...others] = params;
  if (!isStruct(members) || others.length > 0) throw new Error('Not one struct.');
  return { method, members: plain(members) as SeenCall['members'], headers, body };
}

/** A value as tests write it. */
export function plain(value: XmlRpcValue): Plain {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof XmlRpcNumber) return `${value.type}:${value.text}`;
  if (isStruct(value)) return Object.fromEntries(Array.from(value, ([name, member]) => [name, plain(member)]));
  if (Array.isArray(value)) return value.map(plain);
  throw new Error('A type that no request has.');
}

function send(response: ServerResponse, reply: Reply, statuses: number[]): void {
  if (reply === drop) {
    response.destroy();
    return;
  }
  const isBytes = typeof reply === 'string' || Buffer.isBuffer(reply);
  const { status, body, headers = {} } = isBytes ? { status: 200, body: reply } : reply;
  statuses.push(status);
  response.writeHead(status, { 'content-type': status === 200 ? 'text/xml' : 'text/html', ...headers }).end(body);
}

/** The login of the tests. */
export const login = { username: 'reseller "canary"&<u>', password: "api canary&<p'w>/1" } as const;

/** The mark of the tests' writes. */
export const mark = 'RG-SPGSNC8VM5YT';

/** A provider for a base URL. */
export function providerAt(baseUrl: string, settings: Partial<SippyAccountConfig> = {}) {
  return createSippyProvider({
    provider: 'SIPPY',
    name: 'test',
    certificates: null,
    baseUrl,
    ...login,
    readTimeoutMs: 5000,
    writeTimeoutMs: 5000,
    maxConcurrentCalls: 8,
    listAboveIds: 3,
    maxResponseBytes: 8_000_000,
    maxQueuedCalls: 1000,
    maxCallsPerMinute: null,
    wholesalerId: null,
    listBalanceSign: 'auto',
    ...settings,
  });
}

/** A fresh stand-in and a provider for it in each test. */
export function useProvider(settings: Partial<SippyAccountConfig> = {}): {
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
