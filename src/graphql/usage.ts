/** `usage`: what the caller has used of what it may use. */
import type { Account } from '../accounts.ts';
import type { CallerUsage, UsedOperation } from '../rates/usage.ts';
import { builder } from './builder.ts';
import { AccountNode } from './nodes.ts';

interface AccountUsage {
  readonly account: Account;
  readonly lastMinute: number;
  readonly lastHour: number;
}

const AccountUsageType = builder.objectRef<AccountUsage>('AccountUsage');

AccountUsageType.implement({
  requires: [],
  description: 'How often the operations of the caller have called one account.',
  fields: (t) => ({
    account: t.field({
      type: AccountNode,
      description: 'The account that was called.',
      resolve: ({ account }) => new AccountNode(account),
    }),
    callsLastMinute: t.int({
      description: 'Calls of the last 60 seconds, those of writes and of checks included.',
      resolve: ({ lastMinute }) => lastMinute,
    }),
    callsLastHour: t.int({ description: 'Calls of the last 60 minutes.', resolve: ({ lastHour }) => lastHour }),
    maxCallsPerMinute: t.int({
      nullable: true,
      description:
        'How often this gateway may call the account in a minute. All tenants that call it share that in equal parts, and what one does not use the others may. Null where it is not bounded.',
      resolve: ({ account }) => account.rate?.maxCallsPerMinute,
    }),
  }),
});

const UsedOperationType = builder.objectRef<UsedOperation>('UsedOperation');

UsedOperationType.implement({
  requires: [],
  description: 'An operation that was executed, or an event of a subscription.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When its answer was ready.', resolve: ({ at }) => at }),
    operationName: t.string({
      nullable: true,
      description: 'Its name in the document; null for one without a name.',
      resolve: ({ operationName }) => operationName,
    }),
    estimatedCalls: t.int({
      description: 'Upstream calls that it could have cost at most, known before it was executed.',
      resolve: ({ estimatedCalls }) => estimatedCalls,
    }),
    calls: t.int({ description: 'Upstream calls that it has cost.', resolve: ({ calls }) => calls }),
  }),
});

const UsageType = builder.objectRef<CallerUsage>('Usage');

UsageType.implement({
  requires: [],
  description:
    "What the caller has used of what it may use, as far as this gateway process knows: in memory, since it was started, and without other processes. The same figures of one operation stand in its answer's `extensions.upstream`.",
  fields: (t) => ({
    maxUpstreamCalls: t.int({
      description:
        'Upstream calls that one operation of the caller may cost at most. One that could cost more is refused before anything is called.',
      resolve: ({ allowance }) => allowance.maxUpstreamCalls,
    }),
    maxRequestsPerMinute: t.int({
      description: 'GraphQL requests that the caller may send in a minute, a quarter of them at once.',
      resolve: ({ allowance }) => allowance.maxRequestsPerMinute,
    }),
    requestsLeft: t.int({
      description: 'Requests that the caller may send at once now; it grows with each second up to that quarter.',
      resolve: (usage) => usage.requestsLeft,
    }),
    accounts: t.field({
      calls: 'nothing',
      type: [AccountUsageType],
      description: 'One entry for each account that the caller may use.',
      resolve: (usage, _args, context) =>
        context.accounts.all.map((account) => ({ account, ...usage.callsTo(account.name) })),
    }),
    operations: t.field({
      type: [UsedOperationType],
      entries: 50,
      description: 'The last operations of the caller, newest first, 50 at most. This one is not among them yet.',
      resolve: (usage) => usage.operations,
    }),
  }),
});

builder.queryField('usage', (t) =>
  t.field({
    calls: 'nothing',
    requires: [],
    type: UsageType,
    description:
      'Budget, requests and upstream calls of the caller itself; of others it tells nothing. Calls no upstream.',
    resolve: (_root, _args, context) => context.usage,
  }),
);
