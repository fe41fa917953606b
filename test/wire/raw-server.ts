/** A server of bare sockets for the wire tests: it hands over whole requests and counts what it saw. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** One whole request as it arrived. */
export interface RawRequest {
  readonly head: string;
  readonly body: string;
  /** 0 for the first connection that the server took. */
  readonly connection: number;
}

/** What the server does with a request. */
export type RawAnswer = (socket: Socket, request: RawRequest) => void;

/** A running server. */
export interface RawServer {
  readonly origin: string;
  readonly port: number;
  readonly requests: RawRequest[];
  connections(): number;
  /** Resolves when so many requests have arrived. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server that answers each request with `answer`. Requests need a content-length or no body. */
export async function startRawServer(answer: RawAnswer): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const waiting: { count: number; resolve: () => void }[] = [];
  let connections = 0;
  const take = (socket: Socket, request: RawRequest): void => {
    requests.push(request);
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    answer(socket, request);
  };
  const server = createServer((socket) => {
    const connection = connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (;;) {
        const end = text.indexOf('\r\n\r\n');
        if (end === -1) return;
        const head = text.slice(0, end);
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        const body = text.slice(end + 4, end + 4 + length);
        text = text.slice(end + 4 + length);
        take(socket, { head, body, connection });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    arrived: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The bytes of an answer with a content-length. */
export function httpBytes(status: string, body: string, headers = ''): string {
  return `HTTP/1.1 ${status}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
}
