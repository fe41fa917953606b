/** Lists that never change, and the reseller's own account. */
import * as check from './checks.ts';
import { listOf } from './context.ts';
import type { ApiFunction } from './context.ts';
import { balanceOf } from './ledger.ts';
import { COUNTRIES, PROVINCES, STATES } from './places.ts';
import { refuse } from './refusal.ts';

/** What the documentation shows, and Soft, which it leaves out (voipms.md, getBalanceManagement). */
const BALANCE_MANAGEMENT = [
  { value: '1', description: 'Hard - suspend the client' },
  { value: '0', description: 'Soft - do not suspend the client' },
];

/** All ways to manage a balance, or the one with that code. */
export const getBalanceManagement: ApiFunction = ({ switches, parameters }) => {
  const wanted = check.textOf(parameters, 'balance_management');
  const rows = BALANCE_MANAGEMENT.filter((row) => wanted === '' || row.value === wanted);
  return rows.length === 0 ? refuse('invalid_balancemanagement') : { balance_management: listOf(switches, rows) };
};

/** All countries, or the one with that code. */
export const getCountries: ApiFunction = ({ switches, parameters }) => {
  const wanted = check.textOf(parameters, 'country');
  const code = wanted === '' ? '' : check.countryOf(wanted);
  const rows = [...COUNTRIES].filter(([value]) => code === '' || value === code);
  return {
    countries: listOf(
      switches,
      rows.map(([value, description]) => ({ value, description })),
    ),
  };
};

/** States of the USA. */
export const getStates: ApiFunction = ({ switches }) => ({
  states: listOf(
    switches,
    [...STATES].map(([state, description]) => ({ state, description })),
  ),
});

/** Provinces of Canada. */
export const getProvinces: ApiFunction = ({ switches }) => ({
  provinces: listOf(
    switches,
    [...PROVINCES].map(([province, description]) => ({ province, description })),
  ),
});

/** The address of the caller, as the allow-list sees it. */
export const getIP: ApiFunction = ({ remoteAddress }) => ({ ip: remoteAddress });

/** The figures of the documentation's sample. */
const OWN_STATISTICS = {
  spentTotal: '21.05321',
  callsTotal: 2788,
  secondsTotal: 37_068,
  spentToday: '0.1205',
  callsToday: 5,
  secondsToday: 650,
};
const OWN_BALANCE = '112.192790';

/** The reseller's own balance; `advanced` adds the statistics. Clients' charges and payments do not touch it. */
export const getBalance: ApiFunction = ({ switches, parameters }) => {
  const advanced = check.textOf(parameters, 'advanced');
  if (advanced !== '' && advanced !== '0') return { balance: balanceOf(switches, OWN_BALANCE, OWN_STATISTICS) };
  return { balance: { current_balance: OWN_BALANCE } };
};

/** The reseller's own transactions whose (first) day lies in the range; `ammount` is spelt so upstream. */
export const getTransactionHistory: ApiFunction = ({ switches, parameters }) => {
  const from = check.dayOf(check.required(parameters, 'date_from', 'missing_from_date'));
  const to = check.dayOf(check.required(parameters, 'date_to', 'missing_to_date'));
  if (from > to) refuse('invalid_date_from');
  const rows = OWN_TRANSACTIONS.filter((row) => row.date.slice(0, 10) >= from && row.date.slice(0, 10) <= to);
  return rows.length === 0 ? refuse('no_transactions') : { transactions: listOf(switches, rows) };
};

/** Both documented forms of `date`, `uniqueid` and `type`, then two rows for each month of 2025 and 2026. */
const OWN_TRANSACTIONS = [
  transaction('2015-11-02 to 2016-11-01', 'n/a', 'CNAM Queries', '27 CNAM Queries', '-0.2160'),
  transaction('2016-06-03 00:03:46', '12964421x41098i8c', 'DID8555555555', 'Monthly fee 8555555555', '-0.99'),
  ...Array.from({ length: 23 }, (_, month) => {
    const day = `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return [
      transaction(`${day}-01 00:01:12`, `2086${month}713x41098i8c`, 'Payment', 'Credit Card Payment', '50.00'),
      transaction(`${day}-03 00:03:46`, `1296${month}421x41098i8c`, 'DID8555555555', 'Monthly fee 8555555555', '-0.99'),
    ];
  }).flat(),
];

function transaction(date: string, uniqueid: string, type: string, description: string, ammount: string) {
  return { date, uniqueid, type, description, ammount };
}
