/** The objects that stand behind the types with an id. Data and ids only; the types are in the noun files. */
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import { encodeGlobalId } from '../ids.ts';
import type { Decimal, Money } from '../money.ts';
import type { Operation } from '../journal/operation.ts';
import type { ClientRecord, LedgerRow, PackageRef } from '../providers/records.ts';

const NO_DATE = new GatewayError('UPSTREAM_UNAVAILABLE', 'The upstream has no date for this entry.', {
  retryable: false,
});

/**
 * An amount in the given currency, or else the account's; "XXX", which is ISO 4217's code for none, where neither is
 * known.
 */
export function moneyAt(account: Account, amount: Decimal, currency: string | null): Money {
  return { amount, currency: currency ?? account.provider.currency ?? 'XXX' };
}

/** The same for an amount that may be missing. */
export function moneyOrNull(account: Account, amount: Decimal | null, currency: string | null): Money | null {
  return amount === null ? null : moneyAt(account, amount, currency);
}

/** Behind `ResellerAccount`. */
export class AccountNode {
  readonly typename = 'ResellerAccount';
  readonly account: Account;

  constructor(account: Account) {
    this.account = account;
  }

  /** Global id. */
  get id(): string {
    return encodeGlobalId('ResellerAccount', this.account.name);
  }
}

/** Behind `Client`. */
export class ClientNode {
  readonly typename = 'Client';
  readonly account: Account;
  readonly record: ClientRecord;

  constructor(account: Account, record: ClientRecord) {
    this.account = account;
    this.record = record;
  }

  /** Global id. */
  get id(): string {
    return encodeGlobalId('Client', this.account.name, this.record.upstreamId);
  }

  /** Number in the upstream's books. */
  get upstreamId(): string {
    return this.record.upstreamId;
  }

  /** What to call the client; never empty. */
  get displayName(): string {
    return this.record.displayName;
  }
}

/** Behind `Package`. Only the reference is known at first; the prices are loaded when a field needs them. */
export class PackageNode {
  readonly typename = 'Package';
  readonly account: Account;
  readonly ref: PackageRef;

  constructor(account: Account, ref: PackageRef) {
    this.account = account;
    this.ref = ref;
  }

  /** Global id. */
  get id(): string {
    return encodeGlobalId('Package', this.account.name, this.ref.upstreamId);
  }
}

/** What is behind `Charge` and `Deposit` alike: one row of a client's ledger. */
class LedgerNode {
  readonly client: ClientNode;
  readonly row: LedgerRow;
  /** Above zero on both sides. */
  readonly amount: Money;

  constructor(client: ClientNode, row: LedgerRow) {
    this.client = client;
    this.row = row;
    this.amount = moneyAt(client.account, row.amount, row.currency ?? client.record.currency);
  }

  /** Number in the upstream's books. */
  get upstreamId(): string {
    return this.row.upstreamId;
  }

  /** The upstream's text, without the mark of a write through this gateway. */
  get description(): string {
    return this.row.description;
  }

  /**
   * Day of the upstream's books. Where the upstream has none it is an Error as a value, which the executor reports at the
   * field: compiled code reads plain properties, and a getter that throws there would fail the whole answer.
   */
  get date(): string {
    return this.row.date ?? (NO_DATE as unknown as string);
  }
}

/** Behind `Charge`. */
export class ChargeNode extends LedgerNode {
  readonly typename = 'Charge';

  /** Global id. */
  get id(): string {
    return encodeGlobalId('Charge', this.client.account.name, this.client.upstreamId, this.upstreamId);
  }
}

/** Behind `Deposit`. */
export class DepositNode extends LedgerNode {
  readonly typename = 'Deposit';

  /** Global id. */
  get id(): string {
    return encodeGlobalId('Deposit', this.client.account.name, this.client.upstreamId, this.upstreamId);
  }
}

/** Behind `Operation`. */
export class OperationNode {
  readonly typename = 'Operation';
  readonly account: Account;
  readonly operation: Operation;

  constructor(account: Account, operation: Operation) {
    this.account = account;
    this.operation = operation;
  }

  /** Global id. */
  get id(): string {
    return encodeGlobalId('Operation', this.account.name, this.operation.id);
  }
}

/** Anything with a global id. */
export type AnyNode = AccountNode | ClientNode | PackageNode | ChargeNode | DepositNode | OperationNode;
