/**
 * Looking for a client whose sign-up has lost its answer. Its comments begin with the mark, and rows of the agent's list
 * show comments (freeside.md section 3.2). Whether the user name is taken would tell nothing: the name of its domain is
 * not known here, and of a domain that it does not have Freeside says that every name is free.
 */
import { marksIn } from '../../mark.ts';
import type { XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope, Finding, Lost, Trace } from '../provider.ts';
import type { SignupFreesideInput } from '../records-freeside.ts';
import { likenessOf } from '../shared/find-client.ts';
import { unclear } from '../shared/find-row.ts';
import type { Customers } from './customers.ts';
import { toClient } from './map.ts';
import { moment, text } from './values.ts';

/** How far the upstream's clock may be off from ours. */
const CLOCK_TOLERANCE_MS = 36 * 3600 * 1000;

/** A last name that a search can only read as one: letters, single blanks and hyphens (freeside.md section 3.2). */
const PLAIN_NAME = /^\p{L}[\p{L}\p{M}]+(?:[ -][\p{L}\p{M}]+)*$/u;

/**
 * What is kept of a sign-up: what the upstream can be asked for, null when there is nothing that it surely finds, and a
 * hash of the person's name.
 */
export function signupTrace({ invoiceEmails, firstName, lastName }: SignupFreesideInput): Trace {
  // An apostrophe breaks the query for an address.
  const email = invoiceEmails.find((address) => !address.includes("'"));
  const name = lastName.trim();
  return { search: email ?? (PLAIN_NAME.test(name) ? name : null), likeness: likenessOf({ firstName, lastName }) };
}

/**
 * What the agent's customers tell of a lost sign-up. Applied: one of them has the mark and is not cancelled. Absent: none
 * has it, and none made since has the person's name and no mark of another. The list alone proves no absence, since new
 * customers can be in states that are in no list: they must be searchable too.
 */
export async function findSignup(customers: Customers, lost: Lost, scope: CallScope): Promise<Finding> {
  const search = lost.trace['search'] ?? null;
  const isMarked = (row: XmlRpcStruct): boolean => marksOf(row).includes(lost.mark);
  const searched = search === null ? [] : await customers.rowsNow(search, scope);
  // The list can be long, and is only read when the search does not find it.
  const rows = searched.some(isMarked) ? searched : [...searched, ...(await customers.rowsNow(null, scope))];
  const [made, ...others] = rows.filter(isMarked);
  if (others.length > 0) return unclear(`${others.length + 1} clients have the mark ${lost.mark}.`);
  if (made !== undefined) return verdictOf(made);
  if (search === null) return unclear('Freeside cannot be searched for the name and the addresses of the client.');
  if (!rows.some((row) => mayBe(row, lost))) return { verdict: 'absent' };
  return unclear(`No client has the mark ${lost.mark}, but one of the same name was made then without any mark.`);
}

/** After a decline the client stays behind, cancelled (freeside.md section 3.1); a person may have cancelled it too. */
function verdictOf(row: XmlRpcStruct): Finding {
  const { upstreamId, status } = toClient(row, false, new Date());
  if (status !== 'CLOSED') return { verdict: 'applied', upstreamId };
  return unclear('Freeside has created the client and cancelled it, as it does after a declined payment.');
}

/** True for a customer without any mark that has the name and is not older than the send, as far as is told. */
function mayBe(row: XmlRpcStruct, { trace, sentAt }: Lost): boolean {
  if (marksOf(row).length > 0) return false;
  const madeAt = moment(row.get('signupdate'));
  if (madeAt !== null && madeAt.getTime() < sentAt.getTime() - CLOCK_TOLERANCE_MS) return false;
  return likenessOf({ firstName: text(row.get('first')), lastName: text(row.get('last')) }) === trace['likeness'];
}

/** Marks in the comments, wherever they stand: people write there too. */
function marksOf(row: XmlRpcStruct): readonly string[] {
  return marksIn(text(row.get('comments')) ?? '');
}
