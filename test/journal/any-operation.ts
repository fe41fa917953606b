/** Any operation at all, for tests of properties. */
import * as fc from 'fast-check';
import type { Operation } from '../../src/journal/operation.ts';
import { decimal } from '../../src/money.ts';
import { operation, states } from './operations.ts';

const text = fc.string({ unit: 'binary', maxLength: 20 });
/** Text with what has no UTF-8, and what PostgreSQL does not take. */
export const strangeText = fc.oneof(
  text,
  fc.constantFrom('\0', '\uD800', 'a\uDC00b', '2026-11-24T00:00:00.000Z', '"', '\\', "'"),
);
const date = fc.date({ min: new Date(0), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const problem = fc.record(
  {
    code: fc.constantFrom('INVALID_INPUT' as const, 'OUTCOME_UNKNOWN' as const),
    message: strangeText,
    field: fc.array(strangeText, { maxLength: 2 }),
    upstream: fc.record({ code: orNull(strangeText), retryable: fc.boolean() }),
  },
  { requiredKeys: ['code', 'message', 'field'] },
);
const amount = fc.record({ amount: fc.bigInt().map((value) => decimal(`${value}.50`.slice(0, 60))), currency: text });

/** All but `spending`, which most operations lack. */
const requiredKeys = Object.keys(operation()) as Exclude<keyof Operation, 'spending'>[];

/** Any operation at all. */
export const anyOperation: fc.Arbitrary<Operation> = fc.record(
  {
    id: fc.uuid(),
    caller: strangeText,
    idempotencyKey: fc.uuid(),
    fingerprint: text,
    kind: fc.constantFrom('addCharge' as const, 'signupSippyClient' as const),
    delivery: fc.constantFrom('probed' as const, 'repeatable' as const, 'unproven' as const),
    account: strangeText,
    clientId: orNull(strangeText),
    amount: orNull(amount),
    reason: orNull(strangeText),
    mark: strangeText,
    state: fc.constantFrom(...states),
    attempts: fc.array(
      fc.record({
        id: text,
        startedAt: date,
        endedAt: orNull(date),
        outcome: fc.constantFrom(...states),
        problem: orNull(problem),
      }),
      { maxLength: 3 },
    ),
    attemptCount: fc.nat(),
    evidence: orNull(
      fc.record({
        source: fc.constantFrom('BOOKS' as const, 'PERSON' as const),
        applied: orNull(fc.boolean()),
        observedAt: date,
        statement: strangeText,
        statedBy: orNull(strangeText),
      }),
    ),
    upstreamId: orNull(strangeText),
    createdAt: date,
    updatedAt: date,
    sendUntil: orNull(date),
    looks: fc.nat(),
    nextLookAt: orNull(date),
    version: fc.nat(),
    spending: fc.record({ spender: strangeText, day: fc.constantFrom('2026-11-24', '2026-11-25') }),
  },
  { requiredKeys },
);
