/** Operations that move money: where their entries belong, and what the journal says of them. */
import type { Operation } from '../journal/operation.ts';
import { dayOf, daysFrom, TOLERANCE_DAYS } from './period.ts';
import type { LedgerPlace, LedgerSide } from './report.ts';

/** A charge or payment of the journal, with the ledger in which its entry belongs. */
export interface Movement extends LedgerPlace {
  readonly operation: Operation;
}

const sides: Readonly<Partial<Record<Operation['kind'], LedgerSide>>> = { addCharge: 'CHARGE', addPayment: 'DEPOSIT' };

/** The operation as a movement of money; null when it is none. */
export function movementOf(operation: Operation): Movement | null {
  const { kind, clientId } = operation;
  const side = sides[kind];
  return side === undefined || clientId === null ? null : { side, clientId, operation };
}

/** When it was sent for the last time, or asked for when it never was. Earlier attempts were refused. */
export function lastSent({ attempts, createdAt }: Operation): Date {
  return attempts.at(-1)?.startedAt ?? createdAt;
}

/** True for a day from shortly before it was asked for until shortly after it was sent last; true without any day. */
export function isNear(operation: Operation, date: string | null): boolean {
  if (date === null) return true;
  const early = daysFrom(dayOf(operation.createdAt), date);
  const late = daysFrom(dayOf(lastSent(operation)), date);
  return early >= -TOLERANCE_DAYS && late <= TOLERANCE_DAYS;
}
