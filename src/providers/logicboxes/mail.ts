/**
 * Mailboxes and forwards of a mail order. Another system stands behind these: its values have real types, and its word
 * for success comes in any case (logicboxes.md section 3, mail/user/add).
 */
import type { Problem } from '../../errors.ts';
import type { Write } from '../provider.ts';
import type { AddMailAccountInput, AddMailForwardInput, MailAccount } from '../records-logicboxes.ts';
import { checkEmail, checkRequired, problem } from '../shared/checks.ts';
import { asObject, asText, type Json, type JsonObject } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { checkCountry, checkLanguage, checkOrder, checkRequiredEmail } from './checks.ts';
import { WHO, type Parameters } from './functions.ts';
import { planned } from './plan.ts';

const ADD = 'mail/user/add';
const ADD_FORWARD = 'mail/user/add-forward-only-account';

/** Longest password that is sent; the upstream's own rules are not documented. */
const MAX_PASSWORD = 128;

/** Addresses of one forward; the upstream's own limit is not documented. */
const MAX_FORWARDS = 50;

/** "2017-11-10 17:45:17.988 GMT" (logicboxes.md section 5). */
const CREATED = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?) GMT$/;

/**
 * A mailbox. Unproven: no documented function reads mailboxes. A second send would be refused, since the address exists
 * then.
 */
export function mailAccountWrite(api: LogicboxesApi): Write<AddMailAccountInput, MailAccount | null> {
  return {
    delivery: 'unproven',
    check: async (input) => checkAccount(input),
    plan: async (input) => [planned(ADD, accountParameters(input))],
    send: async (input, scope) => toMailAccount(await api.write(ADD, accountParameters(input), scope), input.email),
  };
}

/** An address that only forwards. Unproven, as a mailbox. */
export function mailForwardWrite(api: LogicboxesApi): Write<AddMailForwardInput, void> {
  return {
    delivery: 'unproven',
    check: async (input) => checkForward(input),
    plan: async (input) => [planned(ADD_FORWARD, forwardParameters(input))],
    send: async (input, scope) => {
      await api.write(ADD_FORWARD, forwardParameters(input), scope);
    },
  };
}

function checkAccount(input: AddMailAccountInput): readonly Problem[] {
  return [
    ...checkOrder(input.orderId),
    ...checkRequiredEmail(input.email, ['email']),
    ...checkRequired(input.password, ['password'], WHO, MAX_PASSWORD),
    ...checkRequiredEmail(input.notificationEmail, ['notificationEmail']),
    ...checkRequired(input.firstName, ['firstName'], WHO),
    ...checkRequired(input.lastName, ['lastName'], WHO),
    ...checkCountry(input.countryCode, ['countryCode']),
    ...checkLanguage(input.languageCode, ['languageCode']),
  ];
}

function checkForward({ orderId, email, forwards }: AddMailForwardInput): readonly Problem[] {
  const isCount = forwards.length > 0 && forwards.length <= MAX_FORWARDS;
  return [
    ...checkOrder(orderId),
    ...checkRequiredEmail(email, ['email']),
    ...(isCount ? [] : [problem(['forwards'], `Give 1 to ${MAX_FORWARDS} addresses.`)]),
    ...forwards.flatMap((address, index) => checkEmail(address, ['forwards', String(index)])),
  ];
}

function accountParameters(input: AddMailAccountInput): Parameters {
  return [
    ['order-id', input.orderId],
    ['email', input.email],
    ['passwd', input.password],
    ['notification-email', input.notificationEmail],
    ['first-name', input.firstName],
    ['last-name', input.lastName],
    ['country-code', input.countryCode.toUpperCase()],
    ['language-code', input.languageCode],
  ];
}

function forwardParameters({ orderId, email, forwards }: AddMailForwardInput): Parameters {
  return [
    ['order-id', orderId],
    ['email', email],
    ['forwards', forwards.join(',')],
  ];
}

/** The new mailbox; null when the answer describes none. It exists by now, so nothing in it may fail the write. */
function toMailAccount(answer: Json, email: string): MailAccount | null {
  const user = asObject(asObject(asObject(answer)?.['response'])?.['user']);
  if (user === null) return null;
  const settings = asObject(user['accountSettings']) ?? {};
  return {
    email: word(user, 'emailAddress') ?? email,
    domain: word(user, 'domainName'),
    firstName: word(user, 'firstName'),
    lastName: word(user, 'lastName'),
    alternateEmail: word(user, 'alternateEmailAddress'),
    internalForwards: word(user, 'internalForwards'),
    quotaLimit: word(user, 'quotaLimit'),
    quotaUsed: word(user, 'quotaUsed'),
    status: word(user, 'status'),
    accountType: word(user, 'accountType'),
    countryCode: word(user, 'countryCode'),
    languageCode: word(user, 'languageCode'),
    popHost: word(settings, 'popSettings'),
    imapHost: word(settings, 'imapSettings'),
    smtpHost: word(settings, 'smtpSettings'),
    webmailUrl: word(settings, 'webmailUrl'),
    createdAt: createdAt(user['createdOn']),
  };
}

function word(object: JsonObject, name: string): string | null {
  return asText(object[name]) || null;
}

function createdAt(value: Json | undefined): Date | null {
  const match = CREATED.exec(asText(value) ?? '');
  const date = match && new Date(`${match[1]}T${match[2]}Z`);
  return date === null || Number.isNaN(date.getTime()) ? null : date;
}
