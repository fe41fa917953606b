/** What is served where, and to whom. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { AccessError, type Authenticator } from './access/authenticator.ts';
import type { Caller } from './access/caller.ts';
import { endWithCredential } from './access/recheck.ts';
import { OperationAudit, type AuditParts } from './audit/operationAudit.ts';
import { createGraphiqlPage } from './graphiql.ts';
import { HANDOVER_PATH, type Handover } from './handover.ts';
import { createCompress } from './http/compress.ts';
import type { Connections } from './http/connections.ts';
import { requestRefusal } from './http/graphqlRequest.ts';
import { setSecurityHeaders } from './http/headers.ts';
import { createOrigins, type Origins } from './http/origins.ts';
import { refuse, refuseMethod, reply } from './http/reply.ts';
import { toGraphqlError } from './masking.ts';
import type { Surface } from './surfaceConfig.ts';

/** What answers requests. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => unknown;

/** What the routes are made of. */
export interface RouteParts {
  /** Answers requests to `/graphql`. */
  readonly graphql: (req: IncomingMessage, res: ServerResponse, context: { readonly caller: Caller }) => unknown;
  readonly authenticator: Authenticator;
  readonly connections: Connections;
  readonly surface: Surface;
  readonly handover: Handover;
  /** True for a host name under which the gateway may be asked. */
  readonly isHost: (given: string | undefined) => boolean;
  readonly audit: AuditParts;
  readonly log: Logger;
  readonly state: { readonly closing: boolean };
}

function routesOf(parts: RouteParts, origins: Origins): Readonly<Record<string, Handler>> {
  const { graphql, authenticator, surface, state } = parts;
  const page = createGraphiqlPage({ endpoint: '/graphql' });
  const compress = createCompress();
  const graphiql: Readonly<Record<string, Handler>> = {
    '/': whenRead((res) => redirect(res, '/graphiql')),
    '/graphiql': (req, res) => page.handle(req, res),
  };
  return {
    ...(surface.graphiql ? graphiql : {}),
    '/graphql': async (req, res) => {
      if (surface.graphiql && wantsPage(req)) return redirect(res, '/graphiql');
      if (!origins.admit(req, res)) return;
      if (req.method === 'OPTIONS') return tellMethods(res);
      const refusal = requestRefusal(req, surface);
      if (refusal !== null) return refuse(res, refusal);
      const caller = await admit(authenticator, req, res);
      // Whoever has left meanwhile gets nothing, and takes nobody's place.
      if (caller === null || res.closed) return;
      endWithCredential(authenticator, req, res);
      compress(req, res);
      await graphql(req, res, { caller });
    },
    '/healthz': whenRead((res) => reply(res, 200, { status: 'ok' })),
    '/readyz': whenRead((res) =>
      reply(res, state.closing ? 503 : 200, { status: state.closing ? 'closing' : 'ready' }),
    ),
  };
}

function tellMethods(res: ServerResponse): void {
  res.writeHead(204, { allow: 'GET, POST, OPTIONS' }).end();
}

/** Answers GET and HEAD, and no other method. */
function whenRead(answer: (res: ServerResponse) => void): Handler {
  return (req, res) => (req.method === 'GET' || req.method === 'HEAD' ? answer(res) : refuseMethod(res, 'GET, HEAD'));
}

/** The caller of a request; null when it was answered with a refusal. */
async function admit(authenticator: Authenticator, req: IncomingMessage, res: ServerResponse): Promise<Caller | null> {
  try {
    return await authenticator.authenticate(req);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const { status, challenge } = error.http;
    if (challenge !== null) res.setHeader('www-authenticate', challenge);
    if (status === 503) res.setHeader('retry-after', '1');
    reply(res, status, { errors: [toGraphqlError(error, {})] });
    return null;
  }
}

/** Makes the handler of all requests. Nothing that it is given makes it throw. */
export function createHandler(parts: RouteParts): Handler {
  const { handover, authenticator, connections, isHost, audit, log } = parts;
  const origins = createOrigins(parts.surface.allowedOrigins);
  const routes = routesOf(parts, origins);
  return (req, res) => {
    setSecurityHeaders(req, res);
    if (!connections.admit(req, res)) return;
    if (!isHost(req.headers.host)) return refuse(res, OTHER_HOST);
    const path = (req.url ?? '/').split('?', 1)[0]!;
    const takes: Handler = async () => {
      if (!origins.admit(req, res)) return;
      const caller = await admit(authenticator, req, res);
      // A password must not be used up for whoever has left meanwhile.
      if (caller === null || res.closed) return;
      const account = handover.accountOf(path);
      const record = () => new OperationAudit(audit, caller, null).note('PASSWORD_TAKEN', takenAt(account));
      await handOver(req, res, () => handover.take(path, caller.tenant), record);
    };
    const route = path.startsWith(HANDOVER_PATH) ? takes : Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined)
      return refuse(res, { status: 404, code: 'NOT_FOUND', message: 'There is nothing here. Try /graphql.' });
    return Promise.resolve()
      .then(() => route(req, res))
      .catch((error: unknown) => {
        log.error({ err: error }, 'request failed');
        if (res.headersSent) res.destroy();
        else refuse(res, BROKEN);
      });
  };
}

const OTHER_HOST = {
  status: 421,
  code: 'INVALID_INPUT',
  message: 'Use localhost, 127.0.0.1 or a name of access.allowedHosts as the host name.',
} as const;

const BROKEN = {
  status: 500,
  code: 'INTERNAL',
  message: 'Something went wrong in the gateway; the log has the details.',
} as const;

/** What the audit log tells of a password that was read. Whose it is stands with the write that has made it. */
function takenAt(account: string | null) {
  return { accounts: account === null ? [] : [{ account, clientIds: [], clientCount: 0 }] };
}

/** Only a POST takes the secret: a browser or a mail scanner that follows links must not use it up. */
async function handOver(
  req: IncomingMessage,
  res: ServerResponse,
  take: () => string | null,
  record: () => Promise<void>,
): Promise<void> {
  if (req.method !== 'POST') return refuseMethod(res, 'POST', 'Send a POST: the password is read once.');
  const secret = take();
  if (secret === null)
    return refuse(res, { status: 404, code: 'NOT_FOUND', message: 'It was read before, or its time is over.' });
  await record();
  res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(secret);
}

function wantsPage(req: IncomingMessage): boolean {
  return req.method === 'GET' && !req.url!.includes('?') && (req.headers.accept ?? '').includes('text/html');
}

function redirect(res: ServerResponse, location: string): void {
  res.writeHead(302, { location, 'content-length': 0 }).end();
}
