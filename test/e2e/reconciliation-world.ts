/** What the tests of the reconciliation share: reports by the graph, writes through it and past it, for three providers. */
import { encodeCall } from '../../src/wire/xmlrpc.ts';
import { double, int, struct } from '../../src/wire/xmlrpc-values.ts';
import { accountOf } from './four-world.ts';
import { BUSY, JANE, upstream } from './logicboxes.ts';
import { clientId, freshKey, Graph, type GraphOptions, type ProviderName } from './harness.ts';

/** The sides of a ledger. */
export type Side = 'CHARGE' | 'DEPOSIT';

/** A row as the tests ask for it. */
export interface Row {
  readonly verdict: string;
  readonly side: Side;
  readonly upstreamClientId: string;
  readonly upstreamId: string | null;
  readonly date: string | null;
  readonly description: string | null;
  readonly note: string | null;
  readonly client: { readonly upstreamId: string; readonly displayName: string } | null;
  readonly operation: { readonly idempotencyKey: string; readonly state: string } | null;
  readonly journalAmount: Money | null;
  readonly upstreamAmount: Money | null;
}

interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** A report as the tests ask for it. */
export interface Report {
  readonly complete: boolean;
  readonly failures: readonly {
    readonly side: Side;
    readonly upstreamClientId: string;
    readonly code: string;
    readonly retryable: boolean;
    readonly client: { readonly upstreamId: string } | null;
  }[];
  readonly totals: readonly {
    readonly currency: string;
    readonly side: Side;
    readonly verdict: string;
    readonly count: number;
    readonly journalAmount: Money;
    readonly upstreamAmount: Money;
  }[];
  readonly rows: { readonly totalCount: number; readonly nodes: readonly Row[] };
  readonly csv: string;
}

/** Everything of a report. */
export const REPORT = `query ($account: String!, $from: Date!, $to: Date!, $clientIds: [ID!]) {
  reconciliation(account: $account, from: $from, to: $to, clientIds: $clientIds) {
    complete
    failures { side upstreamClientId code retryable client { upstreamId } }
    totals { currency side verdict count journalAmount { amount currency } upstreamAmount { amount currency } }
    rows(first: 500) {
      totalCount
      nodes {
        verdict side upstreamClientId upstreamId date description note
        client { upstreamId displayName }
        operation { idempotencyKey state }
        journalAmount { amount currency }
        upstreamAmount { amount currency }
      }
    }
    csv
  }
}`;

const DAY_MS = 86_400_000;

