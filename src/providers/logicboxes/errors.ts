/**
 * The upstream's error texts (logicboxes.md section 4) in the words of the graph. It has no codes but those of the mail
 * functions. A text that is not listed here is carried, never guessed.
 */
import { GatewayError, type ErrorCode } from '../../errors.ts';
import { outcomeUnknown } from '../shared/failures.ts';
import { withWords } from '../shared/words.ts';
import type { Refusal } from './envelope.ts';
import { fieldOf } from './fields.ts';
import { WHO, type FunctionName } from './functions.ts';

interface Meaning {
  readonly text: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  /** The parameter that it is about: the first of these that the input has. */
  readonly parameters?: readonly string[];
  readonly retryable?: boolean;
  /** Words that belong beside the message. */
  readonly upstreamText?: string;
}

/** What the owner of the account has to know when a login or an address is refused (logicboxes.md sections 2.1 and 4). */
const ADDRESS_REMEDY =
  "Check auth-userid and api-key, and whether this gateway's IP address is listed in the LogicBoxes panel under Settings > API; a change there takes up to an hour.";

const INVALID = 'INVALID_INPUT';
const REJECTED = 'UPSTREAM_REJECTED';

/** The first that fits counts. */
const meanings: readonly Meaning[] = [
  { text: /^Access Denied\b/i, code: 'ACCOUNT_REFUSED', message: `LogicBoxes refuses access. ${ADDRESS_REMEDY}` },
  {
    text: /^Authentication failed\b/i,
    code: 'ACCOUNT_REFUSED',
    message: `LogicBoxes refuses the login. ${ADDRESS_REMEDY}`,
  },
  {
    text: /^Required parameter missing: *(?:auth-userid|api-key)$/i,
    code: 'ACCOUNT_REFUSED',
    message: `LogicBoxes got no login. ${ADDRESS_REMEDY}`,
  },
  {
    text: /^Feature deprecated\b/i,
    code: 'NOT_SUPPORTED',
    message: 'LogicBoxes has given this function up (it answers "Feature deprecated").',
  },
  {
    text: /^Invalid customer-id\b/i,
    code: 'NOT_FOUND',
    parameters: ['customer-id'],
    message: 'LogicBoxes does not know this client.',
  },
  {
    text: /^Customer .+ not found$/is,
    code: 'NOT_FOUND',
    parameters: ['username'],
    message: 'LogicBoxes knows no client with this user name.',
  },
  {
    text: /^No Entity found for Entityid\b/i,
    code: 'NOT_FOUND',
    parameters: ['order-id'],
    message: 'LogicBoxes does not know this order.',
  },
  { text: /^(?:No Entity found|Invalid contact-id)\b/i, code: 'NOT_FOUND', message: 'LogicBoxes has no such contact.' },
  { text: /^Website doesn't exist for\b/i, code: 'NOT_FOUND', message: 'LogicBoxes has no order for this domain.' },
  {
    text: /^Username already exists\b/i,
    code: 'ALREADY_EXISTS',
    parameters: ['username'],
    message: 'Another client has this e-mail address.',
  },
  {
    text: /^Insufficient funds\b/i,
    code: 'INSUFFICIENT_FUNDS',
    parameters: ['selling-amount', 'amount'],
    message: 'The funds do not suffice.',
  },
  {
    text: /You are not allowed to perform this action/i,
    code: 'NOT_FOUND',
    parameters: ['customer-id', 'order-id'],
    message: 'LogicBoxes says that this does not belong to the account.',
  },
  {
    text: /^Domain already renewed\b/i,
    code: REJECTED,
    message: 'LogicBoxes says that the domain is renewed already.',
  },
  {
    text: /^There is already an action pending on this Order\b/i,
    code: REJECTED,
    parameters: ['order-id'],
    message: 'LogicBoxes is still busy with this order. Try again later.',
    retryable: true,
  },
  {
    text: /^You must have at ?least ONE email account\b/i,
    code: REJECTED,
    parameters: ['order-id'],
    message: 'LogicBoxes keeps at least one mailbox of an order.',
  },
  {
    text: /^NameServer .+ is not a valid Nameserver$/is,
    code: INVALID,
    message: 'LogicBoxes does not accept this name server.',
  },
  {
    text: /^Invalid Old IpAddress\b/i,
    code: INVALID,
    message: 'LogicBoxes does not know this address at the name server.',
  },
  { text: /^Same value for new and old NameServers\b/i, code: INVALID, message: 'The name servers are the same.' },
  {
    text: /^Privacy Protection (?:not Purchased|Service not available)\b/i,
    code: REJECTED,
    message: 'LogicBoxes has no privacy protection for this domain.',
  },
  {
    text: /^Email address is already registered with us\b/i,
    code: 'ALREADY_EXISTS',
    parameters: ['email'],
    message: 'LogicBoxes already has a mailbox with this address.',
  },
];

/** Codes of the mail functions, misspelt as the upstream does. */
const mailCodes: Readonly<Record<string, Omit<Meaning, 'text'>>> = {
  emailaddress_unique_key_voilation: {
    code: 'ALREADY_EXISTS',
    parameters: ['email'],
    message: 'LogicBoxes already has a mailbox with this address.',
  },
  emailaddress_does_not_exist: {
    code: 'NOT_FOUND',
    parameters: ['email'],
    message: 'LogicBoxes has no mailbox with this address.',
  },
};

/** Whole texts that name a parameter and nobody (logicboxes.md section 4). */
const HARMLESS: readonly RegExp[] = [/^Required parameter missing: *[\w-]{1,64}\.?$/i];

/** The upstream names the parameter: `Required parameter missing: ns`. */
const MISSING = /^Required parameter missing: *([\w-]{1,64})/i;

/** Field validation prints a Java map: `{hostname=Parent DomainName is not registered by you}`. */
const VALIDATION = /^\{([\w-]{1,64})=/;

/**
 * True for a refusal that leaves a write in doubt all the same: it says nothing, or that something broke. And every
 * charge and payment has a key of its own, so one that was used before can only have come with the same one, sent before
 * or delivered twice.
 */
export function isDoubtful({ text, code }: Refusal): boolean {
  return (text.trim() === '' && code === '') || /^Transaction key already used\b/i.test(text) || BROKEN.test(text);
}

/** Words of a fault on the way: business errors and those have the same status and envelope (logicboxes.md section 2.5). */
const BROKEN = /\b(?:timed? ?out|time-out|internal (?:server )?error|unexpected|\w*exception|try again)\b/i;

/** True for the error of a read that says that there is no such thing. */
export function meansAbsent(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'NOT_FOUND';
}

/**
 * The error of a refusal, as the answer to a function. `shown` is the refusal without secrets; its text is repeated
 * only where it has no meaning of its own here.
 */
export function errorOf(refusal: Refusal, shown: Refusal, name: FunctionName): GatewayError {
  const code = refusal.code === '' ? {} : { upstreamCode: shown.code };
  const known = Object.hasOwn(mailCodes, refusal.code) ? mailCodes[refusal.code] : undefined;
  const meaning = known ?? meanings.find(({ text }) => text.test(refusal.text)) ?? namedParameter(refusal, shown);
  if (meaning === undefined) {
    const sentence = shown.text === '' ? `${WHO} refused without saying why` : `${WHO} refused`;
    const said = withWords(sentence, shown.text, HARMLESS);
    return new GatewayError('UPSTREAM_REJECTED', said.message, { ...said.details, ...code });
  }
  const { parameters = [], retryable, message, upstreamText } = meaning;
  const field = parameters.map((parameter) => fieldOf(name, parameter)).find((path) => path !== null);
  return new GatewayError(meaning.code, message, {
    ...code,
    ...(upstreamText !== undefined && { upstreamText }),
    ...(field !== undefined && { field }),
    ...(retryable !== undefined && { retryable }),
  });
}

/** A page that says 403: the network in front of the upstream turned the request away (logicboxes.md section 2.5). */
export function addressRefused(): GatewayError {
  return new GatewayError(
    'ACCOUNT_REFUSED',
    `LogicBoxes turned the gateway away at the door (HTTP 403). ${ADDRESS_REMEDY}`,
  );
}

/** The same in answer to a write: most likely nothing was applied, but a page can come from something behind the function. */
export function addressRefusedOfWrite(): GatewayError {
  const doubt = outcomeUnknown(WHO, 'turned the gateway away at the door (HTTP 403)', addressRefused());
  return new GatewayError(doubt.code, `${doubt.message} ${ADDRESS_REMEDY}`, doubt.details);
}

function namedParameter(refusal: Refusal, shown: Refusal): Omit<Meaning, 'text'> | undefined {
  const missing = MISSING.exec(refusal.text)?.[1];
  if (missing !== undefined) return named(missing, 'LogicBoxes demands a value here', shown);
  const invalid = VALIDATION.exec(refusal.text)?.[1];
  return invalid === undefined ? undefined : named(invalid, 'LogicBoxes does not accept a value', shown);
}

function named(parameter: string, sentence: string, shown: Refusal): Omit<Meaning, 'text'> {
  const { message, details } = withWords(sentence, shown.text, HARMLESS);
  return { code: INVALID, parameters: [parameter], message, ...details };
}
