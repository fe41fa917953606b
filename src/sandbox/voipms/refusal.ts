/** An error answer of VoIP.ms on its way out of the checks. */
export class Refusal extends Error {
  /** The upstream's code, e.g. `invalid_client`. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Ends the call with this code. Throws a `Refusal`. */
export function refuse(code: string): never {
  throw new Refusal(code);
}
