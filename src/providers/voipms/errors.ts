/**
 * The upstream's status codes (voipms.md section 4) in the words of the graph. A code that is not listed here is
 * carried with the upstream's text, never guessed.
 */
import { GatewayError, type ErrorCode } from '../../errors.ts';
import { withWords } from '../shared/words.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly field?: readonly string[];
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** The limit is counted per minute (voipms.md section 2). */
const RATE_WINDOW_MS = 60_000;

/** Codes that say "there are none", like the other `no_*` codes, yet are failures (voipms.md section 2.1). */
const FAILURES_THAT_LOOK_EMPTY: ReadonlySet<string> = new Set([
  'no_base64file',
  'no_callstatus',
  'no_change_billingtype',
  'no_provision',
  'no_provision_update',
  'no_sequences',
]);

/**
 * Codes of a write that say that something broke on the way, not that the write was refused. And every charge and payment
 * has a description of its own, which begins with its mark, so one that was used before can only have come with the same
 * request, delivered twice.
 */
const DOUBTFUL_AFTER_WRITE: ReadonlySet<string> = new Set([
  'problem_sending_mail',
  'provider_outofservice',
  'tls_error',
  'unavailable_info',
  'used_description',
]);

/** Shape of the upstream's error codes: small words, joined by underscores (voipms.md section 4). */
const CODE = /^[A-Za-z][a-z0-9]*(?:_[a-zA-Z0-9]+)+$/;

const REFUSED = 'ACCOUNT_REFUSED';
const INVALID = 'INVALID_INPUT';

function missing(field: readonly string[], what: string): Meaning {
  return { code: INVALID, field, message: `VoIP.ms demands ${what}.` };
}

function invalid(field: readonly string[], what: string): Meaning {
  return { code: INVALID, field, message: `VoIP.ms does not accept ${what}.` };
}

const PASSWORD = ['password'];

function weak(message: string): Meaning {
  return { code: INVALID, field: PASSWORD, message };
}

/** What the user of a change has to know besides, who may have given no password at all. */
const STORED_PASSWORD =
  'VoIP.ms demands the password with every change of a client: if you gave none, the stored one was sent, so give a new one.';

const ADDRESS = {
  street: ['address', 'street'],
  city: ['address', 'city'],
  state: ['address', 'state'],
  postalCode: ['address', 'postalCode'],
  country: ['address', 'country'],
} as const;

const COUNTRY_REMEDY = 'Use a two-letter code that `countries` of the account lists';

const account: Readonly<Record<string, Meaning>> = {
  missing_credentials: { code: REFUSED, message: 'VoIP.ms got no login. Configure user name and API password.' },
  invalid_credentials: {
    code: REFUSED,
    message:
      'VoIP.ms refuses the login. Check the user name and the API password, which is set in the portal and is not the portal password.',
  },
  api_not_enabled: { code: REFUSED, message: 'The API is not enabled. Enable it in the VoIP.ms portal.' },
  ip_not_enabled: {
    code: REFUSED,
    message: "VoIP.ms refuses this gateway's IP address. Allow it in the VoIP.ms portal, at the API settings.",
  },
  missing_method: {
    code: 'UPSTREAM_REJECTED',
    message: 'VoIP.ms saw no method, as after a redirect. Check the base URL.',
  },
  invalid_method: { code: 'UPSTREAM_REJECTED', message: 'VoIP.ms does not know this method.' },
  missing_params: { code: INVALID, message: 'VoIP.ms says that required parameters are missing.' },
  method_maintenance: { code: 'UPSTREAM_UNAVAILABLE', message: 'This function of VoIP.ms is under maintenance.' },
  unavailable_info: { code: 'UPSTREAM_UNAVAILABLE', message: 'VoIP.ms cannot give this information at the moment.' },
  tls_error: { code: 'UPSTREAM_UNAVAILABLE', message: 'VoIP.ms reports a TLS error of its own.' },
  problem_sending_mail: { code: 'UPSTREAM_UNAVAILABLE', message: 'VoIP.ms could not send an e-mail.' },
  provider_outofservice: { code: 'UPSTREAM_UNAVAILABLE', message: 'A supplier of VoIP.ms is out of service.' },
  api_limit_exceeded: {
    code: 'RATE_LIMITED',
    message: 'The limit of API requests per minute is reached at VoIP.ms. Try again in a minute.',
    retryAfterMs: RATE_WINDOW_MS,
  },
};

