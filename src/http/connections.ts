/** Bounds of connections: how many there are, how slow they may be, and what is said to those who break the protocol. */
import { STATUS_CODES, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Limits } from '../limitsConfig.ts';
import { errorBody, refuse, type Refusal } from './reply.ts';

type ConnectionLimits = Pick<
  Limits,
  | 'maxConnections'
  | 'maxConnectionsPerAddress'
  | 'maxRequestsPerConnection'
  | 'maxHeaderBytes'
  | 'maxHeaders'
  | 'headersTimeoutMs'
  | 'requestTimeoutMs'
  | 'idleTimeoutMs'
  | 'answerTimeoutMs'
>;

/** Longest wait of Node.js between two looks for connections that are too slow. */
const MAX_CHECK_MS = 5000;

/** Options of a node:http or node:https server, with the time for headers. */
export type BoundedOptions = ServerOptions & { readonly headersTimeout: number };

/** Options of a node:http or node:https server. */
export function serverOptions(limits: ConnectionLimits): BoundedOptions {
  return {
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: Math.min(MAX_CHECK_MS, Math.ceil(limits.headersTimeoutMs / 4)),
  };
}

/** The connections of a server, with the requests of each that are not answered yet. */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #byNetwork = new Map<string, number>();
  readonly #open = new Set<Socket>();
  /** Connections over TLS whose handshake is done. Node.js crashes when it is asked about one that has failed. */
  readonly #secured = new WeakSet<Socket>();
  readonly #unanswered = new WeakMap<Socket, Set<ServerResponse>>();

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Puts a server under the bounds. */
  guard(server: Server): void {
    server.maxConnections = this.#limits.maxConnections;
    // Headers beyond the number would be dropped without a word; `admit` refuses such a request instead.
    server.maxHeadersCount = 0;
    server.on('connection', (socket: Socket) => this.#count(socket));
    server.on('secureConnection', (socket: Socket) => this.#secured.add(socket));
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => this.#failed(error, socket));
  }

  /** Takes a request of a connection in. False when it was refused, since the connection asks for too much at once. */
  admit(req: IncomingMessage, res: ServerResponse): boolean {
    const unanswered = this.#unanswered.get(req.socket) ?? new Set();
    this.#unanswered.set(req.socket, unanswered);
    const { maxRequestsPerConnection } = this.#limits;
    if (req.socket.destroyed || unanswered.size >= 2 * maxRequestsPerConnection) {
      // This is no impatient caller but a flood. What is left of it in the buffers costs as little as can be.
      req.socket.destroy();
      return false;
    }
    unanswered.add(res);
    res.once('close', () => unanswered.delete(res));
    if (unanswered.size > maxRequestsPerConnection) return this.#refuse(res, PIPELINED);
    res.once('prefinish', () => this.#awaitReader(res));
    res.once('finish', () => endOfBody(req));
    return req.rawHeaders.length <= 2 * this.#limits.maxHeaders || this.#refuse(res, MANY_HEADERS);
  }

  /** Ends all connections, also those in the middle of a TLS handshake, which the server itself does not know. */
  endAll(): void {
    for (const socket of this.#open) socket.destroy();
  }

  #refuse(res: ServerResponse, refusal: Refusal): false {
    res.setHeader('connection', 'close');
    refuse(res, refusal);
    return false;
  }

  /** Whoever asks and does not read would keep the answer in memory. */
  #awaitReader(res: ServerResponse): void {
    if (res.writableLength === 0) return;
    const timer = setTimeout(() => res.destroy(), this.#limits.answerTimeoutMs);
    res.once('close', () => clearTimeout(timer));
  }

  #count(socket: Socket): void {
    const network = networkOf(socket.remoteAddress ?? '');
    const open = this.#byNetwork.get(network) ?? 0;
    if (open >= this.#limits.maxConnectionsPerAddress) {
      socket.destroy();
      return;
    }
    this.#byNetwork.set(network, open + 1);
    this.#open.add(socket);
    socket.once('close', () => {
      this.#open.delete(socket);
      const left = this.#byNetwork.get(network)! - 1;
      if (left === 0) this.#byNetwork.delete(network);
      else this.#byNetwork.set(network, left);
    });
  }

  /** Says what is wrong, unless an answer is on its way already, and ends the connection. */
  #failed(error: NodeJS.ErrnoException, socket: Socket): void {
    const isAnswering = [...(this.#unanswered.get(socket) ?? [])].some((res) => res.headersSent);
    // Before the handshake of TLS is done, nothing that is written ever leaves.
    const isShakingHands = socket instanceof TLSSocket && !this.#secured.has(socket);
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering || isShakingHands) {
      socket.destroy();
      return;
    }
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
    socket.end(rawAnswer(refusalOf(error.code)), () => socket.destroy());
  }
}

/** How long a caller may go on with a body after the answer. Closed at once, it might not get to read the answer. */
const LINGER_MS = 2000;

/** Whoever is answered before the end of the body, since it is not wanted, must not go on with it for ever. */
function endOfBody(req: IncomingMessage): void {
  if (req.complete) return;
  const timer = setTimeout(() => req.destroy(), LINGER_MS);
  req.once('close', () => clearTimeout(timer));
}

const PIPELINED: Refusal = {
  status: 503,
  code: 'BUDGET_EXCEEDED',
  message: 'Too many requests of this connection wait for their answers: wait, or use more connections.',
  headers: { 'retry-after': '1' },
};
const MANY_HEADERS: Refusal = { status: 431, code: 'BUDGET_EXCEEDED', message: 'The request has too many headers.' };

/** By the code of Node.js's error. */
const PROTOCOL_ERRORS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'BUDGET_EXCEEDED', message: 'The address and the headers are too long.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'BUDGET_EXCEEDED',
    message: 'The chunks of the body have too much beside them.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'BUDGET_EXCEEDED', message: 'The request took too long to arrive.' },
};

function refusalOf(code: string | undefined): Refusal {
  const known = PROTOCOL_ERRORS[code ?? ''];
  return known ?? { status: 400, code: 'INVALID_INPUT', message: 'This is not HTTP as it is written down.' };
}

/** An answer where there is no request that it could belong to. */
function rawAnswer(refusal: Refusal): string {
  const body = errorBody(refusal);
  return [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    '',
    body,
  ].join('\r\n');
}

/** What counts as one address: of IPv6 the network of 64 bits, since whoever has one address there has all of it. */
export function networkOf(address: string): string {
  const text = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!text.includes(':')) return text;
  const [head = '', tail] = text.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...missing, ...after].slice(0, 4).join(':');
}
