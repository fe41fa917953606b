/** A network between the gateway and its database that can swallow what the connections carry. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One connection, and its other half to the database. */
interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Passes bytes on between both sides, as long as it is not told otherwise. */
export class BlackHole {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();

  private constructor(url: URL) {
    this.#server = createServer((near) => this.#join(near, connect(Number(url.port), url.hostname)));
  }

  /** Begins to listen, on a free port, for connections to the database of a URL. */
  static async start(url: string): Promise<BlackHole> {
    const hole = new BlackHole(new URL(url));
    hole.#server.listen(0, '127.0.0.1');
    await once(hole.#server, 'listening');
    return hole;
  }

  /** The URL of the database by way of this network; an answer is waited for so long. */
  through(url: string, queryTimeoutMs: number): string {
    const through = new URL(url);
    through.port = String((this.#server.address() as AddressInfo).port);
    through.searchParams.set('query_timeout', String(queryTimeoutMs));
    return through.href;
  }

  /** How many connections are open. */
  get size(): number {
    return this.#pairs.size;
  }

  /** Carries nothing more over the connections that are open now: neither bytes nor their end. New ones work. */
  swallow(): void {
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.unpipe().pause();
  }

  /** Lets questions through and keeps the answers, over the connections that are open now. */
  keepAnswers(): void {
    for (const { far } of this.#pairs) far.unpipe().pause();
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.destroy();
    await once(this.#server, 'close');
  }

  #join(near: Socket, far: Socket): void {
    const pair = { near, far };
    this.#pairs.add(pair);
    near.pipe(far).pipe(near);
    near.on('error', () => {}).on('close', () => (this.#pairs.delete(pair), far.destroy()));
    far.on('error', () => {}).on('close', () => near.destroy());
  }
}