const money: Readonly<Record<string, Meaning>> = {
  missing_charge: missing(['amount'], 'an amount'),
  invalid_charge: invalid(['amount'], 'this amount'),
  missing_payment: missing(['amount'], 'an amount'),
  invalid_payment: invalid(['amount'], 'this amount'),
  // The capital I is the upstream's (voipms.md section 3, setClientThreshold).
  Invalid_threshold: invalid(['amount'], 'this threshold: it must be between 1 and 250'),
  missing_description: missing(['description'], 'a description'),
  invalid_description: invalid(['description'], 'this description'),
  used_description: {
    code: 'ALREADY_EXISTS',
    field: ['description'],
    message: 'VoIP.ms already has an entry with this description.',
  },
  non_sufficient_funds: { code: 'INSUFFICIENT_FUNDS', field: ['amount'], message: 'The funds do not suffice.' },
};

const objects: Readonly<Record<string, Meaning>> = {
  missing_client: missing(['clientId'], 'a client'),
  invalid_client: { code: 'NOT_FOUND', field: ['clientId'], message: 'VoIP.ms does not know this client.' },
  invalid_resellerclient: { code: 'NOT_FOUND', field: ['clientId'], message: 'VoIP.ms does not know this client.' },
  no_client: { code: 'NOT_FOUND', field: ['clientId'], message: 'VoIP.ms has no such client.' },
  account_with_dids: {
    code: INVALID,
    field: ['clientId'],
    message: 'The client still has phone numbers (DIDs). Take them off the client in the VoIP.ms portal first.',
  },
  missing_package: missing(['packageId'], 'a package'),
  invalid_package: { code: 'NOT_FOUND', field: ['packageId'], message: 'VoIP.ms does not know this package.' },
  no_package: { code: 'NOT_FOUND', field: ['packageId'], message: 'VoIP.ms has no such package.' },
  missing_from_date: missing(['from'], 'a first day'),
  missing_to_date: missing(['to'], 'a last day'),
  invalid_date: invalid(['from'], 'this date: it must be written YYYY-MM-DD'),
  invalid_date_from: invalid(['from'], 'this range: the first day must be before the last'),
  invalid_daterange: invalid(['to'], 'more than 92 days at once'),
};

const profile: Readonly<Record<string, Meaning>> = {
  missing_firstname: missing(['firstName'], 'a first name'),
  invalid_firstname: invalid(['firstName'], 'this first name'),
  missing_lastname: missing(['lastName'], 'a last name'),
  invalid_lastname: invalid(['lastName'], 'this last name'),
  missing_address: missing(ADDRESS.street, 'a street'),
  invalid_address: invalid(ADDRESS.street, 'this street'),
  missing_city: missing(ADDRESS.city, 'a city'),
  invalid_city: invalid(ADDRESS.city, 'this city'),
  missing_state: missing(ADDRESS.state, 'a state'),
  invalid_state: invalid(ADDRESS.state, 'this state'),
  missing_province: missing(ADDRESS.state, 'a province'),
  invalid_province: invalid(ADDRESS.state, 'this province'),
  missing_zip: missing(ADDRESS.postalCode, 'a postal code'),
  invalid_zip: invalid(ADDRESS.postalCode, 'this postal code'),
  missing_country: missing(ADDRESS.country, `a country. ${COUNTRY_REMEDY}`),
  invalid_country: invalid(ADDRESS.country, `this country. ${COUNTRY_REMEDY}`),
  missing_phonenumber: missing(['phoneNumber'], 'a phone number'),
  invalid_phonenumber: invalid(['phoneNumber'], 'this phone number'),
  missing_email: missing(['email'], 'an e-mail address'),
  // One code for both (voipms.md section 4), so the message names both.
  invalid_email: invalid(['email'], 'this e-mail address: it is malformed, or another client has it'),
  used_email: { code: 'ALREADY_EXISTS', field: ['email'], message: 'Another client has this e-mail address.' },
  missing_email_confirm: missing(['emailConfirmation'], 'the e-mail address a second time'),
  mismatch_email_confirm: invalid(['emailConfirmation'], 'an address that differs from the first'),
  missing_balancemanagement: missing(['balanceManagement'], 'a balance management option'),
  invalid_balancemanagement: invalid(
    ['balanceManagement'],
    'this option. Use a value that `balanceManagementOptions` of the account lists',
  ),
};

