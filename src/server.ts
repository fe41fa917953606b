/** The gateway as a server: listener, routes, bounds of connections, start and stop. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createAuthenticator } from './access/access.ts';
import type { Authenticator } from './access/authenticator.ts';
import { LOOPBACK_HOST } from './access/loopback.ts';
import type { AccessConfig } from './accessConfig.ts';
import type { AccountConfig } from './accountConfig.ts';
import type { Caller } from './access/caller.ts';
import type { JournalConfig, Limits } from './config.ts';
import { openCore } from './core.ts';
import { GatewayError } from './errors.ts';
import { createGraphiqlPage } from './graphiql.ts';
import { buildSchema } from './graphql/schema.ts';
import { createGraphqlHandler } from './graphqlHttp.ts';
import { Handover, HANDOVER_PATH } from './handover.ts';
import { isJson } from './jsonBody.ts';
import { toGraphqlError } from './masking.ts';
import { ConfigError } from './settings.ts';

/** How to start a gateway. */
export interface GatewayOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly accounts: readonly AccountConfig[];
  readonly access: AccessConfig;
  readonly limits: Limits;
  readonly journal: JournalConfig;
  /** Where the journal is kept, unless it is in PostgreSQL. */
  readonly dataDir: string;
  readonly log: Logger;
}

/** A gateway that serves. */
export interface RunningGateway {
  /** Such as http://127.0.0.1:4000, without a slash at the end. */
  readonly url: string;
  /** Stops listening, lets requests and then writes under way finish for up to 10 s each, then closes what is left: a write
   * still under way ends within its account's time limit, and its outcome is recorded or looked for at the next start. */
  close(): Promise<void>;
}

/** Longest wait for requests that are still running when the gateway is stopped. */
const CLOSE_TIMEOUT_MS = 10_000;

/** Connections at once; more are closed at once. A request whose body has not arrived holds one and no more. */
const MAX_CONNECTIONS = 2000;

type Handler = (req: IncomingMessage, res: ServerResponse) => unknown;

/** Starts a gateway. Throws ConfigError for an address that is taken or must not be used. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { host, limits, log } = options;
  refusePublicAddress(host);
  const core = await openCore({ ...options, use: 'gateway' });
  warnOfLongReads(options);
  const handover = new Handover();
  const { predecessorUnknown } = options.journal;
  const yoga = createGraphqlHandler({ ...core, schema: buildSchema(), predecessorUnknown, handover, limits, log });
  const page = createGraphiqlPage({ endpoint: '/graphql' });
  const authenticator = createAuthenticator(options.access);
  const state = { closing: false };
  const routes: Readonly<Record<string, Handler>> = {
    '/': (_req, res) => redirect(res, '/graphiql'),
    '/graphql': async (req, res) => {
      if (wantsPage(req)) return redirect(res, '/graphiql');
      // Any site can make a browser post another type of body without asking this server first.
      if (req.method === 'POST' && !isJson(req)) return reply(res, 415, { error: 'Send application/json.' });
      const caller = await admit(authenticator, req, res);
      if (caller !== null) await yoga(req, res, { caller });
    },
    '/graphiql': (req, res) => page.handle(req, res),
    '/healthz': (_req, res) => reply(res, 200, { status: 'ok' }),
    '/readyz': (_req, res) => reply(res, state.closing ? 503 : 200, { status: state.closing ? 'closing' : 'ready' }),
  };
  const server = createServer(serverBounds, guard({ routes, handover, authenticator, log }));
  // A connection whose request has just been answered while the gateway closes would be kept for the next one.
  server.on('request', (_req, res) => {
    res.once('close', () => state.closing && setImmediate(() => server.closeIdleConnections()));
  });
  server.maxConnections = MAX_CONNECTIONS;
  try {
    await listen(server, host, options.port);
  } catch (error) {
    await core.close(0);
    throw error;
  }
  core.journal.settling.start();
  return {
    url: urlOf(server),
    close: async () => {
      state.closing = true;
      // Subscriptions would keep their connections open.
      core.feed.close();
      await closeServer(server);
      await core.close(CLOSE_TIMEOUT_MS);
    },
  };
}

/** A read that an operation does not live to see fail says nothing of the account's health. */
function warnOfLongReads({ accounts, limits, log }: GatewayOptions): void {
  for (const { name, readTimeoutMs } of accounts) {
    if (readTimeoutMs < limits.operationTimeoutMs) continue;
    log.warn({ account: name }, 'readTimeoutMs is not below limits.operationTimeoutMs: failing reads go unnoticed');
  }
}

