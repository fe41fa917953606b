/** An upstream of bare sockets that stands for all four systems at once and answers whatever can do harm. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { httpBytes, type RawRequest } from '../wire/raw-server.ts';
import type { ProviderName } from './harness.ts';

/** Sends an answer, or whatever it does instead. */
export type Attack = (socket: Socket, request: RawRequest) => void;

const MIB = 1024 * 1024;

/** An answer of status 200 that is whole. */
const whole = (bodyOf: (provider: ProviderName) => string | Buffer, headers = ''): Attack => {
  const bodies = new Map<ProviderName, string | Buffer>();
  return (socket, request) => {
    const provider = providerOf(request);
    const body = bodies.get(provider) ?? bodyOf(provider);
    bodies.set(provider, body);
    socket.write(httpBytes('200 OK', '', headers).replace('content-length: 0', `content-length: ${body.length}`));
    socket.write(body);
  };
};

/** Which of the four a request is for, by its path. */
export function providerOf({ head }: RawRequest): ProviderName {
  const path = head.split(' ')[1] ?? '';
  if (path.startsWith('/api/v1/rest.php')) return 'voipms';
  if (path.startsWith('/xmlapi')) return 'sippy';
  return path.startsWith('/selfservice') ? 'freeside' : 'logicboxes';
}

const isXml = (provider: ProviderName): boolean => provider === 'sippy' || provider === 'freeside';

/** One text for the two that speak XML, another for the two that speak JSON. */
const each =
  (xml: () => string, json: () => string) =>
  (provider: ProviderName): string =>
    isXml(provider) ? xml() : json();

const document = (value: string): string =>
  `<?xml version="1.0"?><methodResponse><params><param><value>${value}</value></param></params></methodResponse>`;
const member = (name: string, value: string): string => `<member><name>${name}</name><value>${value}</value></member>`;

function fixture(path: string): Buffer {
  return readFileSync(new URL(`../providers/fixtures/${path}`, import.meta.url));
}

/** A good list of clients of each. */
const goodList: Readonly<Record<ProviderName, string>> = {
  voipms: 'voipms/getClients.documented.json',
  sippy: 'sippy/listCustomers.documented.xml',
  freeside: 'freeside/agent_list_customers.documented.xml',
  logicboxes: 'logicboxes/customers-search.documented.json',
};

