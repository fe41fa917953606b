/** What the tests of Sippy through the graph share: ids, a sign-up, and calls of the switch past the gateway. */
import type { SignupSippyClientInput } from '../generated/graphql.ts';
import { LOGIN, sippyOf, type Sippy } from '../sandbox/sippy/client.ts';
import { driveUrl } from '../sandbox/drive.ts';
import { clientId, freshKey, type Graph } from './harness.ts';

/** Name of the account that these tests use. */
export const SIPPY = 'sippy-demo';

/** The documented client of the sandbox. */
export const ACME = '3';

/** Global id of a client of the account. */
export function sippyId(upstreamId: string = ACME): string {
  return clientId(upstreamId, SIPPY);
}

/** A sign-up without a fault; a fresh key each time. */
export function sippySignup(changes: Partial<SignupSippyClientInput> = {}): SignupSippyClientInput {
  return {
    account: SIPPY,
    name: 'Engines & Sons',
    webPassword: 'Engine-1843',
    webLogin: 'engines',
    idempotencyKey: freshKey(),
    ...changes,
  };
}

/** The stand-in past the gateway. Its calls are counted like any other, and each login counts as a challenge. */
export function switchOf(graph: Graph): Sippy {
  return sippyOf(driveUrl(graph.sandbox), LOGIN);
}

/** Logs the gateway in, so that the calls that are counted from here on are those of the functions alone. */
export async function logIn(graph: Graph): Promise<void> {
  await graph.ask(`{ client(account: "${SIPPY}", upstreamId: "${ACME}") { id } }`);
  await graph.forgetCalls();
}

/** One way to write every attribute: its value in the graph, its name at the switch, and what the switch then tells. */
export type AttributeRow = readonly [
  name: Exclude<keyof SignupSippyClientInput, 'account' | 'idempotencyKey' | 'reason' | 'dryRun' | 'initialBalance'>,
  value: string | number | boolean | readonly string[],
  wireName: string,
  wire: string | boolean,
];

/** Every attribute but the two passwords, by the table of createCustomer (sippy.md section 3). */
export const everyAttribute: readonly AttributeRow[] = [
  ['name', "Zoë & Sons <Ltd> 'x'", 'name', "Zoë & Sons <Ltd> 'x'"],
  ['webLogin', 'zoe', 'web_login', 'zoe'],
  ['tariffId', 3, 'i_tariff', '3'],
  ['routingGroupId', 4, 'i_routing_group', '4'],
  ['creditLimit', '2000.5', 'credit_limit', '2000.5'],
  ['accountsRights', ['ADD', 'EDIT', 'DELETE'], 'accounts_mgmt', '7'],
  ['customersRights', ['ADD', 'EDIT'], 'customers_mgmt', '3'],
  ['tariffsRights', ['ADD', 'DELETE'], 'tariffs_mgmt', '5'],
  ['vouchersRights', ['DELETE'], 'vouchers_mgmt', '4'],
  ['systemRights', 12, 'system_mgmt', '12'],
  ['accountsMatchingRule', '^1', 'accounts_matching_rule', '^1'],
  ['company', 'Zoë GmbH', 'company_name', 'Zoë GmbH'],
  ['salutation', 'Ms.', 'salutation', 'Ms.'],
  ['firstName', 'Zoë', 'first_name', 'Zoë'],
  ['lastName', "O'Weber", 'last_name', "O'Weber"],
  ['middleInitial', 'Q', 'mid_init', 'Q'],
  ['street', 'Hauptstr. 1', 'street_addr', 'Hauptstr. 1'],
  ['state', 'BE', 'state', 'BE'],
  ['postalCode', '01011', 'postal_code', '01011'],
  ['city', 'Berlin', 'city', 'Berlin'],
  ['country', 'DEU', 'country', 'DEU'],
  ['contact', 'Reception', 'contact', 'Reception'],
  ['phoneNumber', '+49305550100', 'phone', '+49305550100'],
  ['fax', '+49305550101', 'fax', '+49305550101'],
  ['alternatePhoneNumber', '+49305550102', 'alt_phone', '+49305550102'],
  ['alternateContact', 'Night desk', 'alt_contact', 'Night desk'],
  ['email', 'zoe@example.com', 'email', 'zoe@example.com'],
  ['cc', 'cc@example.com', 'cc', 'cc@example.com'],
  ['bcc', 'bcc@example.com', 'bcc', 'bcc@example.com'],
  ['mailFrom', 'from@example.com', 'mail_from', 'from@example.com'],
  ['paymentCurrency', 'EUR', 'payment_currency', 'EUR'],
  ['paymentMethod', 6, 'payment_method', '6'],
  ['minimumPaymentAmount', '5.25', 'min_payment_amount', '5.25'],
  ['apiAccess', true, 'api_access', '1'],
  ['apiManagement', true, 'api_mgmt', '1'],
  ['commissionAgentId', 3, 'i_commission_agent', '3'],
  ['commissionPercent', '2.5', 'commission_size', '2.5'],
  ['maxDepth', 8, 'max_depth', '8'],
  ['useOwnTariff', true, 'use_own_tariff', '1'],
  ['description', 'first\nsecond line', 'description', 'first\nsecond line'],
  ['passwordPolicyId', 9, 'i_password_policy', '9'],
  ['callshopEnabled', true, 'callshop_enabled', true],
  ['overcommitProtection', true, 'overcommit_protection', true],
  ['overcommitLimitPercent', '12.5', 'overcommit_limit', '12.5'],
  ['didPoolEnabled', true, 'did_pool_enabled', true],
  ['ivrAppsEnabled', true, 'ivr_apps_enabled', true],
  ['asrAcdEnabled', true, 'asr_acd_enabled', true],
  ['debitCreditCardsEnabled', true, 'debit_credit_cards_enabled', true],
  ['conferencingEnabled', true, 'conferencing_enabled', true],
  ['sharePaymentProcessors', true, 'share_payment_processors', true],
  ['dnclEnabled', true, 'dncl_enabled', true],
  ['timeZoneId', 10, 'i_time_zone', '10'],
  ['language', 'de', 'i_lang', 'de'],
  ['exportTypeId', 11, 'i_export_type', '11'],
  ['startPage', 13, 'start_page', '13'],
  ['css', 'body { color: red }\n', 'css', 'body { color: red }\n'],
  ['dnsAlias', 'billing.example.com', 'dns_alias', 'billing.example.com'],
  ['maxSessions', 14, 'max_sessions', '14'],
  ['maxCallsPerSecond', '0.5', 'max_calls_per_second', '0.5'],
];

/** The attributes of the table as they stand in an input and in an answer. */
export const everyValue: Readonly<Record<string, AttributeRow[1]>> = Object.fromEntries(
  everyAttribute.map(([name, value]) => [name, value]),
);