const passwords: Readonly<Record<string, Meaning>> = {
  missing_password: missing(PASSWORD, 'a password'),
  missing_password_confirm: missing(['passwordConfirmation'], 'the password a second time'),
  mismatch_password_confirm: invalid(['passwordConfirmation'], 'a password that differs from the first'),
  invalid_password: weak('VoIP.ms does not accept this password.'),
  invalid_password_ilegal_characters: weak(
    'A password may hold letters, digits and ! # $ % & / ( ) = ? * [ ] _ : . , { } + - only.',
  ),
  invalid_password_lessthan_8characters_long: weak('A password must have at least 8 characters.'),
  invalid_password_missing_lowercase: weak('A password must have a lower-case letter.'),
  invalid_password_missing_number: weak('A password must have a digit.'),
  invalid_password_missing_uppercase: weak('A password must have an upper-case letter.'),
  used_password: weak('The account has used this password before.'),
  weak_password: weak('VoIP.ms finds this password too weak or too common.'),
};

const meanings: ReadonlyMap<string, Meaning> = new Map(
  [account, money, objects, profile, passwords].flatMap((table) => Object.entries(table)),
);

/** True for a code that has a meaning here, so that it can be carried as it is. */
export function isKnown(code: string): boolean {
  return meanings.has(code);
}

/** True for a code that says that there are no rows. */
export function meansEmpty(code: string): boolean {
  return code.startsWith('no_') && !FAILURES_THAT_LOOK_EMPTY.has(code);
}

/** True for the codes that a read of one client answers when the client does not exist. */
export function meansUnknownClient(code: string | undefined): boolean {
  return code === 'invalid_client' || code === 'no_client';
}

/**
 * True when a write that was answered with this status may have been applied all the same: a fault on the way, a request
 * that came twice, or a status that has not the form of an error code, such as "Success".
 */
export function isDoubtful(code: string): boolean {
  return DOUBTFUL_AFTER_WRITE.has(code) || !CODE.test(code);
}

/** The upstream says what it has to say by code; no text of it is known (voipms.md section 4). */
const HARMLESS: readonly RegExp[] = [];

/** The fields of the graph's inputs that the parameters of a write come from; an error about any other names no field. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  addCharge: ['clientId', 'amount', 'description'],
  addPayment: ['clientId', 'amount', 'description'],
  setClientThreshold: ['clientId', 'amount', 'email'],
  setClient: [
    'clientId',
    'email',
    'password',
    'company',
    'firstName',
    'lastName',
    'address',
    'phoneNumber',
    'balanceManagement',
  ],
  signupClient: [
    'email',
    'emailConfirmation',
    'password',
    'passwordConfirmation',
    'company',
    'firstName',
    'lastName',
    'address',
    'phoneNumber',
    'balanceManagement',
  ],
  delClient: ['clientId'],
};

/**
 * The error of a status other than "success", as the answer to `method`. `text` is the upstream's, already without
 * secrets; it is carried only for a code that has no meaning here. `code` may be "unreadable".
 */
export function errorOf(code: string, text: string, method: string): GatewayError {
  const meaning = meanings.get(code);
  if (meaning === undefined) {
    const { message, details } = withWords(`VoIP.ms refused with "${code}"`, text, HARMLESS);
    return new GatewayError('UPSTREAM_REJECTED', message, { ...details, upstreamCode: code });
  }
  const { field = [], message, retryAfterMs } = meaning;
  const hint = method === 'setClient' && field === PASSWORD ? ` ${STORED_PASSWORD}` : '';
  return new GatewayError(meaning.code, message + hint, {
    upstreamCode: code,
    ...(FIELDS[method]?.includes(field[0] ?? '') && { field }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
