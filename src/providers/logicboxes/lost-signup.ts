/**
 * Looking for a client whose sign-up has lost its answer. Sign-up has no place for a mark. But the e-mail address is the
 * user name and unique, and a client's record tells when it was made (logicboxes.md section 3, details-by-id).
 */
import type { CallScope, Finding, Lost, Trace } from '../provider.ts';
import type { SignupLogicboxesInput } from '../records-logicboxes.ts';
import { likenessOf } from '../shared/find-client.ts';
import { unclear } from '../shared/find-row.ts';
import { asText, type Json, type JsonObject } from '../shared/json.ts';
import type { LogicboxesApi } from './api.ts';
import { readDetailsByEmail, searchCustomers } from './customers.ts';
import { id, moment, text } from './values.ts';

/** How far the upstream's clock may be off from ours. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** A client that was made longer after the send was rather made by hand, for want of this one. */
const LATEST_MS = 30 * 60_000;

/** What is kept of a sign-up: the address, and a hash of what both views of a client show. */
export function signupTrace({ email, name, company, city, phone }: SignupLogicboxesInput): Trace {
  return { email, likeness: likenessOf({ lastName: name, company, city, phoneNumber: phone.number }) };
}

/**
 * What the upstream's clients tell of a lost sign-up. Applied: the client with the address was made just after the send,
 * with the fields that were sent. Absent: nobody has the address, and none of the clients made since, deleted ones
 * included, has had it or has these fields. The check before the send has seen that the address was free then; only a
 * sign-up for the same person under way at the same time could be taken for this one.
 */
export async function findSignup(api: LogicboxesApi, lost: Lost, scope: CallScope): Promise<Finding> {
  const { email, likeness } = lost.trace;
  if (!email || !likeness) return unclear('Too little is known of the sign-up to look for it.');
  const wanted = { email, likeness, sentAt: lost.sentAt };
  const details = await readDetailsByEmail(api, email, scope);
  if (details !== null) return verdictOf(details, wanted);
  if (!(await wasMade(api, wanted, scope))) return { verdict: 'absent' };
  // It may have come between the two looks.
  const late = await readDetailsByEmail(api, email, scope);
  if (late !== null) return verdictOf(late, wanted);
  return unclear('A client was made then that may be this one, but the e-mail address does not find it any more.');
}

/** What is looked for. */
interface Wanted {
  readonly email: string;
  readonly likeness: string;
  readonly sentAt: Date;
}

/** Of the client who has the e-mail address. */
function verdictOf(details: JsonObject, { likeness, sentAt }: Wanted): Finding {
  if (!isMadeInTime(details, sentAt)) return unclear('A client has the e-mail address, but was not made then.');
  if (likenessIn((member) => details[member]) !== likeness) {
    return unclear('A client has the e-mail address, but not the name, company, city and phone number that were sent.');
  }
  return { verdict: 'applied', upstreamId: id(details['customerid'], 'a client') };
}

/** True when a client was made since that has or may have been it. */
async function wasMade(api: LogicboxesApi, { email, likeness, sentAt }: Wanted, scope: CallScope): Promise<boolean> {
  const since = String(Math.floor((sentAt.getTime() - CLOCK_TOLERANCE_MS) / 1000));
  const rows = await searchCustomers(api, [['creation-date-start', since]], scope);
  return rows.some(
    (row) =>
      (asText(row['customer.username']) ?? '').toLowerCase() === email.toLowerCase() ||
      likenessIn((member) => row[`customer.${member}`]) === likeness,
  );
}

function isMadeInTime(details: JsonObject, sentAt: Date): boolean {
  const madeAt = moment(details['creationdt']);
  if (madeAt === null) return false;
  const lateByMs = madeAt.getTime() - sentAt.getTime();
  return lateByMs >= -CLOCK_TOLERANCE_MS && lateByMs <= LATEST_MS;
}

/** Of a client's record; `read` gives a member by its name without prefix. */
function likenessIn(read: (member: string) => Json | undefined): string {
  const [lastName, company, city, phoneNumber] = ['name', 'company', 'city', 'telno'].map((name) => text(read(name)));
  return likenessOf({ lastName, company, city, phoneNumber });
}
