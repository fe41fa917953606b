/** Every field of the schema against every scope: who may and who may not, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allScopes, type Scope } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { createLog } from '../../src/log.ts';
import { Redactor } from '../../src/redactor.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type RunningGateway } from '../../src/server.ts';
import { openSurface } from '../../src/surfaceConfig.ts';
import { fieldOperations, type FieldOperation } from '../access/paths.ts';
import type { AnswerError } from './harness.ts';
import { journalInFolder } from './journal.ts';
import { Tokens } from './tenants.ts';

/** What the fields of the roots need, said once more: a rule that is changed by mistake is found here. */
const rootNeeds: Readonly<Record<string, readonly Scope[]>> = {
  'Query.account': [],
  'Query.accounts': [],
  'Query.auditLog': ['operations:read', 'clients:pii'],
  'Query.client': ['clients:read'],
  'Query.clients': ['clients:read'],
  'Query.node': [],
  'Query.nodes': [],
  'Query.operation': ['operations:read'],
  'Query.operations': ['operations:read'],
  'Query.portfolio': ['clients:read', 'ledger:read'],
  'Query.reconciliation': ['clients:read', 'ledger:read', 'operations:read'],
  'Query._entities': [],
  'Query._service': [],
  'Query.usage': [],
  'Mutation.addCharge': ['charges:write'],
  'Mutation.addMailAccount': ['mail:write'],
  'Mutation.addMailForward': ['mail:write'],
  'Mutation.addPayment': ['payments:write'],
  'Mutation.checkSignIn': ['clients:write'],
  'Mutation.deleteClient': ['clients:write'],
  'Mutation.renewSession': ['clients:write'],
  'Mutation.resetOneTimePassword': ['clients:write'],
  'Mutation.resolveOperation': ['operations:resolve'],
  'Mutation.resumeClient': ['clients:write'],
  'Mutation.setClientThreshold': ['clients:write'],
  'Mutation.signupFreesideClient': ['signups:write'],
  'Mutation.signupLogicboxesClient': ['signups:write'],
  'Mutation.signupSippyClient': ['signups:write'],
  'Mutation.signupVoipmsClient': ['signups:write'],
  'Mutation.suspendClient': ['clients:write'],
  'Mutation.updateClient': ['clients:write'],
  'Mutation.updateSippyClient': ['clients:write'],
  'Subscription.operationChanged': ['operations:read'],
};

/** Longest wait for the beginning of an answer. */
const ANSWER_TIMEOUT_MS = 20_000;

const schema = buildSchema();
const operations = fieldOperations(schema);

let tokens: Tokens;
let sandbox: RunningSandbox;
let gateway: RunningGateway;

beforeAll(async () => {
  tokens = await Tokens.start();
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 3, seed: 7, dataDir: null });
  const accounts = demoAccounts(sandbox.url);
  const names = accounts.map(({ name }) => name);
  gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    accounts,
    access: tokens.access({ acme: {} }, names),
    limits: { ...defaultLimits(), maxRequestsPerMinute: 1_000_000 },
    surface: openSurface(),
    ...journalInFolder(),
    log: createLog('silent', new Redactor()),
  });
});

afterAll(async () => {
  await gateway?.close();
  await sandbox?.close();
  await tokens?.close();
});

/** Errors of an operation that a caller with these scopes sends; of a subscription those before it begins. */
async function errorsOf(query: string, scopes: readonly string[]): Promise<readonly AnswerError[]> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ANSWER_TIMEOUT_MS);
  try {
    const isSubscription = query.startsWith('subscription');
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.of('acme', scopes)}`,
        'content-type': 'application/json',
        accept: isSubscription ? 'text/event-stream' : 'application/json',
      },
      body: JSON.stringify({ query }),
      signal: controller.signal,
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true && response.status === 200) {
      controller.abort();
      return [];
    }
    const text = await response.text();
    // A refused subscription is answered as its only event.
    const answer = isSubscription ? /^data: (\{.*)$/m.exec(text)![1]! : text;
    return (JSON.parse(answer) as { readonly errors?: readonly AnswerError[] }).errors ?? [];
  } finally {
    clearTimeout(timer);
  }
}

const isRefusal = ({ extensions }: AnswerError): boolean =>
  ['FORBIDDEN', 'UNAUTHENTICATED'].includes(String(extensions?.['code']));

async function mayRun({ query }: FieldOperation, scopes: readonly string[]): Promise<boolean> {
  const refusals = (await errorsOf(query, scopes)).filter(isRefusal);
  // A refusal comes before anything is executed, and says what is missing.
  for (const { path, extensions } of refusals) {
    if (path !== undefined || !Array.isArray(extensions?.['requiredScopes'])) throw new Error(`refused late: ${query}`);
  }
  return refusals.length === 0;
}

const without = (scope: string): readonly string[] => allScopes.filter((other) => other !== scope);

/** Allows with what is needed, and denies with anything less. */
async function check(operation: FieldOperation): Promise<void> {
  const { coordinate, needs } = operation;
  const may = async (scopes: readonly string[]): Promise<boolean> => mayRun(operation, scopes);
  expect(await may(needs), `${coordinate} with ${needs.join(' ')}`).toBe(true);
  expect(await may(allScopes), `${coordinate} with all`).toBe(true);
  expect(await may([]), `${coordinate} with none`).toBe(needs.length === 0);
  for (const scope of needs) expect(await may(without(scope)), `${coordinate} without ${scope}`).toBe(false);
  for (const scope of allScopes) {
    const isEnough = needs.every((needed) => needed === scope);
    expect(await may([scope]), `${coordinate} with ${scope} alone`).toBe(isEnough);
  }
}

describe('every field', () => {
  it('of the roots has the rule that is meant', () => {
    const rules = operations
      .filter(({ coordinate }) => /^(?:Query|Mutation|Subscription)\./.test(coordinate))
      .map(({ coordinate, needs }) => [coordinate, needs] as const);
    const meant = Object.entries(rootNeeds).map(([coordinate, needs]) => [coordinate, needs.toSorted()] as const);
    expect(Object.fromEntries(rules)).toEqual(Object.fromEntries(meant));
  });

  it.each([...new Set(operations.map(({ coordinate }) => coordinate.split('.', 1)[0]!))])(
    'of %s is open to those who have its scopes, and to nobody else',
    async (type) => {
      const fields = operations.filter(({ coordinate }) => coordinate.startsWith(`${type}.`));
      expect(fields.length).toBeGreaterThan(0);
      await Promise.all(fields.map(check));
    },
    120_000,
  );
});
