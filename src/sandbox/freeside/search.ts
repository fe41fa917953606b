/** What `search` of agent_list_customers finds; the form of the text tells what it is (freeside.md section 3.2). */
import { crash } from './refusal.ts';
import type { Customer } from './types.ts';

/** A reading of the text. */
export interface Search {
  readonly matches: (customer: Customer) => boolean;
  /** Whether it looks beyond the agent's own customers where the operator's version does not stop it. */
  readonly reachesOthers: boolean;
  /** A looser reading for when nothing is found; null = none. */
  readonly fuzzy: ((customer: Customer) => boolean) | null;
}

/** Shortest text that is found inside of a name. */
const MIN_SUBSTRING = 3;
/** Shortest and longest text that is compared loosely. */
const MIN_FUZZY = 4;
const MAX_FUZZY = 80;
/** Characters of the text for each one that may differ. */
const FUZZY_RATIO = 10;

/** Reads the text. Throws the `PerlFault` of a broken query for an e-mail with an apostrophe. */
export function readSearch(text: string): Search {
  if (text.includes('@')) return byEmail(text);
  if (/^\d{10}$/.test(text)) return byPhone(text);
  if (/^\d{15,16}$/.test(text)) return byCard(text);
  if (/^\d+$/.test(text)) return byNumber(text);
  return byName(text);
}

function byEmail(text: string): Search {
  if (text.includes("'")) throw crash('DBD::Pg::st execute failed: ERROR:  syntax error in WHERE');
  const wanted = text.toLowerCase();
  const matches = ({ emails }: Customer) => emails.some((email) => email.toLowerCase() === wanted);
  return { matches, reachesOthers: false, fuzzy: null };
}

/** Ten digits, as they are stored, with any extension. */
function byPhone(text: string): Search {
  const stored = `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6)}`;
  const fits = (phone: string) => phone === stored || phone.startsWith(`${stored} x`);
  const matches = ({ daytime, night, fax, mobile }: Customer) => [daytime, night, fax, mobile].some(fits);
  return { matches, reachesOthers: false, fuzzy: null };
}

/** Only the mask of a number is kept: all cards with its length and end are found. */
function byCard(text: string): Search {
  const mask = `${'x'.repeat(text.length - 4)}${text.slice(-4)}`;
  return { matches: ({ paymask }) => paymask === mask, reachesOthers: true, fuzzy: null };
}

function byNumber(text: string): Search {
  const number = text.replace(/^0+(?=\d)/, '');
  const matches = ({ custnum, agent_custid }: Customer) => custnum === number || agent_custid === text;
  return { matches, reachesOthers: false, fuzzy: null };
}

function byName(text: string): Search {
  const wanted = text.toLowerCase();
  const holds = (name: string) => name === wanted || (wanted.length >= MIN_SUBSTRING && name.includes(wanted));
  const comparable = wanted.length >= MIN_FUZZY && wanted.length <= MAX_FUZZY;
  const mistakes = Math.ceil(wanted.length / FUZZY_RATIO);
  const resembles = (name: string) => isWithin(name, wanted, mistakes);
  return {
    matches: (customer) => namesOf(customer).some(holds),
    reachesOthers: true,
    fuzzy: comparable ? (customer) => namesOf(customer).some(resembles) : null,
  };
}

function namesOf({ first, last, company }: Customer): string[] {
  return [last, first, company, `${first} ${last}`, `${last}, ${first}`].map((name) => name.toLowerCase());
}

/** True when so many insertions, deletions and replacements at most lead from one text to the other. */
function isWithin(left: string, right: string, limit: number): boolean {
  if (Math.abs(left.length - right.length) > limit) return false;
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = above[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, above[column]! + 1, current[column - 1]! + 1));
    }
    if (Math.min(...current) > limit) return false;
    above = current;
  }
  return above[right.length]! <= limit;
}
