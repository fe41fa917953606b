/** What LogicBoxes refuses, in the words of the graph: its texts, its envelopes, its doors. */
import { describe, expect, it } from 'vitest';
import {
  JustChargeDocument,
  JustPayDocument,
  LogicboxesDeleteDocument,
  LogicboxesMailAccountDocument,
  LogicboxesMailForwardDocument,
  LogicboxesProfileDocument,
  LogicboxesJustResumeDocument,
  LogicboxesJustSignupDocument,
  LogicboxesJustSuspendDocument,
  LogicboxesJustUpdateDocument,
  type WrittenFragment,
} from '../generated/graphql.ts';
import { codesOf, freshKey, useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import {
  ACCOUNT,
  chargeInput,
  forwardInput,
  idOf,
  JANE,
  mailboxInput,
  paymentInput,
  signupInput,
} from './logicboxes.ts';

const graph = useGraph({ providers: ['logicboxes'], limits: { maxFailuresInARow: 10_000 } });

type Send = (idempotencyKey: string) => Promise<WrittenFragment>;

const CHARGE = 'billing/add-customer-debit-note';
const FUND = 'billing/add-customer-fund';
const SIGNUP = 'customers/v2/signup';
const MODIFY = 'customers/modify';
const MAIL = 'mail/user/add';
const FORWARD = 'mail/user/add-forward-only-account';
const UNKNOWN = idOf('99999999');

/** Each write without a fault, by its function. */
const writes: Readonly<Record<string, Send>> = {
  [CHARGE]: async (idempotencyKey) =>
    (await graph.get(JustChargeDocument, { input: chargeInput({ idempotencyKey }) })).addCharge,
  [FUND]: async (idempotencyKey) =>
    (await graph.get(JustPayDocument, { input: paymentInput({ idempotencyKey }) })).addPayment,
  [SIGNUP]: async (idempotencyKey) =>
    (await graph.get(LogicboxesJustSignupDocument, { input: signupInput({ idempotencyKey }) })).signupLogicboxesClient,
  [MODIFY]: async (idempotencyKey) =>
    (await graph.get(LogicboxesJustUpdateDocument, { input: { clientId: idOf(), company: 'New', idempotencyKey } }))
      .updateClient,
  'customers/suspend': async (idempotencyKey) =>
    (await graph.get(LogicboxesJustSuspendDocument, { input: { clientId: idOf(), idempotencyKey } })).suspendClient,
  'customers/unsuspend': async (idempotencyKey) =>
    (await graph.get(LogicboxesJustResumeDocument, { input: { clientId: idOf(), idempotencyKey } })).resumeClient,
  'customers/delete': async (idempotencyKey) =>
    (await graph.get(LogicboxesDeleteDocument, { input: { clientId: idOf(), idempotencyKey } })).deleteClient,
  [MAIL]: async (idempotencyKey) =>
    (await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput({ idempotencyKey }) })).addMailAccount,
  [FORWARD]: async (idempotencyKey) =>
    (await graph.get(LogicboxesMailForwardDocument, { input: forwardInput({ idempotencyKey }) })).addMailForward,
};

