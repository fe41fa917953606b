/** `reseller-graph operations list|show|settle|resolve`: the journal from the command line, also beside a running gateway. */
import type { Core } from '../core.ts';
import { decodeGlobalId } from '../ids.ts';
import { transitions, type Operation, type OperationState } from '../journal/operation.ts';
import type { OperationFilter } from '../journal/store.ts';
import { ConfigError } from '../settings.ts';
import { oneLine, print, printTable } from './print.ts';

/** Options of these commands, as `parseArgs` takes them. */
export const operationsOptions = {
  state: { type: 'string' },
  tenant: { type: 'string' },
  account: { type: 'string' },
  client: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  applied: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Their values. */
export type OperationsValues = { readonly [Name in keyof typeof operationsOptions]?: string | boolean | undefined };

/** Operations of a list when nothing is said, and at most. */
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;

/** Longest reason, in characters. */
const MAX_REASON_LENGTH = 500;

/** What the change of a person at the command line is signed with. */
const ACTOR = 'command line';

type Run = (core: Core, values: OperationsValues, which: string | undefined) => Promise<void>;

const verbs: Readonly<Record<string, Run>> = { list, show, settle, resolve };

/** Runs the command. Throws ConfigError for arguments that cannot be used, GatewayError when the journal cannot. */
export async function runOperations(core: Core, args: readonly string[], values: OperationsValues): Promise<void> {
  const [verb = 'list', which, ...surplus] = args;
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (run === undefined || surplus.length > 0)
    throw new ConfigError('Use: operations list|show|settle|resolve [ID or KEY]');
  await run(core, values, which);
}

async function list({ store }: Core, values: OperationsValues): Promise<void> {
  const limit = limitIn(values.limit);
  const filter = filterOf(values);
  const operations = await store.list(filter, { limit });
  if (values.json === true) return operations.forEach((operation) => print(JSON.stringify(shown(operation))));
  printTable(
    ['CREATED', 'STATE', 'KIND', 'ACCOUNT', 'CLIENT', 'AMOUNT', 'KEY', 'ID'],
    operations.map(({ createdAt, state, kind, account, clientId, amount, idempotencyKey, id }) => [
      createdAt.toISOString(),
      state,
      kind,
      account,
      oneLine(clientId ?? '-'),
      amount === null ? '-' : `${amount.amount} ${amount.currency}`,
      idempotencyKey,
      id,
    ]),
  );
  const count = await store.count(filter);
  if (count > operations.length) print(`${operations.length} of ${count}; --limit shows more.`);
}

async function show(core: Core, values: OperationsValues, which: string | undefined): Promise<void> {
  printOperation(await find(core, values, which), values.json === true);
}

async function settle(core: Core, values: OperationsValues, which: string | undefined): Promise<void> {
  const asked = which === undefined ? await unknown(core, values) : [await find(core, values, which)];
  for (const before of asked) {
    const operation = await core.journal.settling.settle(await core.journal.settling.giveUpIfOver(before), ACTOR);
    if (values.json === true) print(JSON.stringify(shown(operation)));
    else print(`${operation.id}  ${operation.state}  ${oneLine(operation.evidence?.statement ?? noLook(operation))}`);
  }
  if (asked.length === 0) print('There is nothing to settle.');
}

async function resolve(core: Core, values: OperationsValues, which: string | undefined): Promise<void> {
  const { applied, reason } = values;
  if (applied !== 'yes' && applied !== 'no') throw new ConfigError('--applied: write yes or no.');
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > MAX_REASON_LENGTH) {
    throw new ConfigError(`--reason: say in 1 to ${MAX_REASON_LENGTH} characters how you know.`);
  }
  const { id } = await find(core, values, which);
  printOperation(await core.journal.resolve(id, applied === 'yes', reason.trim(), ACTOR), values.json === true);
}

/** Every operation whose outcome nobody knows, as far as the filter lets it pass; oldest first. */
async function unknown({ store }: Core, values: OperationsValues): Promise<readonly Operation[]> {
  const filter = { ...filterOf(values), states: ['SENT', 'UNKNOWN'] as const };
  return (await store.list(filter, { limit: MAX_LIMIT, fromEnd: true })).toReversed();
}

