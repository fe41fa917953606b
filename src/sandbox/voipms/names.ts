/** Word lists of the generated clients. Mail domains are the reserved example ones, phone numbers the fictional 555. */

/** First names, some outside ASCII. */
export const FIRST_NAMES: readonly string[] = listOf(`
Alice; Andre; Beatriz; Brian; Carla; Dana; David; Denise; Eric; Fatima; Frank; Grace; Hannah; Ivan; James;
Jennifer; Jose; Karen; Kevin; Laura; Linda; Marc; Maria; Michael; Nadia; Olivier; Pablo; Priya; Robert;
Samuel; Sandra; Susan; Thomas; Victor; Wei; Yuki; André; Björn; Chloé; François; José; Łukasz; Renée; Søren;
Zoë
`);

/** Last names, some with an apostrophe or outside ASCII. */
export const LAST_NAMES: readonly string[] = listOf(`
Anderson; Baker; Bergeron; Campbell; Chen; Clark; Cohen; Davis; Desai; Edwards; Fischer; Garcia; Gauthier;
Hernandez; Hughes; Ivanov; Johnson; Kim; Kowalski; Lavoie; Lee; Lopez; MacDonald; Martin; Miller; Nguyen;
Okafor; Park; Patel; Reid; Roy; Singh; Smith; Tanaka; O'Brien; O'Neill; D'Angelo; Bélanger; Côté; Muñoz;
Núñez; Müller; Lefèvre; Peña
`);

/** What follows the last name in a company's name. */
export const COMPANIES: readonly string[] = listOf(`
Consulting; Logistics; Dental Clinic; Auto Repair; Law Office; Plumbing & Heating; Real Estate; IT Services;
Travel; Catering; Accounting Inc.; Printing Ltd.; Veterinary/Pet Care
`);

/** Street names; a house number stands before them. */
export const STREETS: readonly string[] = listOf(`
MAIN ST; NW 25TH AVE; OAK STREET; PINE RD UNIT 4; RUE SAINT-DENIS; KING ST W; LAKESHORE BLVD;
W 42ND ST SUITE 1800; ELM AVE; SUNSET BLVD; BROADWAY; COUNTY ROAD 12; PARK PLACE
`);

/** Example domains. */
export const MAIL_DOMAINS: readonly string[] = ['example.com', 'example.org', 'example.net', 'mail.example.com'];

/** A city; `zip` is the beginning of its codes, `area` its telephone area. */
interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly zip: string;
  readonly area: string;
}

const US = 'UNITED STATES';
const CA = 'CANADA';

/** Cities with what belongs to them; a leading zero of a zip code is among them. */
export const PLACES: readonly Place[] = [
  { city: 'MIAMI', state: 'FLORIDA', country: US, zip: '331', area: '305' },
  { city: 'BOSTON', state: 'MASSACHUSETTS', country: US, zip: '021', area: '617' },
  { city: 'NEW YORK', state: 'NEW YORK', country: US, zip: '100', area: '212' },
  { city: 'AUSTIN', state: 'TEXAS', country: US, zip: '787', area: '512' },
  { city: 'DENVER', state: 'COLORADO', country: US, zip: '802', area: '303' },
  { city: 'SEATTLE', state: 'WASHINGTON', country: US, zip: '981', area: '206' },
  { city: 'CHICAGO', state: 'ILLINOIS', country: US, zip: '606', area: '312' },
  { city: 'PHOENIX', state: 'ARIZONA', country: US, zip: '850', area: '602' },
  { city: 'MONTRÉAL', state: 'QUEBEC', country: CA, zip: 'H2X', area: '514' },
  { city: 'TORONTO', state: 'ONTARIO', country: CA, zip: 'M5V', area: '416' },
  { city: 'VANCOUVER', state: 'BRITISH COLUMBIA', country: CA, zip: 'V6B', area: '604' },
  { city: 'CALGARY', state: 'ALBERTA', country: CA, zip: 'T2P', area: '403' },
];

function listOf(text: string): string[] {
  return text.trim().split(/;\s+/);
}
