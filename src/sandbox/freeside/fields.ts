/**
 * The checks of a customer's fields, in the order in which an insertion makes them (freeside.md section 3.1, number 13).
 * All of them throw a `Refusal` that names the field.
 */
import { textOf } from './context.ts';
import { isPlace } from './places.ts';
import type { Parameters } from './perl.ts';
import { refuse } from './refusal.ts';
import type { Address, Customer } from './types.ts';

/** Person and places of a new customer. */
export type Person = Omit<
  Customer,
  'custnum' | 'agentnum' | 'agent_custid' | 'signupdate' | 'payby' | 'paymask' | 'paydate' | 'payname'
>;

/** Reads and checks person and addresses. */
export function personOf(parameters: Parameters): Person {
  const call = { parameters };
  const last = nameOf(parameters, 'last');
  const first = nameOf(parameters, 'first');
  const address = addressOf(parameters, 'bill_');
  const shipAddress = hasShipAddress(parameters) ? addressOf(parameters, 'ship_') : null;
  const phone = (name: string) => phoneOf(name, textOf(call, name), address.country);
  const phones = { daytime: phone('daytime'), night: phone('night'), fax: phone('fax'), mobile: phone('mobile') };
  const invoicing = invoicingOf(textOf(call, 'invoicing_list'));
  return {
    first,
    last,
    company: optionalText(parameters, 'company'),
    ss: socialSecurityOf(textOf(call, 'ss')),
    stateid: optionalText(parameters, 'stateid'),
    ...phones,
    refnum: numberOf(parameters, 'refnum') || '1',
    referral_custnum: numberOf(parameters, 'referral_custnum'),
    comments: textOf(call, 'comments'),
    locale: optionalText(parameters, 'locale'),
    address,
    shipAddress,
    ...invoicing,
  };
}

/** Letters, digits, blanks and `, . - '`; runs of white space are squeezed. */
function nameOf(parameters: Parameters, field: string): string {
  const given = textOf({ parameters }, field);
  const name = given.replaceAll(/\s+/g, ' ').trim();
  return /^[\p{L}\p{M}\p{N} ,.'-]{1,80}$/u.test(name) ? name : refuse(`Illegal (name) ${field}: ${given}`);
}

/** The plain fields, each also with the prefix: `bill_` stands beside them and wins, `ship_` is a place of its own. */
function addressOf(parameters: Parameters, prefix: 'bill_' | 'ship_'): Address {
  const shipped = prefix === 'ship_';
  const given = (name: string) => {
    const own = parameters.get(`${prefix}${name}`) ?? '';
    return own !== '' || shipped ? own : textOf({ parameters }, name);
  };
  const label = (name: string) => (shipped ? `ship_${name}` : name);
  const required = (name: string) =>
    isLine(given(name)) && given(name).trim() !== ''
      ? given(name)
      : refuse(`Illegal or empty (text) ${label(name)}: ${given(name)}`);
  const address1 = required('address1');
  const address2 = optionalLine(label('address2'), given('address2'));
  const city = required('city');
  const sent = given('country');
  const fallback = shipped ? textOf({ parameters }, 'country') : '';
  const country = countryOf(label('country'), sent === '' ? fallback : sent);
  const zip = zipOf(label('zip'), given('zip'), country);
  const [state, county] = [given('state'), optionalLine(label('county'), given('county'))];
  if (!isPlace(state, country)) refuse(`Unknown state/county/country: ${state}/${county}/${country}`);
  return { address1, address2, city, county, state, zip, country };
}

function hasShipAddress(parameters: Parameters): boolean {
  const names = ['address1', 'address2', 'city', 'county', 'state', 'zip', 'country'];
  return names.some((name) => textOf({ parameters }, `ship_${name}`) !== '');
}

function countryOf(field: string, text: string): string {
  return /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : refuse(`Illegal (country) ${field}: ${text}`);
}

const ZIP: Readonly<Record<string, RegExp>> = { US: /^\d{5}(-\d{4})?$/, AU: /^\d{4}$/ };

function zipOf(field: string, text: string, country: string): string {
  const given = text.trim();
  if (country === 'CA') {
    const match = /^([A-Z]\d[A-Z]) *(\d[A-Z]\d)$/.exec(given.toUpperCase());
    return match === null ? refuse(`Illegal (zip) ${field} for country CA: ${text}`) : `${match[1]} ${match[2]}`;
  }
  const form = ZIP[country];
  const isGood = form === undefined ? given === '' || /^\w[\w -]{0,8}\w$/.test(given) : form.test(given);
  return isGood ? given : refuse(`Illegal (zip) ${field} for country ${country}: ${text}`);
}

/** In the USA and Canada `555-123-4567`, or with `x12` behind it; elsewhere as it was sent. */
function phoneOf(field: string, text: string, country: string): string {
  if (text.trim() === '') return '';
  if (country !== 'US' && country !== 'CA') {
    return /^[0-9+() .x/-]{3,40}$/i.test(text) ? text : refuse(`Illegal (phone) ${field}: ${text}`);
  }
  // No area code begins with a 1: it is the country's.
  const match = /^1?([2-9]\d{2})(\d{3})(\d{4})(\d{0,6})$/.exec(text.replaceAll(/\D/g, ''));
  if (match === null) refuse(`Illegal (phone) ${field}: ${text}`);
  const [, area, exchange, line, extension] = match;
  return `${area}-${exchange}-${line}${extension === '' ? '' : ` x${extension}`}`;
}

/** E-mail addresses with commas between; `POST` among them means invoices by post. */
function invoicingOf(text: string): { emails: readonly string[]; postal: boolean } {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const emails = entries.filter((entry) => entry.toUpperCase() !== 'POST');
  const bad = emails.find((email) => !/^[^\s@,;<>"]{1,64}@([\w-]+\.)+\w{2,}$/.test(email));
  if (bad !== undefined) refuse(`Illegal email invoice address: ${bad}`);
  return { emails, postal: emails.length < entries.length };
}

/** Nine digits, with or without hyphens; kept with them. */
function socialSecurityOf(text: string): string {
  if (text === '') return '';
  const match = /^(\d{3})-?(\d{2})-?(\d{4})$/.exec(text.trim());
  return match === null ? refuse(`Illegal social security number: ${text}`) : match.slice(1).join('-');
}

function numberOf(parameters: Parameters, field: string): string {
  const text = textOf({ parameters }, field);
  return /^\d{0,15}$/.test(text) ? text : refuse(`Illegal (numeric) ${field}: ${text}`);
}

function optionalText(parameters: Parameters, field: string): string {
  return optionalLine(field, textOf({ parameters }, field));
}

function optionalLine(field: string, text: string): string {
  return isLine(text) ? text : refuse(`Illegal (text) ${field}: ${text}`);
}

/** One line of a bounded length. */
function isLine(text: string): boolean {
  return text.length <= 200 && !/\p{Cc}/u.test(text);
}
