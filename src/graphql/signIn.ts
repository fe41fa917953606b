/** Logins: the check of a client's own, its one-time password, our session at an upstream, and free user names. */
import { seesPersonalData } from '../access/caller.ts';
import type { Account } from '../accounts.ts';
import { GatewayError, type Problem } from '../errors.ts';
import { MASKED } from '../personal/text.ts';
import type { SignInRecord } from '../providers/records.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { AccountNode, ClientNode } from './nodes.ts';
import { commonFields, PayloadInterface, readClient } from './payload.ts';
import { UserErrorInterface } from './userError.ts';
import { accountOf, refused, runWrite, unsupported, type WriteOutcome } from './write.ts';
import type { HandoverTicket } from '../handover.ts';

const SignInOutcome = builder.enumType('SignInOutcome', {
  description: "What became of a check of a client's login.",
  values: {
    SIGNED_IN: { description: 'User name and password are right.' },
    ONE_TIME: { description: 'Right, by a one-time password, which is used up now. The upstream does not say whose.' },
    REFUSED: { description: 'The upstream refuses them; `message` has its words.' },
  },
});

interface CheckOutcome {
  readonly account: Account | null;
  readonly record: SignInRecord | null;
  readonly userErrors: readonly Problem[];
}

const CheckSignInPayload = builder.objectRef<CheckOutcome>('CheckSignInPayload').implement({
  requires: [],
  description: "What became of a check of a client's login.",
  fields: (t) => ({
    outcome: t.field({
      type: SignInOutcome,
      nullable: true,
      description: 'Null when the check could not be made; `userErrors` tell why.',
      resolve: ({ record }) => record?.outcome,
    }),
    client: t.field({
      calls: { reads: ['clients'] },
      type: ClientNode,
      nullable: true,
      description: 'Whose login it is; null unless SIGNED_IN. Costs one upstream call.',
      resolve: ({ account, record }, _args, context) => readClient(context, account, record?.clientId ?? null),
    }),
    webUserId: t.string({
      nullable: true,
      description: 'Number of the user of the self-care pages; null unless SIGNED_IN.',
      resolve: ({ record }) => record?.webUserId,
    }),
    accessLevel: t.string({
      nullable: true,
      description: "The upstream's word for what the user may do; null unless SIGNED_IN.",
      resolve: ({ record }) => record?.accessLevel,
    }),
    message: t.string({
      calls: 'nothing',
      personal: true,
      nullable: true,
      description: "The upstream's words, in which the user's name may stand; null unless REFUSED.",
      resolve: ({ record }, _args, { caller }) => {
        const message = record?.message ?? null;
        return message === null || seesPersonalData(caller) ? message : MASKED;
      },
    }),
    userErrors: t.field({
      type: [UserErrorInterface],
      description: 'Why the check could not be made. Empty when it was, also when the login is refused.',
      resolve: (outcome) => outcome.userErrors,
    }),
  }),
});

const CheckSignInInput = builder.inputType('CheckSignInInput', {
  description: "A client's own login.",
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the client belongs to.' }),
    username: t.string({ required: true, description: 'User name of the self-care pages.' }),
    password: t.string({
      required: true,
      description: 'Password or one-time password. It is sent to the upstream and kept nowhere.',
    }),
  }),
});

/** What the audit log calls each of these. */
const actions = { signIn: 'SIGN_IN_CHECKED', session: 'SESSION_RENEWED' } as const;

/** Runs something at an account that is no journaled write, and records it in the audit log. */
async function attempt<T>(
  context: GraphContext,
  account: Account,
  capability: T | undefined,
  name: keyof typeof actions,
  run: (capability: T) => Promise<SignInRecord | void>,
): Promise<CheckOutcome> {
  if (capability === undefined) return { account, record: null, userErrors: [unsupported(account, name)] };
  const record = async (outcome: string, clientId: string | null): Promise<void> => {
    const clientIds = clientId === null ? [] : [clientId];
    const accounts = [{ account: account.name, clientIds, clientCount: clientIds.length }];
    await context.audit.note(actions[name], { outcome, accounts });
  };
  try {
    const found = (await run(capability)) ?? null;
    await record(found?.outcome ?? 'DONE', found?.clientId ?? null);
    return { account, record: found, userErrors: [] };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await record(error.code, null);
    return { account, record: null, userErrors: [error.toOutcome()] };
  }
}

const ResetOneTimePasswordInput = builder.inputType('ResetOneTimePasswordInput', {
  description: 'Whose one-time password to set anew.',
  fields: (t) => ({
    account: t.string({ required: true, description: 'Name of the account that the client belongs to.' }),
    webLogin: t.string({
      required: true,
      description: 'Login of the self-care pages: of the client, of one of its users, or of the account itself.',
    }),
    ...commonFields(t, true),
  }),
});

interface ResetOutcome extends WriteOutcome {
  readonly ticket: HandoverTicket | null;
}

