/**
 * The upstream's error texts and faults (freeside.md sections 2 to 4) in the words of the graph. Operators can change the
 * texts of a sign-up; one that is not listed is carried as it stands, never guessed.
 */
import { GatewayError, type ErrorCode } from '../../errors.ts';
import type { XmlRpcFault } from '../../wire/xmlrpc.ts';
import type { Redactor } from '../../redactor.ts';
import { outcomeUnknown } from '../shared/failures.ts';
import { withWords } from '../shared/words.ts';
import { pathOf, paths } from './fields.ts';
import { WHO } from './values.ts';

/** What an error text means; `message` gets the group of the pattern, without secrets. */
interface Meaning {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly field?: readonly string[];
  readonly message: string | ((group: string) => string);
  /** The text is a code of the upstream's rather than words. */
  readonly isCode?: true;
}

/** The text of a missing, unknown or expired session, letter for letter (freeside.md section 2.4). */
export const CANNOT_RESUME = "Can't resume session";

const INVALID = 'INVALID_INPUT';
const CLIENT = ['clientId'];
const SERVICE = ['service'];

const login: readonly Meaning[] = [
  {
    pattern: /^Incorrect password\.?$/,
    code: 'ACCOUNT_REFUSED',
    message: "Freeside refuses the login. Check the agent's user name and password.",
  },
  {
    pattern: /^Must specify your reseller username and password/,
    code: 'ACCOUNT_REFUSED',
    message: "Freeside got no login. Configure the agent's user name and password.",
  },
  {
    pattern: /^unknown agentnum\b/,
    code: 'ACCOUNT_REFUSED',
    message: 'Freeside does not know the agent of this login any more.',
  },
];

const reads: readonly Meaning[] = [
  {
    pattern: /^(?:\w+: )?unknown custnum\b/,
    code: 'NOT_FOUND',
    field: CLIENT,
    message: 'Freeside does not know this client.',
  },
  { pattern: /^No customer$/, code: 'NOT_FOUND', field: CLIENT, message: 'Freeside does not know this client.' },
  {
    pattern: /^Expired session$/,
    code: 'UPSTREAM_REJECTED',
    message: 'Freeside saw no number of a client in the request.',
  },
  { pattern: /^Unknown domain$/, code: 'NOT_FOUND', field: ['domain'], message: 'Freeside does not have this domain.' },
];

const suspensions: readonly Meaning[] = [
  {
    pattern: /^Account not found$/,
    code: 'NOT_FOUND',
    field: SERVICE,
    message: 'Freeside has no such account: check user name and domain.',
  },
  {
    pattern: /^Unlinked account$/,
    code: INVALID,
    field: SERVICE,
    message: 'The account belongs to no package, so that there is nothing to suspend or resume.',
  },
  {
    pattern: /^Not your account$/,
    code: 'NOT_FOUND',
    field: SERVICE,
    message: "The account is not one of this agent's clients.",
  },
  {
    pattern: /^Can't (?:un)?suspend cancelled package (\d+)$/,
    code: INVALID,
    field: SERVICE,
    message: (number) => `Package ${number} of the account is cancelled and can be neither suspended nor resumed.`,
  },
];

const signup: readonly Meaning[] = [
  {
    pattern: /^_decline$/,
    isCode: true,
    code: 'UPSTREAM_REJECTED',
    message:
      'The payment was declined. Freeside had created the client by then and has cancelled it, its invoices voided: a cancelled client stays behind.',
  },
  {
    pattern: /^_collect$/,
    isCode: true,
    // The client is there by now, and only that third party will know what becomes of it.
    code: 'OUTCOME_UNKNOWN',
    message:
      'Freeside has created the client and wants it led to a third party that collects the payment, which the gateway does not do: complete or cancel the client in Freeside.',
  },
  { pattern: /^Empty password$/, code: INVALID, field: paths.password, message: 'Freeside demands a password.' },
  {
    pattern: /^No access number selected$/,
    code: INVALID,
    field: paths.popnum,
    message: 'Freeside demands an access number.',
  },
  {
    pattern: /^Illegal payment type$/,
    code: INVALID,
    field: paths.payby,
    message: 'Freeside does not take this way to pay at a sign-up.',
  },
  {
    pattern: /^CVV2 is required$/,
    code: INVALID,
    field: paths.paycvv,
    message: "Freeside demands the card's verification code.",
  },
  {
    pattern: /^Invalid credit card number$/,
    code: INVALID,
    field: paths.card,
    message: 'Freeside does not accept this card number.',
  },
  {
    pattern: /^Unknown card type$/,
    code: INVALID,
    field: paths.card,
    message: 'Freeside does not take cards of this type.',
  },
  {
    pattern: /^illegal account number\b/i,
    code: INVALID,
    field: paths.account,
    message: 'Freeside does not accept this account number.',
  },
  {
    pattern: /^illegal ABA\/routing number\b/i,
    code: INVALID,
    field: paths.routing,
    message: 'Freeside does not accept this routing number.',
  },
  {
    pattern: /^Invalid prepaid card\b/i,
    code: INVALID,
    field: paths.prepaid,
    message: 'Freeside does not accept this prepaid card.',
  },
  {
    pattern: /^prepaid card not valid for agent\b/i,
    code: INVALID,
    field: paths.prepaid,
    message: 'This prepaid card is not one of this agent.',
  },
  {
    pattern: /^Please select a package$/,
    code: INVALID,
    field: paths.pkgpart,
    message: 'Freeside demands the number of a package.',
  },
  {
    pattern: /^WARNING: unknown pkgpart\b/,
    code: 'NOT_FOUND',
    field: paths.pkgpart,
    message: 'Freeside does not offer this package to the agent.',
  },
  {
    pattern: /^Unknown registration code$/,
    code: 'NOT_FOUND',
    field: paths.reg_code,
    message: 'Freeside does not know this registration code.',
  },
  {
    pattern: /^Invalid password - (.+)$/,
    code: INVALID,
    field: paths.password,
    message: (reason) => `Freeside does not accept the password: it ${reason.replace(/\.$/, '')}.`,
  },
  {
    pattern: /^Password contains account information\b/,
    code: INVALID,
    field: paths.password,
    message: 'Freeside does not accept the password: it contains a part of the name, user name or company.',
  },
  {
    pattern: /^Username in use$/,
    code: 'ALREADY_EXISTS',
    field: paths.username,
    message: 'The user name is taken at this domain.',
  },
  {
    pattern: /^Illegal username\b(?: \((\d+-\d+)\))?/,
    code: INVALID,
    field: paths.username,
    message: (lengths) =>
      `Freeside does not accept this user name${lengths === '' ? '' : `: it must have ${lengths.replace('-', ' to ')} characters`}.`,
  },
  {
    pattern: /^Unknown state\/county\/country\b/,
    code: INVALID,
    field: paths.state,
    message: 'Freeside does not know this state, county and country together.',
  },
  {
    pattern: /^Illegal email invoice address\b/,
    code: INVALID,
    field: paths.invoicing_list,
    message: 'Freeside does not accept one of the e-mail addresses.',
  },
  {
    pattern:
      /^Signup is not configured$|^Configuration error$|^Unknown reseller$|^No service defined to assign mac address$/,
    code: 'UPSTREAM_REJECTED',
    message: "Freeside's operator has not set up sign-ups by this agent completely. Nothing was created.",
  },
];

