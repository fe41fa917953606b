/** The gateway as a server: its parts, its listener, start and stop. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createAuthenticator, mustHaveUsableKeys } from './access/access.ts';
import { hostCheck, mustBeSafe, mustLetSomebodyIn } from './access/exposure.ts';
import { RouterProof } from './access/router.ts';
import type { AccessConfig } from './accessConfig.ts';
import { openAudit } from './audit/open.ts';
import type { AccountConfig } from './accountConfig.ts';
import type { JournalConfig, Limits, TlsFiles } from './config.ts';
import { openCore, type Core } from './core.ts';
import { buildSchema } from './graphql/schema.ts';
import { createGraphqlHandler } from './graphqlHttp.ts';
import { Handover } from './handover.ts';
import { Connections, serverOptions } from './http/connections.ts';
import { createListener } from './http/listener.ts';
import { createHandler } from './routes.ts';
import { ConfigError } from './settings.ts';
import type { Surface } from './surfaceConfig.ts';
import { readTrustedDocuments, type TrustedDocuments } from './trustedDocuments.ts';

/** How to start a gateway. */
export interface GatewayOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Null or absent: http without encryption. */
  readonly tls?: TlsFiles | null;
  /** True: a proxy that others reach stands in front. Absent: false. */
  readonly behindProxy?: boolean;
  readonly accounts: readonly AccountConfig[];
  readonly access: AccessConfig;
  readonly limits: Limits;
  readonly surface: Surface;
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

/** Starts a gateway. Throws ConfigError for an address that is taken or must not be used. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { host, tls = null, behindProxy = false, access, surface } = options;
  mustBeSafe({ host, hasTls: tls !== null, behindProxy, access });
  const trustedDocuments = surface.trustedDocuments && readTrustedDocuments(surface.trustedDocuments);
  await mustHaveUsableKeys(access);
  const core = await openCore({ ...options, use: 'gateway' });
  await somebodyGetsIn(core, options);
  warnOfLongReads(options);
  const state = { closing: false };
  const { server, audit, connections } = createParts(core, options, trustedDocuments, state);
  // A connection whose request has just been answered while the gateway closes would be kept for the next one.
  server.on('request', (_req, res) => {
    res.once('close', () => state.closing && setImmediate(() => server.closeIdleConnections()));
  });
  try {
    await listen(server, host, options.port);
  } catch (error) {
    await core.close(0);
    throw error;
  }
  core.journal.settling.start();
  return {
    url: urlOf(server, tls === null ? 'http' : 'https'),
    close: async () => {
      state.closing = true;
      // Subscriptions would keep their connections open.
      core.feed.close();
      await closeServer(server, connections);
      await audit.auditor.close();
      await core.close(CLOSE_TIMEOUT_MS);
    },
  };
}

/** What answers requests, from the schema to the server, which does not listen yet. */
function createParts(
  core: Core,
  { host, tls = null, behindProxy = false, access, limits, surface, journal, log }: GatewayOptions,
  trustedDocuments: TrustedDocuments | null,
  state: { readonly closing: boolean },
) {
  const handover = new Handover();
  const audit = openAudit(core.store, access.auditReads, log);
  const graphql = createGraphqlHandler({
    ...core,
    schema: buildSchema(),
    predecessorUnknown: journal.predecessorUnknown,
    handover,
    limits,
    introspection: surface.introspection,
    trustedDocuments,
    routerProof: new RouterProof(access.router),
    log,
    audit,
  });
  const authenticator = createAuthenticator({ access, keys: core.store, log });
  const isHost = hostCheck({ host, behindProxy, access });
  const connections = new Connections(limits);
  const routes = { graphql, authenticator, connections, surface, handover, isHost, audit, log, state };
  const server = createListener(tls, serverOptions(limits), createHandler(routes));
  connections.guard(server);
  return { server, audit, connections };
}

/** Throws ConfigError, and closes what is open, when nobody could use the gateway. */
async function somebodyGetsIn(core: Core, { access, log }: GatewayOptions): Promise<void> {
  try {
    await mustLetSomebodyIn(
      access,
      () => core.store.keys(),
      (error) => log.warn({ err: error }, 'nobody knows whether there is an API key: the journal cannot be read'),
    );
  } catch (error) {
    await core.close(0);
    throw error;
  }
}

/** A read that an operation does not live to see fail says nothing of the account's health. */
function warnOfLongReads({ accounts, limits, log }: GatewayOptions): void {
  for (const { name, readTimeoutMs } of accounts) {
    if (readTimeoutMs < limits.operationTimeoutMs) continue;
    log.warn({ account: name }, 'readTimeoutMs is not below limits.operationTimeoutMs: failing reads go unnoticed');
  }
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

function urlOf(server: Server, scheme: 'http' | 'https'): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `${scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function closeServer(server: Server, connections: Connections): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const timer = setTimeout(() => connections.endAll(), CLOSE_TIMEOUT_MS);
  await promise;
  clearTimeout(timer);
}
