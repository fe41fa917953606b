/** What is found wrong with an input before anything is sent to LogicBoxes. */
import { describe, expect, it } from 'vitest';
import {
  LogicboxesDeleteDocument,
  LogicboxesJustResumeDocument,
  LogicboxesJustSignupDocument,
  LogicboxesJustSuspendDocument,
  LogicboxesJustUpdateDocument,
  LogicboxesMailAccountDocument,
  LogicboxesMailForwardDocument,
} from '../generated/graphql.ts';
import { useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { forwardInput, idOf, mailboxInput, signupInput } from './logicboxes.ts';

const graph = useGraph({ providers: ['logicboxes'] });

const invalid = (paths: readonly string[]): readonly string[] => paths.map((path) => `INVALID_INPUT input.${path}`);
const shared = { idempotencyKey: 'has a blank', reason: 'x'.repeat(501) };

/** Problems, each once. */
const distinct = (payload: Parameters<typeof problemsOf>[0]) => [...new Set(problemsOf(payload))];

describe('all problems of an input at once, and nothing is sent', () => {
  it('of a sign-up', async () => {
    const input = signupInput({
      ...shared,
      email: 'nope',
      password: 'ä',
      name: ' ',
      company: '',
      address: { lines: ['', 'ok', 'a\nb'], city: '', state: 'a\u0007', postalCode: '', country: 'Atlantis' },
      phone: { countryCode: '+1', number: '12' },
      alternatePhone: { countryCode: '', number: '1234567890123' },
      mobile: { countryCode: '1', number: 'x' },
      fax: { countryCode: '1234', number: '123456' },
      language: 'English',
      vatId: 'x'.repeat(256),
    });
    const { signupLogicboxesClient } = await graph.get(LogicboxesJustSignupDocument, { input });
    expect(distinct(signupLogicboxesClient)).toEqual(
      invalid([
        'address.city',
        'address.country',
        'address.lines.0',
        'address.lines.2',
        'address.postalCode',
        'address.state',
        'alternatePhone.countryCode',
        'alternatePhone.number',
        'company',
        'email',
        'fax.countryCode',
        'idempotencyKey',
        'language',
        'mobile.number',
        'name',
        'password',
        'phone.countryCode',
        'phone.number',
        'reason',
        'vatId',
      ]),
    );
    // Too short, no small letter, no capital, no digit, no sign, a letter that is not allowed: a problem each.
    const passwords = signupLogicboxesClient.userErrors.filter(({ path }) => path?.at(-1) === 'password');
    expect(passwords).toHaveLength(6);
    expect(await graph.calls('logicboxes')).toEqual({});
  });

  it.each([[[]], [['1', '2', '3', '4']]])('of a sign-up with the lines %j', async (lines) => {
    const address = { ...signupInput().address, lines };
    const { signupLogicboxesClient } = await graph.get(LogicboxesJustSignupDocument, {
      input: signupInput({ address }),
    });
    expect(problemsOf(signupLogicboxesClient)).toEqual(invalid(['address.lines']));
  });

  it('of a change', async () => {
    const input = {
      ...shared,
      clientId: idOf(),
      company: 'a\u0000b',
      firstName: 'a\nb',
      lastName: 'x'.repeat(256),
      email: '',
      phoneNumber: 'call me',
      password: 'Secret#123',
      balanceManagement: '1',
      address: { street: null, city: ' ', state: 'a\rb', postalCode: '', country: 'Canada' },
    };
    const { updateClient } = await graph.get(LogicboxesJustUpdateDocument, { input });
    expect(distinct(updateClient)).toEqual(
      invalid([
        'address.city',
        'address.country',
        'address.postalCode',
        'address.state',
        'address.street',
        'balanceManagement',
        'company',
        'email',
        'firstName',
        'idempotencyKey',
        'lastName',
        'password',
        'phoneNumber',
        'reason',
      ]),
    );
    expect(updateClient.operation).toBeNull();
    expect(await graph.calls('logicboxes')).not.toHaveProperty(['customers/modify']);
  });

  it('of a mailbox', async () => {
    const input = mailboxInput({
      ...shared,
      orderId: 'x',
      email: 'nope',
      password: '',
      notificationEmail: ' ',
      firstName: '',
      lastName: 'a\nb',
      countryCode: 'USA',
      languageCode: '',
    });
    const { addMailAccount } = await graph.get(LogicboxesMailAccountDocument, { input });
    expect(distinct(addMailAccount)).toEqual([
      ...invalid([
        'countryCode',
        'email',
        'firstName',
        'idempotencyKey',
        'languageCode',
        'lastName',
        'notificationEmail',
        'password',
        'reason',
      ]),
      'NOT_FOUND input.orderId',
    ]);
    expect(await graph.calls('logicboxes')).toEqual({});
  });

  it('of a forward', async () => {
    const input = forwardInput({ ...shared, orderId: '', email: '', forwards: ['a@example.org', 'nope', ''] });
    const { addMailForward } = await graph.get(LogicboxesMailForwardDocument, { input });
    expect(distinct(addMailForward)).toEqual([
      ...invalid(['email', 'forwards.1', 'forwards.2', 'idempotencyKey', 'reason']),
      'NOT_FOUND input.orderId',
    ]);
    const none = await graph.get(LogicboxesMailForwardDocument, { input: forwardInput({ forwards: [] }) });
    expect(problemsOf(none.addMailForward)).toEqual(invalid(['forwards']));
    expect(await graph.calls('logicboxes')).toEqual({});
  });

  it('of a suspension, its end and a deletion', async () => {
    const input = { ...shared, clientId: idOf('abc'), service: 'user@example.com' };
    const expected = [...invalid(['idempotencyKey', 'reason', 'service']), 'NOT_FOUND input.clientId'];
    const { suspendClient } = await graph.get(LogicboxesJustSuspendDocument, { input });
    const { resumeClient } = await graph.get(LogicboxesJustResumeDocument, { input });
    expect([distinct(suspendClient), distinct(resumeClient)]).toEqual([expected, expected]);
    const { service: _service, ...deletion } = input;
    const { deleteClient } = await graph.get(LogicboxesDeleteDocument, { input: deletion });
    expect(distinct(deleteClient)).toEqual(expected.filter((line) => !line.endsWith('service')));
    expect(await graph.calls('logicboxes')).toEqual({});
  });

  it('of an account that is not configured', async () => {
    const account = { account: 'nowhere' };
    const signup = await graph.get(LogicboxesJustSignupDocument, { input: signupInput(account) });
    const mail = await graph.get(LogicboxesMailAccountDocument, { input: mailboxInput(account) });
    const forward = await graph.get(LogicboxesMailForwardDocument, { input: forwardInput(account) });
    for (const payload of [signup.signupLogicboxesClient, mail.addMailAccount, forward.addMailForward]) {
      expect(problemsOf(payload)).toEqual(['NOT_FOUND input.account']);
    }
  });
});
