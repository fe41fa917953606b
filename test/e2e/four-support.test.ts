/** Every mutation at every account: what a provider lacks is said, and nothing is sent for it. */
import { describe, expect, it } from 'vitest';
import {
  FourAddChargeDocument,
  FourAddMailAccountDocument,
  FourAddMailForwardDocument,
  FourAddPaymentDocument,
  FourCheckSignInDocument,
  FourDeleteClientDocument,
  FourRenewSessionDocument,
  FourResetOneTimePasswordDocument,
  FourResumeClientDocument,
  FourSetClientThresholdDocument,
  FourSignupFreesideClientDocument,
  FourSignupLogicboxesClientDocument,
  FourSignupSippyClientDocument,
  FourSignupVoipmsClientDocument,
  FourSuspendClientDocument,
  FourUpdateClientDocument,
  FourUpdateSippyClientDocument,
} from '../generated/graphql.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import type { CapabilityName } from '../../src/providers/provider.ts';
import { createProvider } from '../../src/providers/registry.ts';
import { freshKey, useGraph, type ProviderName } from './harness.ts';
import {
  accountOf,
  freesideSignup,
  globalIdOf,
  logicboxesSignup,
  person,
  providers,
  sippySignup,
  voipmsSignup,
} from './four-world.ts';

const graph = useGraph({ clients: 1, providers });

/** What the payloads have in common, as far as they have it. */
interface Payload {
  readonly operation?: { readonly state: string } | null;
  readonly plan?: { readonly delivery: string } | null;
  readonly outcome?: string | null;
  readonly userErrors: readonly {
    readonly __typename: string;
    readonly code: string;
    readonly message: string;
    readonly path: readonly string[] | null;
  }[];
}

type Run = (provider: ProviderName, dryRun: boolean) => Promise<Payload>;

const once = (dryRun: boolean) => ({ idempotencyKey: freshKey(), dryRun });
const client = (provider: ProviderName, dryRun: boolean) => ({ clientId: globalIdOf(provider), ...once(dryRun) });
const money = (provider: ProviderName, dryRun: boolean) => ({
  ...client(provider, dryRun),
  amount: '1',
  description: 'x',
});
const mail = (provider: ProviderName, dryRun: boolean) => ({
  account: accountOf(provider),
  orderId: '85000001',
  email: 'new@example.com',
  ...once(dryRun),
});

