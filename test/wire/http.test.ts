import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpFailure } from '../../src/wire/http-failure.ts';
import { HttpOrigin, type HttpOriginOptions, type HttpRequest } from '../../src/wire/http.ts';
import { httpBytes, startRawServer, type RawAnswer, type RawServer } from './raw-server.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function serve(answer: RawAnswer): Promise<RawServer> {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  return server;
}

function originOf(origin: string, options: Partial<HttpOriginOptions> = {}): HttpOrigin {
  const http = new HttpOrigin({
    origin,
    headers: ['accept-encoding', 'identity', 'content-type', 'text/plain'],
    maxConnections: 4,
    maxWriteConnections: 2,
    maxQueuedCalls: 100,
    maxResponseBytes: 1000,
    connectTimeoutMs: 2000,
    certificates: null,
    ...options,
  });
  closing.push(() => http.close());
  return http;
}

const request: HttpRequest = { method: 'POST', path: '/p?secret-query=1', body: 'secret-body', timeoutMs: 10_000 };
const never = new AbortController().signal;

async function failureOf(answer: Promise<unknown>): Promise<HttpFailure> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpFailure);
  const failure = error as HttpFailure;
  expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toMatch(/secret-query|secret-body/);
  return failure;
}

const ok: RawAnswer = (socket, { body }) => socket.write(httpBytes('200 OK', `echo ${body}`));
const silent: RawAnswer = () => {};

describe('HttpOrigin', () => {
  it('sends the request as it stands and gives back status, headers and body', async () => {
    const server = await serve((socket) => socket.write(httpBytes('418 Teapot', 'né', 'X-Kind: test\r\n')));
    const answer = await originOf(server.origin).read(request, never);
    expect(answer.status).toBe(418);
    expect(answer.headers['x-kind']).toBe('test');
    expect(answer.body.toString()).toBe('né');
    expect(server.requests[0]?.head).toMatch(/^POST \/p\?secret-query=1 HTTP\/1\.1\r\n/);
    expect(server.requests[0]?.head).toContain('accept-encoding: identity');
    expect(server.requests[0]?.body).toBe('secret-body');
  });

  it('joins a body that comes in many pieces, without a content-length', async () => {
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      for (const piece of ['one ', 'two ', 'three']) socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
      socket.write('0\r\n\r\n');
    });
    expect((await originOf(server.origin).read(request, never)).body.toString()).toBe('one two three');
  });

  it('takes a body that ends with the connection, and an early hint before the answer', async () => {
    const server = await serve((socket) => {
      socket.end('HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nall of it');
    });
    const answer = await originOf(server.origin).read(request, never);
    expect([answer.status, answer.body.toString()]).toEqual([200, 'all of it']);
  });

  it('keeps connections for reads and bounds how many there are', async () => {
    const server = await serve(ok);
    const http = originOf(server.origin, { maxConnections: 3 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => http.read(request, never)));
    expect(answers.map((answer) => answer.body.toString())).toEqual(Array(30).fill('echo secret-body'));
    expect(server.requests).toHaveLength(30);
    expect(server.connections()).toBeLessThanOrEqual(3);
    expect(server.requests[0]?.head).toContain('connection: keep-alive');
  });

  it('gives every write a connection of its own and leaves kept ones alone', async () => {
    const server = await serve(ok);
    const http = originOf(server.origin);
    await http.read(request, never);
    for (let count = 0; count < 3; count += 1) await http.write(request);
    await http.read(request, never);
    expect(server.requests.map(({ connection }) => connection)).toEqual([0, 1, 2, 3, 0]);
    expect(server.requests[1]?.head).toContain('connection: close');
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await serve(ok);
    const server = await serve((socket) =>
      socket.write(httpBytes('301 Moved', '', `location: ${elsewhere.origin}/p\r\n`)),
    );
    const http = originOf(server.origin);
    expect((await http.write(request)).status).toBe(301);
    expect((await http.read(request, never)).status).toBe(301);
    expect(elsewhere.requests).toHaveLength(0);
    expect(server.requests).toHaveLength(2);
  });
});

