import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DigestClient } from '../../src/wire/digest.ts';
import { fieldsOf, problemsOf } from './digest-server.ts';

const login = { username: 'reseller', password: 'secret' };
const TARGET = '/xmlapi/xmlapi?a=1';

/** How the server of a test behaves. */
interface Rules {
  readonly algorithm?: string;
  /** How many requests a nonce is good for. */
  readonly usesOfNonce: number;
  /** Gives the next nonce with each answer. */
  readonly announces?: boolean;
}

/** A server that accepts each nonce and count once, and keeps what it saw. */
class DigestServer {
  readonly accepted: string[] = [];
  readonly problems: string[] = [];
  unauthorized = 0;
  readonly #rules: Rules;
  readonly #counts = new Map<string, Set<string>>();
  readonly #http: Server;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#http = createServer((incoming, response) => this.#answer(incoming, response));
  }

  async start(): Promise<number> {
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    return (this.#http.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  #newNonce(): string {
    const nonce = randomBytes(8).toString('base64');
    this.#counts.set(nonce, new Set());
    return nonce;
  }

  #answer(incoming: IncomingMessage, response: ServerResponse): void {
    incoming.resume();
    const refusal = this.#refusalOf(incoming);
    if (refusal === null) {
      this.accepted.push(incoming.headers.authorization!);
      if (this.#rules.announces === true) response.setHeader('Authentication-Info', `nextnonce="${this.#newNonce()}"`);
      response.end('ok');
      return;
    }
    this.unauthorized += 1;
    const algorithm = this.#rules.algorithm === undefined ? '' : `, algorithm=${this.#rules.algorithm}`;
    const digest = `Digest realm="Sippy", nonce="${this.#newNonce()}", qop="auth", opaque="o"${algorithm}${refusal}`;
    response.writeHead(401, { 'WWW-Authenticate': ['Basic realm="other"', digest] });
    response.end('<html></html>');
  }

  /** null when the request is accepted; otherwise what is added to the challenge. */
  #refusalOf({ headers: { authorization }, method = '', url = '' }: IncomingMessage): string | null {
    if (authorization === undefined) return '';
    const { nonce = '', nc = '' } = fieldsOf(authorization);
    const seen = this.#counts.get(nonce);
    if (seen === undefined) return ', stale=true';
    const { algorithm } = this.#rules;
    const expected = { ...login, method, uri: url, realm: 'Sippy', nonce, algorithm, opaque: 'o', qop: true };
    const replay = seen.has(nc) ? [`${nonce} ${nc} was used before`] : [];
    const problems = [...problemsOf(authorization, expected), ...replay];
    this.problems.push(...problems);
    if (problems.length > 0) return '';
    if (seen.size >= this.#rules.usesOfNonce) return ', stale=true';
    seen.add(nc);
    return null;
  }
}

const servers: DigestServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function startServer(rules: Rules): Promise<{ server: DigestServer; port: number }> {
  const server = new DigestServer(rules);
  servers.push(server);
  return { server, port: await server.start() };
}

interface Answer {
  readonly status: number;
  readonly challenges: readonly string[];
  readonly info: string | undefined;
}

async function send(port: number, authorization: string | null): Promise<Answer> {
  const headers = authorization === null ? {} : { authorization };
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', path: TARGET, headers, agent: false });
  outgoing.end('<methodCall/>');
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  incoming.resume();
  await once(incoming, 'end');
  const challenges = incoming.headersDistinct['www-authenticate'] ?? [];
  return { status: incoming.statusCode!, challenges, info: incoming.headersDistinct['authentication-info']?.[0] };
}

/** One call as a provider makes it: repeated once at most. */
async function call(client: DigestClient, port: number): Promise<number | string> {
  const used = client.authorize('POST', TARGET);
  const first = await send(port, used);
  client.answered(first.info);
  if (first.status !== 401) return first.status;
  const verdict = client.challenged(first.challenges, used);
  if (verdict !== 'retry') return verdict;
  const second = await send(port, client.authorize('POST', TARGET));
  client.answered(second.info);
  return second.status;
}

async function callMany(client: DigestClient, port: number, count: number): Promise<readonly (number | string)[]> {
  return Promise.all(Array.from({ length: count }, () => call(client, port)));
}

describe('against a server that computes for itself', () => {
  it.each([undefined, 'MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256'])(
    '%s: one 401 for many calls',
    async (algorithm) => {
      const { server, port } = await startServer({
        usesOfNonce: 1000,
        ...(algorithm === undefined ? {} : { algorithm }),
      });
      const client = new DigestClient(login);
      expect(await call(client, port)).toBe(200);
      expect(new Set(await callMany(client, port, 30))).toEqual(new Set([200]));
      expect(server.unauthorized).toBe(1);
      expect(server.problems).toEqual([]);
      const counts = server.accepted.map((header) => Number.parseInt(fieldsOf(header)['nc']!, 16));
      expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
    },
  );

  it('starts with many calls at once', async () => {
    const { server, port } = await startServer({ usesOfNonce: 1000 });
    expect(new Set(await callMany(new DigestClient(login), port, 20))).toEqual(new Set([200]));
    expect(server.problems).toEqual([]);
    expect(server.accepted).toHaveLength(20);
  });

  it('goes on when a nonce grows old', async () => {
    const { server, port } = await startServer({ usesOfNonce: 3 });
    const client = new DigestClient(login);
    for (let round = 0; round < 10; round += 1) expect(await call(client, port)).toBe(200);
    expect(server.accepted).toHaveLength(10);
    expect(server.unauthorized).toBe(4);
    expect(server.problems).toEqual([]);
  });

  it('needs no further 401 when each answer brings the next nonce', async () => {
    const { server, port } = await startServer({ usesOfNonce: 1, announces: true });
    const client = new DigestClient(login);
    for (let round = 0; round < 10; round += 1) expect(await call(client, port)).toBe(200);
    expect(server.unauthorized).toBe(1);
    expect(server.problems).toEqual([]);
    expect(new Set(server.accepted.map((header) => fieldsOf(header)['nonce'])).size).toBe(10);
  });

  it('stops after one repeat with a wrong password, although each 401 has another nonce', async () => {
    const { server, port } = await startServer({ usesOfNonce: 1000 });
    expect(await call(new DigestClient({ ...login, password: 'wrong' }), port)).toBe(401);
    expect(server.unauthorized).toBe(2);
    expect(server.problems).toEqual(['response']);
    expect(server.accepted).toEqual([]);
  });
});
