/** The sandbox's control: what was called, faults, and the books themselves. */

/** Upstream calls by provider and function. */
export type Calls = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A fault of one function, until it is cleared. */
export interface Fault {
  readonly provider: string;
  readonly function: string;
  readonly kind: string;
  readonly count?: number;
  readonly delayMs?: number;
}

/** The control of one sandbox. */
export class SandboxControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Calls since the last `forgetCalls`. */
  async calls(): Promise<Calls> {
    return (await this.#control('calls')) as Calls;
  }

  /** Sets the counts to zero. */
  async forgetCalls(): Promise<void> {
    await this.#control('calls/reset', {});
  }

  /** Puts books, faults and counts back to the beginning. */
  async reset(): Promise<void> {
    await this.#control('reset', {});
  }

  /** Turns a fault on. */
  async fault(fault: Fault): Promise<void> {
    await this.#control('faults', { count: -1, ...fault });
  }

  /** Turns all faults off. */
  async clearFaults(): Promise<void> {
    await fetch(`${this.#url}/_sandbox/faults`, { method: 'DELETE' });
  }

  /** How many charges of this amount stand in the VoIP.ms books of a client, past the gateway. */
  async charges(client: string, amount: string): Promise<number> {
    const body = new URLSearchParams({
      api_username: 'demo@example.com',
      api_password: 'demo-voipms',
      method: 'getCharges',
      client,
    });
    const answer = await fetch(`${this.#url}/api/v1/rest.php`, { method: 'POST', body });
    const { charges = [] } = (await answer.json()) as { readonly charges?: readonly { readonly amount: string }[] };
    return charges.filter((charge) => charge.amount === amount).length;
  }

  async #control(path: string, body?: object): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${this.#url}/_sandbox/${path}`, init);
    if (!answer.ok) throw new Error(`The sandbox refuses ${path}: ${await answer.text()}`);
    return answer.json();
  }
}
