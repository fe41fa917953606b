/** A normal client: different reads at a steady rate, whatever the answers take. */
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

/** How a run has gone. */
export interface SteadyRun {
  /** In milliseconds, from the sending to the end of the answer. */
  readonly latencies: readonly number[];
  /** Answers that were not what was asked for, as their first characters. */
  readonly failures: readonly string[];
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
const REQUEST_TIMEOUT_MS = 30_000;
const CONNECTIONS = 16;

/** A caller that has a key. */
export class SteadyClient {
  readonly #pool: Pool;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #bodies: readonly string[];
  #next = 0;

  constructor(origin: string, key: string, bodies: readonly string[]) {
    const timeouts = { headersTimeout: REQUEST_TIMEOUT_MS, bodyTimeout: REQUEST_TIMEOUT_MS };
    this.#pool = new Pool(origin, { connections: CONNECTIONS, ...timeouts });
    this.#headers = { ...HEADERS, authorization: `Bearer ${key}` };
    this.#bodies = bodies;
  }

  /** Sends `perSecond` requests a second for `ms`, and waits for their answers. */
  async run(ms: number, perSecond: number): Promise<SteadyRun> {
    const latencies: number[] = [];
    const failures: string[] = [];
    const startedAtMs = performance.now();
    const sent: Promise<void>[] = [];
    const count = Math.floor((ms / 1000) * perSecond);
    for (let index = 0; index < count; index += 1) {
      const dueAtMs = startedAtMs + (index * 1000) / perSecond;
      await delay(Math.max(0, dueAtMs - performance.now()));
      // A timer of this process that is late is none of the server's doing.
      const sentAtMs = performance.now();
      sent.push(
        this.#post().then(
          () => void latencies.push(performance.now() - sentAtMs),
          (error: unknown) => void failures.push(String(error).slice(0, 200)),
        ),
      );
    }
    await Promise.all(sent);
    return { latencies, failures };
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #post(): Promise<void> {
    const body = this.#bodies[this.#next++ % this.#bodies.length]!;
    const answer = await this.#pool.request({ method: 'POST', path: '/graphql', headers: this.#headers, body });
    const text = await answer.body.text();
    if (answer.statusCode === 200 && text.startsWith('{"data":{') && !text.includes('"errors":[')) return;
    throw new Error(`status ${answer.statusCode}: ${text}`);
  }
}

/** The value below which `part` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
