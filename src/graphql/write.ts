/** The way of every mutation: find the account and client, check everything at once, plan or journal and send. */
import { actorOf } from '../access/caller.ts';
import type { Account } from '../accounts.ts';
import { GatewayError, type ErrorCode, type Problem } from '../errors.ts';
import { decodeGlobalId } from '../ids.ts';
import { IDEMPOTENCY_KEY, type Operation } from '../journal/operation.ts';
import type { WriteRequest } from '../journal/request.ts';
import { MARK_OF_A_PLAN } from '../mark.ts';
import type { Money } from '../money.ts';
import type { Capabilities, CapabilityName, CallScope, Write, WriteName } from '../providers/provider.ts';
import type { GraphContext } from './context.ts';
import { problemOfOutcome } from './outcome.ts';
import type { Plan } from './plan.ts';

/** Something that the caller should know although the write went its way. */
export interface Warning {
  readonly code: ErrorCode;
  readonly message: string;
  /** Null for that of another tenant. */
  readonly operation: Operation | null;
}

/** What stands behind every payload. */
export interface WriteOutcome {
  /** Null when the account is not known. */
  readonly account: Account | null;
  /** Upstream id of the client that the mutation is about, if any. */
  readonly clientId: string | null;
  /** Null when nothing was journaled: the input was refused, or it was a dry run. */
  readonly operation: Operation | null;
  /** Only for a dry run. */
  readonly plan: Plan | null;
  readonly userErrors: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** The outcome together with what the upstream has answered; only for the request that has sent it, and after success. */
export interface SentOutcome<Output> extends WriteOutcome {
  readonly output?: Output;
}

type InputOf<Name extends WriteName> =
  NonNullable<Capabilities[Name]> extends Write<infer Input, infer _> ? Input : never;
type OutputOf<Name extends WriteName> =
  NonNullable<Capabilities[Name]> extends Write<infer _, infer Output> ? Output : never;

/** The members that every mutation's input shares. */
export interface CommonInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly dryRun?: boolean | null | undefined;
}

/** One mutation. */
export interface WriteCall<Name extends WriteName> {
  readonly kind: Name;
  readonly account: Account;
  readonly clientId: string | null;
  readonly common: CommonInput;
  readonly input: InputOf<Name>;
  /** The amount that moves. Asked for once the write is to be sent, since its currency may have to be read. */
  readonly amount?: () => Promise<Money>;
  /** Why this caller may not do it besides what its scopes and limits say of every such write; for dry runs, too. */
  readonly refusals?: () => Promise<readonly Problem[]>;
  readonly createdClientId?: (output: OutputOf<Name>) => string | null;
  /** The upstream's id of the row that was made. */
  readonly madeRowId?: (output: OutputOf<Name>) => string | null;
}

const OF_ANOTHER =
  'The outcome of a charge or payment for this client is unknown, which was made by another tenant of this gateway.';

/** Longest `reason`, in characters. */
const MAX_REASON_LENGTH = 500;

/** What a send may take beyond its bounds: for timers that are late on a busy machine. */
const SEND_GRACE_MS = 1000;

/** The outcome of an input that was refused before anything was sent. */
export function refused(
  account: Account | null,
  clientId: string | null,
  userErrors: readonly Problem[],
): WriteOutcome {
  return { account, clientId, operation: null, plan: null, userErrors, warnings: [] };
}

/** The account and client that a global id names, or the problem with it. */
export function clientOf(
  context: GraphContext,
  id: string,
): { readonly account: Account; readonly clientId: string } | { readonly problem: Problem } {
  const decoded = decodeGlobalId(id);
  const clientId = decoded?.parts[0];
  if (decoded?.typename !== 'Client' || clientId === undefined) {
    const message = 'This is not the id of a client: use the `id` field of a Client.';
    return { problem: { code: 'INVALID_INPUT', message, field: ['clientId'] } };
  }
  const account = context.accounts.find(decoded.account);
  if (account !== undefined) return { account, clientId };
  const message = 'The account of this client is not configured (any more); `accounts` lists those that are.';
  return { problem: { code: 'NOT_FOUND', message, field: ['clientId'] } };
}

