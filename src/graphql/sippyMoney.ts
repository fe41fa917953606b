/** Money that a Sippy client is given besides charges and payments: a balance to begin with, and credit. */
import type { Caller } from '../access/caller.ts';
import type { Problem } from '../errors.ts';
import { compareDecimals, decimal, type Decimal } from '../money.ts';
import type { SippyAttributes } from '../providers/sippy-attributes.ts';
import type { GraphContext } from './context.ts';

const NOTHING = decimal('0');

/** Why the caller may not give a new client the balance, which moves money and is not counted; null is for none given. */
export function refusalsOfBalance({ scopes, moneyLimits }: Caller, balance: Decimal | null): readonly Problem[] {
  if (balance === null || compareDecimals(balance, NOTHING) === 0) return [];
  const field = ['initialBalance'];
  if (!scopes.has('payments:write')) {
    const message =
      'A balance to begin with needs the scope `payments:write`, which this caller does not have: leave it out.';
    return [{ code: 'FORBIDDEN', message, field }];
  }
  if (moneyLimits === null) return [];
  const message =
    'No money limit counts a balance to begin with, so this caller may not give one: leave it out, and use `addPayment` or `addCharge` afterwards. Nothing was sent.';
  return [{ code: 'LIMIT_EXCEEDED', message, field }];
}

/**
 * Why the caller may not set the credit limit: with money limits, only to what the client has already, or less. `granted`
 * answers that; null stands for none.
 */
export async function refusalsOfCredit(
  { caller }: Pick<GraphContext, 'caller'>,
  { creditLimit }: SippyAttributes,
  granted: () => Promise<Decimal | null>,
): Promise<readonly Problem[]> {
  if (caller.moneyLimits === null || creditLimit == null || compareDecimals(creditLimit, NOTHING) <= 0) return [];
  if (compareDecimals(creditLimit, (await granted()) ?? NOTHING) <= 0) return [];
  const message =
    'No money limit counts credit, so this caller may not raise it: leave `creditLimit` out, or ask a caller without money limits. Nothing was sent.';
  return [{ code: 'LIMIT_EXCEEDED', message, field: ['creditLimit'] }];
}
