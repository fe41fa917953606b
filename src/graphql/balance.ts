/** `Balance`: a client's funds and call statistics. */
import type { Money } from '../money.ts';
import type { BalanceRecord } from '../providers/records.ts';
import { builder } from './builder.ts';
import { MoneyType } from './money.ts';
import { ClientNode, moneyAt, moneyOrNull } from './nodes.ts';

class ClientBalance {
  readonly client: ClientNode;
  readonly record: BalanceRecord;
  /** Null: the account's. */
  readonly currency: string | null;
  readonly current: Money;

  constructor(client: ClientNode, record: BalanceRecord) {
    this.client = client;
    this.record = record;
    this.currency = record.currency ?? client.record.currency;
    this.current = moneyAt(client.account, record.current, this.currency);
  }
}

const BalanceType = builder.objectRef<ClientBalance>('Balance');

BalanceType.implement({
  requires: ['ledger:read'],
  description: "A client's funds, and the statistics of calls that come with them.",
  fields: (t) => ({
    client: t.field({ type: ClientNode, description: 'Whose balance it is.', resolve: ({ client }) => client }),
    current: t.expose('current', {
      type: MoneyType,
      description:
        'Positive when the client has funds, negative when the client owes; the same sign for every provider.',
    }),
    creditLimit: t.field({
      type: MoneyType,
      nullable: true,
      description:
        'How far the balance may go below zero, as a positive amount; null where the upstream has no such limit.',
      resolve: ({ client, record, currency }) => moneyOrNull(client.account, record.creditLimit, currency),
    }),
  }),
});

builder.objectFields(BalanceType, (t) => ({
  spentTotal: t.field({
    type: MoneyType,
    nullable: true,
    description:
      'Cost of calls as a positive amount over the period that the upstream reports on (VoIP.ms: 30 days); null when not reported.',
    resolve: ({ client, record, currency }) => moneyOrNull(client.account, record.spentTotal, currency),
  }),
  spentToday: t.field({
    type: MoneyType,
    nullable: true,
    description: "Cost of calls of the upstream's current day as a positive amount; null when not reported.",
    resolve: ({ client, record, currency }) => moneyOrNull(client.account, record.spentToday, currency),
  }),
  callsTotal: t.int({
    nullable: true,
    description: 'Number of calls over the same period as `spentTotal`; null when not reported.',
    resolve: ({ record }) => record.callsTotal,
  }),
  callsToday: t.int({
    nullable: true,
    description: "Number of calls of the upstream's current day; null when not reported.",
    resolve: ({ record }) => record.callsToday,
  }),
  talkTimeTotal: t.field({
    type: 'Duration',
    nullable: true,
    description: 'Length of all calls over the same period as `spentTotal`; null when not reported.',
    resolve: ({ record }) => record.talkTimeTotalSeconds,
  }),
  talkTimeToday: t.field({
    type: 'Duration',
    nullable: true,
    description: "Length of all calls of the upstream's current day; null when not reported.",
    resolve: ({ record }) => record.talkTimeTodaySeconds,
  }),
  talkTimeTotalSeconds: t.int({
    nullable: true,
    description: '`talkTimeTotal` in seconds.',
    resolve: ({ record }) => record.talkTimeTotalSeconds,
  }),
  talkTimeTodaySeconds: t.int({
    nullable: true,
    description: '`talkTimeToday` in seconds.',
    resolve: ({ record }) => record.talkTimeTodaySeconds,
  }),
  observedAt: t.field({
    type: 'DateTime',
    description: "When the upstream's answer arrived.",
    resolve: ({ record }) => record.observedAt,
  }),
}));

builder.objectField(ClientNode, 'balance', (t) =>
  t.field({
    calls: { reads: ['balances'] },
    type: BalanceType,
    nullable: true,
    description:
      'Funds and call statistics as of now. Costs one upstream call a client; null with an error when that fails.',
    resolve: async (client, _args, context) => {
      const record = await context.loaders.of(client.account.name).balances.load(client.record.upstreamId);
      return new ClientBalance(client, record);
    },
  }),
);
