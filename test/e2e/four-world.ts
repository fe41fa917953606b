/** What the tests over all four providers share: their accounts, a client for each, and lists that are whole. */
import {
  FourSignupFreesideClientDocument,
  FourSignupLogicboxesClientDocument,
  FourSignupSippyClientDocument,
  FourSignupVoipmsClientDocument,
  type FourPageQuery,
  type SignupFreesideClientInput,
  type SignupLogicboxesClientInput,
  type SignupSippyClientInput,
  type SignupVoipmsClientInput,
} from '../generated/graphql.ts';
import { clientId, freshKey, type Graph, type ProviderName } from './harness.ts';
import { signupInput } from './inputs.ts';

/** Every provider, in the order of the configuration. */
export const providers: readonly ProviderName[] = ['voipms', 'sippy', 'freeside', 'logicboxes'];

/** The documented client of each. */
export const documented: Readonly<Record<ProviderName, string>> = {
  voipms: '561115',
  sippy: '3',
  freeside: '5001',
  logicboxes: '31000001',
};

/** Name of a provider's demo account. */
export function accountOf(provider: ProviderName): string {
  return `${provider}-demo`;
}

/** Global id of the documented client of a provider's demo account, or of another account of it. */
export function globalIdOf(provider: ProviderName, account: string = accountOf(provider)): string {
  return clientId(documented[provider], account);
}

/** What a new client is called, everywhere the same. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly email: string;
  /** Unique at an account. */
  readonly login: string;
}

/** A person like nobody else. */
export function person(number: number): Person {
  return {
    firstName: 'Zoe',
    lastName: 'Comun',
    company: `Zoe Comun ${number}`,
    email: `zoe${number}@example.net`,
    login: `zoe${number}`,
  };
}

/** The sign-up of a person at VoIP.ms. */
export function voipmsSignup({ firstName, lastName, company, email }: Person): SignupVoipmsClientInput {
  return signupInput({ firstName, lastName, company, email, emailConfirmation: email });
}

/** The same at Sippy. */
export function sippySignup({ firstName, lastName, company, email, login }: Person): SignupSippyClientInput {
  const account = accountOf('sippy');
  const common = { firstName, lastName, company, email, webLogin: login, idempotencyKey: freshKey() };
  return { ...common, account, name: company, webPassword: 'Engine-1843' };
}

/** The same at Freeside. */
export function freesideSignup({ firstName, lastName, company, email, login }: Person): SignupFreesideClientInput {
  return {
    account: accountOf('freeside'),
    firstName,
    lastName,
    company,
    address: { street: '1 Main St', city: 'Boston', state: 'MA', postalCode: '02134', country: 'US' },
    invoiceEmails: [email],
    billing: {
      method: 'CARD',
      cardNumber: '4111111111111111',
      cardVerification: '123',
      cardExpiry: '12/2099',
      payerName: 'ZOE COMUN',
    },
    packageId: '2',
    username: login,
    password: 'Tr1cky-Pw',
    idempotencyKey: freshKey(),
  };
}

/** The same at LogicBoxes. */
export function logicboxesSignup({ firstName, lastName, company, email }: Person): SignupLogicboxesClientInput {
  return {
    account: accountOf('logicboxes'),
    email,
    password: 'Fr3sh#Signup',
    name: `${firstName} ${lastName}`,
    company,
    address: { lines: ['1 Main St'], city: 'Leeds', state: 'Yorkshire', postalCode: 'LS1 4DY', country: 'GB' },
    phone: { countryCode: '44', number: '1134960123' },
    idempotencyKey: freshKey(),
  };
}

/** Signs a person up at every provider; global ids of the new clients, in the order of the providers. */
export async function signUpEverywhere(graph: Graph, who: Person): Promise<readonly string[]> {
  const payloads = [
    (await graph.get(FourSignupVoipmsClientDocument, { input: voipmsSignup(who) })).signupVoipmsClient,
    (await graph.get(FourSignupSippyClientDocument, { input: sippySignup(who) })).signupSippyClient,
    (await graph.get(FourSignupFreesideClientDocument, { input: freesideSignup(who) })).signupFreesideClient,
    (await graph.get(FourSignupLogicboxesClientDocument, { input: logicboxesSignup(who) })).signupLogicboxesClient,
  ];
  return payloads.map(({ client, userErrors }) => {
    if (client === null) throw new Error(`Not signed up: ${JSON.stringify(userErrors)}`);
    return client.id;
  });
}

/** A client of a list. */
export type Listed = NonNullable<FourPageQuery['clients']['nodes'][number]>;

/** The entries of a list, none of which is null. */
export function present<T>(nodes: readonly (T | null)[]): readonly T[] {
  return nodes.map((node) => {
    if (node === null) throw new Error('An entry is null.');
    return node;
  });
}

/** Text without capitals and accents. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
