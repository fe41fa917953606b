/** What a list or total over several accounts has reached, and what it lacks. */
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { AccountNode } from './nodes.ts';

/** How one account contributed to a result over several. */
export interface AccountOutcome {
  readonly account: Account;
  readonly state: 'COMPLETE' | 'PARTIAL' | 'FAILED';
  /** The (first) reason; null for COMPLETE. */
  readonly error: GatewayError | null;
}

/** The outcomes of all accounts that were asked. */
export interface Completeness {
  readonly accounts: readonly AccountOutcome[];
}

/** True when nothing is missing. */
export function isComplete(completeness: Completeness): boolean {
  return completeness.accounts.every((outcome) => outcome.state === 'COMPLETE');
}

/** The same with accounts marked as partial that failed in a later step, by name of the account. */
export function withFailures(completeness: Completeness, failures: ReadonlyMap<string, GatewayError>): Completeness {
  const accounts = completeness.accounts.map((outcome): AccountOutcome => {
    const error = failures.get(outcome.account.name);
    return error === undefined ? outcome : { account: outcome.account, state: 'PARTIAL', error };
  });
  return { accounts };
}

/** Names every account that is missing, wholly or in part, in the errors of the answer as well. */
export function reportMissing(
  context: GraphContext,
  completeness: Completeness,
  path: readonly (string | number)[],
): void {
  for (const { account, error } of completeness.accounts) {
    if (error !== null) context.addPartialError(error.at(account.name), path);
  }
}

/** An error as one that may be shown; a fault of ours stays what it is. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  throw error;
}

const OutcomeState = builder.enumType('OutcomeState', {
  description: 'How far an account contributed to a result over several accounts.',
  values: {
    COMPLETE: { description: 'Everything that was asked of it is in the result.' },
    PARTIAL: { description: 'Something of it is missing, such as clients whose balance could not be read.' },
    FAILED: { description: 'Nothing of it is in the result.' },
  },
});

const AccountOutcomeType = builder.objectRef<AccountOutcome>('AccountOutcome');

AccountOutcomeType.implement({
  requires: [],
  description: 'How one account contributed to a result over several.',
  fields: (t) => ({
    account: t.field({
      type: AccountNode,
      description: 'The account that was asked.',
      resolve: (outcome) => new AccountNode(outcome.account),
    }),
    state: t.field({ type: OutcomeState, description: 'How far it contributed.', resolve: (outcome) => outcome.state }),
    code: t.string({
      nullable: true,
      description: 'Error code, as in `extensions.code` of an error; null when COMPLETE.',
      resolve: (outcome) => outcome.error?.code,
    }),
    message: t.string({
      calls: 'nothing',
      nullable: true,
      description: 'What went wrong, in a sentence; null when COMPLETE.',
      resolve: ({ error }, _args, { redactor }) => error && redactor.message(error.message),
    }),
    retryable: t.boolean({
      nullable: true,
      description: 'True when asking again later can help without a change; null when COMPLETE.',
      resolve: (outcome) => outcome.error?.retryable,
    }),
  }),
});

/** The type of `completeness` wherever several accounts are asked. */
export const CompletenessType = builder.objectRef<Completeness>('Completeness');

CompletenessType.implement({
  requires: [],
  description:
    'Which accounts a result over several accounts has reached. Totals are only whole when `complete` is true.',
  fields: (t) => ({
    complete: t.boolean({ description: 'True when nothing is missing.', resolve: isComplete }),
    accounts: t.field({
      type: [AccountOutcomeType],
      description: 'One entry for each account that was asked, in the order of the configuration.',
      resolve: (completeness) => completeness.accounts,
    }),
  }),
});