const ResetOneTimePasswordPayload = builder.objectRef<ResetOutcome>('ResetOneTimePasswordPayload').implement({
  requires: [],
  description: 'What became of a new one-time password. The password itself never stands in an answer of this graph.',
  interfaces: [PayloadInterface],
  fields: (t) => ({
    passwordPath: t.string({
      nullable: true,
      description:
        'Path at this gateway (such as "/handover/…") that answers a POST with the password as plain text, once. Null unless it was set by this very request.',
      resolve: ({ ticket }) => ticket?.path,
    }),
    passwordExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Until when it can be read there, five minutes from now; sooner gone when the gateway restarts or 1,000 others wait.',
      resolve: ({ ticket }) => ticket?.expiresAt,
    }),
  }),
});

const RenewSessionInput = builder.inputType('RenewSessionInput', {
  description: 'Whose session to renew.',
  fields: (t) => ({ account: t.string({ required: true, description: 'Name of the account.' }) }),
});

const RenewSessionPayload = builder.objectRef<CheckOutcome>('RenewSessionPayload').implement({
  requires: [],
  description: 'What became of a renewal.',
  fields: (t) => ({
    account: t.field({
      type: AccountNode,
      nullable: true,
      description: 'The account; null when there is none of that name.',
      resolve: ({ account }) => account && new AccountNode(account),
    }),
    userErrors: t.field({
      type: [UserErrorInterface],
      description: 'Why it was not renewed; empty when it was.',
      resolve: (outcome) => outcome.userErrors,
    }),
  }),
});

async function resetPassword(
  context: GraphContext,
  input: typeof ResetOneTimePasswordInput.$inferInput,
): Promise<ResetOutcome> {
  const target = accountOf(context, input.account);
  if ('problem' in target) return { ...refused(null, null, [target.problem]), ticket: null };
  const call = { account: target.account, clientId: null, common: input, input: { webLogin: input.webLogin } };
  const { output, ...outcome } = await runWrite(context, { kind: 'resetOneTimePassword', ...call });
  return {
    ...outcome,
    ticket:
      output === undefined ? null : context.handover.put(output.password, context.caller.tenant, target.account.name),
  };
}

builder.mutationFields((t) => ({
  checkSignIn: t.field({
    calls: { does: 'askAccount', reads: ['signIn'] },
    requires: ['clients:write'],
    type: CheckSignInPayload,
    description:
      "Checks a client's own login at the upstream (Sippy). A mutation since it takes a password and may use a one-time password up; it writes no operation.",
    args: { input: t.arg({ type: CheckSignInInput, required: true, description: 'Which login.' }) },
    resolve: (_root, { input }, context) => {
      const target = accountOf(context, input.account);
      if ('problem' in target) return { account: null, record: null, userErrors: [target.problem] };
      const { account } = target;
      const { scope } = context.loaders.of(account.name);
      const { username, password } = input;
      return attempt(context, account, account.provider.capabilities.signIn, 'signIn', (signIn) =>
        signIn.check(username, password, scope),
      );
    },
  }),
  resetOneTimePassword: t.field({
    calls: { writes: 'resetOneTimePassword' },
    requires: ['clients:write'],
    type: ResetOneTimePasswordPayload,
    description:
      'Sets a new one-time password for the self-care pages (Sippy). The old one stops working. It is not shown here but at `passwordPath`, once.',
    args: { input: t.arg({ type: ResetOneTimePasswordInput, required: true, description: 'Whose password to set.' }) },
    resolve: (_root, { input }, context) => resetPassword(context, input),
  }),
  renewSession: t.field({
    calls: { does: 'askAccount', reads: ['session'] },
    requires: ['clients:write'],
    type: RenewSessionPayload,
    description:
      'Ends the login session of an account at its upstream and begins a new one (Freeside). The gateway does so by itself before a session ends; this is for after a change at the upstream.',
    args: { input: t.arg({ type: RenewSessionInput, required: true, description: 'Of which account.' }) },
    resolve: (_root, { input }, context) => {
      const target = accountOf(context, input.account);
      if ('problem' in target) return { account: null, record: null, userErrors: [target.problem] };
      const { account } = target;
      const { scope } = context.loaders.of(account.name);
      return attempt(context, account, account.provider.capabilities.session, 'session', (session) =>
        session.renew(scope),
      );
    },
  }),
}));

builder.objectField(AccountNode, 'isUsernameAvailable', (t) =>
  t.boolean({
    calls: { reads: ['usernames'], byArguments: true },
    nullable: true,
    requires: ['clients:read', 'clients:pii'],
    description:
      'True when nobody has this user name at this domain, which is personal: somebody has it otherwise. Freeside also answers true for a domain that it does not know. Null where the provider has no such check. Costs one upstream call.',
    args: {
      username: t.arg.string({ required: true, description: 'User name without the domain.' }),
      domain: t.arg.string({ required: true, description: 'Domain, such as "example.com".' }),
    },
    resolve: ({ account }, { username, domain }, context) => {
      const loaders = context.loaders.of(account.name);
      if (!loaders.has('usernames')) return null;
      context.audit.disclosures?.search('ResellerAccount.isUsernameAvailable', [{ account }]);
      return loaders.isUsernameAvailable(username, domain);
    },
  }),
);
