/**
 * Answers as Freeside prints them: compact, every scalar a `<string>`, members of each struct in an order of their own
 * (freeside.md section 2.2).
 */
import { escapeXml } from '../../wire/xmlrpc.ts';
import { Random } from '../random.ts';
import type { PerlHash, PerlValue } from './perl.ts';

/** How members are ordered: `random` by the seed and the number of the answer, `sorted` by name. */
export type MemberOrder = 'random' | 'sorted';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';
const DATE_TEXT = /^\d{8}T\d{2}:\d{2}:\d{2}$/;
const PURPOSE = 7;

/** Prints answers; equal seeds and equal numbers of answers before give the same order of members. */
export class Serializer {
  readonly #seed: number;
  #answers = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The next answer is the first one again. */
  reset(): void {
    this.#answers = 0;
  }

  /** A result. Throws when a text has a character that XML cannot carry. */
  result(value: PerlHash, order: MemberOrder): string {
    return `${PROLOG}<methodResponse><params><param>${this.#print(value, order)}</param></params></methodResponse>`;
  }

  /** A fault; its code is a string. */
  fault(fault: { readonly code: string; readonly text: string }, order: MemberOrder): string {
    const members = { faultCode: fault.code, faultString: fault.text };
    return `${PROLOG}<methodResponse><fault>${this.#print(members, order)}</fault></methodResponse>`;
  }

  #print(value: PerlHash, order: MemberOrder): string {
    this.#answers += 1;
    const random = new Random(this.#seed, this.#answers, PURPOSE);
    return printValue(value, order === 'random' ? (names) => shuffle(names, random) : (names) => names.toSorted());
  }
}

type Arrange = (names: string[]) => readonly string[];

function printValue(value: PerlValue, arrange: Arrange): string {
  if (value === null) return '<value />';
  if (value === '') return '<value><string /></value>';
  return `<value>${typeof value === 'string' ? printScalar(value) : printOther(value, arrange)}</value>`;
}

function printScalar(text: string): string {
  const type = DATE_TEXT.test(text) ? 'dateTime.iso8601' : 'string';
  return `<${type}>${escapeXml(text)}</${type}>`;
}

function printOther(value: Uint8Array | readonly PerlValue[] | PerlHash, arrange: Arrange): string {
  if (value instanceof Uint8Array) return `<base64>${Buffer.from(value).toString('base64')}</base64>`;
  if (isList(value)) {
    const items = value.map((item) => printValue(item, arrange)).join('');
    return `<array>${items === '' ? '<data />' : `<data>${items}</data>`}</array>`;
  }
  const names = arrange(Object.keys(value));
  if (names.length === 0) return '<struct />';
  const members = names.map(
    (name) => `<member><name>${escapeXml(name)}</name>${printMember(value, name, arrange)}</member>`,
  );
  return `<struct>${members.join('')}</struct>`;
}

function printMember(hash: PerlHash, name: string, arrange: Arrange): string {
  return printValue(hash[name] ?? null, arrange);
}

function isList(value: readonly PerlValue[] | PerlHash): value is readonly PerlValue[] {
  return Array.isArray(value);
}

/** Fisher and Yates, in place. */
function shuffle(names: string[], random: Random): readonly string[] {
  for (let last = names.length - 1; last > 0; last -= 1) {
    const other = random.int(0, last);
    [names[last], names[other]] = [names[other]!, names[last]!];
  }
  return names;
}
