/** The form of customers/signup and customers/modify (logicboxes.md, doc 804 and 805). Formats are lenient. */
import { isCountry, isEmail, isLanguage, isWords, refuseFields, required, textOf } from './checks.ts';
import type { Parameters } from './params.ts';
import type { Customer } from './types.ts';

/** What a form sets of a customer. */
export type CustomerFields = Omit<Customer, 'customerid' | 'resellerid' | 'pin' | 'creationdt' | 'customerstatus'>;

const REQUIRED = [
  'username',
  'passwd',
  'name',
  'company',
  'address-line-1',
  'city',
  'state',
  'country',
  'zipcode',
  'phone-cc',
  'phone',
  'lang-pref',
];

const isPhoneCode = (text: string) => /^\d{1,3}$/.test(text);
const isPhone = (text: string) => /^\d{4,12}$/.test(text);

/** What a parameter must look like when it is not empty; others are ignored. */
const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['username', isEmail],
  ['name', isWords],
  ['company', isWords],
  ['address-line-1', isWords],
  ['address-line-2', isWords],
  ['address-line-3', isWords],
  ['city', isWords],
  ['state', isWords],
  ['other-state', isWords],
  ['country', isCountry],
  ['zipcode', (text: string) => /^[A-Za-z0-9][A-Za-z0-9 -]{0,14}$/.test(text)],
  ['phone-cc', isPhoneCode],
  ['phone', isPhone],
  ['alt-phone-cc', isPhoneCode],
  ['alt-phone', isPhone],
  ['fax-cc', isPhoneCode],
  ['fax', isPhone],
  ['mobile-cc', isPhoneCode],
  ['mobile', isPhone],
  ['lang-pref', isLanguage],
]);

/**
 * Reads the form; `passwd` is required when it is named in `secrets`. Refuses the first missing field, or all fields whose
 * form is wrong together. Tax numbers and consents are taken and not kept: no answer shows them.
 */
export function fieldsOf(parameters: Parameters, secrets: readonly 'passwd'[]): CustomerFields {
  const isAsked = (name: string) => name !== 'passwd' || secrets.includes(name);
  for (const name of REQUIRED.filter(isAsked)) required(parameters, name);
  const text = (name: string) => textOf(parameters, name);
  const bad = [...FORMATS].filter(([name, fits]) => text(name) !== '' && !fits(text(name))).map(([name]) => name);
  if (bad.length > 0) refuseFields(bad);
  return {
    username: text('username'),
    name: text('name'),
    company: text('company'),
    telnocc: text('phone-cc'),
    telno: text('phone'),
    mobilenocc: text('mobile-cc'),
    mobileno: text('mobile'),
    faxnocc: text('fax-cc'),
    faxno: text('fax'),
    alttelnocc: text('alt-phone-cc'),
    alttelno: text('alt-phone'),
    address1: text('address-line-1'),
    address2: text('address-line-2'),
    address3: text('address-line-3'),
    city: text('city'),
    state: text('state'),
    other_state: text('other-state'),
    country: text('country'),
    zip: text('zipcode'),
    langpref: text('lang-pref'),
  };
}

/** The rules of v2: 9 to 16 characters, of each class at least one, and none of any other. */
export function checkNewPassword(text: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[~*!@$#%_+.?:,{}]/];
  const isValid = /^[A-Za-z0-9~*!@$#%_+.?:,{}]{9,16}$/.test(text) && classes.every((one) => one.test(text));
  if (!isValid) refuseFields(['passwd']);
}
