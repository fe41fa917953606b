/**
 * Marks: the short text by which an entry in an upstream's books is known to be ours. Standing first, a mark survives
 * an upstream that cuts long texts. Imports nothing of ours.
 */
import { createHash, randomInt } from 'node:crypto';

/** Digits without those that are mistaken for others (Crockford's base 32). */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Random digits of a mark: 50 bits. */
const RANDOM_LENGTH = 10;
/** Digits that check the others, so that a mutilated mark is no mark. */
const CHECK_LENGTH = 2;

/** A mark as text: "RG-" and twelve digits, 15 characters. */
const MARK = new RegExp(`^RG-([${DIGITS}]{${RANDOM_LENGTH}})([${DIGITS}]{${CHECK_LENGTH}})$`);
const AT_START = /^RG-[0-9A-Z]{12}(?=\s|$)/;
const ANYWHERE = /RG-[0-9A-Z]{12}(?![0-9A-Z])/g;

/** What stands for the mark in a plan, since a mark is made when the write is journaled. */
export const MARK_OF_A_PLAN = 'RG-(made when sent)';

/** A mark that nobody has. */
export function newMark(): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => DIGITS[randomInt(DIGITS.length)]).join('');
  return `RG-${random}${checkOf(random)}`;
}

/** True for the whole text of a mark, unchanged. */
export function isMark(text: string): boolean {
  const match = MARK.exec(text);
  return match !== null && checkOf(match[1]!) === match[2];
}

/** The text with the mark in front of it. */
export function withMark(mark: string, text: string): string {
  return text === '' ? mark : `${mark} ${text}`;
}

/** The mark that the text begins with, and the rest; a null mark and the whole text when it begins with none. */
export function splitMark(text: string): { readonly mark: string | null; readonly text: string } {
  const mark = AT_START.exec(text)?.[0];
  if (mark === undefined || !isMark(mark)) return { mark: null, text };
  return { mark, text: text.slice(mark.length).trimStart() };
}

/** All marks in the text, wherever they stand; each once. */
export function marksIn(text: string): readonly string[] {
  return [...new Set(text.match(ANYWHERE) ?? [])].filter(isMark);
}

function checkOf(random: string): string {
  const hash = createHash('sha256').update(`RG-${random}`).digest();
  return Array.from({ length: CHECK_LENGTH }, (_, index) => DIGITS[hash[index]! % DIGITS.length]).join('');
}
