/** `AccountHealth`: whether an account answers. */
import type { Account } from '../accounts.ts';
import type { ErrorCode } from '../errors.ts';
import { builder } from './builder.ts';
import { UserErrorCode } from './userError.ts';

interface Health {
  readonly state: 'UNKNOWN' | 'UP' | 'DOWN';
  readonly lastSuccessAt: Date | null;
  readonly lastFailureAt: Date | null;
  readonly lastFailureCode: ErrorCode | null;
  readonly consecutiveFailures: number;
}

/** What is known of an account's health now. */
export function healthOf(account: Account): Health {
  const { lastSuccessAt, lastFailureAt, lastFailureCode, consecutiveFailures } = account.health;
  const unknown = lastSuccessAt === null && lastFailureAt === null;
  const state = unknown ? 'UNKNOWN' : consecutiveFailures > 0 ? 'DOWN' : 'UP';
  return { state, lastSuccessAt, lastFailureAt, lastFailureCode, consecutiveFailures };
}

const HealthState = builder.enumType('HealthState', {
  description: 'Whether an account answers, as far as its last calls tell.',
  values: {
    UNKNOWN: { description: 'Nothing has been asked of it since the gateway was started.' },
    UP: { description: 'The last call got a valid answer.' },
    DOWN: { description: 'The last call found it away, refusing the login or limiting the rate.' },
  },
});

/** The type of `ResellerAccount.health`. */
export const HealthType = builder.objectRef<Health>('AccountHealth');

HealthType.implement({
  description: 'What the calls of this gateway process to an account have shown lately. Reading it calls nothing.',
  fields: (t) => ({
    state: t.field({ type: HealthState, description: 'The last word.', resolve: (health) => health.state }),
    lastSuccessAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a call last got a valid answer; null before the first.',
      resolve: (health) => health.lastSuccessAt,
    }),
    lastFailureAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a call last failed for a reason that lies with the upstream; null before the first.',
      resolve: (health) => health.lastFailureAt,
    }),
    lastFailureCode: t.field({
      type: UserErrorCode,
      nullable: true,
      description: 'Why that call failed.',
      resolve: (health) => health.lastFailureCode,
    }),
    consecutiveFailures: t.int({
      description: 'Such failures since the last valid answer.',
      resolve: (health) => health.consecutiveFailures,
    }),
  }),
});
