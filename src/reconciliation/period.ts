/** The days that a report is about, and days as such. A day is text, YYYY-MM-DD, so that days compare as text. */
import { GatewayError } from '../errors.ts';

/** First and last day, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** How far the days of the books and of the journal may lie apart by time zones and late booking. */
export const TOLERANCE_DAYS = 2;

/** Longest period, in days: a leap year. */
const MAX_DAYS = 366;

/** The period from the one day to the other. Throws INVALID_INPUT for what is no day, and for too long a period. */
export function periodOf(from: string, to: string): Period {
  for (const [name, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw refused(name, `\`${name}\` must be an existing day, such as 2026-11-21.`);
  }
  if (from > to) throw refused('from', '`from` must not be after `to`.');
  if (daysFrom(from, to) < MAX_DAYS) return { from, to };
  throw refused('to', `A report is about at most ${MAX_DAYS} days: choose a shorter period.`);
}

/** True for a day of the period; no day is in none. */
export function isInside(day: string | null, { from, to }: Period): boolean {
  return day !== null && day >= from && day <= to;
}

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** When a day begins, in UTC and as milliseconds. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Days from the one to the other; negative when the other is earlier. */
export function daysFrom(day: string, other: string): number {
  return Math.round((startOf(other) - startOf(day)) / DAY_MS);
}

/** True for an existing calendar day. */
export function isDay(text: string): boolean {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOf(text) : NaN;
  return !Number.isNaN(start) && dayOf(new Date(start)) === text;
}

function refused(field: string, message: string): GatewayError {
  return new GatewayError('INVALID_INPUT', message, { field: [field] });
}
