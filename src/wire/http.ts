/**
 * Calls to one HTTP origin. Reads share keep-alive connections; a write has a connection of its own, so that an idle
 * connection which the other side has just closed can never make a write doubtful. Nothing is ever sent twice: no
 * retry, no redirect, one request a connection at a time.
 */
import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import { HttpFailure, type HttpFailureKind } from './http-failure.ts';

/** Where to call and within which bounds. */
export interface HttpOriginOptions {
  /** Scheme, host and port, such as "https://voip.ms". */
  readonly origin: string;
  /** Headers of every request: names and values in turn. */
  readonly headers: readonly string[];
  /** Reads under way at once, which is also the count of kept connections. */
  readonly maxConnections: number;
  /** Writes under way at once. */
  readonly maxWriteConnections: number;
  /** Calls that may wait for a connection, for reads and writes each; one more fails at once. */
  readonly maxQueuedCalls: number;
  /** Longest body that is read. */
  readonly maxResponseBytes: number;
  /** Longest wait for a new connection, TLS included. */
  readonly connectTimeoutMs: number;
}

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, from the first slash. */
  readonly path: string;
  /** Null for none. */
  readonly body: string | null;
  /** Longest time from the call to the last byte of the answer; waiting for a connection counts. */
  readonly timeoutMs: number;
}

/** A whole answer of any status; redirects are answers like any other. */
export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const NO_BYTES = Buffer.alloc(0);

/** The calls of one kind: a pool, the count of what is under way and a bounded queue. */
class Lane {
  readonly #pool: Pool;
  readonly #limit: number;
  readonly #maxQueued: number;
  readonly #headers: string[];
  readonly #keepAlive: boolean;
  readonly maxResponseBytes: number;
  #waiting: Call[] = [];
  #next = 0;
  #running = 0;
  closed = false;

