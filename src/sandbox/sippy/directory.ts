/**
 * Who exists on the switch, who belongs to whom, and who has which name. Generated customers are made again whenever they
 * are asked for; only created and changed ones are held.
 */
import { LRUCache } from 'lru-cache';
import { textAttribute } from './attributes.ts';
import { FIRST_GENERATED, customerOf } from './generator.ts';
import { ACME, RESELLER, ROOT } from './seed.ts';
import type { Customer } from './types.ts';

/** Generated customers that stay in memory. */
const MAX_CACHED_CUSTOMERS = 2000;

/** All customers, by id, name, web login and parent. */
export class Directory {
  readonly #seed: number;
  readonly #clients: number;
  readonly #generated = new LRUCache<number, Customer>({ max: MAX_CACHED_CUSTOMERS });
  #held = new Map<number, Customer>();
  /** Sub-customers of each customer that has or had one, lowest id first. */
  #children = new Map<number, Set<number>>();
  #byName = new Map<string, number>();
  #byLogin = new Map<string, number>();
  #nextId = 0;

  constructor(seed: number, clients: number) {
    this.#seed = seed;
    this.#clients = clients;
    this.reset();
  }

  /** Back to the seeded customers. */
  reset(): void {
    this.#held = new Map();
    this.#children = new Map();
    this.#byName = new Map();
    this.#byLogin = new Map();
    for (const customer of [ROOT, RESELLER, ACME]) this.put(customer);
    const children = this.#children.get(RESELLER.i_customer);
    for (let index = 0; index < this.#clients; index += 1) children?.add(FIRST_GENERATED + index);
    this.#nextId = FIRST_GENERATED + this.#clients;
  }

  customer(id: number): Customer | null {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    const exists = this.generatedIndex(id) !== null && this.#children.get(RESELLER.i_customer)?.has(id) === true;
    return exists ? this.#generatedCustomer(id) : null;
  }

  /** The sub-customers of a customer, lowest id first. */
  childrenOf(id: number): readonly number[] {
    return [...(this.#children.get(id) ?? [])];
  }

  /** True when the customer stands below the other one, at any depth. */
  isBelow(id: number, ancestor: number): boolean {
    let parent = this.customer(id)?.parent ?? null;
    while (parent !== null && parent !== ancestor) parent = this.customer(parent)?.parent ?? null;
    return parent !== null;
  }

  /** The customer of that name, on the whole switch. */
  byName(name: string): Customer | null {
    return this.#lookUp(this.#byName, 'name', name);
  }

  /** The customer with that web login, on the whole switch. */
  byLogin(login: string): Customer | null {
    return this.#lookUp(this.#byLogin, 'web_login', login);
  }

  /** An id above all that were given before. */
  freshId(): number {
    return this.#nextId;
  }

  /** Place of a generated customer in the data set, from 0; null for another id. */
  generatedIndex(id: number): number | null {
    const index = id - FIRST_GENERATED;
    return index >= 0 && index < this.#clients ? index : null;
  }

  /** Adds a customer, or puts it in the place of the one with its id. */
  put(customer: Customer): void {
    const { i_customer, parent, attributes } = customer;
    const old = this.customer(i_customer);
    if (old !== null) this.#forgetNames(old);
    this.#held.set(i_customer, customer);
    this.#byName.set(textAttribute(attributes, 'name'), i_customer);
    const login = textAttribute(attributes, 'web_login');
    if (login !== '') this.#byLogin.set(login, i_customer);
    this.#nextId = Math.max(this.#nextId, i_customer + 1);
    if (parent === null) return;
    const siblings = this.#children.get(parent) ?? new Set();
    this.#children.set(parent, siblings.add(i_customer));
  }

  /** Takes a customer away. Its sub-customers must have gone before. */
  remove(customer: Customer): void {
    this.#forgetNames(customer);
    this.#held.delete(customer.i_customer);
    this.#children.get(customer.parent ?? 0)?.delete(customer.i_customer);
    this.#children.delete(customer.i_customer);
  }

  #forgetNames({ attributes }: Customer): void {
    this.#byName.delete(textAttribute(attributes, 'name'));
    this.#byLogin.delete(textAttribute(attributes, 'web_login'));
  }

  /** Names and logins of unchanged generated customers stand in no list: they end with the id. */
  #lookUp(list: ReadonlyMap<string, number>, attribute: string, wanted: string): Customer | null {
    const id = list.get(wanted) ?? Number(/[1-9]\d{0,14}$/.exec(wanted)?.[0] ?? 0);
    const customer = this.customer(id);
    return customer !== null && textAttribute(customer.attributes, attribute) === wanted ? customer : null;
  }

  #generatedCustomer(id: number): Customer {
    const known = this.#generated.get(id);
    if (known !== undefined) return known;
    const customer = customerOf(this.#seed, id - FIRST_GENERATED);
    this.#generated.set(id, customer);
    return customer;
  }
}
