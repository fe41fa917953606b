/** Which clients: the condition that `clients` and `portfolio` take, and how it is applied account by account. */
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import type { AccountLoaders } from '../loaders.ts';
import { addDecimals, compareDecimals, type Decimal } from '../money.ts';
import type { BalanceRecord, ClientRecord, ClientStatus, ThresholdRecord } from '../providers/records.ts';
import { builder } from './builder.ts';
import { ClientStatusEnum } from './client.ts';
import { asGatewayError, type AccountOutcome, type Completeness } from './completeness.ts';
import type { GraphContext } from './context.ts';
import { ClientNode } from './nodes.ts';
import { requireScannable } from './scan.ts';
import { requireLedger, requirePersonalData } from './scopeRefusal.ts';

/** Conditions on clients, combined with AND. */
export interface ClientCondition {
  readonly accounts?: readonly string[] | null | undefined;
  readonly email?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly status?: ClientStatus | null | undefined;
  readonly balanceBelow?: Decimal | null | undefined;
  readonly belowThreshold?: boolean | null | undefined;
}

/** Longest text that is searched for, in characters. */
const MAX_TEXT_LENGTH = 200;

/** The input type of `ClientCondition`. */
export const ClientWhere = builder.inputType('ClientWhere', {
  description: 'Which clients. Conditions are combined with AND; one that is left out or null holds for all.',
  fields: (t) => ({
    accounts: t.stringList({ description: 'Only clients at the accounts of these names.' }),
    email: t.string({
      description:
        'Only the client with this e-mail address; capitals do not matter. Needs the scope `clients:pii`. Costs one or two upstream calls an account; at Sippy, which has no search, up to one a client.',
    }),
    text: t.string({
      description:
        'Only clients in whose number, name, company, e-mail address, phone number or city this text occurs, as far as the list of the provider shows them; capitals and accents do not matter. At most 200 characters. Needs the scope `clients:pii`.',
    }),
    status: t.field({
      type: ClientStatusEnum,
      description: 'Only clients in this state. Where the provider tells none (VoIP.ms, Sippy), no client is.',
    }),
    balanceBelow: t.field({
      type: 'Decimal',
      description:
        'Only clients whose balance is below this amount, each in its own currency. Needs the scope `ledger:read`. Costs one upstream call a client.',
    }),
    belowThreshold: t.boolean({
      description:
        'True: only clients for whom what `BalanceThreshold.measure` names is below their own warning threshold; false: only the others. A client without a threshold is never below it. Needs the scope `ledger:read`. Costs two upstream calls a client.',
    }),
  }),
});

/** What was found, and which accounts it lacks. */
export interface ClientSelection {
  readonly clients: readonly ClientNode[];
  readonly completeness: Completeness;
}

/** Clients of all (or the named) accounts that meet the condition. One account's failure leaves the others whole. */
export async function selectClients(context: GraphContext, where: ClientCondition): Promise<ClientSelection> {
  const searched = requireAllowed(context, where);
  if ((where.text?.length ?? 0) > MAX_TEXT_LENGTH) {
    throw new GatewayError('INVALID_INPUT', `Search for at most ${MAX_TEXT_LENGTH} characters.`, {
      field: ['where', 'text'],
    });
  }
  const scan = { clients: 0 };
  const selecting = chosenAccounts(context, where).map((account) => selectAt(context, account, where, scan));
  const parts = await Promise.all(selecting);
  const clients = parts.flatMap((part) => part.clients);
  const asked = parts.map(({ outcome }) => ({ account: outcome.account }));
  for (const coordinate of searched) context.audit.disclosures?.search(coordinate, [...asked, ...clients]);
  return {
    clients,
    completeness: { accounts: parts.map((part) => part.outcome) },
  };
}

const searches = {
  email: { what: 'A search by e-mail address', field: ['where', 'email'], coordinate: 'ClientWhere.email' },
  text: { what: 'A search for a text', field: ['where', 'text'], coordinate: 'ClientWhere.text' },
} as const;

/** Throws FORBIDDEN for conditions that the caller may not use. Answers the coordinates of those that look at personal data. */
function requireAllowed(context: GraphContext, where: ClientCondition): readonly string[] {
  const personal = (['email', 'text'] as const).filter((name) => where[name] != null);
  for (const name of personal) requirePersonalData(context, searches[name]);
  for (const name of ['balanceBelow', 'belowThreshold'] as const) {
    const asked = { what: 'A condition on balances', field: ['where', name], coordinate: `ClientWhere.${name}` };
    if (where[name] != null) requireLedger(context, asked);
  }
  return personal.map((name) => searches[name].coordinate);
}

