import { afterEach, describe, expect, it } from 'vitest';
import { networkOf } from '../../src/http/connections.ts';
import { useGraph } from '../e2e/harness.ts';
import { headOf, json, post, send, statusesIn, Wire } from './raw.ts';

const wires: Wire[] = [];
afterEach(() => {
  for (const wire of wires.splice(0)) wire.close();
});

function open(url: string): Wire {
  const wire = new Wire(url);
  wires.push(wire);
  return wire;
}

const typename = JSON.stringify({ query: '{ __typename }' });

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '0:0:0:0'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('slow connections', () => {
  const limits = { headersTimeoutMs: 400, requestTimeoutMs: 900, idleTimeoutMs: 300 };
  const graph = useGraph({ clients: 0, limits });

  it('end with 408 when the headers come byte by byte', async () => {
    const wire = open(graph.gateway.url);
    const started = performance.now();
    void wire.drip(headOf(graph.gateway.url, 5), 20);
    expect(await wire.closed).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n[^]*"code":"BUDGET_EXCEEDED"/);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('end with 408 when the body comes byte by byte', async () => {
    const wire = open(graph.gateway.url);
    wire.write(headOf(graph.gateway.url, 1000));
    const started = performance.now();
    void wire.drip(' '.repeat(1000), 20);
    expect(await wire.closed).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('end when nothing is ever said, and after a half of a request', async () => {
    const silent = open(graph.gateway.url);
    const half = open(graph.gateway.url);
    half.write('POST /graphql HT');
    expect(statusesIn(await silent.closed)).toEqual([408]);
    expect(statusesIn(await half.closed)).toEqual([408]);
  });

  it('end without a word when they have been idle after an answer', async () => {
    const wire = open(graph.gateway.url);
    wire.write(`${headOf(graph.gateway.url, typename.length)}${typename}`);
    expect(statusesIn(await wire.closed)).toEqual([200]);
  });

  it('that are half closed get their answer, and no more', async () => {
    const wire = open(graph.gateway.url);
    wire.socket.end(`${headOf(graph.gateway.url, typename.length)}${typename}`);
    expect(statusesIn(await wire.closed)).toEqual([200]);
  });

  it('do not hold up others', async () => {
    const stalled = Array.from({ length: 200 }, () => open(graph.gateway.url));
    for (const wire of stalled) wire.write('POST /graphql HTTP/1.1\r\nhost: ');
    const started = performance.now();
    expect((await post(graph.gateway.url, '{ __typename }')).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(1000);
    await Promise.all(stalled.map((wire) => wire.closed));
  });
});

describe('too much of a request', () => {
  const graph = useGraph({ clients: 0 });
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['long headers', { 'x-long': 'x'.repeat(20_000) }, '/graphql'],
    ['many headers', Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`x-${index}`, '1'])), '/graphql'],
    [
      'thousands of headers',
      Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`x-${index}`, '1'])),
      '/graphql',
    ],
    ['a long address', {}, `/graphql?query=${'x'.repeat(20_000)}`],
  ];

  it.each(cases)('is answered with 431: %s', async (_what, headers, path) => {
    const { status, text } = await send(graph.gateway.url, { method: 'GET', path, headers });
    expect(status).toBe(431);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BUDGET_EXCEEDED' } }] });
  });

  it('is cut off soon after 413, whoever goes on sending', async () => {
    const wire = open(graph.gateway.url);
    wire.write(headOf(graph.gateway.url, 1_000_000_000));
    const junk = setInterval(() => wire.write(' '.repeat(64 * 1024)), 5);
    const received = await wire.closed;
    clearInterval(junk);
    expect(statusesIn(received)).toEqual([413]);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a bare line feed', 'GET /healthz HTTP/1.1\nhost: localhost\n\n'],
    ['a header with a null', 'GET /healthz HTTP/1.1\r\nhost: local\u0000host\r\n\r\n'],
    [
      'an endless chunk size',
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n${'f'.repeat(40)}\r\n`,
    ],
  ])('is answered with 400 and the end: %s', async (_what, text) => {
    const wire = open(graph.gateway.url);
    wire.write(text);
    const received = await wire.closed;
    expect(received).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(received).not.toMatch(/node_modules|\.ts:|HPE_/);
  });

  it.each([
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nhost: example.com:443\r\n\r\n'],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ])('leads nowhere: %s', async (_what, text) => {
    const wire = open(graph.gateway.url);
    wire.write(text);
    expect(await Promise.race([wire.closed, later(1000)])).not.toMatch(/HTTP\/1\.1 2/);
  });

  it('may ask for another protocol, and is answered in this one', async () => {
    const wire = open(graph.gateway.url);
    const { host } = new URL(graph.gateway.url);
    const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 13';
    wire.write(`GET /healthz HTTP/1.1\r\nhost: ${host}\r\n${upgrade}\r\n\r\n`);
    await expect.poll(() => wire.received).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('many requests of one connection', () => {
  const graph = useGraph({ clients: 0, limits: { maxRequestsPerConnection: 4 } });

  const slow = JSON.stringify({ query: '{ clients { totalCount } }' });

  it('are answered as far as they wait for each other no more than allowed', async () => {
    await graph.fault('getClients', 'delay', { delayMs: 300, count: -1 });
    const wire = open(graph.gateway.url);
    wire.write(`${headOf(graph.gateway.url, slow.length)}${slow}`.repeat(7));
    expect(statusesIn(await wire.closed)).toEqual([200, 200, 200, 200, 503]);
  });

  it('are cut off when they are a flood', async () => {
    await graph.fault('getClients', 'delay', { delayMs: 300, count: -1 });
    const wire = open(graph.gateway.url);
    wire.write(`${headOf(graph.gateway.url, slow.length)}${slow}`.repeat(5000));
    const started = performance.now();
    expect((await post(graph.gateway.url, '{ __typename }')).status).toBe(200);
    expect(await wire.closed).toBe('');
    expect(performance.now() - started).toBeLessThan(1000);
    expect((await graph.calls())['getClients'] ?? 0).toBeLessThanOrEqual(4);
  });
});

describe('connections of one address', () => {
  const graph = useGraph({ clients: 0, limits: { maxConnectionsPerAddress: 5 } });

  it('are bounded, and one that ends makes room', async () => {
    const kept = Array.from({ length: 5 }, () => open(graph.gateway.url));
    for (const wire of kept) wire.write(`${headOf(graph.gateway.url, typename.length)}${typename}`);
    await expect.poll(() => kept.every(({ received }) => received.includes('200 OK'))).toBe(true);
    const sixth = open(graph.gateway.url);
    expect(await sixth.closed).toBe('');
    kept[0]!.close();
    await expect
      .poll(() =>
        post(graph.gateway.url, '{ __typename }').then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});

describe('answers that nobody reads', () => {
  const graph = useGraph({ clients: 0, limits: { answerTimeoutMs: 300 } });

  it('end with their connection', async () => {
    const query = '{ __schema { types { name description fields { name description } } } }';
    const body = JSON.stringify({ query });
    const wire = open(graph.gateway.url);
    wire.socket.pause();
    wire.write(`${headOf(graph.gateway.url, body.length)}${body}`.repeat(400));
    // What the kernel holds for the reader is in its hands; the rest was thrown away with the connection.
    await later(3000);
    wire.socket.resume();
    const received = await wire.closed;
    expect(statusesIn(received).length).toBeLessThan(300);
    expect((await send(graph.gateway.url, { headers: json, body: typename })).status).toBe(200);
  });
});

function later(delayMs: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(''), delayMs));
}