/** The account of that name, or the problem with it. */
export function accountOf(
  context: GraphContext,
  name: string,
): { readonly account: Account } | { readonly problem: Problem } {
  const account = context.accounts.find(name);
  if (account !== undefined) return { account };
  const message = 'No configured account has this name; `accounts` lists them.';
  return { problem: { code: 'NOT_FOUND', message, field: ['account'] } };
}

/** Checks, then plans (dry run) or journals and sends. Problems of the input come back all at once. */
export async function runWrite<Name extends WriteName>(
  context: GraphContext,
  call: WriteCall<Name>,
): Promise<SentOutcome<OutputOf<Name>>> {
  const { account, clientId, common } = call;
  const write = account.provider.capabilities[call.kind] as Write<InputOf<Name>, OutputOf<Name>> | undefined;
  if (write === undefined) return refused(account, clientId, [unsupported(account, call.kind)]);
  const { scope } = context.loaders.of(account.name);
  try {
    const sent: { output?: OutputOf<Name> } = {};
    const request = journalRequest(context, call, write, sent);
    const known = common.dryRun === true ? null : await context.journal.recall(request);
    if (known !== null) return journaled(context, account, known, []);
    const denied = (await call.refusals?.()) ?? [];
    for (const problem of denied) context.audit.denied(deniedOf(call, problem));
    const problems = [...commonProblems(common), ...denied, ...(await write.check(call.input, scope))];
    if (problems.length > 0) return refused(account, clientId, problems);
    // The currency may cost a call, which a dry run makes only where a limit depends on it.
    const isFree = common.dryRun === true && context.caller.moneyLimits === null;
    const amount = isFree ? null : ((await call.amount?.()) ?? null);
    const beyond = await context.journal.refusalOfLimits({ ...request, amount });
    if (beyond !== null) throw beyond;
    if (common.dryRun === true) return await planWrite(scope, call, write);
    const warnings = amount === null ? [] : await predecessors(context, call);
    if (warnings.length > 0 && context.predecessorUnknown === 'refuse') {
      return { ...refused(account, clientId, warnings.map(problemOf)), warnings };
    }
    const operation = await context.journal.run({ ...request, amount });
    return { ...journaled(context, account, operation, warnings), ...sent };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.code === 'LIMIT_EXCEEDED') context.audit.denied(deniedOf(call, error));
    return refused(account, clientId, [error.toProblem()]);
  }
}

/** What the audit log tells of a write that was refused for money that it moves or grants. */
function deniedOf<Name extends WriteName>(
  { kind, account, clientId }: WriteCall<Name>,
  error: Pick<Problem, 'code' | 'message'>,
) {
  const clientIds = clientId === null ? [] : [clientId];
  const accounts = [{ account: account.name, clientIds, clientCount: clientIds.length }];
  return { kind, code: error.code, message: error.message, accounts };
}

/** Writes of money for the same client whose outcome is not known, not even after a look into the books. */
async function predecessors<Name extends WriteName>(
  { journal, caller, loaders }: GraphContext,
  { account, clientId, common }: WriteCall<Name>,
): Promise<readonly Warning[]> {
  if (clientId === null) return [];
  const { scope } = loaders.of(account.name);
  const idempotencyKey = common.idempotencyKey ?? null;
  const request = {
    caller: caller.tenant,
    actor: actorOf(caller),
    account: account.name,
    clientId,
    idempotencyKey,
    scope,
  };
  const open = await journal.openMoney(request);
  return open.map((operation) => {
    const { amount, kind, createdAt, state } = operation;
    if (operation.caller !== caller.tenant)
      return { code: 'PREDECESSOR_UNKNOWN', message: OF_ANOTHER, operation: null };
    const what = `${kind} of ${amount?.amount ?? ''} ${amount?.currency ?? ''} from ${createdAt.toISOString()}`;
    const outcome = state === 'SENT' ? 'not known yet' : 'unknown';
    const message = `The outcome of ${what} (key "${operation.idempotencyKey}") for this client is ${outcome}: make sure that this is not the same once more.`;
    return { code: 'PREDECESSOR_UNKNOWN', message, operation };
  });
}

