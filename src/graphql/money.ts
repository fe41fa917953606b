/** The `Money` type and what turns an account's decimals into it. */
import { GatewayError } from '../errors.ts';
import type { Account } from '../accounts.ts';
import type { Decimal, Money } from '../money.ts';
import { builder } from './builder.ts';

/** The type of all money in the graph. */
export const MoneyType = builder.objectRef<Money>('Money');

MoneyType.implement({
  description: 'An exact amount in one currency.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'Decimal',
      description:
        "Digits exactly as the upstream wrote them, with its scale. The sign's meaning is told by the field that holds it.",
    }),
    currency: t.expose('currency', {
      type: 'CurrencyCode',
      description: 'Currency of the account, or of the client where an account has several.',
    }),
  }),
});

/** An amount in the account's currency. Throws UPSTREAM_UNAVAILABLE when the account has none. */
export function moneyAt(account: Account, amount: Decimal): Money {
  const { currency } = account.provider;
  if (currency === null) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The currency of this amount is not known.');
  return { amount, currency };
}

/** The same for an amount that may be missing. */
export function moneyOrNull(account: Account, amount: Decimal | null): Money | null {
  return amount === null ? null : moneyAt(account, amount);
}
