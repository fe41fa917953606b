/**
 * Ways to pay: cards, electronic cheques, prepaid cards. A number is checked and forgotten; what is kept is its mask, or
 * for a prepaid card, which works once, a digest.
 */
import { createHash } from 'node:crypto';
import { textOf } from './context.ts';
import type { Context } from './context.ts';
import { refuse } from './refusal.ts';
import type { Customer } from './types.ts';

/** Way to pay of a new customer. */
export interface Payment extends Pick<Customer, 'payby' | 'paymask' | 'paydate' | 'payname'> {
  /** Digest of a prepaid card that is used up by the sign-up; null for other ways. */
  readonly prepaidDigest: string | null;
}

/** What a prepaid card is worth. Every card of the right form is one that the operator has sold. */
export const PREPAID_VALUE = '10.00';

const CARDS = new Set(['CARD', 'DCRD']);
const CHEQUES = new Set(['CHEK', 'DCHK']);

/** Card types by the beginning and length of their numbers. */
const CARD_TYPES: readonly (readonly [type: string, form: RegExp])[] = [
  ['VISA card', /^4(\d{12}|\d{15})$/],
  ['MasterCard', /^(5[1-5]|2[2-7])\d{14}$/],
  ['American Express card', /^3[47]\d{13}$/],
  ['Discover card', /^6(011|4[4-9]\d|5\d\d)\d{12}$/],
  ["Diner's Club/Carte Blanche", /^3(0[0-5]|[68]\d)\d{11}$/],
  ['JCB', /^35\d{14}$/],
];

/** Names of all card types. */
export const CARD_TYPE_NAMES: readonly string[] = CARD_TYPES.map(([type]) => type);

/** True for a way to pay by card. */
export function isCard(payby: string): boolean {
  return CARDS.has(payby);
}

/** Checks the numbers of a way to pay that is allowed. */
export function paymentOf(context: Context, payby: string): Payment {
  const payinfo = textOf(context, 'payinfo');
  const common = { payby, paydate: expiryOf(textOf(context, 'paydate')), payname: textOf(context, 'payname') };
  if (isCard(payby)) return { ...common, paymask: maskOf(cardNumberOf(payinfo)), prepaidDigest: null };
  if (CHEQUES.has(payby)) return { ...common, paymask: chequeMaskOf(payinfo), prepaidDigest: null };
  if (payby === 'PREPAY') return { ...common, paymask: '', prepaidDigest: prepaidDigestOf(context, payinfo) };
  return { ...common, paymask: '', prepaidDigest: null };
}

/** The digits of a card's number, blanks and hyphens dropped. */
function cardNumberOf(payinfo: string): string {
  const number = payinfo.replaceAll(/[ -]/g, '');
  if (!/^\d{13,16}$/.test(number) || !passesLuhn(number)) refuse('Invalid credit card number');
  if (!CARD_TYPES.some(([, form]) => form.test(number))) refuse('Unknown card type');
  return number;
}

/** The check digit of Luhn: every second digit from the right counts double, its digits summed. */
function passesLuhn(number: string): boolean {
  const digits = Array.from(number, Number).toReversed();
  const total = digits.reduce((sum, digit, place) => {
    const counted = place % 2 === 1 ? digit * 2 : digit;
    return sum + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return total % 10 === 0;
}

/** `account@routing`. */
function chequeMaskOf(payinfo: string): string {
  const [account = '', routing = ''] = payinfo.split('@');
  if (!/^\d{3,17}$/.test(account)) refuse(`illegal account number ${account}`);
  if (!/^\d{9}$/.test(routing)) refuse(`illegal ABA/routing number ${routing}`);
  return `${maskOf(account)}@${routing}`;
}

function maskOf(number: string): string {
  const shown = number.length > 4 ? 4 : 0;
  return `${'x'.repeat(number.length - shown)}${shown === 0 ? '' : number.slice(-shown)}`;
}

function prepaidDigestOf({ store }: Context, payinfo: string): string {
  const digest = createHash('sha256').update(`prepaid ${payinfo.toUpperCase()}`).digest('hex');
  const isGood = /^[A-Za-z0-9]{4,40}$/.test(payinfo) && !store.isPrepaidUsed(digest);
  return isGood ? digest : refuse(`Invalid prepaid card: ${payinfo}`);
}

/** mm/yyyy, m/yyyy, mm/yy or m/yy, as the first day of that month; blank stays blank. */
function expiryOf(text: string): string {
  if (text.trim() === '') return '';
  const match = /^(0?[1-9]|1[0-2])\/(\d{4}|\d{2})$/.exec(text.trim());
  if (match === null) refuse(`Illegal expiration date: ${text}`);
  const [, month = '', year = ''] = match;
  return `${year.length === 2 ? `20${year}` : year}-${Number(month)}-1`;
}
