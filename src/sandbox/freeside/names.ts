/** Word lists of the generated customers. Phone numbers are the fictional 555 ones. */

/** First names, some outside ASCII. */
export const FIRST_NAMES: readonly string[] = listOf(`
Adam; Agnes; Amir; Anita; Boris; Carmen; Charles; Clara; Diego; Elena; Emma; Felix; Gloria; Harold; Helen; Hugo;
Irene; Jacob; Julia; Kofi; Lena; Leo; Lucas; Martha; Milan; Nina; Oscar; Paula; Peter; Rosa; Ruth; Simon; Sofia;
Stella; Tara; Ursula; Walter; Xavier; Yara; Zachary; Amélie; Jürgen; Inés; Måns; Noël; Zoé
`);

/** Last names, some with an apostrophe, a hyphen or letters outside ASCII. */
export const LAST_NAMES: readonly string[] = listOf(`
Abbott; Alvarez; Barnes; Becker; Bishop; Brooks; Carter; Castillo; Dixon; Dubois; Ellis; Ferrari; Fowler; Gibson;
Grant; Hansen; Hayes; Ito; Jensen; Keller; Lambert; Lang; Marsh; Mendoza; Moreau; Morris; Novak; Olsen; Owens; Petrov;
Quinn; Rossi; Santos; Shaw; Silva; Sato; Turner; Vargas; Walsh; Weber; O'Hara; O'Malley; D'Amico; Smith-Jones; Grünwald;
Peñalosa; Bergström
`);

/** What follows the last name in a company's name. */
export const COMPANIES: readonly string[] = listOf(`
Bakery; Books & Music; Builders; Café; Electric; Engineering; Florist; Gallery; Hotel; Insurance; Marine; Optics;
Pharmacy; Studio; Translations; Wine & Spirits
`);

/** Street names; a house number stands before them. */
export const STREETS: readonly string[] = listOf(`
Maple Ave; Church St; 2nd Street; Highland Rd; Washington Blvd; Mill Lane; Harbor Dr; College St Apt 3; River Road;
Sherbrooke St W; Granville St; N 14th St Suite 200
`);

/** A city; `zip` is the beginning of its codes, `area` its telephone area. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly zip: string;
  readonly area: string;
}

/** Cities with what belongs to them; a leading zero of a zip code is among them. */
export const PLACES: readonly Place[] = [
  { city: 'Boston', state: 'MA', country: 'US', zip: '021', area: '617' },
  { city: 'Newark', state: 'NJ', country: 'US', zip: '071', area: '973' },
  { city: 'Portland', state: 'OR', country: 'US', zip: '972', area: '503' },
  { city: 'San Diego', state: 'CA', country: 'US', zip: '921', area: '619' },
  { city: 'Cleveland', state: 'OH', country: 'US', zip: '441', area: '216' },
  { city: 'Atlanta', state: 'GA', country: 'US', zip: '303', area: '404' },
  { city: 'Montréal', state: 'QC', country: 'CA', zip: 'H2X', area: '514' },
  { city: 'Halifax', state: 'NS', country: 'CA', zip: 'B3H', area: '902' },
];

function listOf(text: string): string[] {
  return text.trim().split(/;\s+/);
}
