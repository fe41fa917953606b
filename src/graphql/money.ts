/** The `Money` type. */
import type { Money } from '../money.ts';
import { builder } from './builder.ts';

/** The type of all money in the graph. */
export const MoneyType = builder.objectRef<Money>('Money');

MoneyType.implement({
  requires: [],
  shareable: true,
  description: 'An exact amount in one currency.',
  fields: (t) => ({
    amount: t.expose('amount', {
      type: 'Decimal',
      description:
        "Digits exactly as the upstream wrote them, with its scale. The sign's meaning is told by the field that holds it.",
    }),
    currency: t.expose('currency', {
      type: 'CurrencyCode',
      description:
        'Currency of the account, or of the client where an account has several; "XXX" where the upstream does not tell.',
    }),
  }),
});
