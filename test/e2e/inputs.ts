/** Inputs of mutations, and their problems in a short form. */
import type { SignupVoipmsClientInput } from '../generated/graphql.ts';
import { ACCOUNT, freshKey } from './harness.ts';

/** A sign-up without a fault; a fresh key each time. */
export function signupInput(changes: Partial<SignupVoipmsClientInput> = {}): SignupVoipmsClientInput {
  return {
    account: ACCOUNT,
    firstName: 'Ada',
    lastName: "O'Connor",
    company: 'Analytical/Engines',
    address: { street: '12 MAIN ST', city: 'BOSTON', state: 'MASSACHUSETTS', postalCode: '02134', country: 'US' },
    phoneNumber: '6175550100',
    email: 'ada@example.org',
    emailConfirmation: 'ada@example.org',
    password: 'Engine-1843',
    passwordConfirmation: 'Engine-1843',
    activate: true,
    balanceManagement: '1',
    idempotencyKey: freshKey(),
    ...changes,
  };
}

/** Each user error as "CODE path", sorted. */
export function problemsOf(payload: {
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] | null }[];
}): readonly string[] {
  return payload.userErrors.map(({ code, path }) => `${code} ${(path ?? []).join('.')}`).toSorted();
}
