/**
 * Mail accounts of an order: another back end, with real numbers and booleans, and failures in an envelope of its own
 * (logicboxes.md, mail/user/add). Passwords are required and not kept.
 */
import { isCountry, isEmail, isLanguage, refuseFields, required } from './checks.ts';
import type { ApiFunction, Context } from './context.ts';
import { refuse } from './refusal.ts';
import type { Order } from './types.ts';
import { Digits, hash } from './values.ts';
import type { Hash } from './values.ts';

/** Most addresses that one account can forward to. */
const MAX_FORWARDS = 100;

interface MailForm {
  readonly email: string;
  readonly alternative: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly country: string;
  readonly language: string;
}

/** Adds an account and answers with it. */
export const addUser: ApiFunction = (context) => {
  const order = required(context.parameters, 'order-id');
  const form = formOf(context);
  const found = orderOf(context, order);
  checkFields({
    email: isMailOf(found, form.email),
    'notification-email': isEmail(form.alternative),
    'country-code': isCountry(form.country),
    'language-code': isLanguage(form.language),
  });
  add(context, found, form.email);
  return hash({ response: hash({ status: 'SUCCESS', user: userOf(context, found, form) }) });
};

/** Adds an account that only forwards. */
export const addForwardOnly: ApiFunction = (context) => {
  const { parameters } = context;
  const order = required(parameters, 'order-id');
  const email = required(parameters, 'email');
  const forwards = required(parameters, 'forwards').split(',');
  const found = orderOf(context, order);
  const areMails = forwards.length <= MAX_FORWARDS && forwards.every((address) => isEmail(address.trim()));
  checkFields({ email: isMailOf(found, email), forwards: areMails });
  add(context, found, email);
  return hash({ response: hash({ status: 'SUCCESS' }) });
};

/** Deletes an account of either kind. The status is written in another way than that of an addition. */
export const removeUser: ApiFunction = (context) => {
  const { store, parameters } = context;
  const order = required(parameters, 'order-id');
  const email = required(parameters, 'email');
  const { orderid } = orderOf(context, order);
  if (!store.hasMail(orderid, email))
    refuse('Email address does not exist', { errorCode: 'emailaddress_does_not_exist' });
  store.commit({ kind: 'mail_delete', orderid, email: email.toLowerCase() });
  return hash({ response: hash({ status: 'Success' }) });
};

function formOf({ parameters }: Context): MailForm {
  const email = required(parameters, 'email');
  required(parameters, 'passwd');
  return {
    email,
    alternative: required(parameters, 'notification-email'),
    firstName: required(parameters, 'first-name'),
    lastName: required(parameters, 'last-name'),
    country: required(parameters, 'country-code'),
    language: required(parameters, 'language-code'),
  };
}

function orderOf({ store }: Context, id: string): Order {
  return store.order(id) ?? refuse(`No Entity found for Entityid: ${id}`);
}

function isMailOf(order: Order, email: string): boolean {
  return isEmail(email) && email.toLowerCase().endsWith(`@${order.domain}`);
}

function checkFields(areValid: Readonly<Record<string, boolean>>): void {
  const bad = Object.keys(areValid).filter((name) => areValid[name] === false);
  if (bad.length > 0) refuseFields(bad);
}

/** The code of a repeated address is misspelt by the vendor. */
function add({ store }: Context, { orderid }: Order, email: string): void {
  if (store.hasMail(orderid, email)) {
    refuse('Email address is already registered with us', { errorCode: 'emailaddress_unique_key_voilation' });
  }
  store.commit({ kind: 'mail_add', orderid, email: email.toLowerCase() });
}

function userOf({ clock }: Context, { domain }: Order, form: MailForm): Hash {
  return hash({
    emailAddress: form.email,
    domainName: domain,
    firstName: form.firstName,
    lastName: form.lastName,
    alternateEmailAddress: form.alternative,
    internalForwards: `new:${domain}@set25.mailhost.example`,
    quotaLimit: new Digits('5242880'),
    status: 'ACTIVE',
    accountType: 'POP_WITHOUT_AUTORESPONDER',
    quotaUsed: new Digits('0'),
    countryCode: form.country,
    percentageQuotaUsage: new Digits('0'),
    languageCode: form.language,
    accountSettings: hash({
      popSettings: `pop.${domain}`,
      imapSettings: `imap.${domain}`,
      smtpSettings: `smtp.${domain}`,
      webmailUrl: `http://webmail.${domain}`,
    }),
    createdOn: `${clock.now().toISOString().slice(0, -1).replace('T', ' ')} GMT`,
    popAccessEnabled: true,
    imapAccessEnabled: true,
    webmailAccessEnabled: true,
    canFooterOptout: false,
    revertBlacklistRequestExists: false,
    configurationProfile: 'EELITE',
  });
}
