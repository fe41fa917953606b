/** The questions that a journal's store asks its database. */
import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  type SelectQueryBuilder,
  type SqlBool,
} from 'kysely';
import type { MoneyLimits } from '../access/caller.ts';
import type { Decimal } from '../money.ts';
import type { Operation } from './operation.ts';
import { refusalOf, spendingOf, sumOf } from './spending.ts';
import type { OperationFilter, OperationPlace, OperationSlice } from './store.ts';
import { storable, type OperationRow, type Tables } from './tables.ts';

/** A question for operations; each answer's body is the operation. */
export type Bodies = SelectQueryBuilder<Tables, 'operations', Pick<OperationRow, 'body'>>;

type Builder = ExpressionBuilder<Tables, 'operations'>;
type Condition = ExpressionWrapper<Tables, 'operations', SqlBool>;
type TextOperand = 'state' | 'kind' | Expression<string>;

/** The operation with an id. */
export function withId(database: Kysely<Tables>, id: string): Bodies {
  return bodies(database).where('id', '=', storable(id));
}

/** The operation of a caller with a key. */
export function withKey(database: Kysely<Tables>, caller: string, key: string): Bodies {
  return bodies(database).where('caller', '=', storable(caller)).where('idempotency_key', '=', storable(key));
}

/** The oldest operation of an account with a mark. */
export function withMark(database: Kysely<Tables>, account: string, mark: string): Bodies {
  return bodies(database)
    .where('account', '=', storable(account))
    .where('mark', '=', storable(mark))
    .orderBy('created_at')
    .limit(1);
}

/** Operations at these accounts that are to be looked for by now, those that wait longest first. */
export function dueBy(database: Kysely<Tables>, now: Date, limit: number, accounts: readonly string[]): Bodies {
  return (
    bodies(database)
      .where('next_look_at', '<=', now.getTime())
      // Not the bare column: SQLite would take an index by account, and read all that was ever done there.
      .where((eb) => oneOf(eb, eb.fn.coalesce('account', sql.lit('')), accounts.map(storable)))
      .orderBy('next_look_at')
      .orderBy('id')
      .limit(limit)
  );
}

/** Operations in SENT, with `now` only those whose send is over by then; oldest first. */
export function sentBefore(database: Kysely<Tables>, now: Date | null, limit: number): Bodies {
  // A literal, so that SQLite takes the index of these few.
  const sent = bodies(database).where('state', '=', sql.lit('SENT'));
  const over = now === null ? sent : sent.where('send_until', '<=', now.getTime());
  return over.orderBy('created_at').orderBy('id').limit(limit);
}

/** Operations of a slice; with `fromEnd` from the oldest to the newest. */
export function ofSlice(database: Kysely<Tables>, filter: OperationFilter, slice: OperationSlice): Bodies {
  const { after, before, fromEnd = false, limit } = slice;
  return bodies(database)
    .where((eb) =>
      eb.and([
        ...conditionsOf(eb, filter),
        ...(after === undefined ? [] : [beside(eb, after, '<', '>')]),
        ...(before === undefined ? [] : [beside(eb, before, '>', '<')]),
      ]),
    )
    .orderBy('created_at', fromEnd ? 'asc' : 'desc')
    .orderBy('id', fromEnd ? 'desc' : 'asc')
    .limit(limit);
}

/** How many operations a filter lets pass. */
export function countOf(
  database: Kysely<Tables>,
  filter: OperationFilter,
): SelectQueryBuilder<Tables, 'operations', { count: number }> {
  return database
    .selectFrom('operations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((eb) => eb.and(conditionsOf(eb, filter)));
}

/** What counts against a spender's limits on a day in a currency. Amounts are added exactly, not by the database. */
export async function spentBy(
  database: Kysely<Tables>,
  spender: string,
  day: string,
  currency: string,
): Promise<Decimal> {
  const counts = await database
    .selectFrom('operations')
    .select(({ fn }) => ['spent_amount', fn.countAll<number>().as('count')])
    .where('spender', '=', storable(spender))
    .where('spent_on', '=', day)
    .where('spent_currency', '=', storable(currency))
    .groupBy('spent_amount')
    .execute();
  return sumOf(counts.flatMap(({ spent_amount, count }) => (spent_amount ? { amount: spent_amount, count } : [])));
}

/** Throws LIMIT_EXCEEDED when the operation is to count and is more than its spender may move. */
export async function mustBeWithin(
  transaction: Kysely<Tables>,
  limits: MoneyLimits,
  operation: Operation,
): Promise<void> {
  const spending = spendingOf(operation);
  if (spending === null) return;
  const { spender, day, currency } = spending;
  const refusal = refusalOf(limits, spending, await spentBy(transaction, spender, day, currency));
  if (refusal !== null) throw refusal;
}

function bodies(database: Kysely<Tables>): Bodies {
  return database.selectFrom('operations').select('body');
}

function conditionsOf(eb: Builder, filter: OperationFilter): readonly Condition[] {
  const { caller, idempotencyKey, states, kinds, account, accounts, clientId, from, to } = filter;
  return [
    ...(caller === undefined ? [] : [eb('caller', '=', storable(caller))]),
    ...(idempotencyKey === undefined ? [] : [eb('idempotency_key', '=', storable(idempotencyKey))]),
    ...(states === undefined ? [] : [oneOf(eb, 'state', states)]),
    ...(kinds === undefined ? [] : [oneOf(eb, 'kind', kinds)]),
    ...(account === undefined ? [] : [eb('account', '=', storable(account))]),
    ...(accounts === undefined ? [] : [oneOf(eb, eb.ref('account'), accounts.map(storable))]),
    ...(clientId === undefined ? [] : [eb('client_id', '=', storable(clientId))]),
    ...(from === undefined ? [] : [eb('created_at', '>=', from.getTime())]),
    ...(to === undefined ? [] : [eb('created_at', '<', to.getTime())]),
  ];
}

/** One of these texts; of none, nothing is one. */
function oneOf(eb: Builder, text: TextOperand, texts: readonly string[]): Condition {
  // PostgreSQL takes no empty list.
  return texts.length === 0 ? eb.or([]) : eb(text, 'in', texts);
}

/** On one side of a place, in the order of the list. */
function beside(eb: Builder, { createdAt, id }: OperationPlace, time: '<' | '>', tie: '<' | '>'): Condition {
  const at = createdAt.getTime();
  return eb.or([eb('created_at', time, at), eb.and([eb('created_at', '=', at), eb('id', tie, storable(id))])]);
}
