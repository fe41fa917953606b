/** Charges, deposits and the balance of a client. */
import { addDecimals, decimal, negateDecimal } from '../../money.ts';
import { amountOf, required, textOf } from './checks.ts';
import { clientOf, listOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { digits } from './json.ts';
import type { Json } from './json.ts';
import { refuse } from './refusal.ts';
import type { LedgerRow, Profile, Statistics } from './types.ts';
import type { VoipmsSwitches } from './switchboard.ts';

/** Debits a client; answers with the status alone. */
export const addCharge: ApiFunction = (context) => {
  const profile = clientOf(context);
  const amount = amountOf(required(context.parameters, 'charge', 'missing_charge'), 'invalid_charge');
  const description = descriptionOf(context);
  if (context.switches.hardClientCharge === 'refuse') checkFunds(context, profile, amount);
  addRow(context, 'charge', profile, amount, description);
  return {};
};

/** Credits a client; answers with the status alone. */
export const addPayment: ApiFunction = (context) => {
  const profile = clientOf(context);
  const amount = amountOf(required(context.parameters, 'payment', 'missing_payment'), 'invalid_payment');
  addRow(context, 'deposit', profile, amount, descriptionOf(context));
  return {};
};

/** All charges of a client. */
export const getCharges: ApiFunction = (context) =>
  ledgerOf(context, 'charges', context.store.book(clientOf(context).client).charges);

/** All deposits of a client. */
export const getDeposits: ApiFunction = (context) =>
  ledgerOf(context, 'deposits', context.store.book(clientOf(context).client).deposits);

/** Balance and statistics of a client. Charges and payments change `current_balance` only (voipms.md section 6). */
export const getResellerBalance: ApiFunction = (context) => {
  const book = context.store.book(clientOf(context).client);
  return { balance: balanceOf(context.switches, book.balance, book.statistics) };
};

/** The seven figures in the types that the switch asks for (voipms.md section 2.1). */
export function balanceOf({ statisticsTypes }: VoipmsSwitches, balance: string, figures: Statistics): Json {
  const strings = statisticsTypes === 'strings';
  const figure = (text: string): Json => (strings ? text : digits(text));
  const time = (seconds: number): Json => {
    const text = talkTime(seconds);
    const numeric = seconds === 0 || (statisticsTypes === 'numbers' && !text.includes(':'));
    return numeric && !strings ? digits(text) : text;
  };
  return {
    current_balance: statisticsTypes === 'numbers' ? digits(balance) : balance,
    spent_total: figure(figures.spentTotal),
    calls_total: figure(String(figures.callsTotal)),
    time_total: time(figures.secondsTotal),
    spent_today: figure(figures.spentToday),
    calls_today: figure(String(figures.callsToday)),
    time_today: time(figures.secondsToday),
  };
}

/** Seconds as VoIP.ms writes them: `45`, `2:50`, `51:35`, `10:17:48`; 0 is `0` (voipms.md, getResellerBalance). */
function talkTime(seconds: number): string {
  const units = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const first = units.findIndex((unit) => unit > 0);
  if (first === -1) return '0';
  const shown = units.slice(first);
  return shown.map((unit, index) => (index === 0 ? String(unit) : String(unit).padStart(2, '0'))).join(':');
}

function ledgerOf(
  { store, switches }: Context,
  name: 'charges' | 'deposits',
  rows: readonly LedgerRow[],
): Record<string, Json> {
  const shown = rows.filter((row) => store.booked.isShown(row, switches.ledgerDelayMs));
  if (shown.length > 0 || switches.emptyLedger === 'array') return { [name]: listOf(switches, shown) };
  return switches.emptyLedger === 'absent' ? {} : refuse(`no_${name}`);
}

function descriptionOf({ switches, parameters }: Context): string {
  const characters = Array.from(textOf(parameters, 'description'));
  if (switches.descriptionLimit !== null && characters.length > switches.descriptionLimit)
    refuse('invalid_description');
  return characters.slice(0, switches.descriptionCutAt ?? undefined).join('');
}

function checkFunds({ store }: Context, profile: Profile, amount: string): void {
  if (profile.balance_management !== '1') return;
  const left = addDecimals(decimal(store.book(profile.client).balance), negateDecimal(decimal(amount)));
  if (left.startsWith('-')) refuse('non_sufficient_funds');
}

function addRow(
  context: Context,
  kind: 'charge' | 'deposit',
  profile: Profile,
  amount: string,
  description: string,
): void {
  if (isDryRun(context)) return;
  const row = { id: context.store.freshId(kind), date: context.clock.newYorkDay(), amount, description };
  context.store.commit({ kind, client: profile.client, row });
}

/** PHP's truth: absent, empty and `0` are false, everything else is true, also `false`. */
function isDryRun({ switches, parameters }: Context): boolean {
  const test = textOf(parameters, 'test');
  return switches.testTruth === 'strict' ? test === '1' || test === 'true' : test !== '' && test !== '0';
}
