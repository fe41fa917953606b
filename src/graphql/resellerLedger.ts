/** The reseller's own money at an upstream: balance and transactions. */
import type { Account } from '../accounts.ts';
import type { BalanceRecord, TransactionRecord } from '../providers/records.ts';
import { builder } from './builder.ts';
import { MoneyType } from './money.ts';
import { moneyAt, moneyOrNull } from './nodes.ts';

interface OwnBalance {
  readonly account: Account;
  readonly record: BalanceRecord;
}

/** The type of `ResellerAccount.balance`. */
export const OwnBalanceType = builder.objectRef<OwnBalance>('ResellerBalance');

OwnBalanceType.implement({
  requires: ['ledger:read'],
  description: "The reseller's own balance at the upstream, which is not that of any client.",
  fields: (t) => ({
    current: t.field({
      type: MoneyType,
      description: 'Positive when there are funds, negative when the reseller owes.',
      resolve: ({ account, record }) => moneyAt(account, record.current, record.currency),
    }),
    spentTotal: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'Cost of calls over the period that the upstream reports on, as a positive amount; null when not reported.',
      resolve: ({ account, record }) => moneyOrNull(account, record.spentTotal, record.currency),
    }),
    spentToday: t.field({
      type: MoneyType,
      nullable: true,
      description: 'Cost of calls of the current day, as a positive amount; null when not reported.',
      resolve: ({ account, record }) => moneyOrNull(account, record.spentToday, record.currency),
    }),
    observedAt: t.field({
      type: 'DateTime',
      description: "When the upstream's answer arrived.",
      resolve: ({ record }) => record.observedAt,
    }),
  }),
});

interface OwnTransaction {
  readonly account: Account;
  readonly record: TransactionRecord;
}

/** The type of `ResellerAccount.transactions`. */
export const TransactionType = builder.objectRef<OwnTransaction>('ResellerTransaction');

TransactionType.implement({
  requires: ['ledger:read'],
  description: "An entry of the reseller's own transaction history.",
  fields: (t) => ({
    upstreamId: t.string({
      nullable: true,
      description: "The upstream's number of it; null where it has none.",
      resolve: ({ record }) => record.upstreamId,
    }),
    from: t.field({
      type: 'Date',
      description: 'First, or only, day that it is about.',
      resolve: ({ record }) => record.from,
    }),
    to: t.field({ type: 'Date', description: 'Last day that it is about.', resolve: ({ record }) => record.to }),
    time: t.string({
      nullable: true,
      description: "Time of day on the upstream's clock as HH:MM:SS; null for an entry that sums up several days.",
      resolve: ({ record }) => record.time,
    }),
    type: t.string({
      personal: true,
      description: "The upstream's own type, such as a phone number or a kind of fee.",
      resolve: ({ record }) => record.type,
    }),
    description: t.string({
      personal: true,
      description: "The upstream's own words; may be empty.",
      resolve: ({ record }) => record.description,
    }),
    amount: t.field({
      type: MoneyType,
      description: 'Negative when the reseller was debited, positive when credited.',
      resolve: ({ account, record }) => moneyAt(account, record.amount, null),
    }),
  }),
});
