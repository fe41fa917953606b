/** The sandbox's listener: routes to the upstreams and to the control endpoint, and puts faults between. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_BODY_BYTES, readBody } from './body.ts';
import { control, isLoopback } from './control.ts';
import { deliver } from './deliver.ts';
import type { Delivery } from './deliver.ts';
import { htmlPage } from './pages.ts';
import type { SandboxUpstream, UpstreamAnswer, UpstreamRequest } from './upstream.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

/** What to serve, and where. */
export interface SandboxOptions {
  /** Address to listen on, e.g. `127.0.0.1`. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Generated clients of each upstream, beside the documented ones. */
  readonly clients: number;
  /** Equal seeds give equal clients and ledgers. */
  readonly seed: number;
  /** Directory in which applied writes survive a restart; null = memory only. See journal.ts for why a journal. */
  readonly dataDir: string | null;
}

/** A listening sandbox. */
export interface RunningSandbox {
  /** Base address, e.g. `http://127.0.0.1:4100`. */
  readonly url: string;
  /** Stops at once: open connections are closed, calls that wait are not applied, answers that wait not sent. May be called again. */
  close(): Promise<void>;
}

/** How often the two timeouts below are looked at. */
const CHECK_INTERVAL_MS = 5_000;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const MAX_HEADER_BYTES = 32 * 1024;
const MAX_CONNECTIONS = 10_000;

/**
 * Starts the sandbox. Rejects with an Error that says what to do when the port is taken, or when a file of the data
 * directory is damaged.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, connectionsCheckingInterval: CHECK_INTERVAL_MS });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxConnections = MAX_CONNECTIONS;
  // The port comes first: a second sandbox on the same one must not open the first one's files.
  await listen(server, options);
  const world = openWorld(server, options);
  server.on('request', (request, response) => void answer(world, request, response));
  let closing: Promise<void> | null = null;
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => (closing ??= stop(server, world)) };
}

function openWorld(server: Server, options: SandboxOptions): World {
  try {
    return createWorld(options);
  } catch (error) {
    server.close();
    throw error;
  }
}

function listen(server: Server, { host, port }: SandboxOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is in use. Set SANDBOX_PORT to a free port for the sandbox.`) : error);
    });
    server.listen(port, host, resolve);
  });
}

function stop(server: Server, world: World): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    world.close();
    server.closeAllConnections();
  });
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    send(request, response, await route(world, request));
  } catch (error) {
    // The caller went away, or a write could not be kept: either way nothing was applied.
    if (!request.socket.destroyed && !response.headersSent) send(request, response, failed(error));
  }
}

async function route(world: World, request: IncomingMessage): Promise<Delivery> {
  const target = request.url ?? '/';
  const cut = target.indexOf('?');
  const path = cut === -1 ? target : target.slice(0, cut);
  const upstream = world.upstreams.find((candidate) => candidate.handles(path));
  const isControl = path === '/_sandbox' || path.startsWith('/_sandbox/');
  if (isControl && !isFromHere(request)) return notFromHere();
  if (upstream === undefined && !isControl) return htmlPage(404);
  const body = await readBody(request);
  if (body === null) return tooLong();
  const httpMethod = request.method ?? 'GET';
  if (upstream === undefined) return control(world, { httpMethod, path, body: body.toString('utf8') });
  return serve(world, upstream, {
    httpMethod,
    path,
    query: cut === -1 ? '' : target.slice(cut + 1),
    host: request.headers.host ?? '',
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    body,
    remoteAddress: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  });
}

async function serve(world: World, upstream: SandboxUpstream, request: UpstreamRequest): Promise<Delivery> {
  const at = world.clock.now().toISOString();
  const call = await upstream.read(request);
  const fault = world.faults.take(upstream.name, call.functionName) ?? call.standingFault;
  const { httpMethod, path, host, contentType } = request;
  const { query, body } = call.logged;
  const entry = { provider: upstream.name, function: call.functionName, httpMethod, path, host, contentType };
  world.log.add({ at, ...entry, query, body, fault: fault?.kind ?? null });
  return deliver(call, fault, world.holds);
}

function send(request: IncomingMessage, response: ServerResponse, delivery: Delivery): void {
  if (delivery === 'reset') request.socket.resetAndDestroy();
  else if (delivery === 'drop') request.socket.destroy();
  else {
    const body = Buffer.from(delivery.body);
    response.writeHead(delivery.status, { ...delivery.headers, 'content-length': body.length });
    if ('rest' in delivery) void sendInHalves(response, body, delivery.rest);
    else response.end(body);
  }
}

async function sendInHalves(response: ServerResponse, body: Buffer, rest: Promise<boolean>): Promise<void> {
  const half = Math.floor(body.length / 2);
  response.write(body.subarray(0, half));
  if (await rest) response.end(body.subarray(half));
  else response.destroy();
}

function isFromHere({ headers }: IncomingMessage): boolean {
  return isLoopback(headers.host ?? '') && (headers.origin === undefined || isLoopback(headers.origin));
}

function notFromHere(): UpstreamAnswer {
  const error = 'Control requests are taken from this machine only: the Host header must be a loopback address.';
  return { status: 403, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify({ error })}\n` };
}

/** The cause stands in a header, since the page is what an upstream would show. */
function failed(error: unknown): UpstreamAnswer {
  const page = htmlPage(500);
  const cause = (error instanceof Error ? error.message : 'unknown').replace(/[^\x20-\x7e]/g, '?').slice(0, 500);
  return { ...page, headers: { ...page.headers, 'x-sandbox-error': cause } };
}

function tooLong(): UpstreamAnswer {
  const page = htmlPage(413);
  return { ...page, headers: { ...page.headers, connection: 'close', 'x-max-body-bytes': String(MAX_BODY_BYTES) } };
}
