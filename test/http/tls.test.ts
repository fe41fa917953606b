import { request } from 'node:https';
import { describe, expect, it } from 'vitest';
import { selfSigned } from '../access/certificate.ts';
import { useGraph } from '../e2e/harness.ts';
import { Wire } from './raw.ts';

const tls = selfSigned();

describe('over TLS', () => {
  const graph = useGraph({ clients: 0, tls, limits: { maxConnectionsPerAddress: 20, headersTimeoutMs: 500 } });

  function get(path: string): Promise<{ readonly status: number; readonly transport: string | undefined }> {
    return new Promise((resolve, reject) => {
      const sent = request(`${graph.gateway.url}${path}`, { ca: tls.cert, agent: false }, (answer) => {
        answer
          .resume()
          .once('end', () =>
            resolve({ status: answer.statusCode!, transport: answer.headers['strict-transport-security'] }),
          );
      });
      sent.on('error', reject).end();
    });
  }

  it.each([
    ['/healthz', 200],
    ['/graphql?query={__typename}', 200],
    ['/x', 404],
  ])('browsers are to come back by TLS alone: %s', async (path, status) => {
    expect(await get(path)).toEqual({ status, transport: 'max-age=31536000' });
  });

  it('connections are counted before the handshake, and end without one', async () => {
    const { port } = new URL(graph.gateway.url);
    const stalled = Array.from({ length: 30 }, () => new Wire(`http://127.0.0.1:${port}`));
    const refused = await Promise.all(stalled.slice(20).map((wire) => wire.closed));
    expect(refused).toEqual(refused.map(() => ''));
    for (const wire of stalled) wire.write('no TLS at all\r\n\r\n');
    await Promise.all(stalled.map((wire) => wire.closed));
    expect((await get('/healthz')).status).toBe(200);
  });

  it('a handshake that is never finished ends', async () => {
    const { port } = new URL(graph.gateway.url);
    const wire = new Wire(`http://127.0.0.1:${port}`);
    const started = performance.now();
    wire.write('\u0016\u0003');
    expect(await wire.closed).toBe('');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
