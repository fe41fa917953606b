/** The load: requests on kept connections, a fixed number of them under way, for a bounded time. */
import { Pool } from 'undici';

/** One of the two workloads. */
export interface Workload {
  readonly name: string;
  /** Request bodies, sent in turn. */
  readonly bodies: readonly string[];
  /** Requests under way at once. */
  readonly inFlight: number;
  /** Upstream calls by function that one request must cost. */
  readonly calls: Readonly<Record<string, number>>;
  /** Requests per second of the gateway, as a multiple of the peer's. */
  readonly target: number;
}

/** What one run has shown. */
export interface Run {
  readonly requests: number;
  readonly seconds: number;
  /** In milliseconds, one a request. */
  readonly latencies: readonly number[];
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
const REQUEST_TIMEOUT_MS = 30_000;

/** A target under load. */
export class Load {
  readonly #pool: Pool;

  constructor(origin: string, connections: number) {
    const timeouts = { headersTimeout: REQUEST_TIMEOUT_MS, bodyTimeout: REQUEST_TIMEOUT_MS };
    this.#pool = new Pool(origin, { connections, ...timeouts });
  }

  /** The text of one answer. Throws unless it is an answer without errors. */
  async post(body: string): Promise<string> {
    const answer = await this.#pool.request({ method: 'POST', path: '/graphql', headers: HEADERS, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200 || !text.startsWith('{"data":{') || text.includes('"errors":[')) {
      throw new Error(`Status ${answer.statusCode}: ${text.slice(0, 500)}`);
    }
    return text;
  }

  /** Sends for `durationMs`; requests that are under way then are waited for and counted. */
  async run({ bodies, inFlight }: Workload, durationMs: number): Promise<Run> {
    const latencies: number[] = [];
    const start = performance.now();
    let next = 0;
    const send = async (): Promise<void> => {
      for (let now = performance.now(); now - start < durationMs; now = performance.now()) {
        await this.post(bodies[next++ % bodies.length]!);
        latencies.push(performance.now() - now);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, send));
    return { requests: latencies.length, seconds: (performance.now() - start) / 1000, latencies };
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