/** Function, what it answers, and what the graph makes of it: code, and path inside the input. */
const texts: readonly (readonly [name: string, text: string, code: string, path: string | null])[] = [
  [CHARGE, 'Invalid customer-id', 'NOT_FOUND', 'clientId'],
  [CHARGE, 'Insufficient funds', 'INSUFFICIENT_FUNDS', 'amount'],
  [CHARGE, 'Required parameter missing: conversion-rate', 'INVALID_INPUT', 'accounting.conversionRate'],
  [CHARGE, 'Required parameter missing: ns', 'INVALID_INPUT', null],
  [CHARGE, '{sellingamount=sellingamount is invalid}', 'INVALID_INPUT', 'amount'],
  [CHARGE, 'This method requires POST', 'UPSTREAM_REJECTED', null],
  [FUND, 'Invalid customer-id: 31000001', 'NOT_FOUND', 'clientId'],
  [FUND, '{description=description is invalid}', 'INVALID_INPUT', 'description'],
  [FUND, '{transaction-type=transaction-type is invalid}', 'INVALID_INPUT', 'paymentKind'],
  [FUND, 'You are not allowed to perform this action', 'NOT_FOUND', 'clientId'],
  [SIGNUP, 'Username already exists', 'ALREADY_EXISTS', 'email'],
  [SIGNUP, 'Required parameter missing: zipcode', 'INVALID_INPUT', 'address.postalCode'],
  [SIGNUP, '{passwd=passwd is invalid, phone=phone is invalid}', 'INVALID_INPUT', 'password'],
  [SIGNUP, '{address-line-2=address-line-2 is invalid}', 'INVALID_INPUT', 'address.lines.1'],
  [MODIFY, 'Username already exists', 'ALREADY_EXISTS', 'email'],
  [MODIFY, '{addressline1=addressline1 is invalid}', 'INVALID_INPUT', 'address.street'],
  ['customers/suspend', 'Invalid customer-id', 'NOT_FOUND', 'clientId'],
  ['customers/unsuspend', 'Invalid customer-id', 'NOT_FOUND', 'clientId'],
  ['customers/delete', 'Invalid customer-id', 'NOT_FOUND', 'clientId'],
  [MAIL, 'No Entity found for Entityid: 85000001', 'NOT_FOUND', 'orderId'],
  [MAIL, 'Email address is already registered with us', 'ALREADY_EXISTS', 'email'],
  [MAIL, 'You must have atleast ONE email account.', 'UPSTREAM_REJECTED', 'orderId'],
  [MAIL, "Website doesn't exist for example.com", 'NOT_FOUND', null],
  [FORWARD, '{forwards=forwards is invalid}', 'INVALID_INPUT', 'forwards'],
  [FORWARD, 'Domain already renewed.', 'UPSTREAM_REJECTED', null],
  [FORWARD, 'NameServer ns2.example is not a valid Nameserver', 'INVALID_INPUT', null],
];

/** What any function may answer. */
const common = [
  ['Access Denied. You are not authorized to perform this action.', 'ACCOUNT_REFUSED'],
  ['Authentication failed', 'ACCOUNT_REFUSED'],
  ['Feature deprecated. Please refer to KB link', 'NOT_SUPPORTED'],
] as const;

const cases = [
  ...texts,
  ...Object.keys(writes).flatMap((name) => common.map(([text, code]) => [name, text, code, null] as const)),
];

describe('a refusal of a write', () => {
  it.each(cases)('of %s, "%s", is %s about %s', async (name, text, code, path) => {
    await graph.set({ forcedErrors: { [name]: text } }, 'logicboxes');
    const key = freshKey();
    const { operation, userErrors } = await writes[name]!(key);
    expect(operation).toMatchObject({ state: 'REJECTED', attempts: [{ outcome: 'REJECTED', error: { code } }] });
    expect(userErrors).toMatchObject([
      {
        __typename: 'UpstreamError',
        code,
        path: path === null ? null : ['input', ...path.split('.')],
        retryable: false,
      },
    ]);
    expect((await graph.calls('logicboxes'))[name]).toBe(1);
    // The same key again is answered from the journal.
    await graph.set({ forcedErrors: {} }, 'logicboxes');
    expect((await writes[name]!(key)).operation?.state).toBe('REJECTED');
    expect((await graph.calls('logicboxes'))[name]).toBe(1);
  });

  it.each(Object.keys(writes))('of %s carries words that nobody has documented', async (name) => {
    await graph.set({ forcedErrors: { [name]: 'Something <new> & "odd"' } }, 'logicboxes');
    const { userErrors } = await writes[name]!(freshKey());
    expect(userErrors).toMatchObject([{ code: 'UPSTREAM_REJECTED', path: null }]);
    expect(userErrors[0]?.upstreamText).toBe('Something <new> & "odd"');
  });

  it('for the time being can be asked for again under its key', async () => {
    const text = 'There is already an action pending on this Order.';
    await graph.set({ forcedErrors: { [MAIL]: text } }, 'logicboxes');
    const key = freshKey();
    const { operation, userErrors } = await writes[MAIL]!(key);
    expect(operation?.state).toBe('REJECTED');
    expect(userErrors).toMatchObject([{ code: 'UPSTREAM_REJECTED', path: ['input', 'orderId'], retryable: true }]);
    await graph.set({ forcedErrors: {} }, 'logicboxes');
    expect((await writes[MAIL]!(key)).operation?.state).toBe('SUCCEEDED');
  });

  it('because of a transaction key that is fresh each time says that it came twice, so nothing is certain', async () => {
    await graph.set({ forcedErrors: { [FUND]: 'Transaction key already used' } }, 'logicboxes');
    const { operation, userErrors } = await writes[FUND]!(freshKey());
    expect(operation?.state).toBe('UNKNOWN');
    expect(userErrors).toMatchObject([{ code: 'OUTCOME_UNKNOWN', path: null }]);
  });

  it('carries the code of a mail function', async () => {
    const error = { text: 'Quota exceeded', errorCode: 'quota_exceeded', envelope: 'E', status: 200 };
    await graph.set({ forcedErrors: { [MAIL]: error } }, 'logicboxes');
    const { userErrors } = await writes[MAIL]!(freshKey());
    expect(userErrors).toMatchObject([{ code: 'UPSTREAM_REJECTED', upstreamCode: 'quota_exceeded' }]);
    expect(userErrors[0]?.upstreamText).toBe('Quota exceeded');
  });
});

