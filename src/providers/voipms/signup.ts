/** Creating a client. The upstream has no dry run for it and no undo but deletion (voipms.md section 3, signupClient). */
import type { Problem } from '../../errors.ts';
import type { CallScope, Finding, Lost, SignedUp, Write } from '../provider.ts';
import type { SignupVoipmsInput } from '../records.ts';
import type { Parameters, VoipmsApi } from './api.ts';
import { checkEmail, checkPhone, checkRequired, checkText, isNumberId, problem } from '../shared/checks.ts';
import { findClient, likenessOf, onlyListed } from '../shared/find-client.ts';
import { unclear } from '../shared/find-row.ts';
import { checkBalanceManagement, checkCountry, checkPassword, countryCode } from './checks.ts';
import { asText, type JsonObject } from '../shared/json.ts';
import type { KnownOptions } from './known-options.ts';
import { planned } from './plan.ts';
import { clientByEmail, listClients, sameEmail } from './reads.ts';

/**
 * Sign-up of a client. Probed by its e-mail address, which must be unique (voipms.md section 3). No time of creation is
 * told. But right before the send nobody was found by the address, so a client that is found by it now and has the other
 * data that were sent is taken to be the one.
 */
export function signupWrite(api: VoipmsApi, known: KnownOptions): Write<SignupVoipmsInput, SignedUp> {
  return {
    delivery: 'probed',
    check: (input, scope) => check(api, input, known, scope),
    plan: async (input, scope) => [planned('signupClient', await parametersOf(input, known, scope))],
    send: async (input, scope) => {
      const answer = await api.write('signupClient', await parametersOf(input, known, scope), scope);
      return { clientId: answeredId(answer) ?? (await idByEmail(api, input.email, scope)) };
    },
    trace: (input) => ({
      email: input.email,
      likeness: likenessOf(input),
      activate: input.activate ? 'yes' : 'no',
    }),
    find: (lost, scope) => find(api, lost, scope),
  };
}

/** The upstream would refuse it too, but `find` must know that nobody had the address when the request was sent. */
async function checkUnused(api: VoipmsApi, email: string, scope: CallScope): Promise<readonly Problem[]> {
  if ((await clientByEmail(api, email, scope)) === null) return [];
  return [{ code: 'ALREADY_EXISTS', message: 'Another client has this e-mail address.', field: ['email'] }];
}

/**
 * By the address, as before the send. Where that finds nobody, the whole list must not show the address either: how the
 * upstream compares addresses is not known.
 */
async function find(api: VoipmsApi, lost: Lost, scope: CallScope): Promise<Finding> {
  const email = lost.trace['email'] ?? '';
  if (email === '') return unclear('Too little is known of the sign-up to look for it.');
  const client = await clientByEmail(api, email, scope);
  if (client !== null) return findClient(client, lost);
  const listed = (await listClients(api, scope)).find((row) => sameEmail(row.email, email));
  if (listed !== undefined) return onlyListed(listed.upstreamId);
  // Portal status "WAIT", "invisible here": maybe the whole client is (voipms.md section 3, getClients).
  if (lost.trace['activate'] === 'yes') return { verdict: 'absent' };
  return unclear('No client has this e-mail address, but one that is not activated may not be shown.');
}

async function check(
  api: VoipmsApi,
  input: SignupVoipmsInput,
  known: KnownOptions,
  scope: CallScope,
): Promise<readonly Problem[]> {
  const problems = [...checkTexts(input), ...checkTwice(input)];
  const country = input.country.trim();
  if (country !== '') problems.push(...checkCountry(country, await known.countries(scope)));
  if (input.balanceManagement !== null) {
    problems.push(...checkBalanceManagement(input.balanceManagement, await known.balanceManagement(scope)));
  }
  if (checkEmail(input.email).length === 0) problems.push(...(await checkUnused(api, input.email, scope)));
  return problems;
}

function checkTexts(input: SignupVoipmsInput): Problem[] {
  return [
    ...checkRequired(input.firstName, ['firstName'], 'VoIP.ms'),
    ...checkRequired(input.lastName, ['lastName'], 'VoIP.ms'),
    ...checkText(input.company ?? '', ['company']),
    ...checkRequired(input.street, ['address', 'street'], 'VoIP.ms'),
    ...checkRequired(input.city, ['address', 'city'], 'VoIP.ms'),
    ...checkRequired(input.state, ['address', 'state'], 'VoIP.ms'),
    ...checkRequired(input.country, ['address', 'country'], 'VoIP.ms'),
    ...checkRequired(input.postalCode, ['address', 'postalCode'], 'VoIP.ms'),
    ...checkPhone(input.phoneNumber),
    ...checkEmail(input.email),
    ...checkPassword(input.password),
  ];
}

function checkTwice(input: SignupVoipmsInput): Problem[] {
  const problems: Problem[] = [];
  if (input.emailConfirmation !== input.email) {
    problems.push(problem(['emailConfirmation'], 'This differs from the e-mail address.'));
  }
  if (input.passwordConfirmation !== input.password) {
    problems.push(problem(['passwordConfirmation'], 'This differs from the password.'));
  }
  return problems;
}

async function parametersOf(input: SignupVoipmsInput, known: KnownOptions, scope: CallScope): Promise<Parameters> {
  return {
    firstname: input.firstName,
    lastname: input.lastName,
    ...(input.company !== null && { company: input.company }),
    address: input.street,
    city: input.city,
    state: input.state,
    country: countryCode(input.country, await known.countries(scope)) ?? input.country,
    zip: input.postalCode,
    phone_number: input.phoneNumber,
    email: input.email,
    confirm_email: input.emailConfirmation,
    password: input.password,
    confirm_password: input.passwordConfirmation,
    activate: input.activate ? '1' : '0',
    ...(input.balanceManagement !== null && { balance_management: input.balanceManagement }),
  };
}

/** Today's answers carry the id, as number or text; the documents' older ones do not (voipms.md section 3). */
function answeredId(answer: JsonObject): string | null {
  const id = asText(answer['client']);
  return id !== null && isNumberId(id) ? id : null;
}

/** The client exists by now: whatever fails here must not turn a success into an error. */
async function idByEmail(api: VoipmsApi, email: string, scope: CallScope): Promise<string | null> {
  try {
    return (await clientByEmail(api, email, scope))?.upstreamId ?? null;
  } catch {
    return null;
  }
}