  constructor(options: HttpOriginOptions, keepAlive: boolean) {
    this.#limit = keepAlive ? options.maxConnections : options.maxWriteConnections;
    this.#maxQueued = options.maxQueuedCalls;
    this.#headers = [...options.headers];
    this.#keepAlive = keepAlive;
    this.maxResponseBytes = options.maxResponseBytes;
    // The calls have their own clock, and HTTP/2 is off because undici repeats refused streams by itself.
    this.#pool = new Pool(options.origin, {
      connections: this.#limit,
      pipelining: 1,
      allowH2: false,
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: options.connectTimeoutMs,
    });
  }

  start(call: Call): void {
    if (this.closed) call.fail('closed');
    else if (this.#running < this.#limit) this.#dispatch(call);
    else if (this.#waiting.length - this.#next >= this.#maxQueued) call.fail('queue_full');
    else this.#waiting.push(call);
  }

  /** A call has left undici: its place goes to the next that still wants it. */
  release(): void {
    this.#running -= 1;
    while (this.#next < this.#waiting.length && this.#running < this.#limit) {
      const call = this.#waiting[this.#next++]!;
      if (!call.settled) this.#dispatch(call);
    }
    if (this.#next > 1024 || this.#next === this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const waiting = this.#waiting.slice(this.#next);
    this.#waiting = [];
    this.#next = 0;
    for (const call of waiting) call.fail('closed');
    await (this.#keepAlive ? this.#pool.destroy() : this.#pool.close());
  }

  #dispatch(call: Call): void {
    this.#running += 1;
    const { method, path, body } = call.request;
    this.#pool.dispatch({ method, path, body, headers: this.#headers, reset: !this.#keepAlive }, call);
  }
}

function expire(call: Call): void {
  call.fail('timeout');
}

/** One call, which is its own handler at undici: no closures on the hot path. */
class Call implements Dispatcher.DispatchHandler {
  readonly request: HttpRequest;
  readonly #lane: Lane;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (failure: HttpFailure) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #group: Set<Call> | null;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: HttpAnswer['headers'] = {};
  #first: Buffer | null = null;
  #rest: Buffer[] | null = null;
  #length = 0;
  #released = false;
  settled = false;

  constructor(
    lane: Lane,
    request: HttpRequest,
    group: Set<Call> | null,
    resolve: (answer: HttpAnswer) => void,
    reject: (failure: HttpFailure) => void,
  ) {
    this.request = request;
    this.#lane = lane;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#group = group;
    this.#timer = setTimeout(expire, request.timeoutMs, this);
    group?.add(this);
  }

  /** Settles the call without an answer and drops its connection, if it has one. */
  fail(kind: HttpFailureKind, code?: string): void {
    if (this.settled) return;
    this.giveUp(kind, code);
    this.drop();
  }

  /** Settles the call without an answer. To be followed by `drop`. */
  giveUp(kind: HttpFailureKind, code?: string): void {
    this.#settle();
    this.#reject(new HttpFailure(kind, this.#controller !== null, code));
  }

  /** Destroys the connection of a call that was given up; its place goes to the next call at once. */
  drop(): void {
    this.#controller?.abort(new HttpFailure('aborted', true));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Settled before its turn: aborting here, before undici writes, leaves nothing on the wire.
    if (this.settled) controller.abort(new HttpFailure('aborted', false));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: HttpAnswer['headers']): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    if (Number(headers['content-length']) > this.#lane.maxResponseBytes) this.fail('too_large');
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > this.#lane.maxResponseBytes) this.fail('too_large');
    else if (this.#first === null) this.#first = chunk;
    else if (this.#rest === null) this.#rest = [this.#first, chunk];
    else this.#rest.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.settled) {
      this.#settle();
      const body = this.#rest === null ? (this.#first ?? NO_BYTES) : Buffer.concat(this.#rest, this.#length);
      this.#resolve({ status: this.#status, headers: this.#headers, body });
    }
    this.#release();
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    const unsent = this.#controller === null && !this.#lane.closed;
    this.fail(unsent ? 'connect' : 'closed', (error as NodeJS.ErrnoException).code);
    this.#release();
  }

  #settle(): void {
    this.settled = true;
    clearTimeout(this.#timer);
    this.#group?.delete(this);
  }

  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#first = null;
    this.#rest = null;
    this.#lane.release();
  }
}

/** One HTTP or HTTPS origin with its connections. Certificates are always verified. */
export class HttpOrigin {
  readonly #reads: Lane;
  readonly #writes: Lane;
  /** Calls by the signal that ends them: one listener a signal, however many calls it has. */
  readonly #bySignal = new WeakMap<AbortSignal, Set<Call>>();
  #closing: Promise<void> | null = null;

  constructor(options: HttpOriginOptions) {
    this.#reads = new Lane(options, true);
    this.#writes = new Lane(options, false);
  }

  /** Sends a request that changes nothing at the other side. Rejects with HttpFailure; `signal` ends it. */
  read(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    if (signal.aborted) return Promise.reject(new HttpFailure('aborted', false));
    return this.#send(this.#reads, request, this.#groupOf(signal));
  }

  /** Sends a request that changes something, on a connection of its own. Only its own time limit ends it. */
  write(request: HttpRequest): Promise<HttpAnswer> {
    return this.#send(this.#writes, request, null);
  }

  /** Frees all connections: reads fail, writes under way are waited for. Calls after it fail. */
  close(): Promise<void> {
    this.#closing ??= Promise.all([this.#reads.close(), this.#writes.close()]).then(() => undefined);
    return this.#closing;
  }

  #send(lane: Lane, request: HttpRequest, group: Set<Call> | null): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      lane.start(new Call(lane, request, group, resolve, reject));
    });
  }

  #groupOf(signal: AbortSignal): Set<Call> {
    const known = this.#bySignal.get(signal);
    if (known !== undefined) return known;
    const group = new Set<Call>();
    this.#bySignal.set(signal, group);
    signal.addEventListener(
      'abort',
      () => {
        // All are given up before the first frees its place, or that place would go to the next of them.
        const calls = [...group];
        for (const call of calls) call.giveUp('aborted');
        for (const call of calls) call.drop();
      },
      { once: true },
    );
    return group;
  }
}
