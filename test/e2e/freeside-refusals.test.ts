import { describe, expect, it } from 'vitest';
import {
  FreesideClientDocument,
  FreesideJustResumeDocument,
  FreesideJustSignupDocument,
  FreesideJustSuspendDocument,
  FreesideRowsDocument,
  FreesideSignupDocument,
  type SignupFreesideClientInput,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { billing, freesideSignup, idOf, stateOf, useFreeside } from './freeside-world.ts';
import { freshKey } from './harness.ts';
import { problemsOf } from './inputs.ts';

const graph = useFreeside();

const signUp = async (input: SignupFreesideClientInput): Promise<WrittenFragment> =>
  (await graph.get(FreesideJustSignupDocument, { input })).signupFreesideClient;

/**
 * The problem with which the upstream refuses a write, and its words, once it is seen that it was refused for good:
 * journaled as such, not sent again for its key, and nothing has changed.
 */
async function refusalOf(
  name: string,
  send: (idempotencyKey: string) => Promise<WrittenFragment>,
): Promise<{ readonly problem: string; readonly message: string; readonly upstreamText: string | null }> {
  const before = await stateOf(graph);
  await graph.forgetCalls();
  const key = freshKey();
  const payload = await send(key);
  expect(payload.userErrors).toMatchObject([{ __typename: 'UpstreamError', retryable: false }]);
  expect(payload.operation).toMatchObject({ state: 'REJECTED', attempts: [{ outcome: 'REJECTED' }] });
  expect(await send(key)).toEqual(payload);
  expect((await graph.calls('freeside'))[name]).toBe(1);
  expect(await stateOf(graph)).toEqual(before);
  const { message, upstreamText } = payload.userErrors[0]!;
  return { problem: problemsOf(payload)[0]!, message, upstreamText };
}

/** How new_customer refuses a sign-up that is good but for these changes. */
const refusedSignup = (changes: Partial<SignupFreesideClientInput>) =>
  refusalOf('new_customer', (idempotencyKey) => signUp(freesideSignup({ ...changes, idempotencyKey })));

const messageOf = async (changes: Partial<SignupFreesideClientInput>) =>
  (await signUp(freesideSignup(changes))).userErrors[0]?.message;

const card = (cardNumber: string) => ({ billing: { ...billing.card, cardNumber } });
const cheque = (more: object) => ({ billing: { ...billing.cheque, ...more } });
const prepaid = (prepaidCardNumber: string) => ({ billing: { ...billing.prepaid, prepaidCardNumber } });
const address = { ...freesideSignup().address };
const german = { ...address, state: 'BE', postalCode: '10115', country: 'DE' };

describe('what new_customer refuses', () => {
  it.each<readonly [string, Partial<SignupFreesideClientInput>, string]>([
    ['a user name that is taken', { username: 'jane' }, 'ALREADY_EXISTS input.username'],
    ['a user name that is taken, in capitals', { username: 'JANE' }, 'ALREADY_EXISTS input.username'],
    ['a user name that is too long', { username: 'a'.repeat(65) }, 'INVALID_INPUT input.username'],
    ['a registration code that it does not know', { registrationCode: 'NOPE' }, 'NOT_FOUND input.registrationCode'],
    ['a password that is too short', { password: 'aB1-' }, 'INVALID_INPUT input.password'],
    ['a password that is too long', { password: 'Tr1cky-Pw-000' }, 'INVALID_INPUT input.password'],
    ['a password of one kind', { password: 'abcdefghi' }, 'INVALID_INPUT input.password'],
    ['a password with the user name', { password: 'xx-Ada-1843' }, 'INVALID_INPUT input.password'],
    ['a state that there is not', { address: { ...address, state: 'ZZ' } }, 'INVALID_INPUT input.address.state'],
    ['a country that there is not', { address: { ...german, country: 'QX' } }, 'INVALID_INPUT input.address.state'],
    ['a card that is too long', card('4111111111111111110'), 'INVALID_INPUT input.billing.cardNumber'],
    ['a card of no known type', card('9111111111111110'), 'INVALID_INPUT input.billing.cardNumber'],
    [
      'an account that is too short',
      cheque({ bankAccountNumber: '12' }),
      'INVALID_INPUT input.billing.bankAccountNumber',
    ],
    [
      'a bank that is none there',
      { ...cheque({ bankRoutingNumber: '123.45' }), address: german },
      'INVALID_INPUT input.billing.bankRoutingNumber',
    ],
    ['a prepaid card that is none', prepaid('AB1'), 'INVALID_INPUT input.billing.prepaidCardNumber'],
    ['a domain that it does not have', { domainServiceId: '999' }, 'UPSTREAM_REJECTED '],
  ])('names the field: %s', async (_what, changes, problem) => {
    expect((await refusedSignup(changes)).problem).toBe(problem);
  });

  it('is a prepaid card that was used before', async () => {
    expect((await signUp(freesideSignup())).operation?.state).toBe('SUCCEEDED');
    const { problem } = await refusedSignup({ username: 'eve' });
    expect(problem).toBe('INVALID_INPUT input.billing.prepaidCardNumber');
  });

  it('is told as it is meant: why a password is refused, how long a user name may be', async () => {
    expect(await messageOf({ password: 'aB1-' })).toMatch(/between 8 and 12 characters/);
    expect(await messageOf({ password: 'abcdefghi' })).toMatch(/numbers, symbols, lowercase and uppercase/);
    expect(await messageOf({ username: 'a'.repeat(65) })).toMatch(/2 to 64 characters/);
  });

  it('is no password of the policy where the branch 2.3 has none', async () => {
    await graph.set({ branch: '2.3' }, 'freeside');
    expect((await signUp(freesideSignup({ password: 'a' }))).operation?.state).toBe('SUCCEEDED');
  });

  // Texts that the sandbox cannot be brought to say by an input that passes the checks of the gateway.
  it.each([
    ['Empty password', 'INVALID_INPUT input.password'],
    ['No access number selected', 'INVALID_INPUT input.accessNumberId'],
    ['Signup is not configured', 'UPSTREAM_REJECTED '],
    ['Configuration error', 'UPSTREAM_REJECTED '],
    ['Illegal payment type', 'INVALID_INPUT input.billing.method'],
    ['Unknown reseller', 'UPSTREAM_REJECTED '],
    ['CVV2 is required', 'INVALID_INPUT input.billing.cardVerification'],
    ['Please select a package', 'INVALID_INPUT input.packageId'],
    ['WARNING: unknown pkgpart: 1', 'NOT_FOUND input.packageId'],
    ['No service defined to assign mac address', 'UPSTREAM_REJECTED '],
    ['Illegal (name) last: X', 'INVALID_INPUT input.lastName'],
    ['Illegal (name) first: X', 'INVALID_INPUT input.firstName'],
    ['Illegal or empty (text) address1: X', 'INVALID_INPUT input.address.street'],
    ['Illegal or empty (text) city: X', 'INVALID_INPUT input.address.city'],
    ['Illegal (text) address2: X', 'INVALID_INPUT input.address.street2'],
    ['Illegal (zip) zip for country US: X', 'INVALID_INPUT input.address.postalCode'],
    ['Illegal (country) country: X', 'INVALID_INPUT input.address.country'],
    ['Illegal (phone) daytime: X', 'INVALID_INPUT input.dayPhoneNumber'],
    ['Illegal (phone) night: X', 'INVALID_INPUT input.nightPhoneNumber'],
    ['Illegal (phone) mobile: X', 'INVALID_INPUT input.mobilePhoneNumber'],
    ['Illegal (phone) fax: X', 'INVALID_INPUT input.fax'],
    ['Illegal email invoice address: X', 'INVALID_INPUT input.invoiceEmails'],
    ['Username in use (Additionally, error removing placeholder: X)', 'ALREADY_EXISTS input.username'],
    ["Password contains account information 'ada'", 'INVALID_INPUT input.password'],
    ['Der Benutzername ist vergeben', 'UPSTREAM_REJECTED '],
  ])('is told in the words of the graph: %s', async (error, problem) => {
    await graph.set({ forcedErrors: { new_customer: error } }, 'freeside');
    expect((await refusedSignup({})).problem).toBe(problem);
  });

  it('is carried as it stands where the operator has changed the text', async () => {
    await graph.set({ forcedErrors: { new_customer: 'Der Benutzername ist vergeben' } }, 'freeside');
    const { userErrors } = await signUp(freesideSignup());
    expect(userErrors[0]).toMatchObject({
      message: 'Freeside refused.',
      upstreamText: 'Der Benutzername ist vergeben',
    });
  });
});

describe('money that a sign-up makes due at once', () => {
  it.each([
    ['decline', '_decline', 'REJECTED', 'UPSTREAM_REJECTED', /cancelled client stays behind/],
    ['collect', '_collect', 'UNKNOWN', 'OUTCOME_UNKNOWN', /third party.*complete or cancel the client/],
  ])(
    'is told when it is not there, and what is left behind: %s',
    async (realtimeBilling, upstreamCode, state, code, message) => {
      await graph.forgetJournal();
      await graph.set({ realtimeBilling }, 'freeside');
      const input = freesideSignup({ billing: billing.card, packageId: '2' });
      const { signupFreesideClient } = await graph.get(FreesideSignupDocument, { input });
      expect(signupFreesideClient).toMatchObject({ client: null, operation: { state } });
      expect(signupFreesideClient.userErrors).toMatchObject([
        { __typename: 'UpstreamError', code, upstreamCode, path: null, retryable: false },
      ]);
      expect(signupFreesideClient.userErrors[0]?.message).toMatch(message);
      expect(JSON.stringify(signupFreesideClient)).not.toContain('pay.example.com');
      // Sent once, however often the key is asked for. Where a third party collects, the client is there, and found.
      const again = await signUp(input);
      const found = { state: 'RECONCILED_SUCCEEDED', attempts: [{ outcome: 'UNKNOWN' }] };
      expect(again.operation).toMatchObject(state === 'UNKNOWN' ? found : { state });
      expect(again.userErrors.map((error) => error.code)).toEqual(state === 'UNKNOWN' ? [] : [code]);
      expect((await graph.calls('freeside'))['new_customer']).toBe(1);
      const { clients } = await graph.get(FreesideRowsDocument, { where: { text: 'neil-smith' } });
      expect(clients.totalCount).toBe(1);
      const { client } = await graph.get(FreesideClientDocument, { upstreamId: clients.nodes[0]!.upstreamId });
      const left = { decline: ['CLOSED', '0.00', 0], collect: ['ACTIVE', '-12.50', 1] }[realtimeBilling];
      expect([client?.status, client?.balance?.current.amount, client?.charges?.totalCount]).toEqual(left);
    },
  );

  it.each(['decline', 'collect'])('is no matter where nothing is due: %s', async (realtimeBilling) => {
    await graph.set({ realtimeBilling }, 'freeside');
    expect((await signUp(freesideSignup())).operation?.state).toBe('SUCCEEDED');
  });
});

const suspensions = {
  suspend_username: async (idempotencyKey: string): Promise<WrittenFragment> =>
    (await graph.get(FreesideJustSuspendDocument, { input: { clientId: idOf(), idempotencyKey } })).suspendClient,
  unsuspend_username: async (idempotencyKey: string): Promise<WrittenFragment> =>
    (await graph.get(FreesideJustResumeDocument, { input: { clientId: idOf(), idempotencyKey } })).resumeClient,
};

describe.each(Object.entries(suspensions))('what %s refuses', (name, send) => {
  it.each([
    ['Account not found', 'NOT_FOUND input.service'],
    ['Unlinked account', 'INVALID_INPUT input.service'],
    ['Not your account', 'NOT_FOUND input.service'],
    ["Can't suspend cancelled package 7001", 'INVALID_INPUT input.service'],
    ["Can't unsuspend cancelled package 7001", 'INVALID_INPUT input.service'],
    ['Something new', 'UPSTREAM_REJECTED '],
  ])('is told in the words of the graph: %s', async (error, problem) => {
    await graph.set({ forcedErrors: { [name]: error } }, 'freeside');
    const found = await refusalOf(name, send);
    expect(found.problem).toBe(problem);
    // What helps to find the cause is kept.
    const [number = ''] = /7001|new/.exec(error) ?? [];
    expect(`${found.message} ${found.upstreamText ?? ''}`).toContain(number);
  });

  it('is refused by the account as a whole', async () => {
    await graph.set({ forcedErrors: { [name]: 'unknown agentnum 1' } }, 'freeside');
    expect((await refusalOf(name, send)).problem).toBe('ACCOUNT_REFUSED ');
  });
});
