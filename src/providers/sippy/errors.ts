/**
 * The switch's faults (sippy.md section 4) in the words of the graph. Their codes differ by method and most are unknown,
 * so the text decides; what neither tells is carried with both, never guessed.
 */
import { GatewayError, type ErrorCode } from '../../errors.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import { outcomeUnknown } from '../shared/failures.ts';
import { withWords } from '../shared/words.ts';

/** The upstream's name for people. */
export const WHO = 'Sippy';

/** A fault whose words are safe to show. */
export interface Fault {
  readonly code: string;
  readonly text: string;
}

/** Path in the mutation's input by the name of the upstream's member. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What a text says. */
interface Meaning {
  readonly text: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  /** The member that it is about; null when the text does not tell. */
  readonly member: (match: RegExpExecArray, members: XmlRpcStruct) => string | null;
}

/** An uncaught exception of the server, raw database text, "Fatal error": their words say nothing about our objects. */
const RAW_CODES: ReadonlySet<string> = new Set(['1', '490', '501']);

const NO_METHOD = /^<type 'exceptions\.\w+'>:method .* is not supported|^(?:error: )?no such method\b/i;
/** Of the dispatcher alone: another function may say so of its own after the work was done. */
const WRONG_ARGUMENTS =
  /^<type 'exceptions\.TypeError'>:__execute\(\) takes (?:exactly|at least|at most) \d+ arguments?\b/;
const NOT_FOUND = /\bnot found\b/i;

const nothing = (): null => null;

/** A switch that trusts our address looks at no login, and wants to be told who calls (sippy.md section 2). */
const WHO_ARE_WE =
  "The switch trusts our address: set `wholesalerId` in the account's settings to the number of our own customer there.";

/** Whole texts of the switch that name members and methods, and nobody (sippy.md section 4). */
const HARMLESS: readonly RegExp[] = [
  /^(?:customer|account|tariff|currency)? ?not found\.?$/i,
  /^(?:permission denied|insufficient funds|authentication failed|access denied)\.?$/i,
  /^(?:missing mandatory|invalid(?: value of)?) parameter: ?[a-z_]{1,40}\.?$/i,
  /^fatal error\.?$/i,
  /^<type 'exceptions\.TypeError'>:__execute\(\) takes (?:exactly|at least|at most) \d+ arguments? \(\d+ given\)$/,
  /^<type 'exceptions\.\w{1,40}'>:method "?'?[\w.]{1,60}"?'? is not supported\.?$/,
];

/** The first that fits counts. */
const meanings: readonly Meaning[] = [
  {
    text: /\bi_wholesaler\b/,
    code: 'ACCOUNT_REFUSED',
    message: WHO_ARE_WE,
    member: nothing,
  },
  {
    text: NO_METHOD,
    code: 'NOT_SUPPORTED',
    message: 'This switch does not have the function; blocking needs version 5.2.',
    member: nothing,
  },
  {
    text: /\bvalue too long for type character varying\((\d+)\)/,
    code: 'INVALID_INPUT',
    message: 'A text is longer than the switch can store.',
    member: (match, members) => onlyLonger(members, Number(match[1])),
  },
  {
    text: /\b(name|web login)\b.* already exists\b/i,
    code: 'ALREADY_EXISTS',
    message: 'This is taken on the switch.',
    member: (match) => (match[1]!.toLowerCase() === 'name' ? 'name' : 'web_login'),
  },
  {
    text: /\balready exists\b|\bduplicate key value\b/i,
    code: 'ALREADY_EXISTS',
    message: 'Something that must be unique on the switch is taken.',
    member: nothing,
  },
  {
    text: /\binsufficient funds\b/i,
    code: 'INSUFFICIENT_FUNDS',
    message: 'The funds do not suffice.',
    member: () => 'amount',
  },
  {
    text: /\bmissing mandatory parameter: ?(\w+)/i,
    code: 'INVALID_INPUT',
    message: 'The switch demands a value.',
    member: (match) => match[1]!,
  },
  {
    text: /\binvalid (?:value of )?parameter: ?(\w+)/i,
    code: 'INVALID_INPUT',
    message: 'The switch does not accept a value.',
    member: (match) => match[1]!,
  },
  {
    text: /\bpermission denied\b/i,
    code: 'FORBIDDEN',
    message: "The account's login may not do this on the switch: it lacks the right, or the client is not its own.",
    member: nothing,
  },
];

