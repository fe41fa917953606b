/** The password policy of newer branches (freeside.md section 3.1, number 11). */
import { refuse } from './refusal.ts';

const MIN_LENGTH = 8;
const MAX_LENGTH = 12;
/** Shortest word of the account that must not stand in its password. */
const MIN_WORD = 3;

/** A few words of the dictionary; one of them takes away the leave to miss a kind of character. */
const DICTIONARY =
  'password secret letmein welcome qwerty monkey dragon master summer winter spring autumn admin login hello sunshine'.split(
    ' ',
  );

/** Refuses a password that breaks the policy; `words` are user name, names and company of the account. */
export function checkPassword(password: string, words: readonly string[]): void {
  const reason = reasonAgainst(password);
  if (reason !== null) refuse(`Invalid password - ${reason}`);
  const lower = password.toLowerCase();
  const known = words.flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const word = known.find((candidate) => candidate.length >= MIN_WORD && lower.includes(candidate));
  if (word !== undefined) refuse(`Password contains account information '${word}'`);
}

function reasonAgainst(password: string): string | null {
  if (password.length < MIN_LENGTH || password.length > MAX_LENGTH) {
    return `should be between ${MIN_LENGTH} and ${MAX_LENGTH} characters`;
  }
  const kinds = [/\d/, /[^A-Za-z0-9]/, /[a-z]/, /[A-Z]/].filter((kind) => kind.test(password)).length;
  const hasWord = DICTIONARY.some((word) => password.toLowerCase().includes(word));
  if (kinds === 4 || (kinds === 3 && !hasWord)) return null;
  return 'should contain at least one each of numbers, symbols, lowercase and uppercase letters';
}
