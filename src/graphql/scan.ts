/** The bound on whatever has to look at many clients with an upstream call each. */
import { GatewayError } from '../errors.ts';
import type { GraphContext } from './context.ts';

const NARROW = 'narrow `where` by account, e-mail or text';

/** Throws BUDGET_EXCEEDED, naming the figure and the remedy, when `count` clients are too many to look at one by one. */
export function requireScannable(context: GraphContext, count: number, what: string, remedy = NARROW): void {
  const { maxScannedClients } = context.limits;
  if (count <= maxScannedClients) return;
  throw new GatewayError(
    'BUDGET_EXCEEDED',
    `${what} has to look at ${count} clients one by one and may look at ${maxScannedClients}: ${remedy}, or raise limits.maxScannedClients.`,
  );
}
