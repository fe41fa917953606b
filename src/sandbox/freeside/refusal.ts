/** The two ways in which a call ends badly: a result with `error`, and a fault (freeside.md sections 2.5 and 4). */
import type { PerlHash } from './perl.ts';

/** A business error on its way out of the checks: it becomes an ordinary result. */
export class Refusal extends Error {
  readonly result: PerlHash;

  constructor(result: PerlHash) {
    super('Refused.');
    this.result = result;
  }
}

/** Ends the call with this text in `error`, and with further members. Throws a `Refusal`. */
export function refuse(error: string, members: PerlHash = {}): never {
  throw new Refusal({ error, ...members });
}

/** Text of a missing, unknown or expired session, letter for letter. */
export const CANNOT_RESUME = "Can't resume session";

/** A fault. The code is text; `text` ends in a place of the program and a line feed, as Perl's errors do. */
export class PerlFault extends Error {
  readonly code: 'Client' | 'Server';
  readonly text: string;

  constructor(code: 'Client' | 'Server', text: string) {
    super('Fault.');
    this.code = code;
    this.text = text;
  }
}

const SOAP_LITE = '/usr/share/perl5/SOAP/Lite.pm';
const XML_PARSER = '/usr/share/perl5/XML/Parser.pm';
const DOOR = '/usr/share/perl5/FS/SelfService/XMLRPC.pm';

/** The class is served, and has no such method. */
export function noSuchProcedure(method: string): PerlFault {
  return new PerlFault('Server', `No such procedure: ${method} at ${DOOR} line 102.\n`);
}

/** The class is not served at this door; `main` is the class of a name without a prefix. */
export function deniedAccess(method: string, className: string): PerlFault {
  const place = `at ${SOAP_LITE} line 2827.\n`;
  return new PerlFault('Client', `Denied access to method (${method}) in class (${className}) ${place}`);
}

/** There is no such class at all. */
export function noSuchClass(className: string): PerlFault {
  const file = `${className.replaceAll('::', '/')}.pm`;
  const reason = `Can't locate ${file} in @INC (@INC contains: /etc/perl /usr/share/perl5) at (eval 42) line 2.`;
  return new PerlFault('Client', `Failed to access class (${className}): ${reason}\n`);
}

/** The request has a type that XML-RPC proper does not have: `i8`, or a name with its name space in braces. */
export function wrongElement(element: string): PerlFault {
  return unreadable(`wrong element '${element}' at ${SOAP_LITE} line 1850.\n`);
}

/** The request is no call. The parser tells where it gave up; that is at the end here, whatever is wrong. */
export function malformed(body: Buffer): PerlFault {
  const text = body.toString('utf8');
  if (text.trim() === '') return notParsed('no element found', 'line 1, column 0, byte -1');
  if (!text.trimStart().startsWith('<')) return notParsed('syntax error', 'line 1, column 0, byte 0');
  const lines = text.split('\n');
  const place = `line ${lines.length}, column ${lines.at(-1)?.length ?? 0}, byte ${body.length}`;
  return notParsed('not well-formed (invalid token)', place);
}

/** A Perl error inside a call. */
export function crash(reason: string): PerlFault {
  return new PerlFault('Server', `${reason} at /usr/share/perl5/FS/Record.pm line 511.\n`);
}

function notParsed(problem: string, place: string): PerlFault {
  return unreadable(`\n${problem} at ${place} at ${XML_PARSER} line 187.\n`);
}

function unreadable(reason: string): PerlFault {
  return new PerlFault('Client', `Application failed during request deserialization: ${reason}`);
}
