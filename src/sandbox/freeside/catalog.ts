/** What the operator has set up: agents, definitions of packages and services, domains. */

/** A reseller of the operator, with its login in clear text, as Freeside keeps it. */
export interface Agent {
  readonly agentnum: string;
  readonly agent: string;
  readonly username: string;
  readonly password: string;
}

/** The demo reseller, and another one whose customers the first must not see. */
export const AGENTS: readonly Agent[] = [
  { agentnum: '1', agent: 'Demo Reseller', username: 'demo', password: 'demo-freeside' },
  { agentnum: '2', agent: 'Other Reseller', username: 'other', password: 'other-freeside' },
];

/** The definition of a package. */
export interface PackageDefinition {
  readonly pkgpart: string;
  readonly pkg: string;
  readonly comment: string;
  readonly setup_fee: string;
  readonly recur_fee: string;
  /** Months between two bills; `0` = charged once. */
  readonly freq: string;
  /** Whether it holds an account. */
  readonly hasAccount: boolean;
  /** The only agent that sells it; empty = every agent. */
  readonly agentnum: string;
}

/** Every package of the operator; customer 5001 has number 2. */
export const PACKAGES: readonly PackageDefinition[] = [
  part('1', 'Prepaid Line', 'Pay as you go', '0.00', '9.95', '1', true),
  part('2', 'Business Line', 'One line & mailbox', '12.50', '25.00', '1', true),
  part('3', 'Trunk, 10 channels', 'SIP trunk', '49.00', '120.00', '1', true),
  part('4', 'Installation Visit', 'On site', '75.00', '0.00', '0', false),
  part('5', 'Yearly Hosting', 'Web and mail', '0.00', '60.00', '12', true),
  part('6', 'Extra Mailbox', 'With another package', '0.00', '2.50', '1', true),
  part('7', 'Neighbourhood Line', 'Of the other reseller', '5.00', '15.00', '1', true, '2'),
];

/** The definition of the only kind of service: an account. */
export const ACCOUNT_SERVICE = { svcpart: '1', svc: 'Account', svcdb: 'svc_acct' } as const;

/** Domains by the number of their service; the first is the default one. */
export const DOMAINS: ReadonlyMap<string, string> = new Map([
  ['101', 'example.com'],
  ['102', 'example.net'],
]);

/** A code for sign-ups by registration. */
export const REGISTRATION_CODES: ReadonlySet<string> = new Set(['WELCOME1']);

/** Where customers come from. */
export const REFERRALS: readonly (readonly [refnum: string, referral: string])[] = [
  ['1', 'Web site'],
  ['2', 'Recommendation'],
];

/** Number and place of the telephone numbers to dial in by, for operators that have some. */
export const ACCESS_NUMBERS: readonly (readonly string[])[] = [['1', 'Boston', 'MA', '617', '555', '0199']];

/** The agent of that number, or undefined. */
export function agentByNumber(agentnum: string): Agent | undefined {
  return AGENTS.find((agent) => agent.agentnum === agentnum);
}

/** The definition that an agent can sell, or undefined. */
export function packageFor(agentnum: string, pkgpart: string): PackageDefinition | undefined {
  return packagesOf(agentnum).find((definition) => definition.pkgpart === pkgpart);
}

/** All definitions that an agent can sell. */
export function packagesOf(agentnum: string): readonly PackageDefinition[] {
  return PACKAGES.filter((definition) => definition.agentnum === '' || definition.agentnum === agentnum);
}

/** The definition of an ordered package. Throws when there is none: ordered ones always have theirs. */
export function definitionOf(pkgpart: string): PackageDefinition {
  const definition = PACKAGES.find((candidate) => candidate.pkgpart === pkgpart);
  if (definition === undefined) throw new RangeError(`No package definition ${pkgpart}.`);
  return definition;
}

function part(
  pkgpart: string,
  pkg: string,
  comment: string,
  setup_fee: string,
  recur_fee: string,
  freq: string,
  hasAccount: boolean,
  agentnum = '',
): PackageDefinition {
  return { pkgpart, pkg, comment, setup_fee, recur_fee, freq, hasAccount, agentnum };
}
