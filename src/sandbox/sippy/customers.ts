/** Customers: create, show, change, delete, list. */
import { decimal, negateDecimal } from '../../money.ts';
import type { Decimal } from '../../money.ts';
import { int, struct } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import { ATTRIBUTES, attributesWith, numberAttribute, textAttribute } from './attributes.ts';
import type { Attribute } from './attributes.ts';
import { customerOf, namedCustomer, needRight } from './context.ts';
import type { ApiFunction, Context } from './context.ts';
import { TARIFFS } from './currencies.ts';
import { asAttribute, asDecimal, optionalCount, requiredText } from './members.ts';
import { doubleOf } from './numbers.ts';
import { Refusal, invalid, missing, refuse } from './refusal.ts';
import type { Attributes, Customer } from './types.ts';

/** Creates a sub-customer of the caller; `balance` has the natural sign here (sippy.md section 5). */
export const createCustomer: ApiFunction = (context) => {
  const { store, caller, members } = context;
  requiredText(members, 'name');
  requiredText(members, 'web_password');
  if (!members.has('i_tariff')) missing('i_tariff');
  needRight(context, 'add');
  const attributes = attributesWith(givenAttributes(context));
  checkUnique(context, attributes, null);
  const base_currency = currencyOf(context, attributes);
  const balance = givenBalance(context) ?? decimal('0');
  const i_customer = store.directory.freshId();
  const customer = { i_customer, parent: caller.i_customer, base_currency, attributes };
  store.commit({ kind: 'create', customer, balance });
  return { i_customer: int(i_customer) };
};

/** Every attribute of a sub-customer, found by id or name; `balance` is inverted (sippy.md section 5). */
export const getCustomerInfo: ApiFunction = (context) => {
  const { store, switches } = context;
  const { i_customer, attributes, base_currency } = namedCustomer(context);
  const balance = negateDecimal(store.balance(i_customer));
  const shown = ATTRIBUTES.filter(({ secret }) => secret !== true || switches.version === 'before_5.2');
  const values = Object.fromEntries(
    shown.map((attribute) => [attribute.name, valueOf(context, attribute, attributes)]),
  );
  const { name, credit_limit, max_sessions, ...others } = values;
  const first = { i_customer: int(i_customer), name, balance: doubleOf(switches, balance), credit_limit, max_sessions };
  return { customer: struct({ ...first, ...others, base_currency, ...blockedOf(context, i_customer) }) };
};

/** Changes the attributes that are given; the others stay. */
export const updateCustomer: ApiFunction = (context) => {
  const { store, switches } = context;
  const customer = customerOf(context);
  needRight(context, 'edit');
  const changes = givenAttributes(context);
  const given = givenBalance(context);
  if (Object.keys(changes).length === 0 && given === null) {
    refuse('parameter', 'Missing mandatory parameter: at least one attribute should be specified');
  }
  if (given !== null && switches.updateBalance === 'refuse') refuse('permission', 'Permission denied');
  const attributes = { ...customer.attributes, ...changes };
  if (attributes['name'] === '') missing('name');
  checkUnique(context, attributes, customer);
  const tariffChanged = attributes['i_tariff'] !== customer.attributes['i_tariff'];
  if (tariffChanged && currencyOf(context, attributes) !== customer.base_currency) invalid('i_tariff');
  const balance = given !== null && switches.updateBalance === 'inverted' ? negateDecimal(given) : given;
  store.commit({ kind: 'update', customer: { ...customer, attributes }, balance });
  return {};
};

/** Removes a sub-customer and everything below it; its id is not given again. */
export const deleteCustomer: ApiFunction = (context) => {
  const { i_customer } = customerOf(context);
  needRight(context, 'delete');
  context.store.commit({ kind: 'delete', i_customer });
  return {};
};

/** The caller's sub-customers. There is no total and no filter. */
export const listCustomers: ApiFunction = (context) => {
  const { store, switches, caller, members } = context;
  const offset = optionalCount(members, 'offset') ?? 0;
  const limit = optionalCount(members, 'limit') ?? switches.listLimit ?? Infinity;
  const ids = store.directory.childrenOf(caller.i_customer);
  const ordered = switches.customerOrder === 'ascending' ? ids : ids.toReversed();
  return { customers: ordered.slice(offset, offset + limit).map((id) => rowOf(context, id)) };
};

function rowOf(context: Context, id: number): XmlRpcValue {
  const { store, switches } = context;
  const { attributes = {}, base_currency = '' } = store.directory.customer(id) ?? {};
  const natural = store.balance(id);
  return struct({
    i_customer: int(id),
    name: textAttribute(attributes, 'name'),
    web_login: textAttribute(attributes, 'web_login'),
    description: textAttribute(attributes, 'description'),
    balance: doubleOf(switches, switches.listBalance === 'natural' ? natural : negateDecimal(natural)),
    credit_limit: doubleOf(switches, decimal(textAttribute(attributes, 'credit_limit'))),
    base_currency,
    ...blockedOf(context, id),
  });
}

/** No member is documented to show that a customer is blocked (sippy.md section 7). */
function blockedOf({ store, switches }: Context, id: number): Readonly<Record<string, XmlRpcValue>> {
  return switches.blockedShown === 'member' ? { blocked: store.isBlocked(id) } : {};
}

function valueOf({ switches }: Context, { name, type }: Attribute, attributes: Attributes): XmlRpcValue {
  const value = attributes[name] ?? null;
  if (typeof value === 'number') return int(value);
  return type === 'double' && typeof value === 'string' ? doubleOf(switches, decimal(value)) : value;
}

/** The attributes among the members; unknown members are not looked at. */
function givenAttributes({ caller, trusted, members }: Context): Attributes {
  const given: Record<string, ReturnType<typeof asAttribute>> = {};
  for (const attribute of ATTRIBUTES) {
    const value = members.get(attribute.name);
    if (value !== undefined) given[attribute.name] = asAttribute(attribute, value);
  }
  const touchesApi = ['api_access', 'api_password', 'api_mgmt'].some((name) => Boolean(given[name]));
  if (touchesApi && !trusted && numberAttribute(caller.attributes, 'api_mgmt') === 0) {
    refuse('permission', 'Permission denied');
  }
  return given;
}

function givenBalance({ members }: Context): Decimal | null {
  const value = members.get('balance') ?? null;
  return value === null ? null : asDecimal(value, 'balance');
}

/** Names and web logins exist once on the whole switch. */
function checkUnique({ store }: Context, attributes: Attributes, owner: Customer | null): void {
  const others = (holder: Customer | null) => holder !== null && holder.i_customer !== owner?.i_customer;
  if (others(store.directory.byName(textAttribute(attributes, 'name')))) {
    throw new Refusal('duplicate', 'Customer with this name already exists', 'customers_name_key');
  }
  const login = textAttribute(attributes, 'web_login');
  if (login !== '' && others(store.directory.byLogin(login))) {
    throw new Refusal('duplicate', 'Customer with this web login already exists', 'customers_web_login_key');
  }
}

/** Nil is the caller's own tariff; otherwise the tariff must be one of the switch's, and brings its currency. */
function currencyOf({ caller, trusted }: Context, attributes: Attributes): string {
  const { i_tariff } = attributes;
  if (typeof i_tariff === 'number') return TARIFFS.get(i_tariff) ?? refuse('notFound', 'Tariff not found');
  const allowed = trusted || numberAttribute(caller.attributes, 'use_own_tariff') !== 0;
  return allowed ? caller.base_currency : refuse('permission', 'Permission denied');
}