/** The days around now, so that neither midnight nor the upstream's time zone is an edge. */
export function around(): { readonly from: string; readonly to: string } {
  return { from: dayIn(-2), to: dayIn(2) };
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Fails, and shows what there was instead. */
function must(condition: boolean, found: unknown): void {
  if (!condition) throw new Error(`Not what the test needs: ${JSON.stringify(found)}`);
}

/** One provider, with what the graph and the upstream call things there. */
export interface Subject {
  readonly provider: ProviderName;
  /** Three clients of the demo. */
  readonly clients: readonly [string, string, string];
  /** What a charge needs besides. */
  readonly more: object;
  /** The function of a charge. */
  readonly charge: string;
  /** A function that reads charges. */
  readonly read: string;
  /** Switches that cut a mark off. */
  readonly cut: Readonly<Record<string, unknown>>;
  /** Makes an entry past the gateway. */
  byHand(graph: Graph, side: Side, client: string, amount: string, text: string): Promise<void>;
}

const voipms: Subject = {
  provider: 'voipms',
  clients: ['561115', '561116', '561117'],
  more: {},
  charge: 'addCharge',
  read: 'getCharges',
  cut: { descriptionCutAt: 8 },
  byHand: async (graph, side, client, amount, description) => {
    const [name, value] = side === 'CHARGE' ? ['addCharge', { charge: amount }] : ['addPayment', { payment: amount }];
    const { status } = await graph.upstream(name, { client, description, ...value });
    must(status === 'success', status);
  },
};

const sippy: Subject = {
  provider: 'sippy',
  clients: ['3', '101', '102'],
  more: {},
  charge: 'customerDebit',
  read: 'getPaymentsList',
  cut: { notesCutAt: 8 },
  // A host that the switch trusts needs no login.
  byHand: async (graph, side, client, amount, text) => {
    await graph.set({ trustedHosts: ['127.0.0.0/8'] }, 'sippy');
    const members = { i_wholesaler: int(2), i_customer: int(client), amount: double(amount), currency: 'USD' };
    const method = side === 'CHARGE' ? 'customerDebit' : 'customerAddFunds';
    const body = encodeCall(method, [struct({ ...members, payment_notes: text })]);
    const answer = await fetch(`${graph.sandbox.url}/xmlapi/xmlapi`, { method: 'POST', body });
    const reply = await answer.text();
    must(reply.includes('OK'), reply);
    await graph.set({ trustedHosts: null }, 'sippy');
  },
};

const accounting = { amount: '6.31', conversionRate: '1.2645' };

const logicboxes: Subject = {
  provider: 'logicboxes',
  clients: [JANE, BUSY, '31000003'],
  more: { accounting },
  charge: 'billing/add-customer-debit-note',
  read: 'billing/customer-transactions/search',
  cut: { descriptionCutAt: 8 },
  byHand: async (graph, side, client, amount, description) => {
    const common = {
      'customer-id': client,
      description,
      'transaction-key': freshKey(),
      'update-total-receipt': 'false',
    };
    const now = String(Math.floor(Date.now() / 1000));
    const books = { 'accounting-amount': accounting.amount, 'conversion-rate': accounting.conversionRate };
    const answer =
      side === 'CHARGE'
        ? await upstream(graph, 'billing/add-customer-debit-note', {
            ...common,
            ...books,
            'selling-amount': amount,
            'debit-note-date': now,
          })
        : await upstream(graph, 'billing/add-customer-fund', { ...common, amount, 'transaction-type': 'receipt' });
    must(typeof answer === 'number', answer);
  },
};

/** The providers that make charges. */
export const subjects: readonly Subject[] = [voipms, sippy, logicboxes];

/** The account's books and journal of one test. */
export class World {
  readonly graph: Graph;
  readonly subject: Subject;

  constructor(graph: Graph, subject: Subject) {
    this.graph = graph;
    this.subject = subject;
  }

  /** A sandbox and a gateway that settles nothing by itself, and gives no account up. */
  static async start(subject: Subject = voipms, options: GraphOptions = {}): Promise<World> {
    const idle = { firstLookMs: DAY_MS, maxLookMs: DAY_MS };
    const graph = await Graph.start({
      providers: [subject.provider],
      journal: idle,
      ...options,
      limits: { maxFailuresInARow: 10_000, ...options.limits },
    });
    return new World(graph, subject);
  }

  /** Name of the account. */
  get account(): string {
    return accountOf(this.subject.provider);
  }

  /** Global id of one of the clients. */
  idOf(client: string): string {
    return clientId(client, this.account);
  }

  /** A charge or payment through the graph, whatever comes of it. */
  async move(side: Side, client: string, amount: string, text = 'through the graph'): Promise<Moved> {
    const [field, type] = side === 'CHARGE' ? ['addCharge', 'AddChargeInput'] : ['addPayment', 'AddPaymentInput'];
    const more = side === 'CHARGE' ? this.subject.more : {};
    const input = { clientId: this.idOf(client), amount, description: text, idempotencyKey: freshKey(), ...more };
    const { data } = await this.graph.ask(
      `mutation ($input: ${type}!) { moved: ${field}(input: $input) { operation { id state mark idempotencyKey } userErrors { code message } } }`,
      { input },
    );
    const { operation, userErrors } = data['moved'] as { operation: Moved | null; userErrors: unknown };
    must(operation !== null, userErrors);
    return operation!;
  }

  /** A charge whose answer is lost after it was applied. */
  async lose(client: string, amount: string): Promise<Moved> {
    const { provider, charge } = this.subject;
    await this.graph.fault(charge, 'apply_then_drop', { provider });
    const lost = await this.move('CHARGE', client, amount);
    must(lost.state === 'UNKNOWN', lost);
    return lost;
  }

  /** An entry past the gateway. */
  byHand(side: Side, client: string, amount: string, text: string): Promise<void> {
    return this.subject.byHand(this.graph, side, client, amount, text);
  }

  /** The report of the days around now; fails when there is an error. */
  async report(clients: readonly string[] | null = null): Promise<Report> {
    const clientIds = clients?.map((client) => this.idOf(client)) ?? null;
    const { data, errors } = await this.graph.ask(REPORT, { account: this.account, ...around(), clientIds });
    must(errors === undefined, errors);
    return data['reconciliation'] as Report;
  }
}

/** An operation after a write. */
export interface Moved {
  readonly id: string;
  readonly state: string;
  readonly mark: string;
  readonly idempotencyKey: string;
}

/** The rows of an operation. */
export function rowsOf(report: Report, { idempotencyKey }: Moved): readonly Row[] {
  return report.rows.nodes.filter(({ operation }) => operation?.idempotencyKey === idempotencyKey);
}

/** What the rows of an operation say, with both amounts, which have no zeros at their end. */
export function saidOf(report: Report, moved: Moved): readonly string[] {
  return rowsOf(report, moved).map(({ verdict, journalAmount, upstreamAmount }) =>
    [verdict, ...[journalAmount, upstreamAmount].map((money) => (money === null ? '-' : short(money.amount)))].join(
      ' ',
    ),
  );
}

function short(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
}
