/**
 * Changing a client. customers/modify takes the whole client and has no partial update (logicboxes.md section 3,
 * Customers), so the client is read first and sent back whole.
 */
import { GatewayError, type Problem } from '../../errors.ts';
import type { CallScope, PlannedRequest, Write } from '../provider.ts';
import type { ProfileInput } from '../records.ts';
import { checkClientNumber, checkRequired, checkText, problem } from '../shared/checks.ts';
import { InTurn } from '../shared/in-turn.ts';
import { asText, type JsonObject } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { checkCountry, checkRequiredEmail } from './checks.ts';
import { readDetails } from './customers.ts';
import { fieldOf } from './fields.ts';
import { WHO, type Parameters } from './functions.ts';
import { NOT_APPLICABLE, splitName, stateOf, streetOf } from './map.ts';
import { planned } from './plan.ts';

const MODIFY = 'customers/modify';

/** Parameters of modify with the members of the record that hold their values. Those in the first list are demanded. */
const demanded: readonly (readonly [parameter: string, member: string])[] = [
  ['username', 'username'],
  ['name', 'name'],
  ['company', 'company'],
  ['address-line-1', 'address1'],
  ['city', 'city'],
  ['state', 'state'],
  ['country', 'country'],
  ['zipcode', 'zip'],
  ['phone-cc', 'telnocc'],
  ['phone', 'telno'],
  ['lang-pref', 'langpref'],
];
/** Sent back as sign-up takes them, or they would be lost; an upstream that does not know one ignores it (section 2.2). */
const optional: readonly (readonly [parameter: string, member: string])[] = [
  ['address-line-2', 'address2'],
  ['address-line-3', 'address3'],
  ['other-state', 'other_state'],
  ['alt-phone-cc', 'alttelnocc'],
  ['alt-phone', 'alttelno'],
  ['fax-cc', 'faxnocc'],
  ['fax', 'faxno'],
  ['mobile-cc', 'mobilenocc'],
  ['mobile', 'mobileno'],
];

/** A plus sign, the country code, a separator, the number. */
const INTERNATIONAL = /^\+(\d{1,3})[ .-]+(.+)$/;
/** Digits with what people write between them. */
const NUMBER = /^\(?\d[\d ().-]*$/;

const NO_CLIENT: Problem = { code: 'NOT_FOUND', message: 'LogicBoxes does not know this client.', field: ['clientId'] };

/** A change as it would be sent, and what is wrong with it. */
interface Composed {
  readonly parameters: Parameters;
  readonly problems: readonly Problem[];
}

/** Changes of one account's clients, at most one at a time for each client, so that two cannot undo each other. */
export class ProfileWriter {
  readonly #api: LogicboxesApi;
  readonly #turns = new InTurn();

  constructor(api: LogicboxesApi) {
    this.#api = api;
  }

  /** The capability. */
  write(): Write<ProfileInput, void> {
    return {
      delivery: 'repeatable',
      check: (input, scope) => this.#check(input, scope),
      plan: (input, scope) => this.#plan(input, scope),
      send: (input, scope) => this.#turns.run(input.clientId, () => this.#send(input, scope)),
    };
  }

  async #check(input: ProfileInput, scope: CallScope): Promise<readonly Problem[]> {
    const problems = checkInput(input);
    if (problems.some(({ field }) => field[0] === 'clientId')) return problems;
    const composed = await this.#compose(input, scope);
    const named = new Set(problems.map(({ field }) => field.join('.')));
    return [...problems, ...composed.problems.filter(({ field }) => !named.has(field.join('.')))];
  }

  async #plan(input: ProfileInput, scope: CallScope): Promise<readonly PlannedRequest[]> {
    const { parameters } = await this.#compose(input, scope);
    return [planned('customers/details-by-id', [['customer-id', input.clientId]]), planned(MODIFY, parameters)];
  }

  async #send(input: ProfileInput, scope: CallScope): Promise<void> {
    const { parameters, problems } = await this.#compose(input, scope);
    const [first] = problems;
    if (first !== undefined) throw new GatewayError(first.code, first.message, { field: first.field });
    await this.#api.write(MODIFY, parameters, scope);
  }

  /** Reads the client, always afresh, and lays the change over it. */
  async #compose(input: ProfileInput, scope: CallScope): Promise<Composed> {
    const details = await readDetails(this.#api, input.clientId, scope);
    if (details === null) return { parameters: [['customer-id', input.clientId]], problems: [NO_CLIENT] };
    const values = storedValues(details);
    const problems = lay(input, details, values);
    for (const [parameter] of demanded) {
      const path = fieldOf(MODIFY, parameter) ?? [];
      const isNamed = problems.some(({ field }) => field.join('.') === path.join('.'));
      if (values.get(parameter)!.trim() !== '' || isNamed) continue;
      problems.push(problem(path, 'LogicBoxes demands a value here with every change, and has none: give one.'));
    }
    const parameters = [...values].filter(
      ([name, value]) => value !== '' || demanded.some(([known]) => known === name),
    );
    return { parameters: [['customer-id', input.clientId], ...parameters], problems };
  }
}

