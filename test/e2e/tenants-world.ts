/** What two tenants ask at random, each with names of its own in everything that it writes. */
import { encodeGlobalId } from '../../src/ids.ts';
import { documented, providers } from './four-world.ts';
import type { ProviderName } from './harness.ts';

/** The tenants. Each name stands in everything that belongs to the one, and in nothing else. */
export const tenants = ['xerbo', 'quilm'] as const;

/** One of them. */
export type Tenant = (typeof tenants)[number];

/** Name of a tenant's account at a provider. */
export function accountOf(tenant: Tenant, provider: ProviderName): string {
  return `${tenant}-${provider}`;
}

/** The other tenant. */
export function otherOf(tenant: Tenant): Tenant {
  return tenant === 'xerbo' ? 'quilm' : 'xerbo';
}

/** Global id of the documented client of a tenant's account. */
export function idAt(tenant: Tenant, provider: ProviderName): string {
  return encodeGlobalId('Client', accountOf(tenant, provider), documented[provider]);
}

/** One request, and what its answer must be besides free of the other tenant. */
export interface Ask {
  readonly query: string;
  readonly variables?: object;
  readonly check?: (data: Readonly<Record<string, unknown>>) => boolean;
}

/** Whole numbers below a bound, the same ones for the same seed (a linear congruential generator). */
export class Dice {
  #state: bigint;

  constructor(seed: number) {
    this.#state = BigInt(seed);
  }

