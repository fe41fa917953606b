/** Every field that could call an upstream says so, and every capability has its costs. */
import { getNamedType, isObjectType, type GraphQLField } from 'graphql';
import { describe, expect, it } from 'vitest';
import { demoAccounts } from '../../src/accountConfig.ts';
import type { FieldCalls } from '../../src/cost/calls.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import type { ReadName } from '../../src/providers/costs.ts';
import { writeDescriptions, type CapabilityName, type Provider, type WriteName } from '../../src/providers/provider.ts';
import { createProvider } from '../../src/providers/registry.ts';

type Field = GraphQLField<unknown, unknown>;

const fields = Object.values(buildSchema().getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    (isObjectType(type) ? Object.values(type.getFields()) : []).map((field) => [type.name, field] as const),
  )
  .map(([type, field]): readonly [string, Field] => [`${type}.${field.name}`, field]);

function callsOf({ extensions }: Field): FieldCalls | undefined {
  return extensions['calls'] as FieldCalls | undefined;
}

describe('what fields call', () => {
  it('is declared by every field whose resolver is given the context, the only way to an upstream', () => {
    const withContext = fields.filter(([, { extensions }]) => extensions['usesContext'] === true);
    expect(withContext.length).toBeGreaterThan(40);
    expect(withContext.filter(([, field]) => callsOf(field) === undefined).map(([name]) => name)).toEqual([]);
  });

  it('is nothing where the resolver is not given the context', () => {
    const without = fields.filter(([, { extensions }]) => extensions['usesContext'] !== true);
    const declared = without.filter(([, field]) => callsOf(field) !== undefined && callsOf(field) !== 'nothing');
    expect(declared.map(([name]) => name)).toEqual([]);
  });

  it('is declared by every mutation and by every field that answers with a client that is not at hand', () => {
    const roots = fields.filter(([name]) => /^(?:Query|Mutation|Subscription)\./.test(name));
    expect(roots.filter(([, field]) => callsOf(field) === undefined).map(([name]) => name)).toEqual([]);
    const clients = fields.filter(([, { type }]) => getNamedType(type).name === 'Client');
    const atHand = clients.filter(([, field]) => callsOf(field) === undefined).map(([name]) => name);
    expect(atHand.filter((name) => !/(?:Connection\.nodes|Edge\.node)$/.test(name)).toSorted()).toEqual([
      'Balance.client',
      'Charge.client',
      'Deposit.client',
      'ReconciliationFailure.client',
      'ReconciliationRow.client',
    ]);
  });
});

/** What the loaders read with each capability. */
const reads: Readonly<Partial<Record<CapabilityName, readonly ReadName[]>>> = {
  clients: ['allClients', 'clients', 'clientsByEmail'],
  balances: ['balances'],
  ledger: ['charges', 'deposits'],
  packages: ['packages', 'allPackages', 'clientPackages'],
  thresholds: ['thresholds'],
  balanceManagement: ['balanceManagement', 'balanceManagementOption'],
  countries: ['countries'],
  ownBalance: ['ownBalance'],
  transactions: ['transactions'],
  usernames: ['usernames'],
  signIn: ['signIn'],
  session: ['session'],
  sippyProfiles: ['sippyProfiles'],
  freesideProfiles: ['freesideProfiles'],
  freesidePackages: ['freesidePackages'],
  freesideAgent: ['freesideAgent'],
  logicboxesProfiles: ['logicboxesProfiles'],
  logicboxesTransactions: ['logicboxesTransactions'],
  priceBands: ['priceBands'],
};

const providers = demoAccounts('http://127.0.0.1:9').map((config): readonly [string, Provider] => [
  config.provider,
  createProvider(config),
]);

function isWrite(name: CapabilityName): name is WriteName {
  return Object.hasOwn(writeDescriptions, name);
}

describe.each(providers)('the costs of %s', (_kind, { capabilities, costs }) => {
  const names = Object.keys(capabilities) as CapabilityName[];

  it('are there for each read that it has, and for no other', () => {
    const expected = names.flatMap((name) => reads[name] ?? []).toSorted();
    const listed = Object.keys(costs.reads)
      .filter((name) => name !== 'wholeClients')
      .toSorted();
    expect(listed).toEqual(expected);
    expect(names.filter((name) => !isWrite(name) && reads[name] === undefined)).toEqual([]);
    expect(costs.reads.wholeClients !== undefined).toBe(costs.listLacks.length > 0);
  });

  it('are there for each write that it has, with a look where it can be looked for', () => {
    expect(Object.keys(costs.writes).toSorted()).toEqual(names.filter(isWrite).toSorted());
    for (const name of names.filter(isWrite)) {
      expect([name, costs.writes[name]!.find > 0]).toEqual([name, capabilities[name]!.delivery === 'probed']);
      expect(costs.writes[name]!.send).toBeGreaterThan(0);
    }
  });
});
