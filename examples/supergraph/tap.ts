/** Stands between routers and a subgraph, passes everything on as it comes, and remembers what was asked. */
import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SubgraphName } from './subgraphs.ts';

/** A request that a router has sent. */
export interface Seen {
  readonly subgraph: SubgraphName;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly headers: IncomingMessage['headers'];
}

/**
 * What becomes of requests: all is passed on; nothing is answered, as by a process that hangs; or the subgraph gets what it was sent, and its
 * answer is lost.
 */
export type Behaviour = 'pass' | 'hang' | 'lose answers';

/** A listener in front of a subgraph. */
export class Tap {
  /** Its address, for the routers. */
  readonly url: string;
  behaviour: Behaviour = 'pass';
  readonly #server: Server;
  #seen: Seen[] = [];

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }

  /** Listens at a free port. */
  static async open(subgraph: SubgraphName, target: string): Promise<Tap> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const tap = new Tap(server);
    server.on('request', (request, response) => void tap.#pass(subgraph, target, request, response));
    return tap;
  }

  /** What was asked since the last call. */
  take(): readonly Seen[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen;
  }

  /** Stops listening and closes all connections. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #pass(subgraph: SubgraphName, target: string, incoming: IncomingMessage, response: ServerResponse) {
    const body = await read(incoming);
    const { method, headers } = incoming;
    const { query } = JSON.parse(body.toString('utf8')) as { readonly query: string };
    this.#seen.push({ subgraph, kind: kindOf(query), headers });
    if (this.behaviour === 'hang') return;
    const outgoing = send(target, { method, headers: { ...headers, host: new URL(target).host } }, (answer) => {
      if (this.behaviour === 'lose answers') {
        response.destroy();
      } else {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    outgoing.end(body);
  }
}

function kindOf(query: string): Seen['kind'] {
  return (/^\s*(mutation|subscription)\b/.exec(query)?.[1] as Seen['kind'] | undefined) ?? 'query';
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
