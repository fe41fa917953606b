/** Word lists of the generated customers. Mail domains and domains are reserved example ones, phone numbers fictional. */

/** First names, some outside ASCII. */
export const FIRST_NAMES: readonly string[] = listOf(`
Aisha; Alan; Amelia; Arjun; Carmen; Charlotte; Daniel; Deepa; Edward; Emma; Farid; Fiona; George; Hana; Harriet;
Ian; Imran; Isla; Jack; Kavita; Lena; Lucas; Mei; Mohammed; Nikhil; Nora; Oliver; Paulo; Rohan; Sarah; Sunita;
Tom; Ursula; Vikram; William; Yasmin; Zainab; Ana Sofía; Jürgen; Noël; Siân; Zoë; Åsa; Łucja
`);

/** Last names, some with an apostrophe or outside ASCII. */
export const LAST_NAMES: readonly string[] = listOf(`
Ahmed; Bailey; Banerjee; Cooper; Costa; Das; Evans; Fernandes; Fraser; Gupta; Hall; Hassan; Iyer; Jones; Kapoor; Khan;
Kumar; Lim; Lund; Mehta; Moore; Morris; Nair; Ortiz; Patel; Rao; Rossi; Schmidt; Shah; Silva; Stewart; Tan;
Taylor; Turner; Vargas; Walker; Wilson; Wong; Young; O'Donnell; D'Souza; Gómez; Håkansson; Müller; Núñez; Žukauskas
`);

/** What follows the last name in a company's name. */
export const COMPANIES: readonly string[] = listOf(`
Design; Web Studio; Consulting; & Sons; Bakery; Photography; Solicitors; Interiors; Cycles; Garden Centre; Media;
Logistics; Dental; Catering; Travel/Tours
`);

/** First and second half of a domain's name. */
export const DOMAIN_WORDS: readonly string[] = listOf(`
maple; river; harbour; bright; silver; north; green; urban; stone; cloud; amber; willow
`);

/** Street names; a house number stands before them. */
export const STREETS: readonly string[] = listOf(`
High Street; Church Road; Station Road; Victoria Avenue; Mill Lane; MG Road; Park Street; Orchard Road; Market Square;
King's Road; Rua do Sol; Hauptstraße
`);

/** Example domains of mail addresses. */
export const MAIL_DOMAINS: readonly string[] = ['example.com', 'example.org', 'example.net', 'mail.example.com'];

/** A city with what belongs to it. `zip` has `#` for each digit to be filled in. */
interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly zip: string;
  readonly phoneCode: string;
  readonly phone: string;
  readonly language: string;
}

const NONE = 'Not Applicable';

/** Cities of several countries; some have no state. */
export const PLACES: readonly Place[] = [
  place('London', NONE, 'GB', 'EC1A #BB', '44', '2079460', 'en'),
  place('Leeds', 'West Yorkshire', 'GB', 'LS# 4DY', '44', '1134960', 'en'),
  place('Cardiff', NONE, 'GB', 'CF1# 1BH', '44', '2920180', 'en'),
  place('Mumbai', 'Maharashtra', 'IN', '4000##', '91', '2255501', 'en'),
  place('Bengaluru', 'Karnataka', 'IN', '5600##', '91', '8055501', 'en'),
  place('Singapore', NONE, 'SG', '0486##', '65', '65550', 'en'),
  place('Austin', 'Texas', 'US', '787##', '1', '5125550', 'en'),
  place('Boston', 'Massachusetts', 'US', '021##', '1', '6175550', 'en'),
  place('München', 'Bayern', 'DE', '803##', '49', '8955501', 'de'),
  place('São Paulo', 'São Paulo', 'BR', '01310-1##', '55', '1155501', 'pt'),
  place('Madrid', 'Madrid', 'ES', '280##', '34', '915550', 'es'),
  place('Guadalajara', 'Jalisco', 'MX', '441##', '52', '3355501', 'es'),
];

function place(
  city: string,
  state: string,
  country: string,
  zip: string,
  phoneCode: string,
  phone: string,
  language: string,
): Place {
  return { city, state, country, zip, phoneCode, phone, language };
}

function listOf(text: string): string[] {
  return text.trim().split(/;\s+/);
}
