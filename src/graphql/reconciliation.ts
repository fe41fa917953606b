/** `reconciliation`: the journal of an account against the upstream's books. */
import { responsePathAsArray } from 'graphql';
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import { decodeGlobalId } from '../ids.ts';
import { reconciliationCsv } from '../reconciliation/csv.ts';
import { readReconciliation } from '../reconciliation/read.ts';
import type { ReconciliationFailure, ReconciliationReport, ReconciliationTotal } from '../reconciliation/report.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { AccountNode, ClientNode } from './nodes.ts';
import { LedgerSideEnum, rowPage, RowConnection, RowWhere, VerdictEnum } from './reconciliationRows.ts';

interface ReportOf {
  readonly account: Account;
  readonly report: ReconciliationReport;
}

interface FailureOf {
  readonly account: Account;
  readonly failure: ReconciliationFailure;
}

const FailureType = builder.objectRef<FailureOf>('ReconciliationFailure');

FailureType.implement({
  requires: ['ledger:read', 'operations:read'],
  description: "One side of a client's ledger that could not be read, so that nothing is known of it.",
  fields: (t) => ({
    client: t.field({
      type: ClientNode,
      nullable: true,
      description: "Whose ledger it is; null for a client that is not in the upstream's list.",
      resolve: ({ account, failure }) => failure.client && new ClientNode(account, failure.client),
    }),
    upstreamClientId: t.string({
      description: "The client's number in the upstream's books, also where `client` is null.",
      resolve: ({ failure }) => failure.clientId,
    }),
    side: t.field({ type: LedgerSideEnum, description: 'Which side.', resolve: ({ failure }) => failure.side }),
    code: t.string({
      description: 'Error code, as in `extensions.code` of an error.',
      resolve: ({ failure }) => failure.error.code,
    }),
    message: t.string({
      calls: 'nothing',
      description: 'What went wrong, in a sentence.',
      resolve: ({ failure }, _args, { redactor }) => redactor.message(failure.error.message),
    }),
    retryable: t.boolean({
      description: 'True when asking again later can help without a change.',
      resolve: ({ failure }) => failure.error.retryable,
    }),
  }),
});

const TotalType = builder.objectRef<ReconciliationTotal>('ReconciliationTotal');

TotalType.implement({
  requires: ['ledger:read', 'operations:read'],
  description: 'Exact sums of the rows of one currency, side and verdict.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'The currency of both sums.',
      resolve: ({ currency }) => currency,
    }),
    side: t.field({ type: LedgerSideEnum, description: 'Charges or deposits.', resolve: ({ side }) => side }),
    verdict: t.field({
      type: VerdictEnum,
      description: 'What the rows have in common.',
      resolve: (total) => total.verdict,
    }),
    count: t.int({
      description: 'Rows with an amount in this currency; one with two currencies counts in the totals of both.',
      resolve: ({ count }) => count,
    }),
    journalAmount: t.field({
      type: MoneyType,
      description: "Sum of the rows' `journalAmount`.",
      resolve: ({ journal }) => journal,
    }),
    upstreamAmount: t.field({
      type: MoneyType,
      description: "Sum of the rows' `upstreamAmount`.",
      resolve: ({ upstream }) => upstream,
    }),
  }),
});

const ReconciliationType = builder.objectRef<ReportOf>('Reconciliation');

ReconciliationType.implement({
  requires: ['ledger:read', 'operations:read'],
  description:
    "Charges and payments of the journal against the upstream's books, for some days. Look at `complete` before you trust a total.",
  fields: (t) => ({
    account: t.field({
      type: AccountNode,
      description: 'Whose books were compared.',
      resolve: ({ account }) => new AccountNode(account),
    }),
    from: t.field({ type: 'Date', description: 'First day.', resolve: ({ report }) => report.period.from }),
    to: t.field({ type: 'Date', description: 'Last day, included.', resolve: ({ report }) => report.period.to }),
    observedAt: t.field({
      type: 'DateTime',
      description: 'When the books had been read.',
      resolve: ({ report }) => report.observedAt,
    }),
    complete: t.boolean({
      description: 'True when all ledgers could be read.',
      resolve: ({ report }) => report.failures.length === 0,
    }),
    failures: t.field({
      type: [FailureType],
      description:
        'The ledgers that could not be read, by client. What the journal says of them is in rows with the verdict NOT_READ.',
      resolve: ({ account, report }) => report.failures.map((failure) => ({ account, failure })),
    }),
    totals: t.field({
      type: [TotalType],
      description: 'Sums over all rows, an entry for each currency, side and verdict that occurs.',
      resolve: ({ report }) => report.totals,
    }),
    rows: t.field({
      calls: 'nothing',
      type: RowConnection,
      description:
        'The rows by date (undated entries first), client and number. An operation is listed when the day (UTC) on which it was first asked for, or that of its entry, is in the period, so that one at the edge of two periods is in the reports of both. One that was not applied and has no entry is not listed.',
      args: {
        ...t.arg.connectionArgs(),
        where: t.arg({ type: RowWhere, description: 'Which ones; all when left out.' }),
      },
      resolve: ({ account, report }, args, context) => rowPage(account, report.rows, args, context),
    }),
    csv: t.string({
      personal: true,
      description:
        'The whole report as CSV (RFC 4180) with a header line, and a line with the verdict NOT_READ for each failure. Text that a spreadsheet would take for a formula has an apostrophe in front.',
      resolve: ({ report }) => reconciliationCsv(report),
    }),
  }),
});

builder.queryField('reconciliation', (t) =>
  t.field({
    calls: { does: 'reconcile' },
    requires: ['clients:read', 'ledger:read', 'operations:read'],
    type: ReconciliationType,
    description:
      "Compares the caller's charges and payments at one account, as the journal has them, with the upstream's books. Costs one upstream call for the list of clients and up to two a client. NOT_SUPPORTED where the provider has no ledger.",
    args: {
      account: t.arg.string({ required: true, description: 'Its name in the configuration.' }),
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: 'Last day, included; at most 366 days in all.' }),
      clientIds: t.arg.idList({
        description: 'Only the clients with these global ids, for an account that has too many to look at in one go.',
      }),
    },
    resolve: async (_root, { account: name, from, to, clientIds }, context, info) => {
      const account = accountNamed(context, name);
      const report = await readReconciliation(context, account, {
        from,
        to,
        caller: context.caller.tenant,
        clientIds: clientIds?.map((id) => upstreamIdOf(account, id)) ?? null,
      });
      const [first] = report.failures;
      if (first !== undefined) context.addPartialError(first.error.at(name), responsePathAsArray(info.path));
      return { account, report };
    },
  }),
);

function accountNamed(context: GraphContext, name: string): Account {
  const account = context.accounts.find(name);
  if (account !== undefined) return account;
  throw new GatewayError('NOT_FOUND', 'No configured account has this name; `accounts` lists them.', {
    field: ['account'],
  });
}

function upstreamIdOf(account: Account, id: string): string {
  const decoded = decodeGlobalId(id);
  const upstreamId = decoded?.typename === 'Client' && decoded.account === account.name ? decoded.parts[0] : undefined;
  if (upstreamId !== undefined) return upstreamId;
  throw new GatewayError('INVALID_INPUT', 'This is not the id of a client of the account.', { field: ['clientIds'] });
}
