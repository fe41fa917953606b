/** An error on its way out of the checks; every one of them becomes an XML-RPC fault. */
import type { SippySwitches } from './switchboard.ts';

/** What went wrong. The code that belongs to a kind is unknown, so that a switch says it (sippy.md section 4). */
export type RefusalKind = 'notFound' | 'duplicate' | 'permission' | 'parameter' | 'authentication';

/** An error of a kind, or with a code of its own when that is known. */
export class Refusal extends Error {
  readonly kind: RefusalKind | number;
  /** The unique constraint that a duplicate breaks, as PostgreSQL would name it. */
  readonly constraint: string;

  constructor(kind: RefusalKind | number, text: string, constraint = '') {
    super(text);
    this.kind = kind;
    this.constraint = constraint;
  }
}

/** Ends the call with a fault. Throws a `Refusal`. */
export function refuse(kind: RefusalKind | number, text: string): never {
  throw new Refusal(kind, text);
}

/** Ends the call for a parameter of the wrong type or out of its range. */
export function invalid(name: string): never {
  return refuse('parameter', `Invalid value of parameter: ${name}`);
}

/** Ends the call for a parameter that must be there. */
export function missing(name: string): never {
  return refuse('parameter', `Missing mandatory parameter: ${name}`);
}

/** An uncaught exception of the server: code 1, the text as Python 2 makes it (sippy.md section 2, "Server"). */
export function exception(type: string, message: string): Refusal {
  return new Refusal(1, `<type 'exceptions.${type}'>:${message}`);
}

/** Code and text of the fault. */
export function faultOf(refusal: Refusal, switches: SippySwitches): { code: number; text: string } {
  const { kind, message, constraint } = refusal;
  if (typeof kind === 'number') return { code: kind, text: message };
  if (kind === 'duplicate' && switches.duplicateFault === 'postgres') {
    return { code: 490, text: `ERROR:  duplicate key value violates unique constraint "${constraint}"\n` };
  }
  return { code: switches[`${kind}Code`], text: message };
}
