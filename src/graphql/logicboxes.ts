/** What only LogicBoxes tells: `Client.logicboxes`, and prices by bands. */
import type { LogicboxesPhone, LogicboxesProfile, PriceBand, PricePlan } from '../providers/records-logicboxes.ts';
import type { Account } from '../accounts.ts';
import { builder } from './builder.ts';
import { AccountNode, ClientNode, moneyAt, moneyOrNull } from './nodes.ts';
import { MoneyType } from './money.ts';

interface OfClient {
  readonly client: ClientNode;
  readonly record: LogicboxesProfile;
}

const PhoneType = builder.objectRef<LogicboxesPhone>('LogicboxesPhone');

PhoneType.implement({
  requires: ['clients:read'],
  description: 'A phone number in two parts.',
  fields: (t) => ({
    countryCode: t.exposeString('countryCode', {
      personal: true,
      description: 'Dialling code of the country, without a plus sign.',
    }),
    number: t.exposeString('number', { personal: true, description: 'The rest of the number.' }),
  }),
});

const phoneFields = {
  phone: 'Number to call.',
  alternatePhone: 'Another number to call.',
  mobile: 'Number of a mobile phone.',
  fax: 'Number for telefax.',
} as const;

const LogicboxesClientType = builder.objectRef<OfClient>('LogicboxesClient');

LogicboxesClientType.implement({
  requires: ['clients:read'],
  description: 'What only LogicBoxes tells of a client.',
  fields: (t) => ({
    username: t.string({
      personal: true,
      description: 'The e-mail address that the client signs in with.',
      resolve: ({ record }) => record.username,
    }),
    resellerId: t.string({
      nullable: true,
      description: 'Number of the reseller that the client belongs to.',
      resolve: ({ record }) => record.resellerId,
    }),
    addressLines: t.stringList({
      personal: true,
      description: 'Street address, one to three lines.',
      resolve: ({ record }) => [...record.addressLines],
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the client was signed up; null when not told.',
      resolve: ({ record }) => record.createdAt,
    }),
    language: t.string({
      nullable: true,
      description: 'Language of control panel and e-mails, such as "en".',
      resolve: ({ record }) => record.language,
    }),
    salesContactId: t.string({
      nullable: true,
      description: 'Number of the sales contact; null for none.',
      resolve: ({ record }) => record.salesContactId,
    }),
    totalReceipts: t.field({
      calls: { reads: ['balances'] },
      type: MoneyType,
      nullable: true,
      description:
        'Sum of all receipts, in the selling currency, which costs the upstream call of `Client.balance` unless the account is configured with one.',
      resolve: async ({ client, record }, _args, context) => {
        const { account } = client;
        const known = account.provider.currency;
        const loaders = context.loaders.of(account.name);
        const currency = known ?? (await loaders.balances.load(client.upstreamId)).currency;
        return moneyOrNull(account, record.totalReceipts, currency);
      },
    }),
    passwordExpired: t.boolean({
      nullable: true,
      description: 'True when the client has to set a new password.',
      resolve: ({ record }) => record.passwordExpired,
    }),
    twoFactorEnabled: t.boolean({
      nullable: true,
      description: 'True when signing in needs a second factor.',
      resolve: ({ record }) => record.twoFactorEnabled,
    }),
  }),
});

builder.objectFields(LogicboxesClientType, (t) =>
  Object.fromEntries(
    Object.entries(phoneFields).map(([name, description]) => {
      const resolve = ({ record }: OfClient) => record[name as keyof typeof phoneFields];
      return [
        name,
        t.field({ type: PhoneType, nullable: true, description: `${description} Null for none.`, resolve }),
      ];
    }),
  ),
);

builder.objectField(ClientNode, 'logicboxes', (t) =>
  t.field({
    calls: { reads: ['logicboxesProfiles'] },
    type: LogicboxesClientType,
    nullable: true,
    description: 'What only LogicBoxes tells; null for a client of another provider. Costs one upstream call a client.',
    resolve: async (client, _args, context) => {
      const loaders = context.loaders.of(client.account.name);
      if (!loaders.has('logicboxesProfiles')) return null;
      return { client, record: await loaders.logicboxesProfiles.load(client.upstreamId) };
    },
  }),
);

interface BandOf {
  readonly account: Account;
  readonly band: PriceBand;
}

const BandPriceType = builder.objectRef<{ readonly account: Account; readonly price: PriceBand['prices'][number] }>(
  'BandPrice',
);

BandPriceType.implement({
  requires: ['ledger:read'],
  description: 'What one action costs in a band.',
  fields: (t) => ({
    action: t.string({ description: 'Such as "add" or "renew".', resolve: ({ price }) => price.action }),
    amount: t.field({
      type: MoneyType,
      description:
        'Price; the upstream does not say in which currency, so it is "XXX" unless the account is configured with one.',
      resolve: ({ account, price }) => moneyAt(account, price.amount, null),
    }),
  }),
});

const BandParameterType = builder.objectRef<PriceBand['parameters'][number]>('BandParameter');

BandParameterType.implement({
  requires: ['ledger:read'],
  description: 'Something that a band allows.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The upstream\'s name, such as "no_of_mail_accounts".' }),
    value: t.exposeString('value', { description: 'How much; "-1" stands for unlimited.' }),
  }),
});

const BandType = builder.objectRef<BandOf>('PriceBand');

BandType.implement({
  requires: ['ledger:read'],
  description: 'One band of a plan.',
  fields: (t) => ({
    bandId: t.string({ description: "The upstream's number of the band.", resolve: ({ band }) => band.bandId }),
    isDefault: t.boolean({
      description: 'True for the band that holds by default.',
      resolve: ({ band }) => band.isDefault,
    }),
    prices: t.field({
      type: [BandPriceType],
      description: 'Empty where no price is set.',
      resolve: ({ account, band }) => band.prices.map((price) => ({ account, price })),
    }),
    parameters: t.field({
      type: [BandParameterType],
      description: 'What the band allows.',
      resolve: ({ band }) => band.parameters,
    }),
  }),
});

const PlanType = builder.objectRef<{ readonly account: Account; readonly plan: PricePlan }>('PricePlan');

PlanType.implement({
  requires: ['ledger:read'],
  description: 'The prices of one plan of one product, by bands.',
  fields: (t) => ({
    productKey: t.string({ description: 'Product, such as "hosting".', resolve: ({ plan }) => plan.productKey }),
    planCategory: t.string({ description: 'Plan, such as "email_plan".', resolve: ({ plan }) => plan.planCategory }),
    bands: t.field({
      type: [BandType],
      description: 'All bands, in the order of the upstream.',
      resolve: ({ account, plan }) => plan.bands.map((band) => ({ account, band })),
    }),
  }),
});

builder.objectField(AccountNode, 'priceBands', (t) =>
  t.field({
    calls: { reads: ['priceBands'] },
    type: [PlanType],
    nullable: true,
    description:
      "The reseller's prices by bands. Null where the provider has none. LogicBoxes answers with a sample until it has put this into production. Costs one upstream call.",
    resolve: async ({ account }, _args, context) => {
      const loaders = context.loaders.of(account.name);
      return loaders.has('priceBands') ? (await loaders.priceBands()).map((plan) => ({ account, plan })) : null;
    },
  }),
);
