/** `addMailAccount` and `addMailForward`: mail orders. */
import type { MailAccount } from '../providers/records-logicboxes.ts';
import { builder } from './builder.ts';
import { commonFields, PayloadInterface } from './payload.ts';
import { accountOf, refused, runWrite, type SentOutcome, type WriteOutcome } from './write.ts';

const MailAccountType = builder.objectRef<MailAccount>('MailAccount');

const texts = {
  domain: 'Domain of the address.',
  firstName: 'Given name of the user.',
  lastName: 'Family name of the user.',
  alternateEmail: 'Address for notifications.',
  internalForwards: "The upstream's own note of where mail goes inside.",
  quotaLimit: "Room for mail in the upstream's unit, which it does not name.",
  quotaUsed: 'Room that is used, in the same unit.',
  status: 'The upstream\'s word, such as "ACTIVE".',
  accountType: 'The upstream\'s word, such as "POP_WITHOUT_AUTORESPONDER".',
  countryCode: 'ISO 3166-1 alpha-2.',
  languageCode: 'Language of the web mail.',
  popHost: 'Server for POP.',
  imapHost: 'Server for IMAP.',
  smtpHost: 'Server for outgoing mail.',
  webmailUrl: 'Address of the web mail.',
} as const satisfies Partial<Record<keyof MailAccount, string>>;

/** Those by which somebody can be known or reached. */
const personalTexts: ReadonlySet<string> = new Set([
  'domain',
  'firstName',
  'lastName',
  'alternateEmail',
  'internalForwards',
]);

MailAccountType.implement({
  requires: [],
  description: 'A mailbox as the upstream describes it after its creation. Null stands for what it does not tell.',
  fields: (t) => ({
    email: t.exposeString('email', { personal: true, description: 'Its address.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
  }),
});

builder.objectFields(MailAccountType, (t) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, description]) => [
      name,
      t.string({
        nullable: true,
        personal: personalTexts.has(name),
        description,
        resolve: (mailbox) => mailbox[name as keyof typeof texts],
      }),
    ]),
  ),
);

const AddMailAccountInput = builder.inputType('AddMailAccountInput', {
  description: 'A new mailbox of a mail order.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the order belongs to.' }),
    orderId: t.string({ required: true, description: 'Number of the mail, hosting or domain order.' }),
    email: t.string({ required: true, description: 'Address of the mailbox; must not exist yet.' }),
    password: t.string({
      required: true,
      description: 'Password of the mailbox. It is sent to the upstream and kept nowhere.',
    }),
    notificationEmail: t.string({ required: true, description: 'Address that gets notifications about the mailbox.' }),
    firstName: t.string({ required: true, description: 'Given name of the user.' }),
    lastName: t.string({ required: true, description: 'Family name of the user.' }),
    countryCode: t.string({ required: true, description: 'ISO 3166-1 alpha-2.' }),
    languageCode: t.string({ required: true, description: 'ISO 639-1, such as "en".' }),
    ...commonFields(t, true),
  }),
});

const AddMailForwardInput = builder.inputType('AddMailForwardInput', {
  description: 'A new address of a mail order that only forwards.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the order belongs to.' }),
    orderId: t.string({ required: true, description: 'Number of the mail, hosting or domain order.' }),
    email: t.string({ required: true, description: 'The address; must not exist yet.' }),
    forwards: t.stringList({ required: true, description: 'Addresses that get the mail, one at least.' }),
    ...commonFields(t, true),
  }),
});

const AddMailAccountPayload = builder.objectRef<SentOutcome<MailAccount | null>>('AddMailAccountPayload').implement({
  requires: [],
  description: 'What became of a new mailbox.',
  interfaces: [PayloadInterface],
  fields: (t) => ({
    mailAccount: t.field({
      calls: 'nothing',
      type: MailAccountType,
      nullable: true,
      description:
        'The mailbox as the upstream describes it. Null unless it was made by this very request: a repetition with the same key has no more than `operation`.',
      resolve: ({ output }, _args, { view }) => (output ? view.mailAccount(output) : null),
    }),
  }),
});

const AddMailForwardPayload = builder.objectRef<WriteOutcome>('AddMailForwardPayload').implement({
  requires: [],
  description: 'What became of a new forwarding address.',
  interfaces: [PayloadInterface],
});

builder.mutationFields((t) => ({
  addMailAccount: t.field({
    calls: { writes: 'addMailAccount' },
    requires: ['mail:write'],
    type: AddMailAccountPayload,
    description: 'Creates a mailbox of a mail order (LogicBoxes).',
    args: { input: t.arg({ type: AddMailAccountInput, required: true, description: 'Which mailbox.' }) },
    resolve: (_root, { input }, context) => {
      const target = accountOf(context, input.account);
      if ('problem' in target) return refused(null, null, [target.problem]);
      const { account: _name, idempotencyKey: _key, reason: _reason, dryRun: _dryRun, ...mailbox } = input;
      const call = { account: target.account, clientId: null, common: input, input: mailbox };
      return runWrite(context, { kind: 'addMailAccount', ...call });
    },
  }),
  addMailForward: t.field({
    calls: { writes: 'addMailForward' },
    requires: ['mail:write'],
    type: AddMailForwardPayload,
    description: 'Creates an address of a mail order that only forwards (LogicBoxes).',
    args: { input: t.arg({ type: AddMailForwardInput, required: true, description: 'Which address, and where to.' }) },
    resolve: (_root, { input }, context) => {
      const target = accountOf(context, input.account);
      if ('problem' in target) return refused(null, null, [target.problem]);
      const { orderId, email, forwards } = input;
      const call = { account: target.account, clientId: null, common: input, input: { orderId, email, forwards } };
      return runWrite(context, { kind: 'addMailForward', ...call });
    },
  }),
}));