function problemOf({ code, message }: Warning): Problem {
  return { code, message, field: ['clientId'] };
}

function commonProblems({ idempotencyKey, reason }: CommonInput): readonly Problem[] {
  const problems: Problem[] = [];
  if (idempotencyKey != null && !IDEMPOTENCY_KEY.test(idempotencyKey)) {
    const message = 'Use 1 to 200 visible ASCII characters without blanks, such as a UUID.';
    problems.push({ code: 'INVALID_INPUT', message, field: ['idempotencyKey'] });
  }
  if ((reason?.length ?? 0) > MAX_REASON_LENGTH) {
    problems.push({
      code: 'INVALID_INPUT',
      message: `Use at most ${MAX_REASON_LENGTH} characters.`,
      field: ['reason'],
    });
  }
  return problems;
}

/** The problem of an account that lacks what is asked of it. */
export function unsupported(account: Account, kind: CapabilityName): Problem {
  const message = `The provider of account "${account.name}" cannot do ${kind}; \`ResellerAccount.capabilities\` tells what it can.`;
  return { code: 'NOT_SUPPORTED', message, field: [] };
}

async function planWrite<Name extends WriteName>(
  scope: CallScope,
  call: WriteCall<Name>,
  write: Write<InputOf<Name>, OutputOf<Name>>,
): Promise<WriteOutcome> {
  const { account, clientId, input, kind } = call;
  const requests = await write.plan(input, scope, MARK_OF_A_PLAN);
  await write.rehearse?.(input, scope);
  const rehearsed = write.rehearse !== undefined;
  const plan: Plan = { kind, account, clientId, input, requests, delivery: write.delivery, rehearsed };
  return { ...refused(account, clientId, []), plan };
}

function journalRequest<Name extends WriteName>(
  context: GraphContext,
  call: WriteCall<Name>,
  write: Write<InputOf<Name>, OutputOf<Name>>,
  sent: { output?: OutputOf<Name> },
): WriteRequest<OutputOf<Name>> {
  const { account, common, createdClientId, madeRowId } = call;
  const { scope } = context.loaders.of(account.name);
  return {
    caller: context.caller.tenant,
    actor: actorOf(context.caller),
    idempotencyKey: common.idempotencyKey ?? null,
    kind: call.kind,
    delivery: write.delivery,
    account: account.name,
    clientId: call.clientId,
    amount: null,
    moneyLimits: context.caller.moneyLimits,
    reason: common.reason ?? null,
    input: call.input,
    trace: write.delivery === 'probed' ? write.trace(call.input) : null,
    // Each call of a send begins within the time of the operation, and a write ends within its own.
    sendTimeoutMs: context.limits.operationTimeoutMs + account.writeTimeoutMs + SEND_GRACE_MS,
    scope,
    send: async (mark) => (sent.output = await write.send(call.input, scope, mark)),
    ...(write.delivery === 'repeatable' && write.isDone && { isDone: (refusal) => write.isDone!(refusal) }),
    ...(createdClientId && { createdClientId }),
    ...(madeRowId && { madeRowId }),
  };
}

function journaled(
  context: GraphContext,
  account: Account,
  operation: Operation,
  warnings: readonly Warning[],
): WriteOutcome {
  const { clientId } = operation;
  context.loaders.of(account.name).forget(clientId);
  const problem = problemOfOutcome(operation);
  return { account, clientId, operation, plan: null, userErrors: problem === null ? [] : [problem], warnings };
}
