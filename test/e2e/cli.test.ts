import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { postTo } from './harness.ts';
import { accountAt, BIN, Program, runToEnd } from './process.ts';

const open: Program[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((program) => program.close()));
});

function start(...parameters: ConstructorParameters<typeof Program>): Program {
  const program = new Program(...parameters);
  open.push(program);
  return program;
}

describe('the command line', () => {
  it.each([[['help']], [['serve', '-h']]])('helps: %j', async (args) => {
    const { code, stdout, stderr } = await runToEnd(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const word of ['serve', 'sandbox', 'help', '--clients', '--seed', 'DATA_DIR']) expect(stdout).toContain(word);
  });

  it.each([
    [['frobnicate'], /There is no command "frobnicate"/],
    [['serve', 'twice'], /twice|argument|command/],
    [['--frobnicate'], /--frobnicate/],
    [['sandbox', '--clients', 'many', '--seed', '4294967296'], /SANDBOX_CLIENTS.*\n.*SANDBOX_SEED/],
    [['serve', '--port', '70000'], /PORT/],
  ])('refuses %j with a message and no stack', async (args, message) => {
    const { code, stdout, stderr } = await runToEnd(args, { PORT: '0', SANDBOX_PORT: '0' });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });

  it('serves the sandbox alone, with the clients that were asked for', async () => {
    const program = start(['sandbox', '--clients', '5', '--seed', '3', '--port', '0']);
    const [, url] = await program.printed(/Sandbox: +(http:\S+)/);
    const login = 'api_username=demo@example.com&api_password=demo-voipms';
    const answer = await fetch(`${url}/api/v1/rest.php?${login}&method=getClients`);
    expect(((await answer.json()) as { clients: object[] }).clients).toHaveLength(6);
    program.signal('SIGINT');
    expect(await program.exited).toEqual({ code: 0, signal: null });
  });

  it.each([
    ['src/main.ts', undefined],
    ['bin/reseller-graph.js', BIN],
  ])('serves the gateway on an embedded sandbox: %s', async (_name, entry) => {
    const program = start(['serve', '--clients', '2'], { PORT: '0', SANDBOX_PORT: '0' }, entry);
    const url = await program.gatewayUrl();
    await program.printed(/GraphiQL: .*\/graphiql\n[^]*voipms-demo, sippy-demo, freeside-demo, logicboxes-demo\n/);
    const { data } = await postTo(url, { query: '{ clients { totalCount } }' });
    expect(data).toEqual({ clients: { totalCount: 12 } });
    for (const path of ['/healthz', '/readyz', '/graphiql']) expect((await fetch(url + path)).status).toBe(200);
    program.signal('SIGTERM');
    expect(await program.exited).toEqual({ code: 0, signal: null });
    expect(program.stderr).toBe('');
  });

  it('keeps what was written to the sandbox, and the keys, for the next start', async () => {
    const mutation = `mutation { addCharge(input: { clientId: "Q2xpZW50OnZvaXBtcy1kZW1vOjU2MTExNQ", amount: "1", idempotencyKey: "k" }) {
      client { balance { current { amount } } } } }`;
    const first = start([], { PORT: '0', SANDBOX_PORT: '0' });
    const env = { PORT: '0', SANDBOX_PORT: '0', DATA_DIR: join(first.folder, 'data') };
    const amount = async (program: Program): Promise<string> =>
      JSON.stringify(await postTo(await program.gatewayUrl(), { query: mutation }));
    expect(await amount(first)).toContain('"7.0588"');
    first.signal('SIGTERM');
    await first.exited;
    // Keys outlive the process: the same one sends nothing, and the balance stays.
    expect(await amount(start([], env))).toContain('"7.0588"');
  });
});

const occupy = async (): Promise<Server> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

describe('a start that cannot be', () => {
  it.each(['PORT', 'SANDBOX_PORT'])('says that the port of %s is in use', async (name) => {
    const server = await occupy();
    const port = String((server.address() as AddressInfo).port);
    const { code, stderr } = await runToEnd(['serve'], { PORT: '0', SANDBOX_PORT: '0', [name]: port });
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain(port);
    expect(stderr).toMatch(/in use/);
    expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });

  it('refuses an address that others can reach', async () => {
    const { code, stderr } = await runToEnd(['serve'], { ...accountAt('http://127.0.0.1:1'), HOST: '0.0.0.0' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/HOST is "0\.0\.0\.0"/);
  });

  it('names every setting that is wrong', async () => {
    const { code, stderr } = await runToEnd(['serve'], { PORT: 'x', LOG_LEVEL: 'loud', SANDBOX_SEED: '-1' });
    expect(code).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'SANDBOX_SEED']) expect(stderr).toContain(name);
  });

  it('names a base URL that cannot be used', async () => {
    const env = { ...accountAt('https://www.voip.ms'), PORT: '0' };
    const { code, stderr } = await runToEnd(['serve'], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/base URL of account "voipms"/);
    expect(stderr).not.toMatch(/^\s+at .*:\d+/m);
  });

  it('names a bad config file and what is wrong in it, and shows no secret', async () => {
    const program = start(['help']);
    const path = join(program.folder, 'config.json');
    const secret = 'canary-in-the-file';
    const account = { provider: 'VOIPMS', name: 'Bad Name', username: 'u', password: secret, pasword: secret };
    writeFileSync(path, JSON.stringify({ accounts: [account], limits: { maxDepth: 'deep' } }));
    const wrong = await runToEnd(['serve'], { CONFIG_FILE: path });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/accounts\.0\.name/);
    expect(wrong.stderr).toMatch(/limits\.maxDepth/);
    expect(wrong.stderr).toContain('pasword');
    writeFileSync(path, `{ "accounts": [{ "password": "${secret}" `);
    const broken = await runToEnd(['serve'], { CONFIG_FILE: path });
    expect(broken.stderr).toMatch(/CONFIG_FILE: ".*" is not valid JSON/);
    expect(wrong.stderr + broken.stderr).not.toContain(secret);
  });
});
