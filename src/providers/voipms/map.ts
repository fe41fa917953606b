/** Pure conversion of the upstream's values into records. Every quirk stands here with its source. */
import { GatewayError } from '../../errors.ts';
import { splitMark } from '../../mark.ts';
import { parseDecimal, type Decimal } from '../../money.ts';
import type {
  BalanceRecord,
  ClientRecord,
  LedgerRow,
  Option,
  PackageRecord,
  PackageRef,
  ThresholdRecord,
  TransactionRecord,
} from '../records.ts';
import { asText, type Json, type JsonObject } from '../shared/json.ts';
import { asRows } from './json.ts';

const DAY = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}:\d{2})?$/;
/** What a charge of the upstream's own is about: a package or a phone number. */
const OBJECT_OF_CHARGE = /^(?:SETUPPACKAGE:(\d+)|(?:DID|SETUP)(\d{7,15}))$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/;
const RANGE = /^(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})? to (\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?$/;

function fault(what: string): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', `VoIP.ms answered with ${what} that cannot be read.`);
}

/** The rows under a key, in any list encoding; none when the whole answer is null. */
export function rowsAt(envelope: JsonObject | null, key: string): readonly JsonObject[] {
  const rows = envelope === null ? [] : asRows(envelope[key]);
  if (rows === null) throw fault(`a list of ${key}`);
  return rows;
}

/** The object under a key; null when it is absent or an empty list, which is PHP's empty object. */
export function objectAt(envelope: JsonObject, key: string): JsonObject | null {
  const [row, ...others] = rowsAt(envelope, key);
  if (others.length > 0) throw fault(`more than one ${key}`);
  return row ?? null;
}

/** Text as it stands; null for the upstream's empty value, the empty string (voipms.md section 2.1). */
function text(value: Json | undefined): string | null {
  const read = asText(value);
  if (read === null) throw fault('a value');
  return read === '' ? null : read;
}

/** An identifier or code; null also for "-1", which says "not configured" (voipms.md section 2.1). */
function code(value: Json | undefined): string | null {
  const read = text(value);
  return read === '-1' ? null : read;
}

function id(value: Json | undefined): string {
  const read = code(value);
  if (read === null) throw fault('an id');
  return read;
}

/** Money that is there and cannot be read is a fault: a wrong figure is worse than none. */
function money(value: Json | undefined): Decimal | null {
  const read = text(value);
  if (read === null) return null;
  const amount = parseDecimal(read.trim());
  if (amount === null) throw fault('an amount');
  return amount;
}

function requiredMoney(value: Json | undefined): Decimal {
  const amount = money(value);
  if (amount === null) throw fault('an amount');
  return amount;
}

/** Largest count or time that is passed on: GraphQL's Int has 32 bits. */
const MAX_INT = 2_147_483_647;

/** A count; null when it is absent, no whole number or absurd, which hides nothing that moves money. */
function count(value: Json | undefined): number | null {
  const read = asText(value);
  return read !== null && /^\d{1,10}$/.test(read) && Number(read) <= MAX_INT ? Number(read) : null;
}

/**
 * Seconds of "h:m:s", "m:s", "s" or the number 0, which are the forms of `time_*` (voipms.md section 3,
 * getResellerBalance). Null for anything else.
 */
export function seconds(value: Json | undefined): number | null {
  const read = asText(value);
  if (read === null || !/^\d{1,9}(?::\d{1,2}){0,2}$/.test(read)) return null;
  const total = read.split(':').reduce((sum, unit) => sum * 60 + Number(unit), 0);
  return total <= MAX_INT ? total : null;
}

/** A calendar day, with or without a time; null for "0000-00-00" and anything else (voipms.md sections 2.1 and 5). */
function day(value: Json | undefined): string | null {
  const read = asText(value) ?? '';
  return !DAY.test(read) || read.startsWith('0000') ? null : read.slice(0, 10);
}

