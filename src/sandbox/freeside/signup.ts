/** new_customer: the checks in their order, of which the first failure wins (freeside.md section 3.1), then one write. */
import { decimal } from '../../money.ts';
import { REGISTRATION_CODES, agentByNumber, packageFor } from './catalog.ts';
import type { PackageDefinition } from './catalog.ts';
import { agentOf, textOf } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { personOf } from './fields.ts';
import type { Person } from './fields.ts';
import { domainOf, newLogin, placeOrder } from './order.ts';
import type { Placed } from './order.ts';
import { checkPassword } from './password.ts';
import { PREPAID_VALUE, isCard, paymentOf } from './payment.ts';
import type { Payment } from './payment.ts';
import { isTrue } from './perl.ts';
import type { Parameters, PerlHash } from './perl.ts';
import { refuse } from './refusal.ts';
import { BOSTON } from './seed.ts';
import type { Customer } from './types.ts';

/** Creates a customer with one package and its account. After a decline the customer is there, cancelled. */
export const newCustomer: ApiFunction = (context) => {
  const { agentnum, payby, definition, parameters } = admit(context);
  const person = personOf(parameters);
  const login = newLogin(context, domainOf(context));
  const payment = paymentOf(context, payby);
  const prepaid = decimal(payment.prepaidDigest === null ? '0.00' : PREPAID_VALUE);
  const placed = placeOrder(context, { definition, quantity: '1', login, prepaid });
  const customer = customerFrom(context, agentnum, person, payment);
  const { prepaidDigest } = payment;
  context.store.commit({ kind: 'signup', customer, ...placed.order, prepaidDigest });
  if (placed.outcome === 'declined') return { error: '_decline' };
  if (placed.outcome === 'collecting') return collection(customer, placed);
  return {
    error: '',
    signup_service: 'svc_acct',
    custnum: customer.custnum,
    svcnum: placed.order.account?.svcnum ?? '',
    username: login.username,
    _password: textOf(context, '_password'),
  };
};

/** What the checks 1 to 12 leave to work with; `parameters` may have got the template's address. */
interface Admitted {
  readonly agentnum: string;
  readonly payby: string;
  readonly definition: PackageDefinition;
  readonly parameters: Parameters;
}

function admit(context: Context): Admitted {
  const { switches } = context;
  if (textOf(context, '_password') === '') refuse('Empty password');
  if (switches.accessNumbers === 'on' && textOf(context, 'popnum') === '') refuse('No access number selected');
  const agentnum = agentFor(context);
  const parameters = withTemplate(context);
  const payby = textOf(context, 'payby');
  if (!switches.allowedPayby.some((allowed) => allowed === payby)) refuse('Illegal payment type');
  if (agentByNumber(agentnum) === undefined) refuse('Unknown reseller');
  if (isCard(payby) && switches.requireCvv === 'on' && textOf(context, 'paycvv') === '') refuse('CVV2 is required');
  const definition = definitionFor(context, agentnum);
  const code = textOf(context, 'reg_code');
  if (code !== '' && !REGISTRATION_CODES.has(code)) refuse('Unknown registration code');
  if (switches.passwordPolicy === 'on' && switches.branch === 'master') {
    const words = ['username', 'first', 'last', 'company'].map((name) => textOf(context, name));
    checkPassword(textOf(context, '_password'), words);
  }
  if (textOf(context, 'mac_addr') !== '') refuse('No service defined to assign mac address');
  return { agentnum, payby, definition, parameters };
}

/** The session's agent; without a session, the one that `agentnum` names, as sign-up pages do. */
function agentFor(context: Context): string {
  if (context.parameters.has('session_id')) return agentOf(context);
  const agentnum = textOf(context, 'agentnum');
  return agentnum === '' ? refuse('Signup is not configured') : agentnum;
}

/** A short prepaid sign-up has no address of its own where the operator has set up a customer to take it from. */
function withTemplate({ parameters, switches }: Context): Parameters {
  const isShort = isTrue(parameters.get('prepaid_shortform'));
  if (!isShort || switches.prepaidTemplate === 'off') return parameters;
  if (switches.prepaidTemplate === 'missing') refuse('Configuration error');
  return new Map([...parameters, ...Object.entries({ ...BOSTON })]);
}

/** Only packages with an account can be signed up for. */
function definitionFor(context: Context, agentnum: string): PackageDefinition {
  const pkgpart = textOf(context, 'pkgpart');
  if (!/^\d{1,15}$/.test(pkgpart)) refuse('Please select a package');
  const definition = packageFor(agentnum, pkgpart.replace(/^0+(?=\d)/, ''));
  return definition?.hasAccount === true ? definition : refuse(`WARNING: unknown pkgpart: ${pkgpart}`);
}

function customerFrom({ store, now }: Context, agentnum: string, person: Person, payment: Payment): Customer {
  const { payby, paymask, paydate, payname } = payment;
  const custnum = store.freshNumber('custnum');
  return { custnum, agentnum, agent_custid: '', signupdate: now, ...person, payby, paymask, paydate, payname };
}

/** The customer has to be led to a third party, which collects the money. */
function collection({ custnum }: Customer, { owed }: Placed): PerlHash {
  return {
    error: '_collect',
    popup_url: 'https://pay.example.com/collect',
    reference: `signup-${custnum}`,
    collectitems: ['custnum', custnum, 'amount', owed],
    amount: owed,
  };
}
