/**
 * Changing a client. setClient overwrites everything, wants the password every time and the country as a code, while
 * getClients shows the password in clear and the country as a name (voipms.md section 3). So the client is read first
 * and sent back whole. The password lives in local variables of this file for the length of one change.
 */
import { GatewayError, type Problem } from '../../errors.ts';
import type { CallScope, PlannedRequest, Write } from '../provider.ts';
import type { ProfileInput } from '../records.ts';
import type { Parameters, VoipmsApi } from './api.ts';
import { checkClientNumber, checkEmail, checkPhone, checkRequired, checkText, problem } from '../shared/checks.ts';
import { InTurn } from '../shared/in-turn.ts';
import { checkBalanceManagement, checkCountry, checkPassword, countryCode } from './checks.ts';
import { asText, type JsonObject } from '../shared/json.ts';
import type { KnownOptions } from './known-options.ts';
import { planned } from './plan.ts';
import { readClientRow } from './reads.ts';

/** A field that can be changed: its property of the input, the upstream's name, and its path in the graph. */
interface Field {
  readonly property: Exclude<keyof ProfileInput, 'clientId' | 'password'>;
  readonly parameter: string;
  readonly path: readonly string[];
  readonly required: boolean;
}

const fields: readonly Field[] = [
  { property: 'email', parameter: 'email', path: ['email'], required: true },
  { property: 'company', parameter: 'company', path: ['company'], required: false },
  { property: 'firstName', parameter: 'firstname', path: ['firstName'], required: true },
  { property: 'lastName', parameter: 'lastname', path: ['lastName'], required: true },
  { property: 'street', parameter: 'address', path: ['address', 'street'], required: false },
  { property: 'city', parameter: 'city', path: ['address', 'city'], required: false },
  { property: 'state', parameter: 'state', path: ['address', 'state'], required: false },
  { property: 'country', parameter: 'country', path: ['address', 'country'], required: false },
  { property: 'postalCode', parameter: 'zip', path: ['address', 'postalCode'], required: false },
  { property: 'phoneNumber', parameter: 'phone_number', path: ['phoneNumber'], required: true },
  {
    property: 'balanceManagement',
    parameter: 'balance_management',
    path: ['balanceManagement'],
    required: false,
  },
];

/** A change as it would be sent, and what is wrong with it. */
interface Composed {
  readonly parameters: Parameters;
  readonly problems: readonly Problem[];
}

const NO_CLIENT: Problem = { code: 'NOT_FOUND', message: 'VoIP.ms does not know this client.', field: ['clientId'] };

/** Changes of one account's clients, at most one at a time for each client, so that two cannot undo each other. */
export class ProfileWriter {
  readonly #api: VoipmsApi;
  readonly #known: KnownOptions;
  readonly #inTurn = new InTurn();

  constructor(api: VoipmsApi, known: KnownOptions) {
    this.#api = api;
    this.#known = known;
  }

  /** The capability. */
  write(): Write<ProfileInput, void> {
    return {
      delivery: 'repeatable',
      check: (input, scope) => this.#check(input, scope),
      plan: (input, scope) => this.#plan(input, scope),
      send: (input, scope) => this.#inTurn.run(input.clientId, () => this.#send(input, scope)),
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
    return [planned('getClients', { client: input.clientId }), planned('setClient', parameters)];
  }

  async #send(input: ProfileInput, scope: CallScope): Promise<void> {
    const { parameters, problems } = await this.#compose(input, scope);
    const [first] = problems;
    if (first !== undefined) throw new GatewayError(first.code, first.message, { field: first.field });
    await this.#api.write('setClient', parameters, scope);
  }

  /** Reads the client and lays the change over it. */
  async #compose(input: ProfileInput, scope: CallScope): Promise<Composed> {
    const isTheOne = ({ upstreamId }: { upstreamId: string }) => upstreamId === input.clientId;
    const found = await readClientRow(this.#api, input.clientId, isTheOne, scope);
    if (found === null) return { parameters: { client: input.clientId }, problems: [NO_CLIENT] };
    const merged = merge(input, found.row);
    const problems = missingValues(merged);
    const country = merged['country']!;
    if (country !== '') {
      const countries = await this.#known.countries(scope);
      problems.push(...checkCountry(country, countries));
      merged['country'] = countryCode(country, countries) ?? country;
    }
    const { balanceManagement } = input;
    if (balanceManagement) {
      problems.push(...checkBalanceManagement(balanceManagement, await this.#known.balanceManagement(scope)));
    }
    return { parameters: merged, problems };
  }
}

/** All 13 parameters: what the input names, and the stored value of everything else, exactly as it was read. */
function merge(input: ProfileInput, row: JsonObject): Record<string, string> {
  const stored = (name: string): string => asText(row[name]) ?? '';
  const values: Record<string, string> = { client: input.clientId, password: input.password ?? stored('password') };
  for (const { property, parameter } of fields) {
    const given = input[property];
    values[parameter] = given === undefined ? stored(parameter) : (given ?? '');
  }
  return values;
}

function missingValues(values: Parameters): Problem[] {
  const problems = fields
    .filter(({ required, parameter }) => required && values[parameter]!.trim() === '')
    .map(({ path }) => problem(path, 'VoIP.ms demands a value here with every change, and has none: give one.'));
  if (values['password'] !== '') return problems;
  const message = 'VoIP.ms demands the password with every change and does not show the present one: give a new one.';
  return [...problems, problem(['password'], message)];
}

/** What can be said without a look at the upstream. Stored values are not judged. */
function checkInput(input: ProfileInput): readonly Problem[] {
  const problems = [...checkClientNumber(input.clientId, 'VoIP.ms')];
  for (const { property, path, required } of fields) {
    const value = input[property];
    if (value === undefined) continue;
    if (required) problems.push(...checkRequired(value ?? '', path, 'VoIP.ms'));
    else problems.push(...checkText(value ?? '', path));
  }
  if (input.email?.trim()) problems.push(...checkEmail(input.email));
  if (input.phoneNumber?.trim()) problems.push(...checkPhone(input.phoneNumber));
  if (input.password !== undefined) problems.push(...checkPassword(input.password));
  return problems;
}
