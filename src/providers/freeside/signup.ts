/** Creating a client with a package and its account, which the upstream does in one transaction (freeside.md section 3.1). */
import type { Problem } from '../../errors.ts';
import { withMark } from '../../mark.ts';
import { textOf, type XmlRpcStruct } from '../../wire/xmlrpc-values.ts';
import type { CallScope, SignedUp, Write } from '../provider.ts';
import type { SignupFreesideInput } from '../records-freeside.ts';
import { isNumberId, problem } from '../shared/checks.ts';
import { outcomeUnknown } from '../shared/failures.ts';
import type { FreesideApi } from './api.ts';
import { checkPerson, checkService, countryOf, phoneNumber, phoneNumbersOf } from './checks.ts';
import type { Customers } from './customers.ts';
import type { Members } from './door.ts';
import { paths } from './fields.ts';
import { findSignup, signupTrace } from './lost-signup.ts';
import type { Catalogue } from './map.ts';
import { checkPaymentData, isByCard, paymentMembers } from './payment.ts';
import { planned } from './plan.ts';
import { WHO } from './values.ts';

/**
 * Sign-up of a client. Probed: the client's comments begin with the mark, and the agent's list shows comments (freeside.md
 * section 3.2). A second send would be refused besides, since the user name must be unique at its domain.
 */
export function signupWrite(api: FreesideApi, customers: Customers): Write<SignupFreesideInput, SignedUp> {
  return {
    delivery: 'probed',
    check: async (input, scope) => [
      ...checkPerson(input),
      ...checkService(input),
      ...checkPaymentData(input, new Date()),
      ...checkChoices(input, await customers.catalogue(scope)),
    ],
    plan: async (input, _scope, mark) => [planned('new_customer', membersOf(input, mark))],
    send: (input, scope, mark) => send(membersOf(input, mark), api, customers, scope),
    trace: signupTrace,
    find: (lost, scope) => findSignup(customers, lost, scope),
  };
}

/** Secrets that the answer repeats, such as the password in clear text, end here. */
async function send(members: Members, api: FreesideApi, customers: Customers, scope: CallScope): Promise<SignedUp> {
  try {
    return signedUp(await api.write('new_customer', members, scope));
  } finally {
    customers.forget(scope);
  }
}

function signedUp(answer: XmlRpcStruct): SignedUp {
  const number = textOf(answer.get('custnum')) ?? '';
  if (isNumberId(number)) return { clientId: number };
  if (answer.has('error')) return { clientId: null };
  throw outcomeUnknown(WHO, 'answered with neither an error nor the number of a customer');
}

/** What the upstream says that there is to choose from. */
function checkChoices(input: SignupFreesideInput, catalogue: Catalogue): readonly Problem[] {
  const { packages, paymentMethods, requiresCardVerification, accessNumbers } = catalogue;
  const { packageId, paymentMethod, cardVerification, accessNumberId } = input;
  const problems: Problem[] = [];
  if (isNumberId(packageId) && !packages.some(({ upstreamId }) => upstreamId === packageId)) {
    const message =
      'Freeside does not offer this package to the agent; `packages` of the account lists those that it does.';
    problems.push({ code: 'NOT_FOUND', message, field: paths.pkgpart });
  }
  if (paymentMethods !== null && !paymentMethods.includes(paymentMethod)) {
    const message = `Freeside does not take this way to pay at a sign-up. It takes: ${paymentMethods.join(', ')}.`;
    problems.push(problem(paths.payby, message));
  }
  if (isByCard(input) && requiresCardVerification && cardVerification === null) {
    problems.push(problem(paths.paycvv, "Freeside demands the card's verification code."));
  }
  if (accessNumbers.length > 0 && !accessNumbers.includes(accessNumberId ?? '')) {
    const listed = accessNumbers.slice(0, 20).join(', ');
    problems.push(problem(paths.popnum, `Freeside demands one of its access numbers, such as: ${listed}.`));
  }
  return problems;
}

function membersOf(input: SignupFreesideInput, mark: string): Members {
  const country = countryOf(input);
  const invoicing = [...input.invoiceEmails, ...(input.postalInvoices ? ['POST'] : [])];
  const phones = phoneNumbersOf(input).map(([member, number]) => [member, phoneNumber(number, country) ?? number]);
  return {
    first: input.firstName,
    last: input.lastName,
    ...given('company', input.company),
    address1: input.street,
    ...given('address2', input.street2),
    city: input.city,
    ...given('county', input.county),
    state: input.state.trim(),
    zip: input.postalCode.trim(),
    country,
    ...(Object.fromEntries(phones) as Members),
    invoicing_list: invoicing.join(','),
    ...paymentMembers(input),
    pkgpart: input.packageId,
    username: input.username,
    _password: input.password,
    ...given('domsvc', input.domainServiceId),
    ...given('popnum', input.accessNumberId),
    ...given('promo_code', input.promotionCode),
    ...given('reg_code', input.registrationCode),
    comments: withMark(mark, input.comments ?? ''),
  };
}

/** A member for a value that is given. */
function given(member: string, value: string | null): Members {
  return value === null ? {} : { [member]: value };
}
