/** Creating a client. There is no dry run for it, and no undo but deletion (logicboxes.md section 3, Customers). */
import type { Problem } from '../../errors.ts';
import type { CallScope, SignedUp, Write } from '../provider.ts';
import type { LogicboxesPhone, SignupLogicboxesInput } from '../records-logicboxes.ts';
import { checkEmail, checkRequired, checkText, problem } from '../shared/checks.ts';
import { asText } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { checkCountry, checkLanguage, checkPassword, checkPhoneParts } from './checks.ts';
import { readDetailsByEmail } from './customers.ts';
import { WHO, type Parameters } from './functions.ts';
import { findSignup, signupTrace } from './lost-signup.ts';
import { NOT_APPLICABLE } from './map.ts';
import { planned } from './plan.ts';
import { bareId } from './values.ts';

const SIGNUP = 'customers/v2/signup';
const MAX_LINES = 3;

/**
 * Sign-up of a client. Probed: nothing marks the request, but the e-mail address must be unique, and a client's record
 * tells when it was made.
 */
export function signupWrite(api: LogicboxesApi): Write<SignupLogicboxesInput, SignedUp> {
  return {
    delivery: 'probed',
    check: async (input, scope) => [...checkInput(input), ...(await checkUnused(api, input.email, scope))],
    plan: async (input) => [planned(SIGNUP, parametersOf(input))],
    send: async (input, scope) => {
      const answer = await api.write(SIGNUP, parametersOf(input), scope);
      return { clientId: (await idByEmail(api, input.email, scope)) ?? bareId(answer) };
    },
    trace: signupTrace,
    find: (lost, scope) => findSignup(api, lost, scope),
  };
}

/** The upstream's words for an address that is taken are not documented, so it is looked for beforehand. */
async function checkUnused(api: LogicboxesApi, email: string, scope: CallScope): Promise<readonly Problem[]> {
  if ((await readDetailsByEmail(api, email, scope)) === null) return [];
  return [{ code: 'ALREADY_EXISTS', message: 'Another client has this e-mail address.', field: ['email'] }];
}

function checkInput(input: SignupLogicboxesInput): readonly Problem[] {
  return [
    ...checkEmail(input.email),
    ...checkPassword(input.password),
    ...checkRequired(input.name, ['name'], WHO),
    ...checkRequired(input.company, ['company'], WHO),
    ...checkLines(input.addressLines),
    ...checkRequired(input.city, ['address', 'city'], WHO),
    ...checkText(input.state ?? '', ['address', 'state']),
    ...checkCountry(input.country, ['address', 'country']),
    ...checkRequired(input.postalCode, ['address', 'postalCode'], WHO),
    ...checkPhoneParts(input.phone, 'phone'),
    ...checkOptionalPhone(input.alternatePhone, 'alternatePhone'),
    ...checkOptionalPhone(input.mobile, 'mobile'),
    ...checkOptionalPhone(input.fax, 'fax'),
    ...checkLanguage(input.language, ['language']),
    ...checkText(input.vatId ?? '', ['vatId']),
  ];
}

function checkLines(lines: readonly string[]): readonly Problem[] {
  if (lines.length === 0 || lines.length > MAX_LINES) {
    return [problem(['address', 'lines'], `Give 1 to ${MAX_LINES} lines.`)];
  }
  return lines.flatMap((line, index) => checkRequired(line, ['address', 'lines', String(index)], WHO));
}

function checkOptionalPhone(phone: LogicboxesPhone | null, field: string): readonly Problem[] {
  return phone === null ? [] : checkPhoneParts(phone, field);
}

function parametersOf(input: SignupLogicboxesInput): Parameters {
  const state = input.state?.trim() ? input.state : NOT_APPLICABLE;
  return [
    ['username', input.email],
    ['passwd', input.password],
    ['name', input.name],
    ['company', input.company],
    ...input.addressLines.map((line, index) => [`address-line-${index + 1}`, line] as const),
    ['city', input.city],
    ['state', state],
    ['country', input.country.toUpperCase()],
    ['zipcode', input.postalCode],
    ...phoneParameters('phone', input.phone),
    ...phoneParameters('alt-phone', input.alternatePhone),
    ...phoneParameters('mobile', input.mobile),
    ...phoneParameters('fax', input.fax),
    ['lang-pref', input.language],
    ...given('sms-consent', input.smsConsent),
    ...given('marketing-email-consent', input.marketingConsent),
    ...given('accept-policy', input.acceptPolicy),
    ...given('vat-id', input.vatId || null),
  ];
}

function phoneParameters(name: string, phone: LogicboxesPhone | null): Parameters {
  if (phone === null) return [];
  return [
    [`${name}-cc`, phone.countryCode],
    [name, phone.number],
  ];
}

function given(name: string, value: string | boolean | null): Parameters {
  return value === null ? [] : [[name, String(value)]];
}

/**
 * The id in the new client's record, which is more certain than the answer: part of a number is a number too, and would
 * be another client. The client exists by now, so whatever fails here must not turn a success into an error.
 */
async function idByEmail(api: LogicboxesApi, email: string, scope: CallScope): Promise<string | null> {
  try {
    return asText((await readDetailsByEmail(api, email, scope))?.['customerid']) || null;
  } catch {
    return null;
  }
}