  below(bound: number): number {
    this.#state = (this.#state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xff_ff_ff_ff_ff_ff_ff_ffn;
    return Number((this.#state >> 33n) % BigInt(bound));
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/** Keys that both tenants use. */
const KEYS = 300;

const CLIENT = `id upstreamId displayName company firstName lastName email phoneNumber address { street city postalCode }
  account { name } threshold { email amount { amount } }`;
const OPERATION = 'id idempotencyKey state reason mark account { name } client { id } evidence { statement statedBy }';
const PAYLOAD = `operation { ${OPERATION} } userErrors { code message path } warnings { message operation { id } }`;
const LEDGER = `charges(first: 5) { nodes { id description operation { idempotencyKey } } }
  deposits(first: 5) { nodes { id description operation { idempotencyKey } } }`;

type Maker = (me: Tenant, dice: Dice) => Ask;

const money = ['voipms', 'sippy', 'logicboxes'] as const;
const isEveryNull = (data: Readonly<Record<string, unknown>>, name: string): boolean =>
  (data[name] as readonly unknown[]).every((one) => one === null);

function charge(me: Tenant, whose: Tenant, dice: Dice): Ask {
  const key = `key-${dice.below(KEYS)}`;
  const provider = money[key.length % money.length]!;
  // The same key comes with the same input again, and at times with another one.
  const amount = `1.${String(dice.below(20) === 0 ? 7 : key.length)}`;
  const [field, type] = dice.below(2) === 0 ? ['addCharge', 'AddChargeInput'] : ['addPayment', 'AddPaymentInput'];
  const input = {
    clientId: idAt(whose, provider),
    amount,
    description: `${me} ${key}`,
    reason: `because of ${me}`,
    idempotencyKey: `${field}-${key}`,
    dryRun: dice.below(10) === 0,
  };
  const query = `mutation ($input: ${type}!) { done: ${field}(input: $input) { ${PAYLOAD} client { ${CLIENT} }
    plan { input { name value } requests { parameters { name value } } } } }`;
  return { query, variables: { input } };
}

const makers: readonly Maker[] = [
  (me) => ({
    query: '{ accounts { name balance { current { amount } } health { state } } }',
    check: ({ accounts }) => (accounts as readonly { name: string }[]).every(({ name }) => name.startsWith(me)),
  }),
  () => ({
    query: `{ clients(first: 50) { totalCount nodes { ${CLIENT} } completeness { accounts { account { name } } } } }`,
  }),
  (_me, dice) => ({
    query: `query ($text: String) { clients(where: { text: $text }, orderBy: { field: NAME }) { edges { cursor node { ${CLIENT} } } } }`,
    variables: { text: dice.of([...tenants, 'a', '@', null]) },
  }),
  (me, dice) => ({
    query: `query ($account: String!, $id: String!) { client(account: $account, upstreamId: $id) { ${CLIENT} ${LEDGER} } }`,
    variables: ((provider) => ({ account: accountOf(me, provider), id: documented[provider] }))(dice.of(providers)),
  }),
  (me, dice) => ({
    query: 'query ($account: String!, $id: String!) { client(account: $account, upstreamId: $id) { id email } }',
    variables: ((provider) => ({ account: accountOf(otherOf(me), provider), id: documented[provider] }))(
      dice.of(providers),
    ),
    check: ({ client }) => client === null,
  }),
  (me) => ({
    query: `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Client { ${CLIENT} } } }`,
    variables: { ids: providers.map((provider) => idAt(otherOf(me), provider)) },
    check: (data) => isEveryNull(data, 'nodes'),
  }),
  (me) => ({
    query: `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Client { ${CLIENT} ${LEDGER} } } }`,
    variables: { ids: tenants.flatMap((one) => providers.map((provider) => idAt(one, provider))) },
    check: ({ nodes }) => (nodes as readonly unknown[]).filter(Boolean).length <= providers.length && me.length > 0,
  }),
  (_me, dice) => ({
    query: `query ($key: String!) { operation(idempotencyKey: $key) { ${OPERATION} } }`,
    variables: { key: `${dice.of(['addCharge', 'addPayment'])}-key-${dice.below(KEYS)}` },
  }),
  () => ({ query: `{ operations(first: 50) { totalCount nodes { ${OPERATION} attempts { error { message } } } } }` }),
  (me) => ({
    query: 'query ($account: String) { operations(where: { account: $account }) { totalCount nodes { id } } }',
    variables: { account: accountOf(otherOf(me), 'voipms') },
    check: ({ operations }) => (operations as { readonly totalCount: number }).totalCount === 0,
  }),
  (me, dice) => charge(me, me, dice),
  (me, dice) => charge(me, me, dice),
  (me, dice) => charge(me, me, dice),
  (me, dice) => ({
    ...charge(me, otherOf(me), dice),
    check: ({ done }) => (done as { readonly operation: unknown }).operation === null,
  }),
  (me, dice) => ({
    query: `mutation ($input: SetClientThresholdInput!) { setClientThreshold(input: $input) { ${PAYLOAD} } }`,
    variables: {
      input: { clientId: idAt(me, 'voipms'), amount: String(1 + dice.below(200)), email: `${me}@example.com` },
    },
  }),
  (me, dice) => ({
    query: `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { ${PAYLOAD} client { ${CLIENT} } } }`,
    variables: { input: { clientId: idAt(me, 'voipms'), company: `${me} ${dice.below(1000)}`, lastName: me } },
  }),
  () => ({ query: '{ auditLog(first: 20) { nodes { actor action reason } } }' }),
  () => ({ query: '{ usage { __typename } portfolio { totals { currency net { amount } } } }' }),
  (me) => ({
    query: `query ($account: String!) { reconciliation(account: $account, from: "2026-11-20", to: "2026-11-30") { csv rows(first: 20) { nodes { description operation { reason } } } } }`,
    variables: { account: accountOf(me, 'voipms') },
  }),
  (me) => ({
    query: 'query ($account: String!) { account(name: $account) { name } }',
    variables: { account: accountOf(otherOf(me), 'sippy') },
    check: ({ account }) => account === null,
  }),
];

/** The next request of a tenant. */
export function nextAsk(me: Tenant, dice: Dice): Ask {
  return dice.of(makers)(me, dice);
}

/** The text together with everything in it that is text in base64: ids and cursors. */
export function laidOpen(text: string): string {
  const hidden = text.match(/[\w-]{12,}/g) ?? [];
  return [text, ...hidden.map((one) => Buffer.from(one, 'base64url').toString('latin1'))].join('\n');
}
