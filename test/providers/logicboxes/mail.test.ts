import { describe, expect, it } from 'vitest';
import { forward, mailbox, mark } from './inputs.ts';
import { scopeOf } from '../scope.ts';
import { fieldsOf, fixture, useProvider } from './upstream.ts';

const its = useProvider();

const addingMailbox = () => its.can.addMailAccount;
const addingForward = () => its.can.addMailForward;

describe('addMailAccount', () => {
  it('sends the documented parameters and reads the documented mailbox', async () => {
    its.upstream.on('mail/user/add', fixture('mail-user-add.documented'));
    expect(await addingMailbox().send(mailbox(), scopeOf(), mark)).toEqual({
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
      createdAt: new Date('2017-11-10T17:45:17.988Z'),
    });
    expect(its.upstream.calls[0]?.parameters).toEqual([
      ['order-id', '85000001'],
      ['email', 'john.doe@example.com'],
      ['passwd', 'M@il canary 1'],
      ['notification-email', 'alternative@example.org'],
      ['first-name', 'John'],
      ['last-name', 'Doe'],
      ['country-code', 'US'],
      ['language-code', 'en'],
    ]);
  });

  it('succeeds whatever the answer tells of the mailbox', async () => {
    its.upstream.on('mail/user/add', '{"response":{"status":"Success"}}');
    expect(await addingMailbox().send(mailbox(), scopeOf(), mark)).toBeNull();
    its.upstream.on(
      'mail/user/add',
      '{"response":{"status":"success","user":{"createdOn":"2017-99-99 00:00:00 GMT"}}}',
    );
    expect(await addingMailbox().send(mailbox(), scopeOf(), mark)).toMatchObject({
      email: 'john.doe@example.com',
      domain: null,
      createdAt: null,
      quotaLimit: null,
      popHost: null,
    });
  });

  it('checks everything at once and plans without the password', async () => {
    const bad = mailbox({
      orderId: 'x',
      email: '',
      password: ' ',
      notificationEmail: 'n',
      firstName: '',
      lastName: 'a\nb',
      countryCode: 'USA',
      languageCode: '1',
    });
    expect(fieldsOf(await addingMailbox().check(bad, scopeOf()))).toEqual([
      'orderId',
      'email',
      'password',
      'notificationEmail',
      'firstName',
      'lastName',
      'countryCode',
      'languageCode',
    ]);
    expect(await addingMailbox().check(mailbox(), scopeOf())).toEqual([]);
    const plan = await addingMailbox().plan(mailbox(), scopeOf(), mark);
    expect(plan[0]?.parameters).toContainEqual({ name: 'passwd', value: '[redacted]' });
    expect(JSON.stringify(plan)).not.toContain('canary');
    expect(its.upstream.calls).toHaveLength(0);
  });
});

describe('addMailForward', () => {
  it('sends the addresses with commas between them', async () => {
    its.upstream.on('mail/user/add-forward-only-account', fixture('mail-user-add-forward-only-account.documented'));
    await addingForward().send(forward(), scopeOf(), mark);
    const parameters = [
      ['order-id', '85000001'],
      ['email', 'sales@example.com'],
      ['forwards', 'a@example.org,b@example.org'],
    ];
    expect(its.upstream.calls[0]?.parameters).toEqual(parameters);
    const [request] = await addingForward().plan(forward(), scopeOf(), mark);
    expect(request?.parameters.map(({ name, value }) => [name, value])).toEqual(parameters);
  });

  it('checks everything at once', async () => {
    expect(await addingForward().check(forward(), scopeOf())).toEqual([]);
    const bad = forward({ orderId: '', email: 'x', forwards: ['a@example.org', 'b@example.org,c@example.org', ''] });
    expect(fieldsOf(await addingForward().check(bad, scopeOf()))).toEqual([
      'orderId',
      'email',
      'forwards.1',
      'forwards.2',
    ]);
    for (const forwards of [[], Array.from({ length: 51 }, () => 'a@example.org')]) {
      expect(fieldsOf(await addingForward().check(forward({ forwards }), scopeOf()))).toEqual(['forwards']);
    }
  });
});
