/** Countries (ISO 3166-1) and the states of those that have some, as signup_info lists them. */

/** Countries whose states are known, with their codes. In the others any state will do. */
export const STATES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'US',
    codes(`
    AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
    RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI`),
  ],
  ['CA', codes('AB BC MB NB NL NT NS NU ON PE QC SK YT')],
  ['AU', codes('ACT NSW NT QLD SA TAS VIC WA')],
]);

/** Every country. */
export const COUNTRIES: ReadonlySet<string> = codes(`
  AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BQ BA BW BV BR IO BN BG BF BI CV KH CM
  CA KY CF TD CL CN CX CC CO KM CG CD CK CR CI HR CU CW CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FK FO FJ FI FR GF PF TF
  GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IM IL IT JM JP JE JO KZ KE KI KP KR
  KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN ME MS MA MZ MM NA NR NP NL NC NZ NI
  NE NG NU NF MK MP NO OM PK PW PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW BL SH KN LC MF PM VC WS SM ST SA SN RS SC SL
  SG SX SK SI SB SO ZA GS SS ES LK SD SR SJ SE CH SY TW TJ TZ TH TL TG TK TO TT TN TR TM TC TV UG UA AE GB US UM UY UZ VU
  VE VN VG VI WF EH YE ZM ZW`);

/** True when the country exists and has that state. */
export function isPlace(state: string, country: string): boolean {
  return COUNTRIES.has(country) && (STATES.get(country)?.has(state) ?? true);
}

function codes(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
