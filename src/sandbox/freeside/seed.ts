/**
 * The customers that are always there: 5001 of the demo reseller, which the tests and the documents name, two of another
 * reseller, and an account that no package holds.
 */
import type { Account, Address, Customer, CustomerFile } from './types.ts';

/** Number of the documented customer; generated ones follow it. */
export const DOCUMENTED_CUSTNUM = '5001';

/** An account without a package (`Unlinked account`). */
export const UNLINKED_ACCOUNT: Account = {
  svcnum: '8999',
  pkgnum: null,
  username: 'orphan',
  domain: 'example.com',
};

const NOVEMBER_5 = 1_793_872_800;
const NOVEMBER_10 = 1_794_304_800;
const NOVEMBER_15 = 1_794_736_800;
const DECEMBER_4 = 1_796_378_400;
const DECEMBER_5 = 1_796_464_800;

const BLANK: Omit<Customer, 'custnum' | 'agentnum' | 'first' | 'last' | 'address'> = {
  agent_custid: '',
  company: '',
  ss: '',
  stateid: '',
  signupdate: NOVEMBER_5,
  daytime: '',
  night: '',
  fax: '',
  mobile: '',
  refnum: '1',
  referral_custnum: '',
  comments: '',
  locale: '',
  shipAddress: null,
  emails: [],
  postal: false,
  payby: 'BILL',
  paymask: '',
  paydate: '',
  payname: '',
};

/** An address in Boston; it is also the one of the template for prepaid sign-ups. */
export const BOSTON: Address = {
  address1: '123 Main St',
  address2: 'Suite 4',
  city: 'Boston',
  county: '',
  state: 'MA',
  zip: '02134',
  country: 'US',
};

/** Customer 5001 owes 12.50: an invoice of 37.50, a payment of 20.00 and a credit of 5.00. */
const DOCUMENTED: CustomerFile = {
  customer: {
    ...BLANK,
    custnum: DOCUMENTED_CUSTNUM,
    agentnum: '1',
    first: 'Jane',
    last: 'Doe',
    company: 'Acme Ltd',
    ss: '000-12-3456',
    stateid: 'S1234567',
    daytime: '617-555-0100',
    mobile: '617-555-0101 x12',
    locale: 'en_US',
    address: BOSTON,
    emails: ['jane@example.com', 'bills@example.com'],
    payby: 'CARD',
    paymask: 'xxxxxxxxxxxx1111',
    paydate: '2028-12-1',
    payname: 'Jane Doe',
  },
  book: {
    packages: [
      {
        pkgnum: '7001',
        pkgpart: '2',
        quantity: '1',
        order_date: NOVEMBER_5,
        setup: NOVEMBER_5,
        bill: DECEMBER_5,
        last_bill: NOVEMBER_5,
        susp: null,
        cancel: null,
        mainPkgnum: null,
      },
    ],
    accounts: [{ svcnum: '9001', pkgnum: '7001', username: 'jane', domain: 'example.com' }],
    entries: [
      {
        type: 'Invoice',
        invnum: '3001',
        date: NOVEMBER_5,
        lines: [
          { text: 'Business Line Setup', amount: '12.50', from: null, to: null },
          { text: 'Business Line', amount: '25.00', from: NOVEMBER_5, to: DECEMBER_4 },
        ],
      },
      { type: 'Payment', date: NOVEMBER_10, amount: '20.00' },
      { type: 'Credit', date: NOVEMBER_15, amount: '5.00' },
    ],
  },
};

/** All fixed customers, lowest number first. */
export const SEED_FILES: readonly CustomerFile[] = [
  foreign('4001', 'Rob', 'Doe', 'Acme Rivals', 'rob', '2001'),
  foreign('4002', 'Mia', 'Lopez', '', 'mia', '2002'),
  DOCUMENTED,
];

/** A customer of agent 2, whose card ends as the one of 5001 does. */
function foreign(
  custnum: string,
  first: string,
  last: string,
  company: string,
  username: string,
  invnum: string,
): CustomerFile {
  const numbers = { pkgnum: `6${custnum.slice(1)}`, svcnum: `8${custnum.slice(1)}` };
  const names = { custnum, agentnum: '2', first, last, company, emails: [`${username}@example.com`] };
  const card = { payby: 'CARD', paymask: 'xxxxxxxxxxxx1111', paydate: '2027-5-1', payname: `${first} ${last}` };
  return {
    customer: { ...BLANK, ...names, ...card, address: BOSTON, daytime: '617-555-0177' },
    book: {
      packages: [
        {
          pkgnum: numbers.pkgnum,
          pkgpart: '7',
          quantity: '1',
          order_date: NOVEMBER_5,
          setup: NOVEMBER_5,
          bill: DECEMBER_5,
          last_bill: NOVEMBER_5,
          susp: null,
          cancel: null,
          mainPkgnum: null,
        },
      ],
      accounts: [{ ...numbers, username, domain: 'example.com' }],
      entries: [
        {
          type: 'Invoice',
          invnum,
          date: NOVEMBER_5,
          lines: [{ text: 'Neighbourhood Line Setup', amount: '5.00', from: null, to: null }],
        },
      ],
    },
  };
}
