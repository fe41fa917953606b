/** Who leaves while its credential is checked keeps no place, and nobody takes all places for itself. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedAccess } from '../../src/accessConfig.ts';
import { jwtSchema } from '../../src/jwtConfig.ts';
import { Issuer, jwkOf, rsaKey, signed } from '../access/issuer.ts';
import { Graph } from './harness.ts';

const MAX = 4;
const key = rsaKey('one');

function token(sub: string): string {
  const exp = Math.floor(Date.now() / 1000) + 300;
  return signed(key, {}, { iss: 'https://login.example', aud: 'x', sub, exp, tenant: 'alice', scope: 'clients:read' });
}

let issuer: Issuer;
let graph: Graph;
beforeAll(async () => {
  issuer = await Issuer.start(key);
  const jwt = jwtSchema.parse({ issuer: 'https://login.example', audience: 'x', jwksUrl: issuer.url });
  graph = await Graph.start({
    clients: 0,
    access: { ...closedAccess('alice'), jwt },
    limits: { maxConcurrentOperations: MAX, maxSubscriptions: 1 },
  });
});
afterAll(async () => {
  await graph.close();
  await issuer.close();
});

function ask(sub: string, query: string, signal: AbortSignal | null = null): Promise<Response> {
  const headers = { authorization: `Bearer ${token(sub)}` };
  return fetch(`${graph.gateway.url}/graphql?query=${encodeURIComponent(query)}`, { headers, signal });
}

describe('places for operations', () => {
  it('are not taken by who leaves before it is known who asks', async () => {
    issuer.answer = (res) => {
      setTimeout(() => res.end(JSON.stringify({ keys: [jwkOf(key)] })), 1000);
    };
    const left = await Promise.allSettled(
      Array.from({ length: 2 * MAX }, (_, index) => ask(`gone-${index}`, '{ __typename }', AbortSignal.timeout(300))),
    );
    expect(left.map(({ status }) => status)).toEqual(Array(2 * MAX).fill('rejected'));
    await delay(1000);
    expect((await ask('jo', '{ __typename }')).status).toBe(200);
  });

  it('are not all for one caller', async () => {
    await graph.fault('getClients', 'delay', { delayMs: 1000, count: -1 });
    const many = Array.from({ length: 10 }, () => ask('greedy', '{ clients { totalCount } }'));
    await delay(300);
    const { status } = await ask('jo', '{ __typename }');
    expect(status).toBe(200);
    const answers = await Promise.all(many);
    const refused = answers.filter((answer) => answer.status === 503);
    expect(refused).toHaveLength(7);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(await refused[0]?.text()).toContain('Too many operations of this caller are being executed');
  });
});
