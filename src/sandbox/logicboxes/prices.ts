/** Price lists: what the reseller pays, what customers pay, and the mock of the seed. */
import { decimal } from '../../money.ts';
import { customerOf } from './context.ts';
import type { ApiFunction } from './context.ts';
import { shortest } from './money.ts';
import { textOf } from './checks.ts';
import { customerPlans, mockResellerPrices, resellerPlans } from './price-documents.ts';
import { refuse } from './refusal.ts';
import { RESELLERS } from './seed.ts';
import { Digits, hash } from './values.ts';
import type { Hash, Value } from './values.ts';

/** A domain product: what a year costs the reseller and a customer, and what a restoration costs. */
interface DomainPrices {
  readonly key: string;
  readonly reseller: string;
  readonly customer: string;
  readonly restore: string;
}

/** Product keys of com, net, org, info, biz, us, es and eu (logicboxes.md section 3). */
const DOMAINS: readonly DomainPrices[] = [
  { key: 'domcno', reseller: '8.00', customer: '10.0', restore: '70.00' },
  { key: 'dotnet', reseller: '9.25', customer: '12.5', restore: '70.00' },
  { key: 'domorg', reseller: '9.75', customer: '11.75', restore: '75.00' },
  { key: 'dominfo', reseller: '14.40', customer: '17.99', restore: '80.00' },
  { key: 'dombiz', reseller: '13.20', customer: '16.5', restore: '80.00' },
  { key: 'domus', reseller: '7.60', customer: '9.5', restore: '60.00' },
  { key: 'dotes', reseller: '6.90', customer: '8.99', restore: '45.00' },
  { key: 'doteu', reseller: '5.85', customer: '7.99', restore: '45.00' },
];

const MAX_YEARS = 10;

/** The answer of the seed, word for word. */
export const mockResellerPrice: ApiFunction = () => mockResellerPrices();

/** What the reseller pays: strings for domains, numbers for hosting (logicboxes.md, products/reseller-price). */
export const resellerPrice: ApiFunction = ({ parameters }) => {
  const id = textOf(parameters, 'reseller-id');
  if (id !== '' && !RESELLERS.has(id)) refuse('Invalid reseller-id');
  return new Map([
    ...DOMAINS.map((domain): [string, Value] => [domain.key, resellerDomain(domain)]),
    ...resellerPlans(),
  ]);
};

/** What customers pay: numbers throughout, a year each for 1 to 10 years (logicboxes.md, products/customer-price). */
export const customerPrice: ApiFunction = (context) => {
  if (textOf(context.parameters, 'customer-id') !== '') customerOf(context);
  return new Map([
    ...DOMAINS.map((domain): [string, Value] => [domain.key, customerDomain(domain)]),
    ...customerPlans(),
  ]);
};

function resellerDomain({ reseller, restore }: DomainPrices): Hash {
  return hash({
    '0': hash({
      pricing: hash({
        addnewdomain: once(reseller),
        renewdomain: once(reseller),
        addtransferdomain: once(reseller),
        restoredomain: once(restore),
      }),
      category: hash({ category1: hash({ name: 'hosting', quantity: '0.0' }) }),
    }),
    'privacy-protection': '0.0',
    premium_dns: '4.0',
  });
}

function once(price: string): Hash {
  return hash({ '1': price });
}

function customerDomain({ customer, restore }: DomainPrices): Hash {
  const price = new Digits(shortest(decimal(customer)));
  const years = new Map(Array.from({ length: MAX_YEARS }, (_, year): [string, Value] => [String(year + 1), price]));
  return hash({
    addnewdomain: years,
    renewdomain: years,
    addtransferdomain: hash({ '1': price }),
    restoredomain: hash({ '1': new Digits(shortest(decimal(restore))) }),
  });
}
