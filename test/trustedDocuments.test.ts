import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../src/settings.ts';
import { closedSurface } from '../src/surfaceConfig.ts';
import { readTrustedDocuments } from '../src/trustedDocuments.ts';
import { SEED, useGraph } from './e2e/harness.ts';
import { ClientProfileDocument } from './generated/graphql.ts';
import { json, post, send } from './http/raw.ts';

const folder = mkdtempSync(join(tmpdir(), 'trusted-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What most manifests here are told. */
const only = true;

let files = 0;
function fileOf(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const names = 'query Names { accounts { name } }';
const charge = 'mutation Charge($input: AddChargeInput!) { addCharge(input: $input) { operation { state } } }';
const schemaOf = '{ __schema { types { name } } }';
const manifest = { [`sha256:${hashOf(names)}`]: names, [hashOf(charge)]: charge, [hashOf(schemaOf)]: schemaOf };

function read(content: unknown) {
  return readTrustedDocuments({ file: fileOf(content), only });
}

describe('the manifest', () => {
  it('that codegen writes is taken', () => {
    const file = 'test/generated/persisted-documents.json';
    const { texts } = readTrustedDocuments({ file, only: false });
    expect(texts.size).toBe(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object).length);
    expect(texts.size).toBeGreaterThan(50);
  });

  it('has its texts by hash, with or without the name of the algorithm', () => {
    expect([...read(manifest).texts]).toEqual(Object.values(manifest).map((text) => [hashOf(text), text]));
  });

  it.each([
    ['a text that was edited', { [hashOf(names)]: `${names} ` }, /has another SHA-256: write the file again/],
    ['another kind of hash', { [createHash('md5').update(names).digest('hex')]: names }, /SHA-256/],
    ['no texts', { [hashOf('5')]: 5 }, /trustedDocuments\.file/],
    ['a list', [names], /trustedDocuments\.file/],
    ['no JSON', '{', /not valid JSON/],
    ['too much', 'x'.repeat(16 * 1024 * 1024 + 1), /longer than/],
  ])('is refused with %s', (_what, content, message) => {
    expect(() => read(content)).toThrow(message);
    expect(() => read(content)).toThrow(ConfigError);
  });

  it('is refused when it is not there', () => {
    expect(() => readTrustedDocuments({ file: join(folder, 'none'), only })).toThrow(/cannot be read: ENOENT/);
  });
});

describe('trusted documents beside others', () => {
  const trustedDocuments = { file: fileOf(manifest), only: false };
  const graph = useGraph({ clients: 0, surface: { ...closedSurface(), trustedDocuments } });
  const ask = (body: object) => send(graph.gateway.url, { headers: json, body: JSON.stringify(body) });

  it('are named by either way of a hash', async () => {
    const answers = [
      await ask({ documentId: `sha256:${hashOf(names)}` }),
      await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(names) } } }),
      await ask({ query: names, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(names) } } }),
      await ask({ query: names }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ data: { accounts: [{ name: 'voipms-demo' }] } });
    }
  });

  it('may be asked for by GET where other queries may not', async () => {
    const get = (path: string) => send(graph.gateway.url, { method: 'GET', path: `/graphql?${path}` });
    expect((await get(`documentId=sha256:${hashOf(names)}`)).status).toBe(200);
    const extensions = encodeURIComponent(`{"persistedQuery":{"version":1,"sha256Hash":"${hashOf(names)}"}}`);
    expect((await get(`extensions=${extensions}`)).status).toBe(200);
    expect((await get(`query=${encodeURIComponent(names)}`)).status).toBe(405);
    // The parameter does not open the door for another document.
    expect((await get(`query=${encodeURIComponent(names)}&extensions={}`)).status).toBe(405);
    expect((await get(`%71uery=${encodeURIComponent(names)}&extensions={}`)).status).toBe(405);
    expect((await get(`documentId=sha256:${hashOf(charge)}`)).status).toBe(405);
    expect(await graph.calls()).toEqual({});
  });

  it('that are not there are answered so that a client can send the text', async () => {
    const unknown = hashOf('other');
    const apollo = await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: unknown } } });
    expect(apollo.status).toBe(404);
    expect(JSON.parse(apollo.text)).toEqual({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'NOT_FOUND' } }],
    });
    const draft = await ask({ documentId: `sha256:${unknown}` });
    expect([draft.status, draft.text]).toEqual([404, expect.stringContaining('No trusted document has this hash')]);
  });

  it.each([
    { documentId: hashOf(names) },
    { documentId: `md5:${hashOf(names)}` },
    { documentId: `sha256:${hashOf(names).toUpperCase()}` },
    { extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } },
    { extensions: { persistedQuery: 'x' } },
    { extensions: { persistedQuery: null } },
    { query: names, documentId: `sha256:${hashOf(names)}` },
  ])('are not named by %j', async (body) => {
    const { status, text } = await ask(body);
    expect([status, text]).toEqual([400, expect.stringContaining('"code":"INVALID_INPUT"')]);
  });

  it('obey the same rules as others', async () => {
    const { text } = await ask({ documentId: `sha256:${hashOf(schemaOf)}` });
    expect(text).toContain('Introspection is switched off here');
  });
});

describe('trusted documents alone', () => {
  const trustedDocuments = { file: 'test/generated/persisted-documents.json', only };
  const graph = useGraph({ clients: 0, surface: { ...closedSurface(), trustedDocuments } });
  const written = JSON.parse(readFileSync(trustedDocuments.file, 'utf8')) as Readonly<Record<string, string>>;
  const [hash] = Object.entries(written).find(([, text]) => text.includes('query ClientProfile('))!;

  it('are executed by the hash that codegen writes', async () => {
    const body = JSON.stringify({ documentId: hash, variables: { account: 'voipms-demo', upstreamId: SEED } });
    const { status, text } = await send(graph.gateway.url, { headers: json, body });
    expect([status, text]).toEqual([200, expect.stringContaining('"upstreamId":"561115"')]);
  });

  it.each([names, ClientProfileDocument.toString(), schemaOf, '{ __typename }', 'nonsense {'])(
    'are the only ones: %s',
    async (query) => {
      const { status, text } = await post(graph.gateway.url, query);
      expect(status).toBe(403);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      expect(text).toContain('Only trusted documents are executed here');
    },
  );

  it('are not found by a hash that is not in the list', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf(names) } };
    const { status, text } = await send(graph.gateway.url, { headers: json, body: JSON.stringify({ extensions }) });
    expect([status, text]).toEqual([404, expect.stringContaining('No trusted document has this hash')]);
    const both = await post(graph.gateway.url, names, { extensions });
    expect(both.status).toBe(403);
  });

  it('leave nothing to explore', async () => {
    for (const path of ['/', '/graphiql']) {
      expect((await send(graph.gateway.url, { method: 'GET', path, headers: { accept: 'text/html' } })).status).toBe(
        404,
      );
    }
  });
});