/** By global id, id, or idempotency key of whichever tenant. */
async function find({ journal, store }: Core, values: OperationsValues, which: string | undefined): Promise<Operation> {
  if (which === undefined) throw new ConfigError('Name the operation by its id or its idempotency key.');
  const decoded = decodeGlobalId(which);
  const id = decoded?.typename === 'Operation' ? decoded.parts[0] : undefined;
  const byId = await journal.byId(id ?? which);
  if (byId !== null) return byId;
  const { caller } = filterOf({ tenant: values.tenant });
  const [found, another] = await store.list(
    { idempotencyKey: which, ...(caller !== undefined && { caller }) },
    { limit: 2 },
  );
  if (found === undefined) throw new ConfigError(`The journal has no operation with this id or key: ${oneLine(which)}`);
  if (another !== undefined)
    throw new ConfigError(
      `Several tenants have used this key: name one with --tenant, such as ${oneLine(found.caller)}.`,
    );
  return found;
}

function filterOf({ state, tenant, account, client, from, to }: OperationsValues): OperationFilter {
  if (state !== undefined && !Object.hasOwn(transitions, String(state))) {
    throw new ConfigError(`--state: write one of ${Object.keys(transitions).join(', ')}.`);
  }
  return {
    ...(state !== undefined && { states: [state as OperationState] }),
    ...(tenant !== undefined && { caller: String(tenant) }),
    ...(account !== undefined && { account: String(account) }),
    ...(client !== undefined && { clientId: String(client) }),
    ...(from !== undefined && { from: moment('from', String(from)) }),
    ...(to !== undefined && { to: moment('to', String(to)) }),
  };
}

/** How many rows of a list are to be shown. Throws ConfigError. */
export function limitIn(text: string | boolean | undefined): number {
  const limit = text === undefined ? DEFAULT_LIMIT : Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new ConfigError(`--limit: write a whole number from 1 to ${MAX_LIMIT}.`);
}

/** The moment, or the day in UTC, that an option names. Throws ConfigError. */
export function moment(name: string, text: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(text) ? new Date(text) : null;
  if (date !== null && !Number.isNaN(date.getTime())) return date;
  throw new ConfigError(`--${name}: write a day (2026-01-31) or a moment with its zone (2026-01-31T12:00:00Z).`);
}

function noLook({ state, delivery }: Operation): string {
  if (state !== 'UNKNOWN') return '';
  return delivery === 'probed' ? 'Too little is left to look for it.' : 'Nobody but a person can tell: use resolve.';
}

/** What is shown of an operation: everything but the keyed hash of its input. */
export function shown(operation: Operation): object {
  const names = Object.keys(operation).filter((name) => name !== 'fingerprint');
  return Object.fromEntries(names.map((name) => [name, operation[name as keyof Operation]]));
}

function printOperation(operation: Operation, asJson: boolean): void {
  if (asJson) return print(JSON.stringify(shown(operation), null, 2));
  const { amount, evidence, attempts } = operation;
  const lines: readonly (readonly [string, string | null])[] = [
    ['id', operation.id],
    ['key', operation.idempotencyKey],
    ['state', operation.state],
    ['kind', operation.kind],
    ['delivery', operation.delivery],
    ['tenant', operation.caller],
    ['account', operation.account],
    ['client', operation.clientId],
    ['amount', amount && `${amount.amount} ${amount.currency}`],
    ['mark', operation.mark],
    ['upstream id', operation.upstreamId],
    ['reason', operation.reason],
    ['created', operation.createdAt.toISOString()],
    ['updated', operation.updatedAt.toISOString()],
    ['next look', operation.nextLookAt && operation.nextLookAt.toISOString()],
    ...attempts.map(({ startedAt, outcome, problem }, index): [string, string] => [
      `attempt ${index + 1}`,
      `${startedAt.toISOString()}  ${outcome}${problem === null ? '' : `  ${problem.code}: ${problem.message}`}`,
    ]),
    ['evidence', evidence && `${evidence.observedAt.toISOString()}  ${evidence.source}  ${evidence.statement}`],
  ];
  for (const [name, value] of lines) if (value !== null) print(`${name.padEnd(12)}${oneLine(value)}`);
}
