/** What the sign-ups of all providers share. */
import { builder } from './builder.ts';
import type { SignedUp } from '../providers/provider.ts';
import type { GraphContext } from './context.ts';
import { clientPayload } from './payload.ts';
import { accountOf, refused, runWrite, type CommonInput, type WriteCall, type WriteOutcome } from './write.ts';

/** The payload of every sign-up. */
export const SignupClientPayload = clientPayload(
  'SignupClientPayload',
  'What became of a sign-up; `client` is the new client.',
);

/** The input type of a new client's address, all of it required. */
export const SignupAddress = builder.inputType('SignupAddressInput', {
  description: 'The address of a new client.',
  fields: (t) => ({
    street: t.string({ required: true, description: 'Street and number.' }),
    city: t.string({ required: true, description: 'Town or city.' }),
    state: t.string({ required: true, description: 'State or province.' }),
    postalCode: t.string({ required: true, description: 'Postal or ZIP code.' }),
    country: t.string({
      required: true,
      description: 'ISO 3166-1 alpha-2; where `ResellerAccount.countries` is not null, one of these.',
    }),
  }),
});

type SignupName = 'signupVoipmsClient' | 'signupSippyClient' | 'signupFreesideClient' | 'signupLogicboxesClient';

/** Signs a client up at the account that the input names. */
export async function signUp<Name extends SignupName>(
  context: GraphContext,
  kind: Name,
  common: CommonInput & { readonly account: string },
  input: WriteCall<Name>['input'],
  refusals?: WriteCall<Name>['refusals'],
): Promise<WriteOutcome> {
  const target = accountOf(context, common.account);
  if ('problem' in target) return refused(null, null, [target.problem]);
  const { account } = target;
  return runWrite(context, {
    kind,
    account,
    clientId: null,
    common,
    input,
    ...(refusals && { refusals }),
    createdClientId: ({ clientId }: SignedUp) => clientId,
  } as WriteCall<SignupName> as WriteCall<Name>);
}
