import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Authenticator } from '../../src/access/authenticator.ts';
import { callerOf } from '../../src/access/grant.ts';
import { endWithCredential } from '../../src/access/recheck.ts';
import { tenantNamed } from '../../src/accessConfig.ts';
import { Wire } from '../http/raw.ts';

const EVERY_MS = 10;

let looks = 0;
const authenticator: Authenticator = {
  authenticate: () => {
    looks += 1;
    return Promise.resolve(callerOf(tenantNamed('a'), { kind: 'key', id: 'key:1', scopes: [] }));
  },
};

const server = createServer();
let url = '';
beforeEach(async () => {
  looks = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** A request for an answer that lasts, and the connection that it came on. */
async function lasting() {
  const wire = new Wire(url);
  wire.socket.write('GET / HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n\r\n');
  const [req, res] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  return { wire, req, res };
}

it('looks again while an answer lasts, and no longer', async () => {
  const { wire, req, res } = await lasting();
  endWithCredential(authenticator, req, res, EVERY_MS);
  await expect.poll(() => looks).toBeGreaterThan(1);
  wire.socket.destroy();
  await once(res, 'close');
  const before = looks;
  await delay(5 * EVERY_MS);
  expect(looks).toBe(before);
});

it('does not begin for an answer whose caller has left already', async () => {
  const { wire, req, res } = await lasting();
  wire.socket.destroy();
  await once(res, 'close');
  endWithCredential(authenticator, req, res, EVERY_MS);
  await delay(5 * EVERY_MS);
  expect(looks).toBe(0);
});
