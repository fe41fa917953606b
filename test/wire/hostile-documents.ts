/**
 * Run as a program with little memory: decodes documents that are made to cost time, memory or stack, and prints one line
 * of JSON for each. With a name as argument, only that one.
 */
import { pathToFileURL } from 'node:url';
import { decodeAnswer } from '../../src/wire/xmlrpc.ts';
import { XmlRpcError } from '../../src/wire/xmlrpc-values.ts';
import { answerWith } from './xmlrpc-documents.ts';

/** What became of one document. */
export interface Outcome {
  readonly name: string;
  /** 'read', or the message of an XmlRpcError. Another error ends the program. */
  readonly outcome: string;
  readonly elapsedMs: number;
}

const MIB = 1024 * 1024;

/** A document a little below a size, in characters: `unit` as often as fits between the ends. */
function filled(start: string, unit: string, end: string, size = 2 * MIB): string {
  const room = size - start.length - end.length;
  return start + unit.repeat(Math.floor(room / unit.length)) + end;
}

function numbered(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join('');
}

const OPEN = answerWith('').replace(/<\/param>.*/, '');
const CLOSE = '</param></params></methodResponse>';
const [SCALAR, SCALAR_END] = [`${OPEN}<value><string>`, `</string></value>${CLOSE}`];

/** The documents by name; made when they are asked for. */
export const hostileDocuments: Readonly<Record<string, () => string>> = {
  'arrays 100,000 deep': () => OPEN + '<value><array><data>'.repeat(100_000),
  'structs 100,000 deep': () => OPEN + '<value><struct><member><name/>'.repeat(100_000),
  'unknown elements 100,000 deep': () => '<a>'.repeat(100_000) + '</a>'.repeat(100_000),
  'values in each other': () => OPEN + '<value>'.repeat(100_000),
  'a million attributes': () =>
    `<methodResponse ${numbered(1_000_000, (index) => `a${index.toString(36)}="" `).slice(0, 8e6)}/>`,
  'name spaces without end': () =>
    `<methodResponse ${numbered(300_000, (index) => `xmlns:a${index.toString(36)}="b" `)}/>`,
  'a million values': () => filled(`${OPEN}<value><array><data>`, '<value/>', `</data></array></value>${CLOSE}`),
  'values deep inside': () =>
    `${OPEN}${'<value><array><data>'.repeat(64)}${'<value/>'.repeat(199_000)}${'</data></array></value>'.repeat(64)}${CLOSE}`,
  'many members': () =>
    `${OPEN}<value><struct>${numbered(60_000, (index) => `<member><name>${index}</name><value/></member>`)}</struct></value>${CLOSE}`,
  'a huge name of an element': () => filled('<', 'a', '/>', 8 * MIB),
  'a huge name of a closing tag': () => filled(`${SCALAR}</`, 'a', '>'),
  'a huge name of an attribute': () => filled('<methodResponse ', 'a', '=""/>'),
  'a huge name of a member': () =>
    filled(`${OPEN}<value><struct><member><name>`, 'a', `</name><value/></member></struct></value>${CLOSE}`),
  'a huge name space': () => filled('<methodResponse xmlns="', 'a', '"/>'),
  'a huge name of an entity': () => filled(`${SCALAR}&`, 'a', `;${SCALAR_END}`),
  'a huge character reference': () => filled(`${SCALAR}&#`, '1', `;${SCALAR_END}`),
  'a huge value of an attribute': () => filled('<methodResponse a="', '&lt;', '"/>'),
  'a huge string': () => filled(SCALAR, 'a', SCALAR_END, 8 * MIB),
  'references only': () => filled(SCALAR, '&amp;', SCALAR_END),
  'carriage returns only': () => filled(SCALAR, '\r', SCALAR_END),
  'brackets in CDATA': () => filled(`${SCALAR}<![CDATA[`, ']x', `]]>${SCALAR_END}`),
  'CDATA in pieces': () => filled(SCALAR, '<![CDATA[x]]>', SCALAR_END),
  'comments only': () => filled(OPEN, '<!---->', `<value/>${CLOSE}`),
  'dashes in a comment': () => filled(`${OPEN}<!--`, '-x', `--><value/>${CLOSE}`),
  'question marks in an instruction': () => filled(`${OPEN}<?a `, '?x', `?><value/>${CLOSE}`),
  'a comment that does not end': () => filled('<!--', 'a', ''),
  'a DOCTYPE that does not end': () => filled('<!DOCTYPE a [', '<!--', ''),
  'an int of zeros': () => filled(`${OPEN}<value><int>`, '0', `1</int></value>${CLOSE}`),
  'an int of nines': () => filled(`${OPEN}<value><int>`, '9', `</int></value>${CLOSE}`),
  'a double without end': () => filled(`${OPEN}<value><double>`, '9', `e</double></value>${CLOSE}`),
  'a date of blanks': () => filled(`${OPEN}<value><dateTime.iso8601>`, ' ', `</dateTime.iso8601></value>${CLOSE}`),
  'base64 in short lines': () => filled(`${OPEN}<value><base64>`, 'YWJj\n', `</base64></value>${CLOSE}`),
  'a prolog without end': () => filled('<?xml version="1.0" ', 'encoding ', ''),
  'more than 8 MiB': () => filled(SCALAR, 'a', SCALAR_END, 8 * MIB + 1),
};

function outcomeOf(name: string, document: string): Outcome {
  const bytes = Buffer.from(document);
  const start = performance.now();
  let outcome = 'read';
  try {
    decodeAnswer(bytes);
  } catch (error) {
    if (!(error instanceof XmlRpcError)) throw error;
    outcome = error.message;
  }
  return { name, outcome, elapsedMs: Math.round(performance.now() - start) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, make] of Object.entries(hostileDocuments)) {
    process.stdout.write(`${JSON.stringify(outcomeOf(name, make()))}\n`);
  }
}
