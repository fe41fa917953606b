/** The switch's root, the demo reseller, and the documented client (sippy.md sections 3 and 5). */
import { decimal } from '../../money.ts';
import { attributesWith } from './attributes.ts';
import type { Book, Customer, LowBalance } from './types.ts';

/** The root of the switch: only trusted hosts can speak for it. */
export const ROOT: Customer = {
  i_customer: 1,
  parent: null,
  base_currency: 'USD',
  attributes: attributesWith({ name: 'ssp-root', customers_mgmt: 7, api_mgmt: 1, use_own_tariff: 1, max_depth: 8 }),
};

/** The reseller who logs in with `demo` and `demo-sippy`. */
export const RESELLER: Customer = {
  i_customer: 2,
  parent: ROOT.i_customer,
  base_currency: 'USD',
  attributes: attributesWith({
    name: 'Demo Reseller',
    web_login: 'demo',
    web_password: 'demo-self-care',
    i_tariff: 1,
    credit_limit: '5000',
    accounts_mgmt: 7,
    customers_mgmt: 7,
    tariffs_mgmt: 7,
    vouchers_mgmt: 7,
    company_name: 'Demo Telecom Ltd.',
    email: 'billing@example.com',
    payment_currency: 'USD',
    api_access: 1,
    api_password: 'demo-sippy',
    api_mgmt: 1,
    max_depth: 5,
    use_own_tariff: 1,
  }),
};

/** Balance of the demo reseller. */
export const RESELLER_BALANCE = decimal('2500');

/** The documented client, with what the example shows of it and values of our own for the rest. */
export const ACME: Customer = {
  i_customer: 3,
  parent: RESELLER.i_customer,
  base_currency: 'USD',
  attributes: attributesWith({
    name: 'Acme',
    web_login: 'acme',
    web_password: 'acme-self-care',
    company_name: 'Acme Ltd.',
    salutation: 'Mrs.',
    first_name: 'Jane',
    last_name: 'Doe',
    street_addr: '12 Main St',
    state: 'MA',
    postal_code: '02134',
    city: 'Boston',
    country: 'US',
    phone: '+16175550100',
    email: 'jane.doe@example.com',
    payment_currency: 'USD',
    description: 'Documented client',
  }),
};

/** Created with 100, then debited 50.12 (sippy.md section 5); the date is that of the documentation's example. */
export const ACME_BOOK: Book = {
  balance: decimal('49.88'),
  payments: [
    {
      i_payment: 1,
      i_customer: ACME.i_customer,
      type: 'debit',
      manual: true,
      payment_time: '2009-11-18T09:57:29Z',
      amount: decimal('50.12'),
      currency: 'USD',
      tx_id: '',
      tx_error: '',
      tx_result: 1,
      by_credit_debit_card: false,
      by_voucher: false,
      notes: 'Support call',
    },
  ],
};

/** Settings of a customer for whom none were made. */
export const NO_LOW_BALANCE: LowBalance = {
  threshold: null,
  notify_by_email: false,
  charge_card: false,
  charge_amount: decimal('0'),
  i_debit_credit_card: null,
};

/** Settings of the documented client. */
export const ACME_LOW_BALANCE: LowBalance = { ...NO_LOW_BALANCE, threshold: decimal('10'), notify_by_email: true };
