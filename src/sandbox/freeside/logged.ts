/**
 * Parameters for the request log. What is shown is listed; everything else is a secret, since a list of keys and values
 * that is one short turns passwords into keys.
 */
import type { Parameters } from './perl.ts';

const REDACTED = '[redacted]';
const MAX_LOGGED_CHARACTERS = 1000;

/** Parameters whose values may be shown. */
const OPEN_NAMES = new Set(
  `
  username domain domsvc popnum custnum agentnum search prospect active susp cancel pkgnum pkgpart svcpart quantity
  locationnum run_bill_events first last company address1 address2 city county state zip country bill_address1
  bill_address2 bill_city bill_county bill_state bill_zip bill_country ship_first ship_last ship_company ship_address1
  ship_address2 ship_city ship_county ship_state ship_zip ship_country daytime night fax mobile locale comments refnum
  salesnum referral_custnum invoicing_list payby promo_code prepaid_shortform mac_addr
  `
    .trim()
    .split(/\s+/),
);

/** Parameters whose names may be shown, but not their values. */
const SECRET_NAMES = new Set(
  `
  session_id agent_session_id sesison_id password _password payinfo paycvv paydate payname paystate paytype
  paystart_month paystart_year payissue payip ss stateid stateid_state sec_phrase pin sip_password reg_code
  countrycode phonenum
  `
    .trim()
    .split(/\s+/),
);

/** Thirteen digits and more can be the number of a card, wherever they stand. */
const CARD_LIKE = /\d(?:[ -]?\d){12,}/;

/** Names and values for the log; names that nobody knows are counted under `(other)`. */
export function loggedParameters(parameters: Parameters): Record<string, string> {
  const shown = new Map<string, string>();
  let others = 0;
  for (const [name, value] of parameters) {
    if (OPEN_NAMES.has(name)) shown.set(name, CARD_LIKE.test(value) ? REDACTED : shortened(value));
    else if (SECRET_NAMES.has(name)) shown.set(name, REDACTED);
    else others += 1;
  }
  if (others > 0) shown.set('(other)', `${others} ${REDACTED}`);
  return Object.fromEntries(shown);
}

/** A copy, because a slice would keep the whole long text in memory. */
function shortened(text: string): string {
  if (text.length <= MAX_LOGGED_CHARACTERS) return text;
  return Buffer.from(text.slice(0, MAX_LOGGED_CHARACTERS)).toString('utf8');
}
