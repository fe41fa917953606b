/**
 * Conditions, orders and inputs that need a scope of their own. Whoever may not see something may not ask for it either:
 * whether somebody has an address, and who comes before whom, tells as much as the data themselves.
 */
import { seesPersonalData } from '../access/caller.ts';
import type { Scope } from '../access/scopes.ts';
import { GatewayError } from '../errors.ts';
import type { GraphContext } from './context.ts';

/** What is asked for. */
export interface Asked {
  /** Begins the sentence of the refusal, such as "A search by e-mail address". */
  readonly what: string;
  /** Where it stands among the arguments. */
  readonly field: readonly string[];
  /** Where it stands in the schema, for the audit log, such as "ClientWhere.email". */
  readonly coordinate: string;
}

/** The refusal for want of a scope, which the audit log gets to know. */
export function refusalFor(
  { audit }: Pick<GraphContext, 'audit'>,
  message: string,
  { field, coordinate }: Pick<Asked, 'field' | 'coordinate'>,
): GatewayError {
  audit.denied({ code: 'FORBIDDEN', fields: [coordinate] });
  return new GatewayError('FORBIDDEN', message, { field });
}

/** Throws FORBIDDEN unless the caller sees personal data. */
export function requirePersonalData(context: Pick<GraphContext, 'audit' | 'caller'>, asked: Asked): void {
  if (seesPersonalData(context.caller)) return;
  const message = `${lacking(asked, 'clients:pii')}: look for clients by their number (\`upstreamId\`).`;
  throw refusalFor(context, message, asked);
}

/** Throws FORBIDDEN unless the caller sees balances. */
export function requireLedger(context: Pick<GraphContext, 'audit' | 'caller'>, asked: Asked): void {
  if (context.caller.scopes.has('ledger:read')) return;
  throw refusalFor(context, `${lacking(asked, 'ledger:read')}: leave it out.`, asked);
}

function lacking({ what }: Asked, scope: Scope): string {
  return `${what} needs the scope \`${scope}\`, which this caller does not have`;
}