/** Each mutation with the capability that it needs. */
const mutations: Readonly<Record<string, readonly [CapabilityName, Run]>> = {
  addCharge: [
    'addCharge',
    async (provider, dryRun) => {
      const accounting = provider === 'logicboxes' ? { amount: '2', conversionRate: '2' } : null;
      return (await graph.get(FourAddChargeDocument, { input: { ...money(provider, dryRun), accounting } })).addCharge;
    },
  ],
  addPayment: [
    'addPayment',
    async (...args) => (await graph.get(FourAddPaymentDocument, { input: money(...args) })).addPayment,
  ],
  setClientThreshold: [
    'setClientThreshold',
    async (...args) =>
      (await graph.get(FourSetClientThresholdDocument, { input: { ...client(...args), amount: '5' } }))
        .setClientThreshold,
  ],
  updateClient: [
    'updateClient',
    async (...args) => {
      const input = { ...client(...args), address: { city: 'LEEDS' } };
      const withPassword = args[0] === 'voipms' ? { ...input, password: 'Engine-1843' } : input;
      return (await graph.get(FourUpdateClientDocument, { input: withPassword })).updateClient;
    },
  ],
  updateSippyClient: [
    'updateSippyClient',
    async (...args) =>
      (await graph.get(FourUpdateSippyClientDocument, { input: { ...client(...args), fax: '1' } })).updateSippyClient,
  ],
  signupVoipmsClient: [
    'signupVoipmsClient',
    async (provider, dryRun) => {
      const input = { ...voipmsSignup(person(1)), account: accountOf(provider), dryRun };
      return (await graph.get(FourSignupVoipmsClientDocument, { input })).signupVoipmsClient;
    },
  ],
  signupSippyClient: [
    'signupSippyClient',
    async (provider, dryRun) => {
      const input = { ...sippySignup(person(1)), account: accountOf(provider), dryRun };
      return (await graph.get(FourSignupSippyClientDocument, { input })).signupSippyClient;
    },
  ],
  signupFreesideClient: [
    'signupFreesideClient',
    async (provider, dryRun) => {
      const input = { ...freesideSignup(person(1)), account: accountOf(provider), dryRun };
      return (await graph.get(FourSignupFreesideClientDocument, { input })).signupFreesideClient;
    },
  ],
  signupLogicboxesClient: [
    'signupLogicboxesClient',
    async (provider, dryRun) => {
      const input = { ...logicboxesSignup(person(1)), account: accountOf(provider), dryRun };
      return (await graph.get(FourSignupLogicboxesClientDocument, { input })).signupLogicboxesClient;
    },
  ],
  suspendClient: [
    'suspendClient',
    async (...args) => (await graph.get(FourSuspendClientDocument, { input: client(...args) })).suspendClient,
  ],
  resumeClient: [
    'resumeClient',
    async (...args) => (await graph.get(FourResumeClientDocument, { input: client(...args) })).resumeClient,
  ],
  deleteClient: [
    'deleteClient',
    async (...args) => (await graph.get(FourDeleteClientDocument, { input: client(...args) })).deleteClient,
  ],
  resetOneTimePassword: [
    'resetOneTimePassword',
    async (provider, dryRun) => {
      const input = { account: accountOf(provider), webLogin: 'acme', ...once(dryRun) };
      return (await graph.get(FourResetOneTimePasswordDocument, { input })).resetOneTimePassword;
    },
  ],
  addMailAccount: [
    'addMailAccount',
    async (...args) => {
      const names = { firstName: 'A', lastName: 'B', countryCode: 'US', languageCode: 'en' };
      const input = { ...mail(...args), ...names, password: 'M@il canary 1', notificationEmail: 'a@example.org' };
      return (await graph.get(FourAddMailAccountDocument, { input })).addMailAccount;
    },
  ],
  addMailForward: [
    'addMailForward',
    async (...args) =>
      (await graph.get(FourAddMailForwardDocument, { input: { ...mail(...args), forwards: ['a@example.org'] } }))
        .addMailForward,
  ],
  checkSignIn: [
    'signIn',
    async (provider) => {
      const input = { account: accountOf(provider), username: 'acme', password: 'acme-self-care' };
      return (await graph.get(FourCheckSignInDocument, { input })).checkSignIn;
    },
  ],
  renewSession: [
    'session',
    async (provider) =>
      (await graph.get(FourRenewSessionDocument, { input: { account: accountOf(provider) } })).renewSession,
  ],
};

const capabilities = new Map(
  demoAccounts('http://127.0.0.1:1').map((config) => [config.name, createProvider(config).capabilities]),
);

const cases = Object.entries(mutations).flatMap(([name, [capability, run]]) =>
  providers.map((provider) => {
    const isSupported = capabilities.get(accountOf(provider))?.[capability] !== undefined;
    return { name, provider, run, isSupported };
  }),
);

describe('every mutation at every account', () => {
  it('is in this table', () => {
    // A person's word about an operation goes to no upstream.
    const fields = Object.keys(buildSchema().getMutationType()!.getFields()).filter(
      (name) => name !== 'resolveOperation',
    );
    expect(Object.keys(mutations).toSorted()).toEqual(fields.toSorted());
  });

  it.each(cases.filter(({ isSupported }) => !isSupported))(
    '$name is not supported at $provider: nothing is sent, not even to look',
    async ({ provider, run }) => {
      await graph.forgetCalls();
      for (const dryRun of [true, false]) {
        const { userErrors, operation = null, plan = null, outcome = null } = await run(provider, dryRun);
        expect(userErrors).toMatchObject([{ __typename: 'InputError', code: 'NOT_SUPPORTED', path: null }]);
        expect(userErrors[0]?.message).toContain(`"${accountOf(provider)}"`);
        expect([operation, plan, outcome]).toEqual([null, null, null]);
      }
      for (const one of providers) expect(await graph.calls(one)).toEqual({});
    },
  );

  it.each(cases.filter(({ isSupported }) => isSupported))(
    '$name at $provider is planned and carried out',
    async ({ name, provider, run }) => {
      const planned = await run(provider, true);
      expect(planned.userErrors).toEqual([]);
      const sent = await run(provider, false);
      expect(sent.userErrors.map(({ code }) => code)).not.toContain('NOT_SUPPORTED');
      const isNoWrite = name === 'checkSignIn' || name === 'renewSession';
      expect([planned.plan == null, sent.operation == null]).toEqual([isNoWrite, isNoWrite]);
      expect(Object.keys(await graph.calls(provider)).length).toBeGreaterThan(0);
    },
  );
});