const meanings: readonly Meaning[] = [...login, ...reads, ...suspensions, ...signup];

/** A refused field: "Illegal or empty (text) address1: X", "Illegal (zip) zip for country US: X". */
const REFUSED_FIELD = /^Illegal (or empty )?\([a-z]+\) (?:bill_)?(_?[a-z]\w*)(?: for country \w+)?:/i;

/** Texts that are known have a meaning above; all others may name somebody (freeside.md section 4). */
const HARMLESS: readonly RegExp[] = [/^Out of memory!?$/];

/** What may follow an error of a sign-up, with more of the same (freeside.md section 3.1, number 13). */
const ADDITION = / \(Additionally, error removing placeholder: [^]*\)$/;

/** The error of an `error` text that is not empty. */
export function errorOf(given: string, redactor: Redactor): GatewayError {
  const said = given.trim().replace(ADDITION, '');
  for (const { pattern, code, field, message, isCode } of meanings) {
    const match = pattern.exec(said);
    if (match === null) continue;
    const words = typeof message === 'string' ? message : message(redactor.text(match[1] ?? ''));
    return new GatewayError(code, words, { ...(field && { field }), ...(isCode && { upstreamCode: said }) });
  }
  const refusal = withWords('Freeside refused', redactor.text(said), HARMLESS);
  return refusedField(said) ?? new GatewayError('UPSTREAM_REJECTED', refusal.message, refusal.details);
}

function refusedField(said: string): GatewayError | null {
  const match = REFUSED_FIELD.exec(said);
  if (match === null) return null;
  const [, orEmpty, member = ''] = match;
  const field = pathOf(member);
  if (field.length === 0) return null;
  const message =
    orEmpty === undefined ? 'Freeside does not accept this value.' : 'Freeside demands a good value here.';
  return new GatewayError(INVALID, message, { field });
}

/** The place in the upstream's program at the end of a fault: for its owner, not for the public (freeside.md section 4). */
const PLACE = / at (?:\(eval \d+\)|\S+) line \d+[^]*$/;

/** Absolute paths anywhere else in it. */
const FILE = /(?:\/[\w.@+-]+){2,}/g;

/**
 * The error of a fault. Faults before the call was run are certain refusals; any other may come from the middle of it, so
 * that the outcome of a write is open.
 */
export function errorOfFault(fault: XmlRpcFault, method: string, isWrite: boolean, redactor: Redactor): GatewayError {
  const upstreamCode = redactor.code(fault.code);
  if (/^No such procedure\b/.test(fault.text)) {
    return new GatewayError('NOT_SUPPORTED', `This Freeside does not have the function ${method}.`, { upstreamCode });
  }
  if (/^(?:Denied access to method|Failed to access class)\b/.test(fault.text)) {
    const message =
      'This address does not serve the self-service API for resellers: configure the URL that the vendor gave out, which often ends in /selfservice/xmlrpc.cgi.';
    return new GatewayError('ACCOUNT_REFUSED', message, { upstreamCode });
  }
  const words = redactor.text(fault.text.replace(PLACE, '').replace(FILE, '[path]'));
  const { message, details } = withWords('Freeside reports a fault', words, HARMLESS);
  const refusal = new GatewayError('UPSTREAM_REJECTED', message, { ...details, upstreamCode });
  const isUnread = /^Application failed during request deserialization\b/.test(fault.text);
  return isWrite && !isUnread ? outcomeUnknown(WHO, 'reports a fault of its own', refusal) : refusal;
}
