import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allScopes } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { createLog } from '../../src/log.ts';
import { redactorFor } from '../../src/secrets.ts';
import { defaultJournal } from '../../src/config.ts';
import type { RunningGateway } from '../../src/server.ts';
import { accountOf, documented, globalIdOf, providers } from './four-world.ts';
import { freshKey, type ProviderName } from './harness.ts';
import { journalInFolder } from './journal.ts';
import { askAt, gatewayFor, withoutPii } from './personal-world.ts';

/** What nobody may see, whoever says it. */
const canaries = {
  email: 'jane.canary@example.org',
  phone: '+1 555 010 7788',
  card: '4111 1111 1111 1111',
  bearer: 'Bearer Canary0Token0Of0Somebody',
  key: 'rgk_canary000000_CanaryCanaryCanaryCanaryCanaryCanary',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.Y2FuYXJ5Y2FuYXJ5',
  url: 'postgres://canary:canary-of-url@db.example.org/x',
};
/** A name, which no pattern finds. */
const NAME = 'Jane Canary';
const WORDS = `Not for ${NAME}: ${Object.values(canaries).join(' ')} password=canary-of-form`;

/** Parts by which a canary is known in whatever form. */
const TRACES = /jane\.canary|555 010 7788|4111 ?1111|0Token0|CanaryCanary|eyJzdWIi|canary-of-/i;

function member(name: string, value: string): string {
  return `<member><name>${name}</name><value><string>${value}</string></value></member>`;
}

function xml(value: string): string {
  return `<?xml version="1.0"?><methodResponse>${value}</methodResponse>`;
}

/** An upstream of all four kinds that lets everybody in and refuses everything with the same words. */
function refuser(request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = request.url ?? '';
  const send = (status: number, type: string, text: string): void => {
    response.writeHead(status, { 'content-type': type }).end(text);
  };
  if (path.startsWith('/api/v1/rest.php')) {
    return send(200, 'application/json', JSON.stringify({ status: 'odd_thing', message: WORDS }));
  }
  if (path.startsWith('/xmlapi')) {
    const fault = `<member><name>faultCode</name><value><int>599</int></value></member>${member('faultString', WORDS)}`;
    return send(200, 'text/xml', xml(`<fault><value><struct>${fault}</struct></value></fault>`));
  }
  if (path.startsWith('/selfservice')) {
    const isLogin = body.includes('login');
    const members = isLogin ? member('error', '') + member('session_id', 'session') : member('error', WORDS);
    return send(200, 'text/xml', xml(`<params><param><value><struct>${members}</struct></value></param></params>`));
  }
  send(500, 'application/json', JSON.stringify({ status: 'ERROR', message: WORDS }));
}

let upstream: Server;
let whole: RunningGateway;
let masked: RunningGateway;
let dataDir = '';
const logged: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    logged.push(String(line));
    return true;
  });
  upstream = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => refuser(request, response, body));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const accounts = demoAccounts(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`);
  const log = createLog('trace', redactorFor({ accounts, journal: defaultJournal() }));
  ({ dataDir } = journalInFolder());
  whole = await gatewayFor({ accounts, scopes: allScopes, log, dataDir });
  masked = await gatewayFor({ accounts, scopes: withoutPii, log });
});

afterAll(async () => {
  await whole?.close();
  await masked?.close();
  upstream?.close();
  vi.restoreAllMocks();
});

const ERRORS = 'userErrors { __typename code message upstreamText }';
const ATTEMPTS = `operation { state reason attempts { error { message upstreamText } } } ${ERRORS}`;

const writes: Readonly<Record<ProviderName, string>> = {
  voipms: `mutation ($input: DeleteClientInput!) { deleteClient(input: $input) { ${ATTEMPTS} } }`,
  sippy: `mutation ($input: DeleteClientInput!) { deleteClient(input: $input) { ${ATTEMPTS} } }`,
  freeside: `mutation ($input: SuspendClientInput!) { suspendClient(input: $input) { ${ATTEMPTS} } }`,
  logicboxes: `mutation ($input: DeleteClientInput!) { deleteClient(input: $input) { ${ATTEMPTS} } }`,
};

function read(provider: ProviderName): string {
  return `{ client(account: "${accountOf(provider)}", upstreamId: "${documented[provider]}") { displayName } }`;
}

function input(provider: ProviderName): object {
  const common = { clientId: globalIdOf(provider), idempotencyKey: freshKey(), reason: `Because of ${WORDS}` };
  return { input: { ...common, ...(provider === 'freeside' && { service: 'jane@example.com' }) } };
}

describe.each(providers)('words of %s', (provider) => {
  it('are shown to a caller with clients:pii, without what nobody may see', async () => {
    const refused = await askAt(whole.url, read(provider));
    expect(refused.errors?.[0]?.extensions?.['upstreamText']).toContain(NAME);
    expect(refused.errors?.[0]?.message).not.toContain(NAME);
    const written = JSON.stringify(await askAt(whole.url, writes[provider], input(provider)));
    expect(written).toMatch(/"upstreamText":"[^"]*Jane Canary/);
    expect(JSON.stringify(refused) + written.replace(/"reason":"[^"]*"/g, '')).not.toMatch(TRACES);
  });

  it('are not shown to anybody else', async () => {
    const refused = JSON.stringify(await askAt(masked.url, read(provider)));
    const written = JSON.stringify(await askAt(masked.url, writes[provider], input(provider)));
    expect(refused).toMatch(/refused|reports a fault|says/);
    expect(refused + written).not.toMatch(TRACES);
    // The reason is the caller's own, and no pattern finds a name in it.
    expect(refused + written.replace(/"reason":"[^"]*"/g, '')).not.toContain(NAME);
  });
});

describe('afterwards', () => {
  it('the journal has the words without what nobody may see, and reasons without credentials', async () => {
    const query = '{ operations { nodes { reason attempts { error { upstreamText } } } } }';
    const text = JSON.stringify((await askAt(whole.url, query)).data);
    expect(text).toContain('[redacted]');
    expect(text.replaceAll(canaries.email, '').replaceAll(canaries.phone, '')).not.toMatch(TRACES);
    await whole.close();
    const bytes = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)).toString('latin1'))
      .join('');
    expect(bytes).toContain('deleteClient');
    expect(bytes.replaceAll(canaries.email, '').replaceAll(canaries.phone, '')).not.toMatch(TRACES);
  });

  it('the log has none of it', () => {
    expect(logged.length).toBeGreaterThan(0);
    const lines = logged.join('');
    expect(lines).not.toMatch(TRACES);
    expect(lines).not.toContain(NAME);
    expect(lines).not.toMatch(/demo-(?:voipms|sippy|freeside|logicboxes)"?[^"]*password/i);
  });
});
