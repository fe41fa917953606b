/** An HTTP proxy between gateway and sandbox that sees each request, and holds it wherever a test wants. */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the sandbox has answered. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A request of a gateway, whole, of which nothing has been passed on. */
export interface Held {
  /** Path, query and body. */
  readonly text: string;
  /** True for the first try of HTTP Digest, which is answered with a challenge and nothing else. */
  readonly isWithoutCredentials: boolean;
  /** Passes the request on, also when the gateway is gone; resolves to the answer, which the gateway has not got yet. */
  forward(): Promise<Reply>;
  /** Gives the answer to the gateway. */
  answer(reply: Reply): void;
  /** Gives it the headers and the first half of the body. */
  answerHalf(reply: Reply): void;
}

/** What is told, as it happens. */
export interface ProxyOptions {
  /** Address of the sandbox. */
  readonly sandboxUrl: string;
  /** A gateway has connected; no byte has come. */
  readonly onConnect: () => void;
  /** The first bytes of a body, or the head of a request without one, have come. */
  readonly onFirstBytes: (text: string) => void;
  /** A request is here: it stays here unless this passes it on. */
  readonly onRequest: (held: Held) => Promise<void>;
}

/** A proxy that listens. */
export class Proxy {
  readonly #server: Server;
  readonly #options: ProxyOptions;

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#server = createServer((req, res) => void this.#handle(req, res));
    this.#server.on('connection', options.onConnect);
  }

  /** Starts it on a free port. */
  static async start(options: ProxyOptions): Promise<Proxy> {
    const proxy = new Proxy(options);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** Its address, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends it with all connections. */
  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // A gateway that is killed resets its connections.
    res.on('error', () => {});
    const body = await bodyOf(req, (first) => this.#options.onFirstBytes(`${req.url}\n${first}`));
    if (body === null) return;
    await this.#options.onRequest({
      text: `${req.url}\n${body.toString()}`,
      isWithoutCredentials: req.url!.startsWith('/xmlapi') && req.headers.authorization === undefined,
      forward: () => this.#forward(req, body),
      answer: ({ status, headers, body: bytes }) => res.writeHead(status, headers).end(bytes),
      answerHalf: ({ status, headers, body: bytes }) =>
        res
          .writeHead(status, { ...headers, 'content-length': bytes.length })
          .write(bytes.subarray(0, bytes.length / 2)),
    });
  }

  async #forward({ url, method, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
    const outgoing = request(new URL(url!, this.#options.sandboxUrl), { method, headers, agent: false }).end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const bytes = await bodyOf(answer);
    if (bytes === null) throw new Error('The sandbox has ended the connection.');
    // What belongs to the connection to the sandbox is not the gateway's.
    const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest } = answer.headers;
    return { status: answer.statusCode!, headers: rest, body: bytes };
  }
}

/** The whole body; null when the other side is gone before its end. */
async function bodyOf(message: IncomingMessage, onFirst: (text: string) => void = () => {}): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      if (chunks.push(chunk) === 1) onFirst(chunk.toString());
    }
  } catch {
    return null;
  }
  if (chunks.length === 0) onFirst('');
  return Buffer.concat(chunks);
}
