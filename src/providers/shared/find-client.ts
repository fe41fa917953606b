/**
 * Looking for the client of a lost sign-up by its e-mail address or name, of which the upstream has each only once. Right
 * before the send it was looked for in the same way, and nobody had it: a client that is found after the send was made
 * since. Whether the send has made it, and not somebody by hand meanwhile, its other data tell. Of these only a hash is
 * kept.
 */
import { createHash } from 'node:crypto';
import type { Finding, Lost } from '../provider.ts';
import type { ClientRecord } from '../records.ts';
import { unclear } from './find-row.ts';

/**
 * What is compared: texts that upstreams show again as they got them. Countries and states are not among them, since
 * codes come back as names.
 */
export interface Person {
  readonly email?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly street?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly phoneNumber?: string | null | undefined;
}

/** Last digits of a phone number that are the same with and without prefixes. */
const LOCAL_DIGITS = 7;
/** A character that came back escaped for a URL or for HTML: "%27", "&#39;", "&amp;". */
const ESCAPED = /%(?:25)*[2-7][0-9a-f]|&(?:amp;)*(?:#x?[0-9a-f]+|[a-z]+);/gi;

/** A hash that is the same for the same person, however the upstream writes blanks, signs, cases and phone numbers. */
export function likenessOf(person: Person): string {
  const { email, company, firstName, lastName, street, city, postalCode, phoneNumber } = person;
  const texts = [email, company, firstName, lastName, street, city, postalCode].map(plain);
  const phone = (phoneNumber ?? '').replace(/\D/g, '').slice(-LOCAL_DIGITS);
  return createHash('sha256')
    .update(JSON.stringify([...texts, phone]))
    .digest('base64url');
}

/** What the client that was found by the unique e-mail address or name tells of a sign-up whose trace has its `likeness`. */
export function findClient(client: ClientRecord, { trace }: Lost): Finding {
  if (likenessOf({ ...client, ...client.address }) === trace['likeness']) {
    return { verdict: 'applied', upstreamId: client.upstreamId };
  }
  const others = 'but other names, another address or phone number';
  return unclear(`Client ${client.upstreamId} has the unique e-mail address or name of the sign-up, ${others}.`);
}

/**
 * What a client tells that has the e-mail address or name in the list, but is not found by it. The look before the send
 * would not have found it either, so it may be older than the sign-up.
 */
export function onlyListed(upstreamId: string): Finding {
  const doubt = 'but is not found by it, so that it may be older';
  return unclear(`Client ${upstreamId} of the list has the e-mail address or name of the sign-up, ${doubt}.`);
}

/** Letters and digits alone. */
function plain(text: string | null | undefined): string {
  return (text ?? '')
    .replace(ESCAPED, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
