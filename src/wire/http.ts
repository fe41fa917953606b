/**
 * Calls to one HTTP origin. Reads share keep-alive connections; a write has a connection of its own, so that an idle
 * connection which the other side has just closed can never make a write doubtful. Nothing is ever sent twice: no
 * retry, no redirect, one request a connection at a time.
 */
import { rootCertificates } from 'node:tls';
import { buildConnector, Client } from 'undici';
import type { Dispatcher } from 'undici';
import { Deadlines, type Timed } from './deadlines.ts';
import { HttpFailure, type HttpFailureKind } from './http-failure.ts';
import { bodyBytes, writingAtOnce } from './one-write.ts';

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
  /** PEM certificates that are trusted besides the usual ones; null for none. */
  readonly certificates: string | null;
}

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, from the first slash. */
  readonly path: string;
  /** Null for none. */
  readonly body: string | null;
  /** Headers of this request alone, behind those of the origin: names and values in turn. */
  readonly headers?: readonly string[];
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

/**
 * The calls of one kind: a bounded number of undici clients, which are one connection each, and a bounded queue. Not
 * undici's Pool: it queues a second time, and a call that is given up cannot leave its queue.
 */
class Lane {
  readonly #origin: string;
  readonly #limit: number;
  readonly #maxQueued: number;
  readonly #headers: string[];
  readonly #keepAlive: boolean;
  readonly #connect: buildConnector.connector;
  readonly #clients: Client[] = [];
  readonly #idle: Client[] = [];
  readonly maxResponseBytes: number;
  #waiting: Call[] = [];
  #next = 0;
  closed = false;

  constructor(options: HttpOriginOptions, keepAlive: boolean) {
    this.#origin = options.origin;
    this.#limit = keepAlive ? options.maxConnections : options.maxWriteConnections;
    this.#maxQueued = options.maxQueuedCalls;
    this.#headers = [...options.headers];
    this.#keepAlive = keepAlive;
    // HTTP/2 is off because undici repeats refused streams by itself.
    const { certificates } = options;
    const trust = certificates === null ? {} : { ca: [...rootCertificates, certificates] };
    this.#connect = writingAtOnce(buildConnector({ timeout: options.connectTimeoutMs, allowH2: false, ...trust }));
    this.maxResponseBytes = options.maxResponseBytes;
  }

  start(call: Call): void {
    if (this.closed) return call.fail('closed');
    const client = this.#idle.pop() ?? this.#another();
    if (client !== null) this.#dispatch(call, client);
    else if (this.#waiting.length - this.#next >= this.#maxQueued) call.fail('queue_full');
    else this.#waiting.push(call);
  }

  /** A call has left its connection, which goes to the next call that still wants it. */
  release(client: Client): void {
    while (this.#next < this.#waiting.length) {
      const call = this.#waiting[this.#next++]!;
      if (this.#next > 1024 || this.#next === this.#waiting.length) {
        this.#waiting = this.#waiting.slice(this.#next);
        this.#next = 0;
      }
      if (!call.settled) return this.#dispatch(call, client);
    }
    this.#idle.push(client);
  }

  async close(): Promise<void> {
    this.closed = true;
    const waiting = this.#waiting.slice(this.#next);
    this.#waiting = [];
    this.#next = 0;
    for (const call of waiting) call.fail('closed');
    await Promise.all(this.#clients.map((client) => (this.#keepAlive ? client.destroy() : client.close())));
  }

  /** One more connection, or null when there are as many as may be. */
  #another(): Client | null {
    if (this.#clients.length >= this.#limit) return null;
    // The calls have their own clock, so undici's are off.
    const client = new Client(this.#origin, {
      connect: this.#connect,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#clients.push(client);
    return client;
  }

  #dispatch(call: Call, client: Client): void {
    call.client = client;
    const { method, path, body, headers: own } = call.request;
    const headers = own === undefined ? this.#headers : [...this.#headers, ...own];
    const bytes = body === null ? null : bodyBytes(body);
    client.dispatch({ method, path, body: bytes, headers, reset: !this.#keepAlive }, call);
  }
}

/** All are given up before the first frees its place, or that place would go to the next of them. */
function giveUpAll(calls: readonly Call[], kind: HttpFailureKind): void {
  for (const call of calls) call.giveUp(kind);
  for (const call of calls) call.drop();
}

/** One call, which is its own handler at undici: no closures on the hot path. */
class Call implements Dispatcher.DispatchHandler, Timed {
  readonly request: HttpRequest;
  readonly deadlineMs: number;
  readonly #lane: Lane;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (failure: HttpFailure) => void;
  readonly #group: Deadlines<Call>;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: HttpAnswer['headers'] = {};
  #first: Buffer | null = null;
  #rest: Buffer[] | null = null;
  #length = 0;
  /** Set while it has a connection. */
  client: Client | null = null;
  settled = false;

  constructor(
    lane: Lane,
    request: HttpRequest,
    group: Deadlines<Call>,
    resolve: (answer: HttpAnswer) => void,
    reject: (failure: HttpFailure) => void,
  ) {
    this.request = request;
    this.#lane = lane;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#group = group;
    this.deadlineMs = performance.now() + request.timeoutMs;
    group.add(this);
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
    this.#group.delete(this);
  }

  #release(): void {
    const { client } = this;
    if (client === null) return;
    this.client = null;
    this.#first = null;
    this.#rest = null;
    this.#lane.release(client);
  }
}

function newGroup(): Deadlines<Call> {
  return new Deadlines((calls) => giveUpAll(calls, 'timeout'));
}

/** One HTTP or HTTPS origin with its connections. Certificates are always verified. */
export class HttpOrigin {
  readonly #reads: Lane;
  readonly #writes: Lane;
  /** Reads by the signal that ends them: one listener and one timer a signal, however many calls it has. */
  readonly #bySignal = new WeakMap<AbortSignal, Deadlines<Call>>();
  readonly #ofWrites = newGroup();
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
    return this.#send(this.#writes, request, this.#ofWrites);
  }

  /** Frees all connections: reads fail, writes under way are waited for. Calls after it fail. */
  close(): Promise<void> {
    this.#closing ??= Promise.all([this.#reads.close(), this.#writes.close()]).then(() => undefined);
    return this.#closing;
  }

  #send(lane: Lane, request: HttpRequest, group: Deadlines<Call>): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      lane.start(new Call(lane, request, group, resolve, reject));
    });
  }

  #groupOf(signal: AbortSignal): Deadlines<Call> {
    const known = this.#bySignal.get(signal);
    if (known !== undefined) return known;
    const group = newGroup();
    this.#bySignal.set(signal, group);
    signal.addEventListener('abort', () => giveUpAll(group.all(), 'aborted'), { once: true });
    return group;
  }
}
