/** Requests that are made to hurt, at the program as it is started, while somebody goes on using it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headOf, json, post, send, Wire, type RawRequest } from '../http/raw.ts';
import { Program } from './process.ts';

/** Longest wait of a caller who means no harm. */
const SLOWEST_MS = 1000;

function times(count: number, text: string): string {
  return Array.from({ length: count }, (_, index) => text.replaceAll('$', String(index))).join(' ');
}

function operation(query: string, more: object = {}): RawRequest {
  return { headers: json, body: JSON.stringify({ query, ...more }) };
}

/** JSON that JSON.stringify could not write. */
function nestedJson(levels: number, member: string): RawRequest {
  const value = `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;
  return { headers: json, body: `{"query":"query ($a: JSON) { __typename }","${member}":{"a":${value}}}` };
}

const deep = 'query { accounts { name } }';
const hostile: readonly (readonly [string, RawRequest])[] = [
  ['levels of JSON in variables', nestedJson(50_000, 'variables')],
  ['levels of JSON in extensions', nestedJson(50_000, 'extensions')],
  ['JSON that only opens', { headers: json, body: '['.repeat(200_000) }],
  [
    '100,000 lists in each other',
    { headers: json, body: `{"query":"{ a }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}` },
  ],
  ['a document that only opens', operation('{a'.repeat(1900))],
  ['a list in a list in a list', operation(`{ a(b: ${'['.repeat(1900)}${']'.repeat(1900)}) }`)],
  ['an object in an object', operation(`{ a(b: ${'{c:'.repeat(1000)}1${'}'.repeat(1000)}) }`)],
  ['a type in a type', operation(`query ($a: ${'['.repeat(1900)}Int${']'.repeat(1900)}) { __typename }`)],
  ['inline fragments in each other', operation(`${'{ ... '.repeat(1200)}{ a }${' }'.repeat(1200)}`)],
  [
    'fragments that multiply',
    operation(`{ ...F0 } ${times(40, 'fragment F$ on Query { ...G$ ...G$ } fragment G$ on Query { __typename }')}`),
  ],
  ['a thousand aliases', operation(`{ ${times(1000, 'a$: accounts { name }')} }`)],
  ['a long text', operation(`{ account(name: "${'\\u0041'.repeat(30_000)}") { name } }`)],
  ['comments', operation(`${'#x\n'.repeat(60_000)}{ __typename }`)],
  ['a block string', operation(`{ account(name: """${'\\"""'.repeat(20_000)}""") { name } }`)],
  ['a long name', operation(`{ ${'a'.repeat(100_000)} }`)],
  [
    'a thousand variables',
    operation(`query (${Array.from({ length: 1000 }, (_, n) => `$a${n}: Int`).join(' ')}) { __typename }`),
  ],
  ['a list of 100,000', operation(deep, { variables: { ids: Array.from({ length: 60_000 }, () => 'x') } })],
  ['a body that is too long', { headers: json, body: 'x'.repeat(300_000) }],
  ['a long address', { method: 'GET', path: `/graphql?query=${'x'.repeat(15_000)}` }],
  [
    'headers',
    { method: 'GET', headers: Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`x-${n}`, 'x'.repeat(100)])) },
  ],
  [
    'names of members',
    { headers: json, body: `{"query":"{__typename}",${times(20_000, '"k$":1,').replaceAll(' ', '')}"x":1}` },
  ],
  [
    'a prototype',
    {
      headers: json,
      body: '{"query":"{__typename}","__proto__":{"query":"x"},"variables":{"__proto__":{"a":1},"constructor":1}}',
    },
  ],
];

describe('hostile requests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  let program: Program;
  let url: string;

  beforeAll(async () => {
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify({ limits: { headersTimeoutMs: 1000, requestTimeoutMs: 2000 } }));
    const env = { CONFIG_FILE: config, PORT: '0', SANDBOX_PORT: '0', SANDBOX_CLIENTS: '0', LOG_LEVEL: 'warn' };
    program = new Program(['serve'], env);
    url = await program.gatewayUrl();
    await ask();
  });
  afterAll(async () => {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Milliseconds that a harmless request takes. */
  async function ask(): Promise<number> {
    const started = performance.now();
    const { status, text } = await post(url, '{ accounts { name provider } }');
    expect([status, text]).toEqual([200, expect.stringContaining('"voipms-demo"')]);
    return performance.now() - started;
  }

  it.each(hostile)('are answered at once, and once: %s', async (_what, request) => {
    const started = performance.now();
    const { status, text } = await send(url, request);
    expect(performance.now() - started).toBeLessThan(2 * SLOWEST_MS);
    expect(status).toBeLessThan(500);
    expect(text.length).toBeLessThan(8000);
    expect(text).not.toMatch(/INTERNAL|node_modules|\.ts:\d/);
    expect(await ask()).toBeLessThan(SLOWEST_MS);
  });

  it('of all kinds at once, with stalled connections and junk, leave others alone', async () => {
    const before = program.residentMegabytes();
    const stalled = Array.from({ length: 150 }, () => new Wire(url));
    for (const [index, wire] of stalled.entries()) {
      wire.write(index % 2 === 0 ? headOf(url, 1000).slice(0, 40) : `${headOf(url, 1000)}{"query":`);
    }
    const junk = Array.from({ length: 4 }, () => new Wire(url));
    for (const wire of junk) {
      wire.write(headOf(url, 1_000_000_000));
      for (let written = 0; written < 8_000_000; written += 64_000) wire.write('x'.repeat(64_000));
    }
    const attack = Promise.all(
      Array.from({ length: 4 }, async () => {
        for (const [, request] of hostile) await send(url, request).catch(() => {});
      }),
    );
    const state = { isOver: false };
    void attack.finally(() => (state.isOver = true));
    const waits: number[] = [];
    do waits.push(await ask());
    while (!state.isOver);
    expect(Math.max(...waits)).toBeLessThan(2 * SLOWEST_MS);
    await Promise.all([...stalled, ...junk].map((wire) => wire.closed));
    expect(await ask()).toBeLessThan(SLOWEST_MS);
    expect(program.residentMegabytes()).toBeLessThan(before + 400);
  });

  it('have broken nothing, and the log tells of no fault', () => {
    expect(program.stderr).not.toMatch(/"level":[56]0/);
  });
});