/** Bounds of one connection; they end slow and oversized requests before GraphQL sees them. */
const serverBounds = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5000,
};

/** The caller of a request; null when it was answered with a refusal. */
async function admit(authenticator: Authenticator, req: IncomingMessage, res: ServerResponse): Promise<Caller | null> {
  try {
    return await authenticator.authenticate(req);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const status = error.code === 'UNAUTHENTICATED' ? 401 : 503;
    if (status === 401) res.setHeader('www-authenticate', 'Bearer realm="reseller-graph"');
    reply(res, status, { errors: [toGraphqlError(error, {})] });
    return null;
  }
}

interface GuardParts {
  readonly routes: Readonly<Record<string, Handler>>;
  readonly handover: Handover;
  readonly authenticator: Authenticator;
  readonly log: Logger;
}

function guard({ routes, handover, authenticator, log }: GuardParts): Handler {
  return (req, res) => {
    res.setHeader('x-content-type-options', 'nosniff');
    // A page of another site can be made to resolve to this machine; its requests still carry its own host name.
    if (!LOOPBACK_HOST.test(req.headers.host ?? ''))
      return reply(res, 421, { error: 'Use localhost or 127.0.0.1 as the host name.' });
    const path = (req.url ?? '/').split('?', 1)[0]!;
    const takes: Handler = async () => {
      const caller = await admit(authenticator, req, res);
      if (caller !== null) handOver(req, res, () => handover.take(path, caller.tenant));
    };
    const route = path.startsWith(HANDOVER_PATH) ? takes : Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined) return reply(res, 404, { error: 'There is nothing here. Try /graphql or /graphiql.' });
    return Promise.resolve()
      .then(() => route(req, res))
      .catch((error: unknown) => {
        log.error({ err: error }, 'request failed');
        if (res.headersSent) res.destroy();
        else reply(res, 500, { error: 'Something went wrong in the gateway; the log has the details.' });
      });
  };
}

/** Only a POST takes the secret: a browser or a mail scanner that follows links must not use it up. */
function handOver(req: IncomingMessage, res: ServerResponse, take: () => string | null): void {
  if (req.method !== 'POST') {
    res.setHeader('allow', 'POST');
    return reply(res, 405, { error: 'Send a POST: the password is read once.' });
  }
  const secret = take();
  if (secret === null) return reply(res, 404, { error: 'It was read before, or its time is over.' });
  res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(secret);
}

/** There is no access control yet, so the gateway must not be reachable from elsewhere. */
function refusePublicAddress(host: string): void {
  if (LOOPBACK_HOST.test(host) || host === '::1') return;
  throw new ConfigError(
    `HOST is "${host}": only a loopback address is allowed, because callers are not authenticated.`,
  );
}

function wantsPage(req: IncomingMessage): boolean {
  return req.method === 'GET' && !req.url!.includes('?') && (req.headers.accept ?? '').includes('text/html');
}

function redirect(res: ServerResponse, location: string): void {
  res.writeHead(302, { location, 'content-length': 0 }).end();
}

function reply(res: ServerResponse, status: number, body: object): void {
  const text = `${JSON.stringify(body)}\n`;
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, host, resolve);
  try {
    await promise;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const remedy = code === 'EADDRINUSE' ? 'It is in use: set PORT to another one.' : `It cannot be used (${code}).`;
    throw new ConfigError(`PORT ${port} on HOST ${host}: ${remedy}`, { cause });
  }
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  await promise;
  clearTimeout(timer);
}