describe('what the sandbox refuses by itself', () => {
  it('is a client that it does not know', async () => {
    const input = { clientId: UNKNOWN };
    const { suspendClient } = await graph.get(LogicboxesJustSuspendDocument, { input });
    const { resumeClient } = await graph.get(LogicboxesJustResumeDocument, { input });
    const { deleteClient } = await graph.get(LogicboxesDeleteDocument, { input });
    for (const payload of [suspendClient, resumeClient, deleteClient]) {
      expect(problemsOf(payload)).toEqual(['NOT_FOUND input.clientId']);
      expect(payload.operation?.state).toBe('REJECTED');
    }
    const { updateClient } = await graph.get(LogicboxesJustUpdateDocument, { input });
    expect(problemsOf(updateClient)).toEqual(['NOT_FOUND input.clientId']);
    expect(updateClient.operation).toBeNull();
  });

  it.each([
    [{ orderId: '5' }, 'NOT_FOUND input.orderId'],
    [{ email: 'john@elsewhere.example' }, 'INVALID_INPUT input.email'],
    [{ countryCode: 'zz' }, 'INVALID_INPUT input.countryCode'],
    [{ languageCode: 'eng' }, 'INVALID_INPUT input.languageCode'],
  ])('is a mailbox with %j', async (changes, problem) => {
    const { addMailAccount } = await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput(changes) });
    expect(problemsOf(addMailAccount)).toEqual([problem]);
    expect(addMailAccount.operation?.state).toBe('REJECTED');
  });

  it.each([
    [{ orderId: '5' }, 'NOT_FOUND input.orderId'],
    [{ email: 'sales@elsewhere.example' }, 'INVALID_INPUT input.email'],
  ])('is a forward with %j', async (changes, problem) => {
    const { addMailForward } = await graph.get(LogicboxesMailForwardDocument, { input: forwardInput(changes) });
    expect(problemsOf(addMailForward)).toEqual([problem]);
    expect(addMailForward.operation?.state).toBe('REJECTED');
  });

  it('is an address in a country that there is not, and an e-mail address of another client', async () => {
    const address = { ...signupInput().address, country: 'ZZ' };
    const { signupLogicboxesClient } = await graph.get(LogicboxesJustSignupDocument, {
      input: signupInput({ address }),
    });
    expect(problemsOf(signupLogicboxesClient)).toEqual(['INVALID_INPUT input.address.country']);
    const input = { clientId: idOf('31000003'), email: 'jane@example.com' };
    const { updateClient } = await graph.get(LogicboxesJustUpdateDocument, { input });
    expect(problemsOf(updateClient)).toEqual(['ALREADY_EXISTS input.email']);
    expect(updateClient.operation?.state).toBe('REJECTED');
  });
});

