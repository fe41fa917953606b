/** Gateways whose caller has some scopes and not others. */
import type { Logger } from 'pino';
import { DEMO_TENANT } from '../../src/access/caller.ts';
import { allScopes, type Scope } from '../../src/access/scopes.ts';
import { loopbackAccess } from '../../src/accessConfig.ts';
import type { AccountConfig } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { postTo, type Answer } from './harness.ts';
import { journalInFolder } from './journal.ts';

/** Everything but to see personal data. */
export const withoutPii: readonly Scope[] = allScopes.filter((scope) => scope !== 'clients:pii');

/** What a gateway is for. */
export interface ScopedOptions {
  readonly accounts: readonly AccountConfig[];
  readonly scopes: readonly Scope[];
  readonly log?: Logger;
  readonly dataDir?: string;
}

/** A gateway with a journal of its own and room for operations that ask for everything. */
export function gatewayFor({ accounts, scopes, log, dataDir }: ScopedOptions): Promise<RunningGateway> {
  const roomy = {
    maxAliases: 5000,
    maxFields: 50_000,
    maxDocumentLength: 1_000_000,
    maxTokens: 50_000,
    maxUpstreamCalls: 100_000,
  };
  return startGateway({
    host: '127.0.0.1',
    port: 0,
    accounts,
    access: { ...loopbackAccess(DEMO_TENANT), loopback: { tenant: DEMO_TENANT, scopes } },
    limits: { ...defaultLimits(), ...roomy },
    surface: openSurface(),
    ...journalInFolder(),
    ...(dataDir !== undefined && { dataDir }),
    log: log ?? createLog('silent', new Redactor()),
  });
}

/** Runs an operation that is written in the test. */
export function askAt(url: string, query: string, variables: object = {}): Promise<Answer<Record<string, unknown>>> {
  return postTo(url, { query, variables });
}
