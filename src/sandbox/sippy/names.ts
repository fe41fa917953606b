/** Word lists of the generated clients. Telephone numbers have the fictional 555. */

/** First names, some outside ASCII. */
export const FIRST_NAMES: readonly string[] = listOf(`
Adam; Amara; Anna; Bilal; Carlos; Chen; Claire; Daniel; Elena; Emeka; Erik; Fatima; Giulia; Hana; Ines; Jan; Joao;
Karim; Lena; Leo; Maja; Mateo; Mei; Nora; Omar; Paul; Priya; Rosa; Sofia; Tariq; Tom; Vera; Yusuf; Zoë; Łukasz; Søren;
René; Jürgen; Chloé; Šimon
`);

/** Last names of at most ten letters, some with an apostrophe or outside ASCII. */
export const LAST_NAMES: readonly string[] = listOf(`
Abbott; Adeyemi; Baker; Becker; Bianchi; Carter; Castro; Dubois; Eriksen; Fischer; Fofana; Garcia; Haddad; Hughes; Ito;
Jansen; Kaya; Kowalski; Lang; Lopez; Martin; Mensah; Moreau; Nowak; Okafor; Olsen; Patel; Pereira; Quinn; Rossi; Sato;
Schmidt; Silva; Tanaka; Usman; Vargas; Weber; Young; O'Brien; D'Angelo; Müller; Muñoz; Håkansson; Šimić; Żak
`);

/** What follows the last name in a client's name. */
export const BUSINESSES: readonly string[] = listOf(`
Telecom; Voice; Networks; Calls & More; VoIP; Trunking; Carrier; Talk; Dialing; Connect; Call Center
`);

/** Street names; a house number stands before them. */
export const STREETS: readonly string[] = listOf(`
Main St; Oak Avenue; King St W; Rue de la Gare; Bahnhofstrasse; Harbour Rd; Calle Mayor; Market Sq; Station Rd
`);

/** A city; `postalCode` and `phone` are the beginnings of its codes and numbers. */
interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly european: boolean;
}

/** Cities with what belongs to them. */
export const PLACES: readonly Place[] = [
  { city: 'Boston', state: 'MA', country: 'US', postalCode: '021', phone: '+1617', european: false },
  { city: 'Miami', state: 'FL', country: 'US', postalCode: '331', phone: '+1305', european: false },
  { city: 'Austin', state: 'TX', country: 'US', postalCode: '787', phone: '+1512', european: false },
  { city: 'Vancouver', state: 'BC', country: 'CA', postalCode: 'V6B ', phone: '+1604', european: false },
  { city: 'Berlin', state: '', country: 'DE', postalCode: '101', phone: '+4930', european: true },
  { city: 'Kraków', state: '', country: 'PL', postalCode: '31-0', phone: '+4812', european: true },
  { city: 'Málaga', state: '', country: 'ES', postalCode: '290', phone: '+34952', european: true },
  { city: 'Lyon', state: '', country: 'FR', postalCode: '690', phone: '+334', european: true },
];

function listOf(text: string): string[] {
  return text.trim().split(/;\s+/);
}