describe('an error is the same', () => {
  const switches = ['A', 'B', 'C', 'D', 'E', 'F'].flatMap((envelope) =>
    [200, 500].map((status) => ({ envelope, errorStatus: status, mailErrorStatus: status })),
  );
  it.each(switches)('with %j', async (values) => {
    await graph.set(values, 'logicboxes');
    expect(await graph.get(LogicboxesProfileDocument, { upstreamId: '99999999' })).toEqual({ client: null });
    expect(await graph.get(LogicboxesProfileDocument, { email: 'nobody@example.com' })).toEqual({ client: null });
    const { suspendClient } = await graph.get(LogicboxesJustSuspendDocument, { input: { clientId: UNKNOWN } });
    expect(problemsOf(suspendClient)).toEqual(['NOT_FOUND input.clientId']);
    const mail = await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput({ orderId: '5' }) });
    expect(problemsOf(mail.addMailAccount)).toEqual(['NOT_FOUND input.orderId']);
    await graph.set({ forcedErrors: { 'billing/customer-balance': 'No such luck' } }, 'logicboxes');
    const query = `{ client(account: "${ACCOUNT}", upstreamId: "${JANE}") { displayName balance { current { amount } } } }`;
    const { data, errors } = await graph.ask(query);
    expect(data).toEqual({ client: { displayName: 'Example Ltd', balance: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_REJECTED', account: ACCOUNT, retryable: false } }]);
    expect(errors?.[0]?.extensions?.['upstreamText']).toBe('No such luck');
  });
});

const READS = `{
  client(account: "${ACCOUNT}", upstreamId: "${JANE}") { displayName }
  account(name: "${ACCOUNT}") { clients { totalCount } balance { current { amount } } priceBands { productKey } }
}`;

describe('an address that is not on the list', () => {
  it.each(['html_403', 'error_500'])('is told to the owner, for reads and writes: %s', async (addressNotAllowed) => {
    await graph.set({ addressNotAllowed }, 'logicboxes');
    const answer = await graph.ask(READS);
    expect(answer.data).toMatchObject({ client: null, account: { balance: null, priceBands: null } });
    expect(codesOf(answer)).toEqual(Array<string>(4).fill('ACCOUNT_REFUSED'));
    for (const { message, extensions } of answer.errors ?? []) {
      expect(message).toMatch(/IP address is listed in the LogicBoxes panel/);
      expect(extensions).toMatchObject({ account: ACCOUNT, retryable: false });
    }
    for (const send of Object.values(writes)) {
      const { operation, userErrors } = await send(freshKey());
      // A page can come from something behind the function: a write that was sent is in doubt after one.
      const isDoubtful = operation !== null && addressNotAllowed === 'html_403';
      expect(operation?.state ?? 'REJECTED').toBe(isDoubtful ? 'UNKNOWN' : 'REJECTED');
      expect(userErrors).toMatchObject([{ code: isDoubtful ? 'OUTCOME_UNKNOWN' : 'ACCOUNT_REFUSED', path: null }]);
      expect(userErrors[0]?.message).toMatch(/IP address is listed in the LogicBoxes panel/);
    }
    await graph.ask(READS);
    const { data } = await graph.ask('{ accounts { health { state lastFailureCode } } }');
    expect(data).toMatchObject({ accounts: [{ health: { lastFailureCode: 'ACCOUNT_REFUSED' } }] });
    await graph.set({ addressNotAllowed: 'off' }, 'logicboxes');
    expect((await graph.ask(READS)).errors).toBeUndefined();
  });
});

describe('mail that the upstream has given up', () => {
  it('is not supported, and everything else works', async () => {
    await graph.set({ mailMethods: 'deprecated' }, 'logicboxes');
    for (const name of [MAIL, FORWARD]) {
      const { operation, userErrors } = await writes[name]!(freshKey());
      expect(operation?.state).toBe('REJECTED');
      expect(userErrors).toMatchObject([{ code: 'NOT_SUPPORTED', path: null, retryable: false }]);
      expect(userErrors[0]?.message).toContain('Feature deprecated');
    }
    expect((await writes[CHARGE]!(freshKey())).operation?.state).toBe('SUCCEEDED');
  });
});

describe('more calls than the upstream takes', () => {
  it('are told as such, and a write among them can be sent again under its key', async () => {
    await graph.set({ rateLimitPerSecond: 1 }, 'logicboxes');
    const answers = await Promise.all([1, 2, 3].map(() => graph.ask(READS)));
    expect(answers.flatMap(codesOf)).toContain('RATE_LIMITED');
    const key = freshKey();
    const { operation, userErrors } = await writes[MAIL]!(key);
    expect(operation?.state).toBe('REJECTED');
    expect(userErrors).toMatchObject([{ code: 'RATE_LIMITED', retryable: true }]);
    await graph.set({ rateLimitPerSecond: null }, 'logicboxes');
    expect((await writes[MAIL]!(key)).operation?.state).toBe('SUCCEEDED');
  });
});
