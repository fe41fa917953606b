/** The table of the benchmark. */
import type { Run, Workload } from './load.ts';

/** Who was measured. */
export type Side = 'peer' | 'gateway';

/** One run with what it has cost. */
export interface Measured {
  readonly side: Side;
  readonly run: Run;
  /** Processor time of the measured process; null where the system does not tell. */
  readonly cpuMs: number | null;
  readonly rssBytes: number | null;
  /** Upstream calls of all its requests. */
  readonly calls: number;
}

const columns = ['', 'requests/s', '(from - to)', 'p50 ms', 'p99 ms', 'CPU ms', 'CPU use', 'RSS MB', 'calls'] as const;

/** The value below which `part` (0 to 1) of the sorted values lie. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function rate({ run }: Measured): number {
  return run.requests / run.seconds;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Milliseconds of processor time a request; NaN where the system does not tell. */
function cpuOf(side: Side, measured: readonly Measured[]): number {
  const own = measured.filter((one) => one.side === side);
  return sum(own.map(({ cpuMs }) => cpuMs ?? Number.NaN)) / sum(own.map(({ run }) => run.requests));
}

/** The line of one side: rates as medians of runs, the rest over all requests of all runs. */
function line(side: Side, measured: readonly Measured[]): readonly string[] {
  const own = measured.filter((one) => one.side === side);
  const rates = own.map(rate);
  const requests = sum(own.map(({ run }) => run.requests));
  const latencies = own.flatMap(({ run }) => run.latencies);
  const cpuMs = cpuOf(side, measured);
  const rssBytes = Math.max(...own.map((one) => one.rssBytes ?? Number.NaN));
  return [
    side,
    quantile(rates, 0.5).toFixed(1),
    `${Math.min(...rates).toFixed(1)} - ${Math.max(...rates).toFixed(1)}`,
    quantile(latencies, 0.5).toFixed(2),
    quantile(latencies, 0.99).toFixed(2),
    cpuMs.toFixed(3),
    `${((cpuMs * requests) / 10 / sum(own.map(({ run }) => run.seconds))).toFixed(0)} %`,
    (rssBytes / 2 ** 20).toFixed(0),
    String(sum(own.map(({ calls }) => calls)) / requests),
  ];
}

/** Prints the table of a workload. True when the gateway reaches the target. */
export function report({ name, inFlight, target }: Workload, measured: readonly Measured[]): boolean {
  const rates = (side: Side): readonly number[] => measured.filter((one) => one.side === side).map(rate);
  const peers = rates('peer');
  const ratios = rates('gateway').map((gateway, index) => gateway / peers[index]!);
  const ratio = quantile(ratios, 0.5);
  const rows = [columns, line('peer', measured), line('gateway', measured)];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  console.log(`\n${name}, ${inFlight} in flight, ${ratios.length} runs each`);
  for (const row of rows) console.log(row.map((cell, index) => cell.padStart(widths[index]!)).join('  '));
  const verdict = ratio >= target ? 'reached' : 'missed';
  const byCpu = cpuOf('peer', measured) / cpuOf('gateway', measured);
  console.log(
    `ratio ${ratio.toFixed(2)} (${ratios.map((one) => one.toFixed(2)).join(' ')}), target ${target}: ${verdict}; by CPU time ${byCpu.toFixed(2)}`,
  );
  return ratio >= target;
}
