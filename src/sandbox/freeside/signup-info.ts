/** signup_info: what a sign-up form needs, first of all the packages that the agent sells. */
import { ACCESS_NUMBERS, REFERRALS, agentByNumber, packagesOf } from './catalog.ts';
import type { PackageDefinition } from './catalog.ts';
import { agentOf } from './context.ts';
import type { ApiFunction } from './context.ts';
import { prettyFreq } from './info.ts';
import { CARD_TYPE_NAMES } from './payment.ts';
import type { PerlHash } from './perl.ts';
import { COUNTRIES, STATES } from './places.ts';

const PAYBY_NAMES: Readonly<Record<string, string>> = {
  CARD: 'Credit card',
  DCRD: 'Credit card (on-demand)',
  CHEK: 'Electronic check',
  DCHK: 'Electronic check (on-demand)',
  PREPAY: 'Prepaid card',
  PPAL: 'PayPal',
  BILL: 'Billing',
};

/** A picture of one transparent pixel: one of the few binary members. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Packages, places and ways to pay; there is no `error`. */
export const signupInfo: ApiFunction = (context) => {
  const agentnum = agentOf(context);
  const { allowedPayby, requireCvv, accessNumbers } = context.switches;
  const agent = agentByNumber(agentnum)?.agent ?? '';
  const sold = packagesOf(agentnum).filter(({ hasAccount }) => hasAccount);
  return {
    part_pkg: sold.toSorted((left, right) => (left.pkg < right.pkg ? -1 : 1)).map((row) => rowOf(row, allowedPayby)),
    payby: allowedPayby,
    payby_longname: allowedPayby.map((payby) => PAYBY_NAMES[payby] ?? payby),
    card_types: Object.fromEntries(CARD_TYPE_NAMES.map((name) => [name, name])),
    cust_main_county: placeRows(),
    part_referral: REFERRALS.map(([refnum, referral]) => ({ refnum, referral })),
    svc_acct_pop: accessNumbers === 'on' ? ACCESS_NUMBERS : [],
    statedefault: 'MA',
    countrydefault: 'US',
    signup_service: 'svc_acct',
    agent,
    agent_name: agent,
    company_name: 'Example Telephone Co.',
    msgcat: { illegal_name: 'Illegal (name)', empty_password: 'Empty password' },
    label: { username: 'Username', _password: 'Password' },
    cvv_enabled: '1',
    require_cvv: requireCvv === 'on' ? '1' : '',
    logo: LOGO,
  };
};

function rowOf(definition: PackageDefinition, payby: readonly string[]): PerlHash {
  const { pkgpart, pkg, comment, freq, setup_fee, recur_fee } = definition;
  return {
    pkgpart,
    pkg,
    comment,
    freq,
    freq_pretty: prettyFreq(freq),
    plan: 'flat',
    classnum: '',
    taxclass: '',
    setup_cost: '',
    recur_cost: '',
    payby,
    options: { setup_fee, recur_fee },
  };
}

function placeRows(): PerlHash[] {
  const places = [...COUNTRIES].flatMap((country) =>
    [...(STATES.get(country) ?? [''])].map((state) => [state, country]),
  );
  return places.map(([state = '', country = ''], index) => ({
    taxnum: String(index + 1),
    state,
    county: '',
    country,
  }));
}
