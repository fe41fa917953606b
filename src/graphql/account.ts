/** `ResellerAccount`: one configured login, what it can do and what belongs to it as a whole. */
import { GatewayError } from '../errors.ts';
import type { ProviderKind } from '../providers/provider.ts';
import { healthOf, HealthType } from './accountHealth.ts';
import { builder, NodeInterface } from './builder.ts';
import { AccountCapabilityType, capabilitiesOf } from './capability.ts';
import { AccountNode } from './nodes.ts';
import { BalanceManagementType, CountryType } from './option.ts';
import { OwnBalanceType, TransactionType } from './resellerLedger.ts';

const ProviderKindEnum = builder.enumType('ProviderKind', {
  description: 'The kinds of upstream system.',
  values: {
    VOIPMS: { description: 'VoIP.ms, a telephony wholesaler.' },
    SIPPY: { description: 'A Sippy softswitch.' },
    FREESIDE: { description: 'A Freeside billing system.' },
    LOGICBOXES: { description: 'LogicBoxes, known as ResellerClub: domains and hosting.' },
  } satisfies Record<ProviderKind, { description: string }>,
});

builder.objectType(AccountNode, {
  requires: [],
  name: 'ResellerAccount',
  keys: ['id', 'name'],
  description: 'One configured login of ours at one upstream system.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (node) => node.id }),
    name: t.string({
      description: 'Its name in the configuration, such as "voipms-demo".',
      resolve: ({ account }) => account.name,
    }),
    provider: t.field({
      type: ProviderKindEnum,
      description: 'The kind of upstream system.',
      resolve: ({ account }) => account.provider.kind,
    }),
    currency: t.field({
      type: 'CurrencyCode',
      nullable: true,
      description: 'Currency of all its money; null where clients have currencies of their own.',
      resolve: ({ account }) => account.provider.currency,
    }),
    capabilities: t.field({
      type: [AccountCapabilityType],
      description: 'What works here. Whatever is not listed answers null, or NOT_SUPPORTED in a mutation.',
      resolve: ({ account }) => capabilitiesOf(account.provider),
    }),
    health: t.field({
      type: HealthType,
      description: 'Whether it answers.',
      resolve: ({ account }) => healthOf(account),
    }),
  }),
});

builder.objectFields(AccountNode, (t) => ({
  balanceManagementOptions: t.field({
    calls: { reads: ['balanceManagement'], byArguments: true },
    type: [BalanceManagementType],
    nullable: true,
    description:
      'What can be chosen for when a balance runs out. Null where the provider has no such choice. Costs one upstream call.',
    args: {
      value: t.arg.string({ description: 'Only the option with this code; the list is empty when there is none.' }),
    },
    resolve: async ({ account }, { value }, context) => {
      const loaders = context.loaders.of(account.name);
      if (!loaders.has('balanceManagement')) return null;
      if (value == null) return loaders.balanceManagement();
      const option = await loaders.balanceManagementOption(value);
      return option === null ? [] : [option];
    },
  }),
  countries: t.field({
    calls: { reads: ['countries'] },
    type: [CountryType],
    nullable: true,
    description: 'Countries that an address may have. Null where the provider does not tell. Costs one upstream call.',
    resolve: ({ account }, _args, context) => {
      const loaders = context.loaders.of(account.name);
      return loaders.has('countries') ? loaders.countries() : null;
    },
  }),
  balance: t.field({
    calls: { reads: ['ownBalance'] },
    type: OwnBalanceType,
    nullable: true,
    description: "The reseller's own balance. Null where the provider does not tell. Costs one upstream call.",
    resolve: async ({ account }, _args, context) => {
      const loaders = context.loaders.of(account.name);
      return loaders.has('ownBalance') ? { account, record: await loaders.ownBalance() } : null;
    },
  }),
  transactions: t.field({
    calls: { reads: ['transactions'], byArguments: true },
    type: [TransactionType],
    nullable: true,
    description:
      "The reseller's own transactions, in the upstream's order. Null where the provider does not tell. Costs one upstream call.",
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day, included.' }),
    },
    resolve: async ({ account }, { from, to }, context) => {
      const loaders = context.loaders.of(account.name);
      if (!loaders.has('transactions')) return null;
      if (from > to) throw new GatewayError('INVALID_INPUT', '`from` must not be after `to`.', { field: ['from'] });
      const records = await loaders.transactions(from, to);
      return records.map((record) => ({ account, record }));
    },
  }),
}));

builder.queryFields((t) => ({
  accounts: t.field({
    calls: 'nothing',
    requires: [],
    type: [AccountNode],
    description: 'All configured accounts, in the order of the configuration. Calls nothing.',
    resolve: (_root, _args, context) => context.accounts.all.map((account) => new AccountNode(account)),
  }),
  account: t.field({
    calls: { does: 'namedAccount' },
    requires: [],
    type: AccountNode,
    nullable: true,
    description: 'One account by name; null when there is none of that name. Calls nothing.',
    args: { name: t.arg.string({ required: true, description: 'Its name in the configuration.' }) },
    resolve: (_root, { name }, context) => {
      const account = context.accounts.find(name);
      return account === undefined ? null : new AccountNode(account);
    },
  }),
}));
