/** How a new client pays: the checks of its data and the members that carry it (freeside.md section 3.1). All are secrets. */
import type { Problem } from '../../errors.ts';
import type { SignupFreesideInput } from '../records-freeside.ts';
import { checkText, problem } from '../shared/checks.ts';
import { countryOf } from './checks.ts';
import type { Members } from './door.ts';
import { paths } from './fields.ts';

const CARDS: ReadonlySet<string> = new Set(['CARD', 'DCRD']);
const CHEQUES: ReadonlySet<string> = new Set(['CHEK', 'DCHK']);
const PREPAID = 'PREPAY';

const CARD_NUMBER = /^\d{13,19}$/;
const CARD_VERIFICATION = /^\d{3,4}$/;
const EXPIRY = /^(0?[1-9]|1[0-2])\/(\d{4}|\d{2})$/;
const ACCOUNT_NUMBER = /^\d{1,20}$/;
const ABA_ROUTING_NUMBER = /^\d{9}$/;
const OTHER_ROUTING_NUMBER = /^[\d.]{3,12}$/;
const PREPAID_NUMBER = /^[A-Za-z0-9]{1,40}$/;

/** True for a way to pay by card. */
export function isByCard({ paymentMethod }: SignupFreesideInput): boolean {
  return CARDS.has(paymentMethod);
}

/** All problems of the payment's data; `today` decides whether a card has run out. */
export function checkPaymentData(input: SignupFreesideInput, today: Date): readonly Problem[] {
  return [
    ...(isByCard(input) ? checkCard(input, today) : refuseOthers(input, ['card', 'paycvv', 'paydate'], 'by card')),
    ...(CHEQUES.has(input.paymentMethod)
      ? checkCheque(input)
      : refuseOthers(input, ['account', 'routing'], 'by electronic cheque')),
    ...(input.paymentMethod === PREPAID
      ? checkPrepaid(input)
      : refuseOthers(input, ['prepaid'], 'with a prepaid card')),
    ...checkText(input.payerName ?? '', paths.payname),
  ];
}

/** Members of the request for the way to pay. */
export function paymentMembers(input: SignupFreesideInput): Members {
  const { paymentMethod, payerName } = input;
  return { payby: paymentMethod, ...numbersOf(input), ...(payerName !== null && { payname: payerName }) };
}

function numbersOf(input: SignupFreesideInput): Members {
  const { cardNumber, cardVerification, cardExpiry, bankAccountNumber, bankRoutingNumber, prepaidCardNumber } = input;
  if (isByCard(input)) {
    return {
      payinfo: bare(cardNumber),
      ...(cardVerification !== null && { paycvv: cardVerification.trim() }),
      paydate: cardExpiry?.trim() ?? '',
    };
  }
  if (CHEQUES.has(input.paymentMethod)) return { payinfo: `${bare(bankAccountNumber)}@${bare(bankRoutingNumber)}` };
  return input.paymentMethod === PREPAID ? { payinfo: prepaidCardNumber?.trim() ?? '' } : {};
}

/** Without the blanks and hyphens by which people group digits. */
function bare(number: string | null): string {
  return (number ?? '').replaceAll(/[\s-]/g, '');
}

function checkCard(input: SignupFreesideInput, today: Date): readonly Problem[] {
  const problems: Problem[] = [];
  const number = bare(input.cardNumber);
  if (!CARD_NUMBER.test(number) || !passesLuhn(number)) {
    problems.push(problem(paths.card, 'This is no card number: a digit is wrong or missing.'));
  }
  if (input.cardVerification !== null && !CARD_VERIFICATION.test(input.cardVerification.trim())) {
    problems.push(problem(paths.paycvv, 'The verification code has 3 or 4 digits.'));
  }
  const [, month, year] = EXPIRY.exec(input.cardExpiry?.trim() ?? '') ?? [];
  if (month === undefined || year === undefined) {
    problems.push(problem(paths.paydate, 'Give the month until which the card is valid as MM/YYYY.'));
  } else if (isOver(Number(month), Number(year.length === 2 ? `20${year}` : year), today)) {
    problems.push(problem(paths.paydate, 'The card is not valid any more.'));
  }
  return problems;
}

/** The month is over everywhere: the last zone is 12 hours behind UTC. */
function isOver(month: number, year: number, today: Date): boolean {
  return today.valueOf() > Date.UTC(year, month, 1, 12);
}

function checkCheque(input: SignupFreesideInput): readonly Problem[] {
  const problems: Problem[] = [];
  if (!ACCOUNT_NUMBER.test(bare(input.bankAccountNumber))) {
    problems.push(problem(paths.account, 'The number of a bank account has digits only.'));
  }
  const routing = bare(input.bankRoutingNumber);
  const isInUs = countryOf(input) === 'US';
  const isGood = isInUs ? ABA_ROUTING_NUMBER.test(routing) && passesAba(routing) : OTHER_ROUTING_NUMBER.test(routing);
  if (!isGood) {
    const message = isInUs ? 'This is no routing number: a digit is wrong or missing.' : 'This is no routing number.';
    problems.push(problem(paths.routing, message));
  }
  return problems;
}

function checkPrepaid({ prepaidCardNumber }: SignupFreesideInput): readonly Problem[] {
  if (PREPAID_NUMBER.test(prepaidCardNumber?.trim() ?? '')) return [];
  return [problem(paths.prepaid, 'Give the number of the prepaid card: letters and digits.')];
}

/** Data of another way to pay would be dropped without a word. */
function refuseOthers(
  input: SignupFreesideInput,
  members: readonly ('card' | 'paycvv' | 'paydate' | 'account' | 'routing' | 'prepaid')[],
  how: string,
): readonly Problem[] {
  const values = {
    card: input.cardNumber,
    paycvv: input.cardVerification,
    paydate: input.cardExpiry,
    account: input.bankAccountNumber,
    routing: input.bankRoutingNumber,
    prepaid: input.prepaidCardNumber,
  };
  return members
    .filter((member) => values[member] !== null)
    .map((member) =>
      problem(paths[member], `This belongs to a payment ${how}: leave it out, or change the way to pay.`),
    );
}

/** Luhn's check of a card number: every second digit from the right is doubled, the digits of all add up to tens. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)))
    .reduce((total, digit) => total + digit, 0);
  return sum % 10 === 0;
}

/** The check of an American routing number: its nine digits times 3, 7 and 1 in turn add up to tens. */
export function passesAba(digits: string): boolean {
  const sum = Array.from(digits, Number).reduce((total, digit, place) => total + digit * [3, 7, 1][place % 3]!, 0);
  return sum % 10 === 0;
}
