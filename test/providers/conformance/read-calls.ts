/** One call of everything that reads. A capability without an entry does not compile. */
import type { CallScope } from '../../../src/providers/provider.ts';
import type { Bench } from './bench.ts';
import type { ReadName, ReadSamples } from './subject.ts';

/** Starts the calls of one capability; each is one promise. */
export type ReadCalls = (bench: Bench, scope: CallScope) => readonly Promise<unknown>[];

/** The sample of a capability, which a provider that has it must give. */
export function sampleOf<Name extends keyof ReadSamples>(bench: Bench, name: Name): NonNullable<ReadSamples[Name]> {
  const sample = bench.subject.reads[name];
  if (sample === undefined) throw new Error(`reads.${name} is missing in the description of ${bench.subject.name}.`);
  return sample;
}

const ofClient =
  (
    name: 'balances' | 'thresholds' | 'sippyProfiles' | 'freesideProfiles' | 'freesidePackages' | 'logicboxesProfiles',
  ) =>
  ({ can, subject }: Bench, scope: CallScope) => [can[name].byClientIds([subject.client.id], scope)];

/** Every reading capability. */
export const readCalls: Readonly<Record<ReadName, ReadCalls>> = {
  clients: ({ can, subject, provider }, scope) => [
    can.clients.list(scope),
    can.clients.byIds([subject.client.id], scope),
    can.clients.byEmail(subject.client.email, scope),
    ...(provider.capabilities.clients.wholeByIds ? [can.clients.wholeByIds!([subject.client.id], scope)] : []),
  ],
  balances: ofClient('balances'),
  ledger: ({ can, subject }, scope) => [
    can.ledger.chargesByClientIds([subject.client.id], scope),
    can.ledger.depositsByClientIds([subject.client.id], scope),
  ],
  packages: ({ can, subject }, scope) => [
    can.packages.list(scope),
    can.packages.byIds(['1', '2', '3'], scope),
    can.packages.byClientIds([subject.client.id], scope),
  ],
  thresholds: ofClient('thresholds'),
  balanceManagement: ({ can }, scope) => [can.balanceManagement.list(scope), can.balanceManagement.byValue('1', scope)],
  countries: ({ can }, scope) => [can.countries.list(scope)],
  ownBalance: ({ can }, scope) => [can.ownBalance.read(scope)],
  transactions: (bench, scope) => {
    const { from, to } = sampleOf(bench, 'transactions');
    return [bench.can.transactions.list(from, to, scope)];
  },
  usernames: (bench, scope) => {
    const { free, domain } = sampleOf(bench, 'usernames');
    return [bench.can.usernames.isAvailable(free, domain, scope)];
  },
  signIn: (bench, scope) => {
    const { username, password } = sampleOf(bench, 'signIn');
    return [bench.can.signIn.check(username, password, scope)];
  },
  session: ({ can }, scope) => [can.session.renew(scope)],
  sippyProfiles: ofClient('sippyProfiles'),
  freesideProfiles: ofClient('freesideProfiles'),
  freesidePackages: ofClient('freesidePackages'),
  freesideAgent: ({ can }, scope) => [can.freesideAgent.read(scope)],
  logicboxesProfiles: ofClient('logicboxesProfiles'),
  logicboxesTransactions: (bench, scope) => [
    bench.can.logicboxesTransactions.search(sampleOf(bench, 'logicboxesTransactions'), scope),
  ],
  priceBands: ({ can }, scope) => [can.priceBands.list(scope)],
};

/** The calls of every reading capability that the provider has. */
export function readingOf({ provider }: Bench): readonly (readonly [ReadName, ReadCalls])[] {
  const entries = Object.entries(readCalls) as [ReadName, ReadCalls][];
  return entries.filter(([name]) => provider.capabilities[name] !== undefined);
}
