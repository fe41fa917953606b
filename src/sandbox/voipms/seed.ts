/** The documentation's example rows, word for word: client 561115 and package 8378; further packages around them. */
import type { Book, Package, Profile, Threshold } from './types.ts';

/** The documented client. */
export const SEED_PROFILE: Profile = {
  client: '561115',
  email: 'john.doe@my-domain.com',
  password: 'johnspassword',
  company: 'Consulting',
  firstname: 'John',
  lastname: 'Doe',
  address: '5491 190TH',
  city: 'OPA LOCKA',
  state: 'FLORIDA',
  country: 'UNITED STATES',
  zip: '33055',
  phone_number: '5551112222',
  balance_management: '1',
};

/** Threshold of the documented client. */
export const SEED_THRESHOLD: Threshold = { threshold: '130', email: 'john.doe@my-domain.com' };

/** Ledger, balance and statistics of the documented client; the samples do not add up, and are kept as they are. */
export const SEED_BOOK: Book = {
  charges: [
    { id: '475568', date: '2010-10-29', amount: '2.00', description: 'DID5551234567' },
    { id: '475567', date: '2010-10-29', amount: '1.00', description: 'SETUP5551234567' },
    { id: '467988', date: '2010-09-15', amount: '3.00', description: 'SETUPPACKAGE:8378' },
  ],
  deposits: [
    { id: '808639', date: '2010-10-15', amount: '4.00', description: 'Credit : 2 Setup Charges' },
    { id: '808384', date: '2010-11-30', amount: '10.00', description: 'Want To Keep Positive Balance' },
  ],
  balance: '8.0588',
  statistics: {
    spentTotal: '1.9012',
    callsTotal: 56,
    secondsTotal: 3095,
    spentToday: '0.045',
    callsToday: 2,
    secondsToday: 170,
  },
  packages: ['8378'],
  dids: ['5551234567'],
};

/** Every package of the reseller; the first is the documented one. */
export const PACKAGES: readonly Package[] = [
  row('8378', 'VoIP', '0.01', '50', '60', '1', '1', '2.00', '1.00', '0'),
  row('8379', 'VoIP Plus', '0.005', '35', '6', '1', '1', '4.95', '1.00', '100'),
  row('8402', 'Business Trunk', '0.0025', '20', '6', '2', '2', '24.95', '15.00', '1000'),
  row('8455', 'Canada Unlimited', '0.00', '10', '60', '1', '2', '19.95', '0.00', '3500'),
  row('8510', 'Fax & Alarm', '0.02', '0', '60', '1', '1', '1.25', '0.00', '0'),
];

function row(
  ...values: readonly [string, string, string, string, string, string, string, string, string, string]
): Package {
  const [id, name, fixed, percentage, pulse, international, canada, monthly, setup, minutes] = values;
  return {
    package: id,
    name,
    markup_fixed: fixed,
    markup_percentage: percentage,
    pulse,
    international_route: international,
    canada_route: canada,
    monthly_fee: monthly,
    setup_fee: setup,
    free_minutes: minutes,
  };
}
