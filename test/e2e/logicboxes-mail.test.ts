/** Mailboxes and forwards of a LogicBoxes order. */
import { describe, expect, it } from 'vitest';
import { LogicboxesMailAccountDocument, LogicboxesMailForwardDocument } from '../generated/graphql.ts';
import { useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { forwardInput, mailboxInput, requestsTo, upstream } from './logicboxes.ts';

const graph = useGraph({ providers: ['logicboxes'] });

describe('mail/user/add', () => {
  it('creates a mailbox and shows it as the upstream does', async () => {
    const input = mailboxInput();
    const { addMailAccount } = await graph.get(LogicboxesMailAccountDocument, { input });
    expect(addMailAccount).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_MAIL_ACCOUNT', state: 'SUCCEEDED', delivery: 'UNPROVEN' },
    });
    expect(addMailAccount.mailAccount).toEqual({
      email: 'john.doe@example.com',
      domain: 'example.com',
      firstName: 'John',
      lastName: 'Doe',
      alternateEmail: 'alternative@example.org',
      internalForwards: 'new:example.com@set25.mailhost.example',
      quotaLimit: '5242880',
      quotaUsed: '0',
      status: 'ACTIVE',
      accountType: 'POP_WITHOUT_AUTORESPONDER',
      countryCode: 'US',
      languageCode: 'en',
      popHost: 'pop.example.com',
      imapHost: 'imap.example.com',
      smtpHost: 'smtp.example.com',
      webmailUrl: 'http://webmail.example.com',
      createdAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/) as string,
    });
    expect(await graph.calls('logicboxes')).toEqual({ 'mail/user/add': 1 });
    const [request] = await requestsTo(graph, 'mail/user/add');
    expect(request).toMatchObject({ httpMethod: 'POST', query: {} });
    expect(request?.body).toEqual({
      'auth-userid': '100001',
      'api-key': '[redacted]',
      'order-id': '85000001',
      email: 'john.doe@example.com',
      passwd: '[redacted]',
      'notification-email': 'alternative@example.org',
      'first-name': 'John',
      'last-name': 'Doe',
      'country-code': 'US',
      'language-code': 'en',
    });
    // The same key again sends nothing, and knows no more than the operation.
    const again = await graph.get(LogicboxesMailAccountDocument, { input });
    expect(again.addMailAccount).toMatchObject({ operation: { state: 'SUCCEEDED' }, mailAccount: null });
    expect(await graph.calls('logicboxes')).toEqual({ 'mail/user/add': 1 });
  });

  it('refuses a second mailbox with the address', async () => {
    await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput() });
    const { addMailAccount } = await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput() });
    expect(problemsOf(addMailAccount)).toEqual(['ALREADY_EXISTS input.email']);
    expect(addMailAccount).toMatchObject({
      mailAccount: null,
      operation: { state: 'REJECTED' },
      userErrors: [{ __typename: 'UpstreamError', upstreamCode: 'emailaddress_unique_key_voilation' }],
    });
  });
});

describe('mail/user/add-forward-only-account', () => {
  it('creates an address that only forwards', async () => {
    const { addMailForward } = await graph.get(LogicboxesMailForwardDocument, { input: forwardInput() });
    expect(addMailForward).toMatchObject({
      userErrors: [],
      operation: { kind: 'ADD_MAIL_FORWARD', state: 'SUCCEEDED', delivery: 'UNPROVEN' },
    });
    expect(await graph.calls('logicboxes')).toEqual({ 'mail/user/add-forward-only-account': 1 });
    const [request] = await requestsTo(graph, 'mail/user/add-forward-only-account');
    const body = { 'order-id': '85000001', email: 'sales@example.com', forwards: 'a@example.org,b@example.org' };
    expect(request).toMatchObject({ httpMethod: 'POST', query: {}, body });
    const again = await graph.get(LogicboxesMailForwardDocument, { input: forwardInput() });
    expect(problemsOf(again.addMailForward)).toEqual(['ALREADY_EXISTS input.email']);
    const parameters = { 'order-id': '85000001', email: 'sales@example.com' };
    expect(await upstream(graph, 'mail/user/delete', parameters)).toEqual({ response: { status: 'Success' } });
  });
});
