/** `reseller-graph reconciliation`: the journal of an account against the upstream's books. */
import type { Limits } from '../config.ts';
import type { Core } from '../core.ts';
import { Loaders } from '../loaders.ts';
import { reconciliationCsv } from '../reconciliation/csv.ts';
import { wholeView } from '../personal/records.ts';
import { readReconciliation } from '../reconciliation/read.ts';
import type { ReconciliationReport } from '../reconciliation/report.ts';
import { OperationScope } from '../scope.ts';
import { ConfigError } from '../settings.ts';
import { oneLine, print, printTable } from './print.ts';

/** Options of the command, besides `account`, `from` and `to`. */
export const reconciliationOptions = { csv: { type: 'boolean' } } as const;

/** Values of its options. */
export interface ReconciliationValues {
  readonly account?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly csv?: boolean | undefined;
}

/**
 * Runs the command; false when the report is incomplete or shows anything else than what is matched and made elsewhere.
 * Throws ConfigError for arguments that cannot be used, GatewayError when journal or upstream cannot be read.
 */
export async function runReconciliation(core: Core, limits: Limits, values: ReconciliationValues): Promise<boolean> {
  const { from, to } = values;
  const account = core.accounts.find(values.account ?? '');
  if (account === undefined) {
    const names = core.accounts.all.map(({ name }) => name).join(', ');
    throw new ConfigError(`--account: write one of ${names}.`);
  }
  if (from === undefined || to === undefined) {
    throw new ConfigError('--from and --to: write the first and the last day, such as 2026-01-31.');
  }
  const scope = new OperationScope(limits);
  try {
    const source = { journal: core.journal, loaders: new Loaders(core.accounts, scope, wholeView), limits };
    const report = await readReconciliation(source, account, { from, to, caller: null, clientIds: null });
    if (values.csv === true) process.stdout.write(reconciliationCsv(report));
    else show(report);
    reportFailures(report);
    return report.failures.length === 0 && report.rows.every(({ verdict }) => HARMLESS.has(verdict));
  } finally {
    scope.close();
  }
}

/** Verdicts that nobody has to look at. */
const HARMLESS: ReadonlySet<string> = new Set(['MATCHED', 'MADE_ELSEWHERE']);

function show({ rows, totals }: ReconciliationReport): void {
  printTable(
    ['VERDICT', 'SIDE', 'CURRENCY', 'COUNT', 'JOURNAL', 'UPSTREAM'],
    totals.map(({ verdict, side, currency, count, journal, upstream }) => [
      verdict,
      side,
      currency,
      String(count),
      journal.amount,
      upstream.amount,
    ]),
  );
  const notable = rows.filter(({ verdict }) => !HARMLESS.has(verdict));
  if (notable.length === 0) return print('Nothing has to be looked at.');
  printTable(
    ['VERDICT', 'SIDE', 'DATE', 'CLIENT', 'JOURNAL', 'UPSTREAM', 'ENTRY', 'KEY', 'NOTE'],
    notable.map((row) => [
      row.verdict,
      row.side,
      row.date ?? '-',
      oneLine(row.clientId),
      row.journalAmount?.amount ?? '-',
      row.upstreamAmount?.amount ?? '-',
      oneLine(row.entry?.row.upstreamId ?? '-'),
      row.operation?.idempotencyKey ?? '-',
      oneLine(row.note ?? ''),
    ]),
  );
}

/** On standard error, so that a file of the report holds nothing else. */
function reportFailures({ failures }: ReconciliationReport): void {
  for (const { clientId, side, error } of failures) {
    process.stderr.write(
      `INCOMPLETE: ${side} of client ${oneLine(clientId)}: ${error.code}: ${oneLine(error.message)}\n`,
    );
  }
}
