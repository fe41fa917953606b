/**
 * Conditions and orders that would look at personal data. Whoever may not see these may not ask for them either: whether
 * somebody has an address, and who comes before whom, tells as much as the data themselves.
 */
import { seesPersonalData, type Caller } from '../access/caller.ts';
import { GatewayError } from '../errors.ts';

/** Throws FORBIDDEN unless the caller sees personal data. `what` begins the sentence, `field` is where it was asked for. */
export function requirePersonalData(caller: Caller, what: string, field: readonly string[]): void {
  if (seesPersonalData(caller)) return;
  const message = `${what} needs the scope \`clients:pii\`, which this caller does not have: look for clients by their number (\`upstreamId\`).`;
  throw new GatewayError('FORBIDDEN', message, { field });
}