/** A client. The password that the upstream sends along (voipms.md section 3, getClients) is not read here. */
export function toClient(row: JsonObject, observedAt: Date): ClientRecord {
  const upstreamId = id(row['client']);
  const company = text(row['company']);
  const firstName = text(row['firstname']);
  const lastName = text(row['lastname']);
  const email = text(row['email']);
  return {
    upstreamId,
    displayName: company ?? ([firstName, lastName].filter(Boolean).join(' ') || email || upstreamId),
    lacks: [],
    currency: null,
    company,
    firstName,
    lastName,
    email,
    phoneNumber: text(row['phone_number']),
    address: {
      street: text(row['address']),
      city: text(row['city']),
      state: text(row['state']),
      postalCode: text(row['zip']),
      country: text(row['country']),
    },
    // There is no status field (voipms.md section 3, getClients).
    status: null,
    balanceManagement: code(row['balance_management']),
    observedAt,
  };
}

/** A balance: of getResellerBalance, or of getBalance, which has statistics only when asked for them. */
export function toBalance(balance: JsonObject, observedAt: Date): BalanceRecord {
  return {
    current: requiredMoney(balance['current_balance']),
    currency: null,
    creditLimit: null,
    spentTotal: money(balance['spent_total']),
    spentToday: money(balance['spent_today']),
    callsTotal: count(balance['calls_total']),
    callsToday: count(balance['calls_today']),
    talkTimeTotalSeconds: seconds(balance['time_total']),
    talkTimeTodaySeconds: seconds(balance['time_today']),
    observedAt,
  };
}

/**
 * A row of getCharges or getDeposits. The upstream's own charges name their object in the description: `DID` and
 * `SETUP` a number, `SETUPPACKAGE:` a package (voipms.md section 3, getCharges).
 */
export function toLedgerRow(row: JsonObject, type: 'charge' | 'deposit'): LedgerRow {
  const { mark, text: description } = splitMark(asText(row['description']) ?? '');
  const named = OBJECT_OF_CHARGE.exec(description);
  return {
    upstreamId: id(row['id']),
    type,
    currency: null,
    date: day(row['date']),
    amount: requiredMoney(row['amount']),
    description,
    mark,
    // Days only are documented; the zone of a time, should one stand there, is not (voipms.md section 5).
    bookedAt: null,
    packageId: named?.[1] ?? null,
    phoneNumber: named?.[2] ?? null,
  };
}

/** A row of getPackages. */
export function toPackage(row: JsonObject): PackageRecord {
  return {
    upstreamId: id(row['package']),
    name: text(row['name']) ?? '',
    markupFixed: money(row['markup_fixed']),
    markupPercentage: money(row['markup_percentage']),
    pulseSeconds: count(row['pulse']),
    internationalRoute: code(row['international_route']),
    canadaRoute: code(row['canada_route']),
    monthlyFee: money(row['monthly_fee']),
    setupFee: money(row['setup_fee']),
    freeMinutes: count(row['free_minutes']),
  };
}

/** A row of getClientPackages, which names the fields otherwise than getPackages (voipms.md section 3). */
export function toPackageRef(row: JsonObject): PackageRef {
  return { upstreamId: id(row['value']), name: text(row['description']) ?? '' };
}

/** A threshold; null when none is set: no object, or no amount from 1 on. */
export function toThreshold(information: JsonObject | null): ThresholdRecord | null {
  const amount = information === null ? null : money(information['threshold']);
  if (information === null || amount === null || amount.startsWith('-') || !/[1-9]/.test(amount)) return null;
  return { amount, measure: 'BALANCE', email: text(information['email']) };
}

/** A `{value, description}` row: a balance management option or a country. */
export function toOption(row: JsonObject): Option {
  return { value: id(row['value']), description: text(row['description']) ?? '' };
}

/**
 * A row of getTransactionHistory. `date` is a moment or "<day> to <day>", `uniqueid` may be "n/a", and the amount's key
 * is misspelt `ammount` (voipms.md section 3).
 */
export function toTransaction(row: JsonObject): TransactionRecord {
  const date = text(row['date']) ?? '';
  const range = RANGE.exec(date);
  const moment = MOMENT.exec(date);
  const from = range?.[1] ?? moment?.[1];
  if (from === undefined) throw fault('a date');
  const uniqueId = text(row['uniqueid']);
  return {
    upstreamId: uniqueId === 'n/a' ? null : uniqueId,
    from,
    to: range?.[2] ?? from,
    time: moment?.[2] ?? null,
    type: text(row['type']) ?? '',
    description: text(row['description']) ?? '',
    amount: requiredMoney(row['ammount'] ?? row['amount']),
  };
}