function chosenAccounts(context: GraphContext, where: ClientCondition): readonly Account[] {
  if (where.accounts == null) return context.accounts.all;
  const names = new Set(where.accounts);
  const unknown = [...names].find((name) => context.accounts.find(name) === undefined);
  if (unknown === undefined) return context.accounts.all.filter((account) => names.has(account.name));
  throw new GatewayError('NOT_FOUND', 'No configured account has one of these names; `accounts` lists them.', {
    field: ['where', 'accounts'],
  });
}

interface Part {
  readonly clients: readonly ClientNode[];
  readonly outcome: AccountOutcome;
}

/** `scan` counts the clients of all accounts together that are looked at one by one. */
async function selectAt(
  context: GraphContext,
  account: Account,
  where: ClientCondition,
  scan: { clients: number },
): Promise<Part> {
  const loaders = context.loaders.of(account.name);
  try {
    const candidates = await candidatesAt(loaders, where);
    const matching = candidates.filter(recordFilter(where)).map((record) => new ClientNode(account, record));
    if (where.balanceBelow == null && where.belowThreshold == null) {
      return { clients: matching, outcome: { account, state: 'COMPLETE', error: null } };
    }
    if (where.balanceBelow == null && !loaders.has('thresholds')) {
      // Nobody has a threshold here, so nobody is below it, and no balance needs to be read for that.
      const clients = where.belowThreshold === true ? [] : matching;
      return { clients, outcome: { account, state: 'COMPLETE', error: null } };
    }
    scan.clients += matching.length;
    requireScannable(context, scan.clients, 'A condition on balances');
    return await filterByBalance(account, loaders, matching, where);
  } catch (error) {
    const failure = asGatewayError(error);
    // Time that one account has used up leaves what the others have answered; too much work is for the caller to lessen.
    if (failure.code === 'BUDGET_EXCEEDED' && !loaders.scope.signal.aborted) throw failure;
    return { clients: [], outcome: { account, state: 'FAILED', error: failure } };
  }
}

async function candidatesAt(loaders: AccountLoaders, where: ClientCondition): Promise<readonly ClientRecord[]> {
  if (where.email == null) return loaders.allClients();
  const found = await loaders.clientsByEmail.load(where.email);
  return found === null ? [] : [found];
}

function recordFilter(where: ClientCondition): (record: ClientRecord) => boolean {
  const text = where.text == null ? '' : fold(where.text);
  return (record) => {
    if (where.status != null && record.status !== where.status) return false;
    if (text === '') return true;
    const { upstreamId, displayName, company, firstName, lastName, email, phoneNumber, address } = record;
    const fields = [
      upstreamId,
      displayName,
      company,
      `${firstName ?? ''} ${lastName ?? ''}`,
      email,
      phoneNumber,
      address.city,
    ];
    return fields.some((field) => field !== null && fold(field).includes(text));
  };
}

/** Text without capitals and accents. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The figure that the upstream compares with the threshold. */
function measured({ current, creditLimit }: BalanceRecord, { measure }: ThresholdRecord): Decimal {
  return measure === 'AVAILABLE' && creditLimit !== null ? addDecimals(current, creditLimit) : current;
}

async function filterByBalance(
  account: Account,
  loaders: AccountLoaders,
  clients: readonly ClientNode[],
  where: ClientCondition,
): Promise<Part> {
  const ids = clients.map((client) => client.record.upstreamId);
  const needsThreshold = where.belowThreshold != null && loaders.has('thresholds');
  const [balances, thresholds] = await Promise.all([
    loaders.balances.loadMany(ids),
    needsThreshold ? loaders.thresholds.loadMany(ids) : ids.map(() => null),
  ]);
  let error: GatewayError | null = null;
  const kept = clients.filter((_client, index) => {
    const [balance, threshold] = [balances[index]!, thresholds[index] ?? null];
    if (balance instanceof Error || threshold instanceof Error) {
      error ??= asGatewayError(balance instanceof Error ? balance : threshold);
      return false;
    }
    if (where.balanceBelow != null && compareDecimals(balance.current, where.balanceBelow) >= 0) return false;
    const below = threshold !== null && compareDecimals(measured(balance, threshold), threshold.amount) < 0;
    return where.belowThreshold == null || below === where.belowThreshold;
  });
  return { clients: kept, outcome: { account, state: error === null ? 'COMPLETE' : 'PARTIAL', error } };
}
