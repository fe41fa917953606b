/** billing/customer-transactions: transactions by id, with the transaction-key that the searches do not show (doc 868). */
import { listOf, required } from './checks.ts';
import type { ApiFunction, Context } from './context.ts';
import { wholeNumbers } from './filters.ts';
import { ACCOUNTING_CURRENCY, SELLING_CURRENCY, ZERO } from './money.ts';
import { signedAs } from './printing.ts';
import { RESELLER_PROFILE } from './seed.ts';
import type { Customer, Transaction } from './types.ts';
import { hash } from './values.ts';
import type { Hash, Value } from './values.ts';

/** A map by transaction id; ids that are not known, or not shown yet, are absent from it. */
export const transactionDetails: ApiFunction = (context) => {
  const { store, switches, parameters } = context;
  if (listOf(parameters, 'transaction-ids').length === 0) required(new Map(), 'transaction-ids');
  const found = new Map<string, Value>();
  for (const id of wholeNumbers(parameters, 'transaction-ids')) {
    const row = store.transaction(id);
    if (row === null || !store.booked.isShown(row, switches.ledgerDelayMs)) continue;
    const customer = store.customer(row.customerid);
    if (customer !== null) found.set(id, detailsOf(context, row, customer));
  }
  return found;
};

function detailsOf({ switches }: Context, row: Transaction, customer: Customer): Hash {
  const amount = signedAs(switches.ledgerSign);
  return hash({
    transid: row.transid,
    orderid: row.orderid,
    transactionkey: row.transactionkey,
    transactiondate: row.date,
    type: row.type,
    description: row.description,
    key: row.key,
    timestamp: row.settled === '' ? '' : timestampOf(row.settled),
    totalreceiptupdated: String(row.updatesTotalReceipts),
    paymentreminderdays: row.reminderDays,
    greedy: String(row.greedy),
    isDescriptionModifiable: String(row.manual),
    customerid: row.customerid,
    parentkey: `999999999_999999998_${customer.resellerid}`,
    ...prefixed('customer', { ...customer }),
    resellerid: customer.resellerid,
    ...prefixed('reseller', RESELLER_PROFILE),
    brandname: RESELLER_PROFILE.company,
    sellingcurrencysymbol: SELLING_CURRENCY,
    sellingamount: amount(row.selling),
    sellingtaxamount: ZERO,
    sellingamountwithouttax: amount(row.selling),
    unutilisedsellingamount: amount(row.openSelling),
    accountingcurrencysymbol: ACCOUNTING_CURRENCY,
    accountingamount: amount(row.accounting),
    accountingtaxamount: ZERO,
    accountingamountwithouttax: amount(row.accounting),
    unutilisedaccountingamount: amount(row.openAccounting),
  });
}

const SHOWN = ['name', 'company', 'address1', 'city', 'state', 'country', 'zip', 'telnocc', 'telno'];

/** The shown fields of a person, as `customer_name` and so on. */
function prefixed(prefix: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(SHOWN.map((name) => [`${prefix}_${name}`, fields[name] ?? '']));
}

/** Unix seconds as PostgreSQL prints them: `2025-04-23 00:57:02.000000+00` (logicboxes.md section 5). */
function timestampOf(seconds: string): string {
  const iso = new Date(Number(seconds) * 1000).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}.000000+00`;
}
