/** `AccountHealth`: whether an account answers. */
import type { Account } from '../accounts.ts';
import type { ErrorCode } from '../errors.ts';
import { builder } from './builder.ts';
import { UserErrorCode } from './userError.ts';

interface Health {
  readonly state: 'UNKNOWN' | 'UP' | 'DOWN' | 'HELD_BACK';
  readonly lastSuccessAt: Date | null;
  readonly lastFailureAt: Date | null;
  readonly lastFailureCode: ErrorCode | null;
  readonly consecutiveFailures: number;
  readonly heldBackUntil: Date | null;
}

/** What is known of an account's health now. */
export function healthOf(account: Account): Health {
  const { lastSuccessAt, lastFailureAt, lastFailureCode, consecutiveFailures, heldBackUntil } = account.health;
  const unknown = lastSuccessAt === null && lastFailureAt === null;
  const failing = heldBackUntil === null ? 'DOWN' : 'HELD_BACK';
  const state = unknown ? 'UNKNOWN' : consecutiveFailures > 0 ? failing : 'UP';
  return { state, lastSuccessAt, lastFailureAt, lastFailureCode, consecutiveFailures, heldBackUntil };
}

const HealthState = builder.enumType('HealthState', {
  description: 'Whether an account answers, as far as its last calls tell.',
  values: {
    UNKNOWN: { description: 'Nothing has been asked of it since the gateway was started.' },
    UP: { description: 'The last call got a valid answer.' },
    DOWN: { description: 'The last call found it away, refusing the login or limiting the rate.' },
    HELD_BACK: {
      description:
        'It has failed so often in a row that calls are refused here, without asking it, until `heldBackUntil`.',
    },
  },
});

/** The type of `ResellerAccount.health`. */
export const HealthType = builder.objectRef<Health>('AccountHealth');

HealthType.implement({
  requires: [],
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
    heldBackUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When a call is let through again to try; null while calls are not held back.',
      resolve: (health) => health.heldBackUntil,
    }),
    consecutiveFailures: t.int({
      description: 'Such failures since the last valid answer.',
      resolve: (health) => health.consecutiveFailures,
    }),
  }),
});
