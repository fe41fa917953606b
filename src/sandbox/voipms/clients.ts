/** Clients: list, change, sign up, delete, thresholds, packages. */
import * as check from './checks.ts';
import { clientOf, jsonOf, listOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { digits } from './json.ts';
import { COUNTRIES } from './places.ts';
import { refuse } from './refusal.ts';
import { PACKAGES } from './seed.ts';
import type { Profile } from './types.ts';

/** All clients, or the one with that id or e-mail. */
export const getClients: ApiFunction = ({ store, switches, parameters }) => {
  const wanted = check.textOf(parameters, 'client');
  if (switches.accountKind === 'plain') refuse('invalid_client');
  if (wanted === '') {
    const profiles = store.profiles();
    return profiles.length === 0 ? refuse('no_client') : { clients: listOf(switches, profiles) };
  }
  const profile = store.profile(wanted) ?? store.profileByEmail(wanted);
  return { clients: listOf(switches, [profile ?? refuse('invalid_client')]) };
};

/** Amount and address of the low-balance warning: an object, not a list. */
export const getClientThreshold: ApiFunction = (context) => ({
  threshold_information: jsonOf(context.store.threshold(clientOf(context))),
});

/** Sets the amount, and the address only if one is given. */
export const setClientThreshold: ApiFunction = (context) => {
  const profile = clientOf(context);
  const threshold = check.thresholdOf(check.textOf(context.parameters, 'threshold'));
  const given = check.textOf(context.parameters, 'email');
  const email = given === '' ? context.store.threshold(profile).email : check.emailOf(given);
  context.store.commit({ kind: 'threshold', client: profile.client, threshold, email });
  return {};
};

/** Packages of a client, as code and name. */
export const getClientPackages: ApiFunction = (context) => {
  const owned = context.store.book(clientOf(context).client).packages;
  const rows = PACKAGES.filter((row) => owned.includes(row.package));
  if (rows.length === 0 || context.switches.packages === 'none') refuse('no_package');
  return {
    packages: listOf(
      context.switches,
      rows.map((row) => ({ value: row.package, description: row.name })),
    ),
  };
};

/** All packages of the reseller, or the one with that code. */
export const getPackages: ApiFunction = ({ switches, parameters }) => {
  const wanted = check.textOf(parameters, 'package');
  if (switches.packages === 'none') refuse('no_package');
  const rows = PACKAGES.filter((row) => wanted === '' || row.package === wanted);
  return rows.length === 0 ? refuse('invalid_package') : { packages: listOf(switches, rows) };
};

/** Overwrites a client (the fields stay in the order of getClients); what is left out becomes empty, unless the switch says that it is kept. */
export const setClient: ApiFunction = (context) => {
  const old = clientOf(context);
  const email = emailFor(context, old);
  const password = changedPassword(context, old);
  const firstname = requiredWords(context, 'firstname');
  const lastname = requiredWords(context, 'lastname');
  const others = optionalFields(context, old);
  const phone = check.phoneOf(check.required(context.parameters, 'phone_number', 'missing_phonenumber'));
  const management = managementOf(
    context,
    context.switches.setClientOmitted === 'keep' ? old.balance_management : DEFAULT_MANAGEMENT,
  );
  context.store.commit({
    kind: 'profile',
    profile: {
      client: old.client,
      email,
      password,
      company: optional(context, 'company', old.company, (text) => text),
      firstname,
      lastname,
      ...others,
      phone_number: phone,
      balance_management: management,
    },
  });
  return {};
};

/** Creates a client without rows. Whether it is activated cannot be seen through the API. */
export const signupClient: ApiFunction = (context) => {
  const { parameters, store, switches } = context;
  const names = { firstname: requiredWords(context, 'firstname'), lastname: requiredWords(context, 'lastname') };
  const place = {
    address: requiredWords(context, 'address'),
    city: requiredWords(context, 'city'),
    state: requiredWords(context, 'state'),
  };
  const country = storedCountry(context, check.required(parameters, 'country', 'missing_country'));
  const zip = check.zipOf(check.required(parameters, 'zip', 'missing_zip'));
  const phone = check.phoneOf(check.required(parameters, 'phone_number', 'missing_phonenumber'));
  const email = emailFor(context, null);
  if (check.required(parameters, 'confirm_email', 'missing_email_confirm') !== email) refuse('mismatch_email_confirm');
  const password = check.passwordOf(check.required(parameters, 'password', 'missing_password'));
  const repeated = check.required(parameters, 'confirm_password', 'missing_password_confirm');
  if (repeated !== password) refuse('mismatch_password_confirm');
  const client = store.freshId('client');
  const profile: Profile = {
    client,
    email,
    password,
    company: check.textOf(parameters, 'company'),
    ...names,
    ...place,
    country,
    zip,
    phone_number: phone,
    balance_management: managementOf(context, DEFAULT_MANAGEMENT),
  };
  store.commit({ kind: 'signup', profile });
  return switches.signupAnswer === 'with_client' ? { client: digits(client) } : {};
};

/** Removes a client for good; its id is not given again. */
export const delClient: ApiFunction = (context) => {
  const profile = clientOf(context);
  const dids = context.store.book(profile.client).dids;
  if (dids.length > 0 && context.switches.deleteWithDids === 'refuse') refuse('account_with_dids');
  context.store.commit({ kind: 'delete', client: profile.client });
  return {};
};

/** Soft is the default on activation (voipms.md, getBalanceManagement). */
const DEFAULT_MANAGEMENT = '0';

function requiredWords({ parameters }: Context, name: string): string {
  return check.wordsOf(check.required(parameters, name, `missing_${name}`), `invalid_${name}`);
}

/** An e-mail that no other client has. */
function emailFor({ parameters, store, switches }: Context, owner: Profile | null): string {
  const email = check.emailOf(check.required(parameters, 'email', 'missing_email'));
  const holder = store.profileByEmail(email);
  return holder === null || holder.client === owner?.client ? email : refuse(switches.duplicateEmail);
}

/** An unchanged password is not checked: getClients shows old ones that break today's rules, and they must go back. */
function changedPassword({ parameters, store }: Context, owner: Profile): string {
  const password = check.required(parameters, 'password', 'missing_password');
  if (password === owner.password) return password;
  check.passwordOf(password);
  return store.hasUsedPassword(owner.client, password) ? refuse('used_password') : password;
}

function optionalFields(context: Context, old: Profile) {
  const words = (name: 'address' | 'city' | 'state') =>
    optional(context, name, old[name], (text) => check.wordsOf(text, `invalid_${name}`));
  return {
    address: words('address'),
    city: words('city'),
    state: words('state'),
    country: optional(context, 'country', old.country, (text) => storedCountry(context, text)),
    zip: optional(context, 'zip', old.zip, check.zipOf),
  };
}

/** A field that may be left out. Sent but empty always means empty. */
function optional(
  { parameters, switches }: Context,
  name: string,
  old: string,
  read: (text: string) => string,
): string {
  const text = parameters.get(name);
  if (text === undefined) return switches.setClientOmitted === 'keep' ? old : '';
  return text === '' ? '' : read(text);
}

function managementOf(context: Context, otherwise: string): string {
  const text = check.textOf(context.parameters, 'balance_management');
  return text === '' ? otherwise : check.balanceManagementOf(text);
}

/** A country is written as a code and read as an upper-case name (voipms.md, getClients). */
function storedCountry({ switches }: Context, text: string): string {
  const code = check.countryOf(text);
  return switches.countryReadback === 'code' ? code : (COUNTRIES.get(code) ?? code).toUpperCase();
}
