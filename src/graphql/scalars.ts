/** Custom scalars. Each is a string on the wire. */
import { GraphQLError, Kind, type ValueNode } from 'graphql';
import { parseDecimal, type Decimal } from '../money.ts';
import { builder } from './builder.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'INVALID_INPUT' } });
}

function toDecimal(value: unknown): Decimal {
  if (typeof value !== 'string') {
    refuse('Decimal: a JSON number may have lost digits on its way; send the amount as a string, such as "4.99".');
  }
  return (
    parseDecimal(value) ?? refuse('Decimal: write plain digits with a point, such as "4.99" (at most 64 characters).')
  );
}

builder.scalarType('Decimal', {
  description:
    'Exact decimal number, a string on the wire ("8.0588"). Keeps the scale of the upstream; never passes through a float. As input, a string; in a document also a number literal.',
  serialize: (value) => value,
  parseValue: toDecimal,
  // A literal in the document is text to begin with, so nothing is lost when it is written without quotes.
  parseLiteral: (node: ValueNode) =>
    toDecimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
});

function toCurrency(value: unknown): string {
  if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
  return refuse('CurrencyCode: write the three capital letters of ISO 4217, such as "USD".');
}

builder.scalarType('CurrencyCode', {
  description: 'Currency as three capital letters (ISO 4217), such as "USD".',
  serialize: (value) => value,
  parseValue: toCurrency,
});

/** True for an existing calendar day written as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function toDay(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  return refuse('Date: write an existing day as YYYY-MM-DD, such as "2026-11-21".');
}

builder.scalarType('Date', {
  description: "Calendar day as YYYY-MM-DD, in the time zone of the upstream's books.",
  serialize: (value) => value,
  parseValue: toDay,
});

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

function toMoment(value: unknown): Date {
  if (typeof value === 'string' && MOMENT.test(value)) {
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date;
  }
  return refuse('DateTime: write RFC 3339 with an offset, such as "2026-11-21T09:30:00Z".');
}

builder.scalarType('DateTime', {
  description: 'Moment in time as RFC 3339 with offset, such as "2026-11-21T09:30:00.000Z".',
  serialize: (value) => value.toISOString(),
  parseValue: toMoment,
});

/** Writes seconds as an ISO 8601 duration: 3095 is "PT51M35S", 0 is "PT0S". Hours are not turned into days. */
export function formatDuration(seconds: number): string {
  const hours = Math.trunc(seconds / 3600);
  const minutes = Math.trunc(seconds / 60) % 60;
  const rest = seconds % 60;
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
  return `PT${text || '0S'}`;
}

builder.scalarType('Duration', {
  description: 'Length of time as an ISO 8601 duration of hours, minutes and seconds, such as "PT51M35S".',
  serialize: formatDuration,
  parseValue: () => refuse('Duration is not an input.'),
});