/** Part of a good answer: `told` is what its length says, and the connection ends where the part does. */
const part =
  (fraction: number, told: 'part' | 'whole'): Attack =>
  (socket, request) => {
    const body = fixture(goodList[providerOf(request)]);
    const cut = body.subarray(0, fraction < 1 ? Math.floor(body.length * fraction) : body.length - fraction);
    const length = told === 'part' ? cut.length : body.length;
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`);
    socket.end(cut);
  };

const bomb = (levels: number): string => {
  const entities = Array.from({ length: levels }, (_, index) => {
    const inner = index === 0 ? 'lol' : `&e${index - 1};`.repeat(10);
    return `<!ENTITY e${index} "${inner}">`;
  });
  return `<?xml version="1.0"?><!DOCTYPE x [${entities.join('')}]><methodResponse><params><param><value>&e${levels - 1};</value></param></params></methodResponse>`;
};

/** Writes again and again until the other side has had enough. */
function forever(socket: Socket, chunk: Buffer | string, pauseMs: number): void {
  const write = (): void => {
    if (socket.destroyed) return;
    const isTaken = socket.write(chunk);
    if (pauseMs > 0) setTimeout(write, pauseMs).unref();
    else if (isTaken) setImmediate(write);
    else socket.once('drain', write);
  };
  write();
}

const endless =
  (head: string, chunk: Buffer | string, pauseMs = 0): Attack =>
  (socket) => {
    socket.write(head);
    forever(socket, chunk, pauseMs);
  };

const CHUNKED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
const block = `10000\r\n${'<'.repeat(65_536)}\r\n`;

/** Everything that is tried, by what it is. */
export const attacks: Readonly<Record<string, Attack>> = {
  'random bytes as a body': whole(() => randomBytes(64 * 1024)),
  'random bytes in place of HTTP': (socket) => socket.end(randomBytes(4096)),
  'no byte at all': (socket) => socket.end(),
  'an empty body': whole(() => ''),
  'the first byte of an answer': part(0.0001, 'part'),
  'half an answer that calls itself whole': part(0.5, 'part'),
  'all but one byte, called whole': part(2, 'part'),
  'half an answer and the end': part(0.5, 'whole'),
  'all but one byte and the end': part(1, 'whole'),
  'a bomb of entities': whole(
    each(
      () => bomb(10),
      () => '["\\u0000'.repeat(10_000),
    ),
  ),
  'entities that read files': whole(
    each(
      () =>
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><methodResponse><params><param><value>&e;</value></param></params></methodResponse>',
      () => '{"$ref":"file:///etc/passwd"}',
    ),
  ),
  'nesting 100,000 deep': whole(
    each(
      () => document(`${'<array><data><value>'.repeat(100_000)}x${'</value></data></array>'.repeat(100_000)}`),
      () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ),
  ),
  'objects 100,000 deep': whole(
    each(
      () => document('<struct><member><name>a</name><value>'.repeat(100_000)),
      () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    ),
  ),
  'members twice': whole(
    each(
      () =>
        document(
          `<struct>${member('result', 'OK')}${member('result', 'OK')}${member('error', '')}${member('error', 'x')}</struct>`,
        ),
      () => '{"status":"success","status":"","recsindb":"0","recsindb":"y"}',
    ),
  ),
  'members called __proto__': whole(
    each(
      () =>
        document(
          `<struct>${member('__proto__', `<struct>${member('result', 'OK')}${member('polluted', 'yes')}</struct>`)}</struct>`,
        ),
      () =>
        '{"__proto__":{"status":"success","polluted":"yes","recsonpage":"0","recsindb":"0"},"constructor":{"prototype":{"polluted":"yes"}}}',
    ),
  ),
  'a million values': whole(
    each(
      () => document(`<array><data>${'<value/>'.repeat(1_000_000)}</data></array>`),
      () => `[${'0,'.repeat(1_000_000)}0]`,
    ),
  ),
  'one huge number': whole(
    each(
      () => document(`<int>${'9'.repeat(4 * MIB)}</int>`),
      () => '9'.repeat(4 * MIB),
    ),
  ),
  'a body without end': endless(CHUNKED, block),
  'a body without end or length': endless('HTTP/1.1 200 OK\r\n\r\n', Buffer.alloc(65_536, '{')),
  'a length beyond all bounds': (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99999999999999\r\n\r\n{'),
  'a slow drip of a body': endless('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n', ' ', 50),
  'a slow drip of headers': endless('HTTP/1.1 200 OK\r\n', 'x: y\r\n', 50),
  'headers without end': endless('HTTP/1.1 200 OK\r\n', `x: ${'y'.repeat(8000)}\r\n`),
  'one huge header': (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(MIB)}\r\ncontent-length: 0\r\n\r\n`),
  'answers that say that more is to come': endless('', 'HTTP/1.1 100 Continue\r\n\r\n', 20),
  'a compressed bomb': whole(() => gzipSync(Buffer.alloc(64 * MIB)), 'content-encoding: gzip\r\n'),
  'a way to elsewhere': (socket) =>
    socket.write(httpBytes('302 Found', '', 'location: http://169.254.169.254/latest/meta-data/\r\n')),
  'two answers to one question': (socket) => socket.write(httpBytes('200 OK', '<html>').repeat(2)),
  'another protocol': (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'),
};

/** Lets Freeside's login pass, so that what comes after it is attacked too. */
export function afterLogin(attack: Attack): Attack {
  const good: Readonly<Record<string, string>> = {
    agent_login: 'freeside/agent_login.documented.xml',
    agent_info: 'freeside/agent_info.documented.xml',
  };
  return (socket, request) => {
    const name = /XMLRPC\.(\w+)/.exec(request.body)?.[1] ?? '';
    const path = providerOf(request) === 'freeside' ? good[name] : undefined;
    if (path === undefined) return attack(socket, request);
    socket.write(httpBytes('200 OK', fixture(path).toString('utf8')));
  };
}
