/** What was asked of the sandbox: counts by function, and the last requests with secrets replaced. */

/** One request as `GET /_sandbox/requests` shows it. */
export interface LoggedRequest {
  /** Moment of arrival by the sandbox's clock, ISO 8601. */
  readonly at: string;
  readonly provider: string;
  readonly function: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly host: string;
  readonly contentType: string;
  /** Parameters of the URL; secret values are replaced. */
  readonly query: Record<string, string>;
  /** Parameters of the body; secret values are replaced. */
  readonly body: Record<string, string>;
  /** Kind of the fault that the call met; null for none. */
  readonly fault: string | null;
}

/** Requests that are kept; older ones fall out. */
export const MAX_LOGGED_REQUESTS = 1000;

/** Counts and keeps requests in memory. */
export class RequestLog {
  #counts = new Map<string, Map<string, number>>();
  #requests: LoggedRequest[] = [];

  /** Counts a call that was received, whatever becomes of it. */
  add(request: LoggedRequest): void {
    const functions = this.#counts.get(request.provider) ?? new Map<string, number>();
    functions.set(request.function, (functions.get(request.function) ?? 0) + 1);
    this.#counts.set(request.provider, functions);
    this.#requests.push(request);
    // Cutting in blocks keeps the cost of a request constant.
    if (this.#requests.length >= 2 * MAX_LOGGED_REQUESTS) this.#requests = this.#requests.slice(-MAX_LOGGED_REQUESTS);
  }

  /** Calls by provider and function since the last reset. */
  counts(): Record<string, Record<string, number>> {
    return Object.fromEntries([...this.#counts].map(([name, functions]) => [name, Object.fromEntries(functions)]));
  }

  /** The last requests, oldest first. */
  requests(): readonly LoggedRequest[] {
    return this.#requests.slice(-MAX_LOGGED_REQUESTS);
  }

  reset(): void {
    this.#counts = new Map();
    this.#requests = [];
  }
}
