/**
 * The attackers, as a process of their own: hostile requests, stalled connections and junk at one gateway of this machine,
 * spread evenly over a time. Takes one order from its parent, prints nothing, and answers with what came of it.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonHeaders, kindsFor, requestOf, type Kind, type Target } from './hostile-kinds.ts';

/** What the attackers are to do. */
export interface Order extends Target {
  readonly requests: number;
  /** Connections that say a part of a request, and then nothing. */
  readonly stalled: number;
  readonly junkBytes: number;
  readonly seconds: number;
  /** Names of the kinds to be sent; all when null. */
  readonly only: readonly string[] | null;
}

/** What has become of it. */
export interface Outcome {
  /** Answers by status; `closed` for connections that ended without one, `silent` for those that were given up. */
  readonly answers: Readonly<Record<string, number>>;
  /** The kinds that were answered last, with their slowest answer in milliseconds. */
  readonly slowest: readonly (readonly [kind: string, ms: number])[];
  /** Connections that were opened to be stalled, each time that one was ended by the gateway. */
  readonly stalled: number;
  readonly junkBytes: number;
  readonly cpuMs: number;
}

const ANSWER_TIMEOUT_MS = 15_000;
/** Hostile requests under way at once. */
const MAX_OPEN = 64;
const JUNK_CONNECTIONS = 4;
const JUNK_CHUNK = Buffer.alloc(64 * 1024, 'x');
/** Time in which all of the stalled connections are opened. */
const STALL_OPENING_MS = 5000;

function open({ host }: Target): Socket {
  const [address, port] = host.split(':');
  const socket = connect(Number(port), address);
  socket.setNoDelay(true).on('error', () => {});
  return socket;
}

/** Sends bytes on a connection of its own; resolves with the status of the first answer when the connection is over. */
function send(target: Target, bytes: string | Buffer): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = open(target);
  let status = 'closed';
  const finish = (): void => {
    clearTimeout(timer);
    socket.destroy();
    resolve(status);
  };
  const timer = setTimeout(() => {
    if (status === 'closed') status = 'silent';
    finish();
  }, ANSWER_TIMEOUT_MS);
  socket.once('data', (chunk: Buffer) => {
    status = /^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1', 0, 16))?.[1] ?? 'other';
    // Those with several requests on a connection read on for a moment.
    setTimeout(finish, 20);
  });
  socket.once('close', finish).write(bytes);
  return promise;
}

/** The requests, one kind after the other, at a steady rate. */
async function sendAll(order: Order, outcome: { answers: Record<string, number>; slowest: Map<string, number> }) {
  const kinds: readonly Kind[] = kindsFor(order).filter(([name]) => order.only?.includes(name) ?? true);
  const startedAtMs = performance.now();
  const underWay = new Set<Promise<void>>();
  for (let number = 0; number < order.requests; number += 1) {
    await delay(Math.max(0, startedAtMs + (number * order.seconds * 1000) / order.requests - performance.now()));
    while (underWay.size >= MAX_OPEN) await Promise.race(underWay);
    const [name, bytesOf] = kinds[number % kinds.length]!;
    const bytes = bytesOf(number);
    const sentAtMs = performance.now();
    const sending = send(order, bytes).then((status): void => {
      underWay.delete(sending);
      outcome.answers[status] = (outcome.answers[status] ?? 0) + 1;
      outcome.slowest.set(name, Math.max(performance.now() - sentAtMs, outcome.slowest.get(name) ?? 0));
      return undefined;
    });
    underWay.add(sending);
  }
  await Promise.all(underWay);
}

/** Keeps so many connections stalled: in their headers, or in their bodies. Counts those that were opened. */
async function stall(order: Order, signal: AbortSignal, outcome: { stalled: number }): Promise<void> {
  const sockets = new Set<Socket>();
  const again = (index: number): void => {
    if (signal.aborted) return;
    const socket = open(order);
    sockets.add(socket);
    outcome.stalled += 1;
    const whole = requestOf('POST', '/graphql', jsonHeaders(order, 1000), '{"query":').toString('latin1');
    socket.write(index % 2 === 0 ? whole.slice(0, 60) : whole);
    socket.resume().once('close', () => {
      sockets.delete(socket);
      setTimeout(again, 100, index).unref();
    });
  };
  for (let index = 0; index < order.stalled && !signal.aborted; index += 1) {
    again(index);
    await delay(STALL_OPENING_MS / order.stalled);
  }
  await new Promise<void>((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve()),
  );
  for (const socket of sockets) socket.destroy();
}

/** What is said before the junk: a body that is too long, one of somebody without a key, and nothing at all. */
function junkHeads(order: Order): readonly (string | Buffer)[] {
  const headers = jsonHeaders(order, 1_000_000_000);
  const { 'content-length': _, ...unknown } = headers;
  return [
    requestOf('POST', '/graphql', headers),
    requestOf('POST', '/graphql', { ...headers, authorization: 'Bearer rgk_x' }),
    Buffer.concat([
      requestOf('POST', '/graphql', { ...unknown, 'transfer-encoding': 'chunked' }),
      Buffer.from('8000000\r\n'),
    ]),
    '',
  ];
}

/** Writes junk at a steady rate, on connections that are opened again when the gateway ends them. */
async function junk(order: Order, which: number, outcome: { junkBytes: number }): Promise<void> {
  const head = junkHeads(order)[which % JUNK_CONNECTIONS]!;
  const mine = order.junkBytes / JUNK_CONNECTIONS;
  const startedAtMs = performance.now();
  let written = 0;
  let socket: Socket | null = null;
  while (written < mine) {
    await delay(Math.max(0, startedAtMs + (written / mine) * order.seconds * 1000 - performance.now()));
    if (socket === null || socket.destroyed || !socket.writable) {
      socket = open(order);
      socket.resume().write(head);
    }
    const isTaken = socket.write(JUNK_CHUNK);
    written += JUNK_CHUNK.length;
    outcome.junkBytes += JUNK_CHUNK.length;
    if (!isTaken) await drained(socket);
  }
  socket?.destroy();
}

function drained(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once('drain', resolve).once('close', resolve);
  return promise;
}

async function attack(order: Order): Promise<Outcome> {
  const outcome = {
    answers: {} as Record<string, number>,
    slowest: new Map<string, number>(),
    stalled: 0,
    junkBytes: 0,
  };
  const controller = new AbortController();
  const stalling = stall(order, controller.signal, outcome);
  const junks =
    order.junkBytes === 0 ? [] : Array.from({ length: JUNK_CONNECTIONS }, (_, which) => junk(order, which, outcome));
  await Promise.all([sendAll(order, outcome), ...junks]);
  controller.abort();
  await stalling;
  const { user, system } = process.cpuUsage();
  const slowest = [...outcome.slowest].toSorted(([, left], [, right]) => right - left);
  return { ...outcome, slowest, cpuMs: (user + system) / 1000 };
}

process.once('message', (order: Order) => {
  void attack(order).then((outcome) => process.send!(outcome, () => process.disconnect!()));
});
