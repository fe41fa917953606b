/** Requests as they go over the wire: with any header, any body, or no HTTP at all. */
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';

/** What is sent; a POST to `/graphql` when nothing else is said. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, not decompressed. */
  readonly body: Buffer;
  readonly text: string;
}

/** The content type of a GraphQL request. */
export const json = { 'content-type': 'application/json' };

/** Sends one request on a connection of its own. */
export function send(url: string, { method = 'POST', path = '/graphql', headers = {}, body = '' }: RawRequest) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const whole = Buffer.concat(chunks);
        resolve({ status: answer.statusCode!, headers: answer.headers, body: whole, text: whole.toString('utf8') });
      });
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Posts a document, with variables and more where they are given. */
export function post(url: string, query: string, more: object = {}, headers: Readonly<Record<string, string>> = {}) {
  return send(url, { headers: { ...json, ...headers }, body: JSON.stringify({ query, ...more }) });
}

/** A connection without a client of HTTP. */
export class Wire {
  readonly socket: Socket;
  /** What the other side has sent so far. */
  received = '';
  /** Resolves with all that was received when the connection is over, in whatever way. */
  readonly closed: Promise<string>;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.setEncoding('latin1').on('data', (text: string) => (this.received += text));
    this.closed = new Promise((resolve) => {
      this.socket.on('error', () => {}).once('close', () => resolve(this.received));
    });
  }

  /** Writes bytes as they are. */
  write(text: string): void {
    if (this.socket.writable) this.socket.write(text, 'latin1');
  }

  /** Writes a text slowly, until all of it is written or the connection is over. */
  async drip(text: string, everyMs: number): Promise<void> {
    for (const character of text) {
      if (this.socket.destroyed || !this.socket.writable) return;
      this.write(character);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }

  /** Ends it. */
  close(): void {
    this.socket.destroy();
  }
}

/** Status codes in a text that holds one answer after the other. */
export function statusesIn(received: string): readonly number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

/** Head of a POST to `/graphql` with a body of that many bytes. */
export function headOf(url: string, length: number): string {
  const lines = ['POST /graphql HTTP/1.1', `host: ${new URL(url).host}`, 'content-type: application/json'];
  return [...lines, `content-length: ${length}`, '', ''].join('\r\n');
}