/** The one text among the members that is longer; null when none or several are. */
function onlyLonger(members: XmlRpcStruct, maxLength: number): string | null {
  const longer = [...members].filter(([, value]) => typeof value === 'string' && value.length > maxLength);
  return longer.length === 1 ? longer[0]![0] : null;
}

/** True for a fault that says that what was asked for does not exist: 404, or a text that says so. */
function meansNotFound({ code, text }: Fault): boolean {
  return code === '404' || (!RAW_CODES.has(code) && NOT_FOUND.test(text));
}

/** True when the only customer that was named is our own. */
function isOurselves(members: XmlRpcStruct): boolean {
  return members.has('i_wholesaler') && !['i_customer', 'name', 'web_login'].some((name) => members.has(name));
}

/** Whose absence a "not found" is about: it names the customer, or nobody. */
function missingMember(text: string, members: XmlRpcStruct): string | null {
  if (text !== '' && !/\bcustomer\b/i.test(text)) return null;
  return members.has('i_customer') ? 'i_customer' : 'web_login';
}

/**
 * True when a write that was answered with this fault may have been applied all the same: an exception or an error that
 * the switch itself did not expect. Not when it had no such method or could not call it.
 */
function isDoubtful({ code, text }: Fault): boolean {
  if (code === '501') return true;
  return code === '1' && !NO_METHOD.test(text) && !WRONG_ARGUMENTS.test(text);
}

/**
 * The error of a fault. `members` are what was sent, `fields` says where in the graph's input they came from. Code and
 * text of the fault stay in it for the user (sippy.md section 4), the text beside the message where it is free.
 */
export function errorOf(fault: Fault, members: XmlRpcStruct, fields: Fields): GatewayError {
  const { code, text } = fault;
  const of = (errorCode: ErrorCode, message: string, member: string | null): GatewayError => {
    const field = member !== null && Object.hasOwn(fields, member) ? fields[member] : undefined;
    const said = withWords(`${message} ${WHO} says ${code}`, text, HARMLESS);
    return new GatewayError(errorCode, said.message, {
      ...said.details,
      upstreamCode: code,
      ...(field !== undefined && { field }),
    });
  };
  for (const meaning of meanings) {
    const match = meaning.text.exec(text);
    if (match !== null) return of(meaning.code, meaning.message, meaning.member(match, members));
  }
  if (meansNotFound(fault) && isOurselves(members)) return of('ACCOUNT_REFUSED', WHO_ARE_WE, null);
  const missing = missingMember(text, members);
  if (meansNotFound(fault) && missing !== null) return of('NOT_FOUND', 'The switch does not know this.', missing);
  const { message, details } = withWords(`${WHO} refused with "${code}"`, text, HARMLESS);
  return new GatewayError('UPSTREAM_REJECTED', message, { ...details, upstreamCode: code });
}

/** True for a fault that says nothing of what was asked: the switch broke, or does not have the function. */
export function isServersOwn({ code, text }: Fault): boolean {
  return RAW_CODES.has(code) || NO_METHOD.test(text);
}

/** The same for a write: a fault that leaves in doubt whether it was applied is an unknown outcome. */
export function errorOfWrite(fault: Fault, members: XmlRpcStruct, fields: Fields): GatewayError {
  const error = errorOf(fault, members, fields);
  const words = error.details.upstreamText === undefined && fault.text !== '' ? `: ${fault.text}` : '';
  return isDoubtful(fault) ? outcomeUnknown(WHO, `reports a fault of its own (${fault.code}${words})`, error) : error;
}