/** Every parameter with the value that the record has, exactly as it was read. */
function storedValues(details: JsonObject): Map<string, string> {
  const values = new Map([...demanded, ...optional].map(([name, member]) => [name, asText(details[member]) ?? '']));
  // These are demanded, and what stands for none of them is known; a change has no field for the language.
  const defaults = { company: NOT_APPLICABLE, state: NOT_APPLICABLE, 'lang-pref': 'en' };
  for (const [name, value] of Object.entries(defaults)) if (values.get(name) === '') values.set(name, value);
  return values;
}

/** Puts the change over the stored values. Returns what cannot be put. */
function lay(input: ProfileInput, details: JsonObject, values: Map<string, string>): Problem[] {
  const simple = { username: input.email, city: input.city, zipcode: input.postalCode };
  for (const [parameter, value] of Object.entries(simple)) if (value !== undefined) values.set(parameter, value ?? '');
  if (input.country !== undefined) values.set('country', (input.country ?? '').toUpperCase());
  if (input.company !== undefined) values.set('company', input.company?.trim() ? input.company : NOT_APPLICABLE);
  layName(input, values);
  layStreet(input, details, values);
  if (input.state !== undefined && input.state !== stateOf(details)) {
    values.set('state', input.state?.trim() ? input.state : NOT_APPLICABLE);
    values.set('other-state', '');
  }
  return layPhone(input, values);
}

/** The upstream has one name; the part that is not changed stays. */
function layName({ firstName, lastName }: ProfileInput, values: Map<string, string>): void {
  if (firstName === undefined && lastName === undefined) return;
  const { first, last } = splitName(values.get('name')! || null);
  const parts = [firstName === undefined ? first : firstName, lastName === undefined ? last : lastName];
  values.set('name', parts.filter(Boolean).join(' '));
}

/** A street stands for all lines of the address; the same street leaves them as they are. */
function layStreet({ street }: ProfileInput, details: JsonObject, values: Map<string, string>): void {
  if (street === undefined || street === streetOf(details)) return;
  values.set('address-line-1', street ?? '');
  for (const parameter of ['address-line-2', 'address-line-3']) values.set(parameter, '');
}

function layPhone({ phoneNumber }: ProfileInput, values: Map<string, string>): Problem[] {
  if (phoneNumber === undefined) return [];
  const parts = phoneParts(phoneNumber ?? '', values.get('phone-cc')!.replace(/^0+/, ''));
  values.set('phone-cc', parts?.code ?? '');
  values.set('phone', parts?.number ?? '');
  return parts === null
    ? [problem(['phoneNumber'], 'Give the number as "+<country code> <number>", with 4 to 12 digits behind the code.')]
    : [];
}

/**
 * Country code and number of "+44 20 7946 0000". Where nothing separates the two, or there is no plus sign, the code is
 * the stored one. Null for anything else.
 */
function phoneParts(given: string, storedCode: string): { readonly code: string; readonly number: string } | null {
  const trimmed = given.trim();
  const [, code = storedCode, separate] = INTERNATIONAL.exec(trimmed) ?? [];
  const prefix = trimmed.startsWith('+') ? `+${storedCode}` : '';
  const rest = separate ?? (trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : '');
  const number = rest.replace(/\D/g, '');
  return code !== '' && NUMBER.test(rest) && number.length >= 4 && number.length <= 12 ? { code, number } : null;
}

/** What can be said without a look at the upstream. Stored values are not judged. */
function checkInput(input: ProfileInput): readonly Problem[] {
  const { company, city, postalCode, street, firstName, lastName, state, country, email } = input;
  const required = [
    [street, ['address', 'street']],
    [city, ['address', 'city']],
    [postalCode, ['address', 'postalCode']],
  ] as const;
  const problems = [...checkClientNumber(input.clientId, WHO)];
  for (const [value, path] of required) {
    if (value !== undefined) problems.push(...checkRequired(value ?? '', path, WHO));
  }
  problems.push(
    ...checkText(firstName ?? '', ['firstName']),
    ...checkText(lastName ?? '', ['lastName']),
    ...checkText(company ?? '', ['company']),
    ...checkText(state ?? '', ['address', 'state']),
    ...(country === undefined ? [] : checkCountry(country ?? '', ['address', 'country'])),
    ...(email === undefined ? [] : checkRequiredEmail(email ?? '', ['email'])),
  );
  if (input.password !== undefined) {
    problems.push(problem(['password'], 'LogicBoxes takes no password with a change of a client.'));
  }
  if (input.balanceManagement !== undefined && input.balanceManagement !== null) {
    problems.push(problem(['balanceManagement'], 'LogicBoxes has no such options.'));
  }
  return problems;
}
