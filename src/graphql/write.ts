/** The way of every mutation: find the account and client, check everything at once, plan or journal and send. */
import type { Account } from '../accounts.ts';
import { GatewayError, type Problem } from '../errors.ts';
import { decodeGlobalId } from '../ids.ts';
import { IDEMPOTENCY_KEY, type Operation } from '../journal/operation.ts';
import type { WriteRequest } from '../journal/journal.ts';
import type { Money } from '../money.ts';
import type {
  Capabilities,
  CapabilityName,
  CallScope,
  Delivery,
  PlannedRequest,
  Write,
  WriteName,
} from '../providers/provider.ts';
import type { GraphContext } from './context.ts';

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
  /** Text that a charge or payment was sent with, by which its row is found; absent for other writes. */
  readonly description?: string;
}

/** The outcome together with what the upstream has answered; only for the request that has sent it, and after success. */
export interface SentOutcome<Output> extends WriteOutcome {
  readonly output?: Output;
}

/** What a dry run found. */
export interface Plan {
  readonly requests: readonly PlannedRequest[];
  readonly delivery: Delivery;
  /** True when the upstream has checked the request in its own dry run. */
  readonly rehearsed: boolean;
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
  readonly createdClientId?: (output: OutputOf<Name>) => string | null;
}

/** Longest `reason`, in characters. */
const MAX_REASON_LENGTH = 500;

/** The outcome of an input that was refused before anything was sent. */
export function refused(
  account: Account | null,
  clientId: string | null,
  userErrors: readonly Problem[],
): WriteOutcome {
  return { account, clientId, operation: null, plan: null, userErrors };
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
    const request = journalRequest(scope, call, write, sent);
    const known = common.dryRun === true ? null : await context.journal.recall(request);
    if (known !== null) return journaled(context, account, known);
    const problems = [...commonProblems(common), ...(await write.check(call.input, scope))];
    if (problems.length > 0) return refused(account, clientId, problems);
    if (common.dryRun === true) return await planWrite(scope, call, write);
    const amount = (await call.amount?.()) ?? null;
    return { ...journaled(context, account, await context.journal.run({ ...request, amount })), ...sent };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return refused(account, clientId, [error.toProblem()]);
  }
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
  { account, clientId, input }: WriteCall<Name>,
  write: Write<InputOf<Name>, OutputOf<Name>>,
): Promise<WriteOutcome> {
  const requests = await write.plan(input, scope);
  await write.rehearse?.(input, scope);
  const plan: Plan = { requests, delivery: write.delivery, rehearsed: write.rehearse !== undefined };
  return { account, clientId, operation: null, plan, userErrors: [] };
}

function journalRequest<Name extends WriteName>(
  scope: CallScope,
  call: WriteCall<Name>,
  write: Write<InputOf<Name>, OutputOf<Name>>,
  sent: { output?: OutputOf<Name> },
): WriteRequest<OutputOf<Name>> {
  const { account, common } = call;
  return {
    idempotencyKey: common.idempotencyKey ?? null,
    kind: call.kind,
    delivery: write.delivery,
    account: account.name,
    clientId: call.clientId,
    amount: null,
    reason: common.reason ?? null,
    input: call.input,
    send: async () => (sent.output = await write.send(call.input, scope)),
    ...(call.createdClientId && { createdClientId: call.createdClientId }),
  };
}

function journaled(context: GraphContext, account: Account, operation: Operation): WriteOutcome {
  context.loaders.of(account.name).forget(operation.clientId);
  const problem = operation.attempts.at(-1)?.problem ?? null;
  const userErrors = problem === null ? [] : [problem];
  return { account, clientId: operation.clientId, operation, plan: null, userErrors };
}