describe('failures of HttpOrigin', () => {
  it('says that nothing was sent when nobody listens', async () => {
    const server = await startRawServer(ok);
    await server.close();
    const http = originOf(server.origin);
    const failures = [await failureOf(http.write(request)), await failureOf(http.read(request, never))];
    for (const failure of failures) {
      expect(failure).toMatchObject({ kind: 'connect', sent: false });
      expect(failure.message).toContain('ECONNREFUSED');
    }
  });

  it('says that nothing was sent when the other side speaks no TLS', async () => {
    const server = await serve(ok);
    const http = originOf(server.origin.replace('http:', 'https:'));
    server.requests.length = 0;
    const plain = await failureOf(http.write({ ...request, timeoutMs: 500 }));
    expect(plain.sent).toBe(false);
    expect(server.requests).toHaveLength(0);
  });

  it.each(['read', 'write'] as const)('drops a %s that takes too long, once', async (kind) => {
    const server = await serve(silent);
    const http = originOf(server.origin);
    const brief = { ...request, timeoutMs: 60 };
    const failure = await failureOf(kind === 'read' ? http.read(brief, never) : http.write(brief));
    expect(failure).toMatchObject({ kind: 'timeout', sent: true });
    expect(server.requests).toHaveLength(1);
  });

  it('counts the wait for a connection as part of the time, and then has sent nothing', async () => {
    const server = await serve(silent);
    const http = originOf(server.origin, { maxConnections: 1 });
    const first = http.read({ ...request, timeoutMs: 5000 }, never);
    first.catch(() => {});
    await server.arrived(1);
    const failure = await failureOf(http.read({ ...request, timeoutMs: 50 }, never));
    expect(failure).toMatchObject({ kind: 'timeout', sent: false });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['before any byte', (socket: Socket) => socket.destroy()],
    ['after the status line', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n')],
    ['in the middle of the body', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhalf')],
    [
      'in the middle of a chunk',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf'),
    ],
  ] as const)('does not repeat a request whose connection closes %s', async (_, drop) => {
    const server = await serve(drop);
    const http = originOf(server.origin);
    expect(await failureOf(http.write(request))).toMatchObject({ kind: 'closed', sent: true });
    expect(server.requests).toHaveLength(1);
    expect(await failureOf(http.read(request, never))).toMatchObject({ kind: 'closed', sent: true });
    expect(server.requests).toHaveLength(2);
  });

  it('does not repeat a read on a kept connection that dies when it is used again', async () => {
    let seen = 0;
    const server = await serve((socket, raw) => {
      seen += 1;
      if (seen === 1) ok(socket, raw);
      else socket.resetAndDestroy();
    });
    const http = originOf(server.origin, { maxConnections: 1 });
    await http.read(request, never);
    expect(await failureOf(http.read(request, never))).toMatchObject({ kind: 'closed', sent: true });
    expect(server.requests.map(({ connection }) => connection)).toEqual([0, 0]);
  });

  it('takes no answer that is none of HTTP', async () => {
    const server = await serve((socket) => socket.end('+OK POP3 server ready\r\n'));
    expect(await failureOf(originOf(server.origin).write(request))).toMatchObject({ kind: 'closed', sent: true });
    expect(server.requests).toHaveLength(1);
  });

  it('stops at the size limit, announced or not', async () => {
    const announced = await serve((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n'));
    expect(await failureOf(originOf(announced.origin).read(request, never))).toMatchObject({
      kind: 'too_large',
      sent: true,
    });
    const endless = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const pour = (): boolean => socket.write('x'.repeat(400), () => !socket.destroyed && pour());
      pour();
    });
    expect(await failureOf(originOf(endless.origin).write(request))).toMatchObject({ kind: 'too_large', sent: true });
    const fits = await serve((socket) => socket.write(httpBytes('200 OK', 'x'.repeat(1000))));
    expect((await originOf(fits.origin).read(request, never)).body).toHaveLength(1000);
  });

  it('gives up reads by signal, those that wait without sending them, and goes on working', async () => {
    let open = false;
    const server = await serve((socket, raw) => open && ok(socket, raw));
    const http = originOf(server.origin, { maxConnections: 2 });
    const controller = new AbortController();
    const answers = Array.from({ length: 20 }, () => failureOf(http.read(request, controller.signal)));
    await server.arrived(2);
    controller.abort();
    const failures = await Promise.all(answers);
    expect(failures.map(({ kind }) => kind)).toEqual(Array(20).fill('aborted'));
    expect(failures.filter(({ sent }) => sent)).toHaveLength(2);
    open = true;
    expect((await http.read(request, never)).status).toBe(200);
    expect(server.requests).toHaveLength(3);
    const late = await failureOf(http.read(request, controller.signal));
    expect(late).toMatchObject({ kind: 'aborted', sent: false });
  });

  it('bounds the queue', async () => {
    const server = await serve(silent);
    const http = originOf(server.origin, { maxConnections: 1, maxQueuedCalls: 2 });
    const calls = [1, 2, 3, 4].map(() => failureOf(http.read(request, never)));
    expect(await calls[3]).toMatchObject({ kind: 'queue_full', sent: false });
    await server.arrived(1);
    await http.close();
    const [running, ...waiting] = await Promise.all(calls.slice(0, 3));
    expect(running).toMatchObject({ kind: 'closed', sent: true });
    for (const failure of waiting) expect(failure).toMatchObject({ kind: 'closed', sent: false });
    expect(await failureOf(http.read(request, never))).toMatchObject({ kind: 'closed', sent: false });
    expect(server.requests).toHaveLength(1);
  });

  it('waits at the end for a write that is under way', async () => {
    const answered: Socket[] = [];
    const server = await serve((socket) => answered.push(socket));
    const http = originOf(server.origin);
    const write = http.write(request);
    await server.arrived(1);
    const closed = http.close();
    answered[0]?.write(httpBytes('200 OK', 'done'));
    expect((await write).body.toString()).toBe('done');
    await closed;
  });

  it('writes nothing for a call that ended before its connection was ready', async () => {
    const server = await serve(ok);
    const http = originOf(server.origin);
    const controller = new AbortController();
    const failure = failureOf(http.read(request, controller.signal));
    controller.abort();
    expect(await failure).toMatchObject({ kind: 'aborted', sent: false });
    await http.read(request, never);
    expect(server.requests).toHaveLength(1);
  });
});
