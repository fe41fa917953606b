/** Small clients for the sandbox's tests: they know HTTP, and nothing of the provider. */
import { connect } from 'node:net';
import { request } from 'node:http';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { RunningSandbox, SandboxOptions } from '../../src/sandbox/server.ts';

/** Parameters of a call, without the login. */
export type Parameters = Readonly<Record<string, string>>;

/** The demo reseller's login. */
export const LOGIN = { api_username: 'demo@example.com', api_password: 'demo-voipms' };

/** A started sandbox with the calls that tests make. */
export interface Driven {
  readonly sandbox: RunningSandbox;
  /** Address of the VoIP.ms API. */
  readonly api: string;
  /** One GET; returns the body as text. */
  text(method: string, parameters?: Parameters): Promise<string>;
  /** One GET; returns the body as JSON. */
  call(method: string, parameters?: Parameters): Promise<Record<string, unknown>>;
  /** The `status` of an answer. */
  status(method: string, parameters?: Parameters): Promise<string>;
  /** A control request; a body makes it a POST. */
  control(
    path: string,
    body?: unknown,
    httpMethod?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Sets switches of VoIP.ms. */
  set(switches: Readonly<Record<string, unknown>>): Promise<void>;
  /** Adds a fault for VoIP.ms. */
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Starts a sandbox on a free port: three generated clients, seed 7, memory only, unless told otherwise. */
export async function drive(options: Partial<SandboxOptions> = {}): Promise<Driven> {
  const sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 3, seed: 7, dataDir: null, ...options });
  return driveUrl(sandbox);
}

/** The same for a sandbox that runs already. */
export function driveUrl(sandbox: RunningSandbox): Driven {
  const api = `${sandbox.url}/api/v1/rest.php`;
  const text = async (method: string, parameters: Parameters = {}) => {
    const answer = await fetch(`${api}?${new URLSearchParams({ ...LOGIN, method, ...parameters }).toString()}`);
    return answer.text();
  };
  const call = async (method: string, parameters: Parameters = {}) =>
    JSON.parse(await text(method, parameters)) as Record<string, unknown>;
  const control: Driven['control'] = async (path, body, httpMethod = body === undefined ? 'GET' : 'POST') => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: httpMethod, ...init });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const accepted = async (path: string, body: Readonly<Record<string, unknown>>) => {
    const answer = await control(path, { provider: 'voipms', ...body });
    if (answer.status !== 200) throw new Error(String(answer.body['error']));
  };
  return {
    sandbox,
    api,
    text,
    call,
    status: async (method, parameters) => String((await call(method, parameters))['status']),
    control,
    set: (switches) => accepted('switches', switches),
    fault: (fault) => accepted('faults', fault),
  };
}

/** What a raw HTTP request got. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request by node:http, with any header. Rejects with the socket's error; `signal` ends it and its connection. */
export function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer; signal?: AbortSignal } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body = '', signal } = options;
    const outgoing = request(url, { method, headers, signal, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Writes bytes to the listener, and with `end` says that no more will come; returns what came until the end of the connection, and the error code if it was aborted. */
export function raw(
  url: string,
  bytes: string | Buffer,
  end = false,
): Promise<{ received: string; error: string | null }> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => (end ? socket.end(bytes) : socket.write(bytes)));
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('latin1')));
    socket.on('end', () => socket.end());
    let error: string | null = null;
    socket.on('error', (cause: NodeJS.ErrnoException) => (error = cause.code ?? 'unknown'));
    socket.on('close', () => resolve({ received, error }));
  });
}

/** A whole valid sign-up; change or leave out single fields. */
export function signup(changes: Parameters = {}): Parameters {
  return {
    firstname: 'Ada',
    lastname: "O'Connor",
    company: 'Analytical/Engines',
    address: '12 MAIN ST',
    city: 'BOSTON',
    state: 'MASSACHUSETTS',
    country: 'US',
    zip: '02134',
    phone_number: '6175550100',
    email: 'ada@example.org',
    confirm_email: 'ada@example.org',
    password: 'Engine-1843',
    confirm_password: 'Engine-1843',
    activate: '1',
    balance_management: '1',
    ...changes,
  };
}

/** The parameters without one of them. */
export function without(parameters: Parameters, ...names: readonly string[]): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.includes(name)));
}
