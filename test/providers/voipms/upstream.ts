/** A stand-in that plays exactly the bytes that a test gives it, over a real socket. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import type { Provider } from '../../../src/providers/provider.ts';
import { createVoipmsProvider } from '../../../src/providers/voipms/provider.ts';
import type { VoipmsAccountConfig } from '../../../src/accountConfig.ts';

/** One call that arrived. */
export interface SeenCall {
  readonly method: string;
  readonly url: string;
  readonly verb: string;
  readonly contentType: string;
  /** Parameters besides the common ones, in the order sent. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly credentials: readonly [string | null, string | null, string | null];
}

/** The answer that never comes: the connection is closed. */
export const drop = Symbol('drop');

/** Bytes with status 200, bytes with another status, or a closed connection. */
export type Reply = string | Buffer | { readonly status: number; readonly body: string } | typeof drop;
type Answer = Reply | ((call: SeenCall) => Reply | Promise<Reply>);

/** A running stand-in. */
export interface TestUpstream {
  readonly baseUrl: string;
  readonly calls: SeenCall[];
  /** What a function answers from now on. */
  on(method: string, answer: Answer): void;
  /** How often a function was called. */
  count(method: string): number;
  close(): Promise<void>;
}

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/voipms/${name}.json`, import.meta.url));
}

/** Starts the stand-in; a function without an answer says `invalid_method`. */
export async function startUpstream(): Promise<TestUpstream> {
  const calls: SeenCall[] = [];
  const answers = new Map<string, Answer>();
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    calls.push(call);
    const answer = answers.get(call.method) ?? '{"status":"invalid_method"}';
    send(response, typeof answer === 'function' ? await answer(call) : answer);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/rest.php`,
    calls,
    on: (method, answer) => void answers.set(method, answer),
    count: (method) => calls.filter((call) => call.method === method).length,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readCall(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const credentials = [form.get('api_username'), form.get('api_password'), form.get('content_type')] as const;
  const method = form.get('method') ?? '';
  for (const name of ['api_username', 'api_password', 'content_type', 'method']) form.delete(name);
  return {
    method,
    url: request.url ?? '',
    verb: request.method ?? '',
    contentType: request.headers['content-type'] ?? '',
    parameters: Object.fromEntries(form),
    credentials,
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === drop) response.destroy();
  else if (typeof reply === 'string' || Buffer.isBuffer(reply))
    response.setHeader('content-type', 'text/html').end(reply);
  else response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.body);
}

/** The login of the tests. */
export const login = { username: 'reseller+canary@example.com', password: "api canary&<p'w>/1" } as const;

/** The mark of the tests' writes. */
export const mark = 'RG-SPGSNC8VM5YT';

/** A provider for a base URL. */
export function providerAt(baseUrl: string, settings: Partial<VoipmsAccountConfig> = {}) {
  return createVoipmsProvider({
    provider: 'VOIPMS',
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
    ...settings,
  });
}

/** A fresh stand-in and a provider for it in each test. */
export function useProvider(settings: Partial<VoipmsAccountConfig> = {}): {
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
