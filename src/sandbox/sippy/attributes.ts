/** The members of createCustomer, in the order of the documentation (sippy.md section 3; `balance` is kept apart). */
import type { AttributeValue, Attributes } from './types.ts';

/** One attribute of a customer. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'int' | 'double' | 'boolean';
  /** Value when it was never given. Null only where nil has a meaning, or where nothing can be referred to. */
  readonly initial: AttributeValue;
  /** Longest text in characters, PostgreSQL's `character varying(n)`; absent = any. */
  readonly maxLength?: number;
  /** Form that a text must have, if not empty. */
  readonly form?: RegExp;
  /** Highest number of a bit mask; the lowest is 0. */
  readonly highest?: number;
  /** Left out of getCustomerInfo since 5.2, and never logged. */
  readonly secret?: boolean;
}

const text = (name: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'string',
  initial: '',
  ...more,
});
const whole = (name: string, initial: number | null = 0): Attribute => ({ name, type: 'int', initial });
/** Bit 0 add, bit 1 edit, bit 2 delete. */
const rights = (name: string): Attribute => ({ name, type: 'int', initial: 0, highest: 7 });
const decimal = (name: string, initial: string | null = '0'): Attribute => ({ name, type: 'double', initial });
const flag = (name: string): Attribute => ({ name, type: 'boolean', initial: false });
const texts = (...names: readonly string[]): Attribute[] => names.map((name) => text(name));
const names = (...list: readonly string[]): Attribute[] => list.map((name) => text(name, { maxLength: 32 }));

/** Every attribute. Lengths are those of sippy.md section 4. */
export const ATTRIBUTES: readonly Attribute[] = [
  text('name', { maxLength: 32 }),
  text('web_password', { secret: true }),
  whole('i_tariff', null),
  text('web_login', { maxLength: 32 }),
  whole('i_routing_group', null),
  decimal('credit_limit'),
  rights('accounts_mgmt'),
  rights('customers_mgmt'),
  whole('system_mgmt'),
  ...texts('accounts_matching_rule', 'company_name', 'salutation'),
  ...names('first_name', 'last_name'),
  ...texts('mid_init', 'street_addr', 'state', 'postal_code'),
  ...names('city', 'country'),
  ...texts('contact', 'phone', 'fax', 'alt_phone', 'alt_contact', 'email', 'cc', 'bcc', 'mail_from'),
  text('payment_currency', { form: /^[A-Z]{3}$/ }),
  whole('payment_method', null),
  decimal('min_payment_amount'),
  whole('api_access'),
  text('api_password', { secret: true }),
  whole('api_mgmt'),
  whole('i_commission_agent', null),
  decimal('commission_size'),
  rights('tariffs_mgmt'),
  whole('max_depth'),
  whole('use_own_tariff'),
  rights('vouchers_mgmt'),
  text('description', { maxLength: 128 }),
  whole('i_password_policy', 1),
  flag('callshop_enabled'),
  flag('overcommit_protection'),
  decimal('overcommit_limit'),
  flag('did_pool_enabled'),
  flag('ivr_apps_enabled'),
  flag('asr_acd_enabled'),
  flag('debit_credit_cards_enabled'),
  flag('conferencing_enabled'),
  flag('share_payment_processors'),
  flag('dncl_enabled'),
  whole('i_time_zone', 1),
  text('i_lang', { initial: 'en', form: /^[a-z]{2}$/ }),
  whole('i_export_type', 1),
  whole('start_page', 1),
  ...texts('css', 'dns_alias'),
  whole('max_sessions', null),
  decimal('max_calls_per_second', null),
];

/** Every attribute at its initial value, with some changed. */
export function attributesWith(changes: Attributes): Attributes {
  return { ...Object.fromEntries(ATTRIBUTES.map(({ name, initial }) => [name, initial])), ...changes };
}

/** The attribute as text; empty when it is none. */
export function textAttribute(attributes: Attributes, name: string): string {
  const value = attributes[name];
  return typeof value === 'string' ? value : '';
}

/** The attribute as a whole number; 0 when it is none. */
export function numberAttribute(attributes: Attributes, name: string): number {
  const value = attributes[name];
  return typeof value === 'number' ? value : 0;
}
