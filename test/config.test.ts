import { loopbackAccess } from '../src/accessConfig.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../src/accountConfig.ts';
import { defaultJournal, defaultLimits, loadConfig } from '../src/config.ts';
import { ConfigError } from '../src/settings.ts';
import { closedSurface, openSurface } from '../src/surfaceConfig.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The message of the ConfigError that a configuration is refused with. */
function refusal(env: Readonly<Record<string, string>>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was taken.');
}

const login = { provider: 'VOIPMS', name: 'one', username: 'u@example.com', password: 'p-secret' };

describe('the journal', () => {
  it('is set by the file and by variables', () => {
    const journal = {
      settleAfterMs: 1000,
      firstLookMs: 20,
      maxLookMs: 40,
      lookForMs: 5000,
      predecessorUnknown: 'refuse',
    };
    const env = {
      CONFIG_FILE: file({ journal }),
      DATABASE_URL: 'postgresql://me:p%40ss@127.0.0.1:5432/journal',
      JOURNAL_SECRET: 's'.repeat(32),
    };
    expect(loadConfig(env).journal).toEqual({
      ...journal,
      databaseUrl: env.DATABASE_URL,
      secret: env.JOURNAL_SECRET,
    });
  });

  it.each([
    [{ DATABASE_URL: 'mysql://me:geheim@127.0.0.1/x' }, 'environment variable DATABASE_URL: write postgresql://'],
    [{ DATABASE_URL: 'geheim' }, 'environment variable DATABASE_URL: write postgresql://'],
    [{ JOURNAL_SECRET: 'geheim' }, 'environment variable JOURNAL_SECRET: use at least 32 characters'],
    [{ CONFIG_FILE: file({ journal: { settleAfterMs: 99 } }) }, 'CONFIG_FILE journal.settleAfterMs: '],
    [
      { CONFIG_FILE: file({ journal: { firstLookMs: 5000, maxLookMs: 4999 } }) },
      'CONFIG_FILE journal.maxLookMs: must not be below firstLookMs',
    ],
    [{ CONFIG_FILE: file({ journal: { predecessorUnknown: 'ignore' } }) }, 'CONFIG_FILE journal.predecessorUnknown: '],
    [{ CONFIG_FILE: file({ journal: { secret: 'x' } }) }, 'CONFIG_FILE journal: '],
  ])('is refused with a message that names the setting: %o', (env, message) => {
    expect(refusal(env)).toContain(message);
    expect(refusal(env)).not.toContain('geheim');
  });
});

function surfaceOf(content: object) {
  return loadConfig({ CONFIG_FILE: file(content) }).surface;
}

describe('what is open', () => {
  const only = true;
  const accounts = [login];
  const access = { loopback: {} };

  it('is everything in the sandbox, and with real accounts what is asked for', () => {
    expect(surfaceOf({})).toEqual(openSurface());
    expect(surfaceOf({ accounts, access })).toEqual(closedSurface());
    const surface = { introspection: true, allowedOrigins: ['https://panel.example', 'http://localhost:3000'] };
    expect(surfaceOf({ accounts, access, surface })).toEqual({ ...closedSurface(), ...surface });
    expect(surfaceOf({ surface: { graphiql: false } })).toEqual({ ...openSurface(), graphiql: false });
  });

  it('is nothing to explore where only trusted documents are taken', () => {
    const trustedDocuments = { file: 'documents.json', only };
    const surface = { graphiql: true, introspection: true, getQueries: true };
    expect(surfaceOf({ surface, trustedDocuments })).toEqual({ ...closedSurface(), trustedDocuments });
    const beside = { file: 'documents.json', only: false };
    expect(surfaceOf({ trustedDocuments: { file: 'documents.json' } })).toEqual({
      ...openSurface(),
      trustedDocuments: beside,
    });
  });

  it.each([
    [{ surface: { allowedOrigins: ['*'] } }, 'CONFIG_FILE surface.allowedOrigins.0: write an origin'],
    [{ surface: { allowedOrigins: ['https://panel.example/'] } }, 'surface.allowedOrigins.0: write an origin'],
    [{ surface: { allowedOrigins: ['https://*.example'] } }, 'surface.allowedOrigins.0: write an origin'],
    [{ surface: { allowedOrigins: ['null'] } }, 'surface.allowedOrigins.0: write an origin'],
    [{ surface: { graphiql: 'yes' } }, 'CONFIG_FILE surface.graphiql: '],
    [{ trustedDocuments: { only } }, 'CONFIG_FILE trustedDocuments.file: '],
    [{ limits: { headersTimeoutMs: 5000, requestTimeoutMs: 4000 } }, 'limits.requestTimeoutMs: must not be below'],
    [{ limits: { maxNodes: 2001 } }, 'limits.maxListItems: must not be below maxNodes'],
  ])('is refused with a message that names the setting: %j', (content, message) => {
    expect(refusal({ CONFIG_FILE: file(content) })).toContain(message);
  });
});

describe('the environment', () => {
  it('may be empty: everything has its default', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'info',
      accounts: [],
      tls: null,
      behindProxy: false,
      access: loopbackAccess('demo'),
      limits: defaultLimits(),
      surface: openSurface(),
      journal: {
        settleAfterMs: 900_000,
        firstLookMs: 5000,
        maxLookMs: 3_600_000,
        lookForMs: 604_800_000,
        predecessorUnknown: 'warn',
        databaseUrl: null,
        secret: null,
      },
      dataDir: './data',
      sandbox: { host: '127.0.0.1', port: 4100, clients: 40, seed: 7, dataDir: './data' },
    });
    expect(loadConfig({}).journal).toEqual(defaultJournal());
  });

  it('sets everything', () => {
    const config = loadConfig({
      HOST: 'localhost',
      PORT: '0',
      LOG_LEVEL: 'trace',
      DATA_DIR: '/tmp/x',
      SANDBOX_PORT: '5',
      SANDBOX_CLIENTS: '0',
      SANDBOX_SEED: '4294967295',
      VOIPMS_USERNAME: 'u',
      VOIPMS_PASSWORD: 'p',
      VOIPMS_BASE_URL: 'http://127.0.0.1:9/rest.php',
      UNRELATED: 'x',
    });
    expect(config).toMatchObject({
      host: 'localhost',
      port: 0,
      logLevel: 'trace',
      sandbox: { port: 5, clients: 0, seed: 4_294_967_295, dataDir: '/tmp/x' },
      accounts: [{ name: 'voipms', username: 'u', password: 'p', baseUrl: 'http://127.0.0.1:9/rest.php' }],
    });
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '1.5'],
    ['PORT', 'http'],
    ['SANDBOX_PORT', 'x'],
    ['SANDBOX_CLIENTS', '100001'],
    ['SANDBOX_CLIENTS', '-1'],
    ['SANDBOX_SEED', '4294967296'],
    ['LOG_LEVEL', 'verbose'],
  ])('is refused by name: %s=%s', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`\\b${name}: \\S`));
  });

  it('names all that is wrong, a line each', () => {
    expect(refusal({ PORT: 'x', LOG_LEVEL: 'x', SANDBOX_SEED: 'x' }).split('\n')).toHaveLength(3);
  });

  it.each(['VOIPMS_USERNAME', 'VOIPMS_PASSWORD'])('wants both parts of a login: %s alone', (name) => {
    const message = refusal({ [name]: 'half-of-it' });
    expect(message).toMatch(/VOIPMS_USERNAME and VOIPMS_PASSWORD belong together/);
    expect(message).not.toContain('half-of-it');
  });

  it('takes the address of VoIP.ms when none is said, and no other form of one', () => {
    const account = { VOIPMS_USERNAME: 'u', VOIPMS_PASSWORD: 'p' };
    expect(loadConfig(account).accounts[0]?.baseUrl).toBe('https://voip.ms/api/v1/rest.php');
    expect(refusal({ ...account, VOIPMS_BASE_URL: 'ftp://voip.ms/' })).toMatch(/baseUrl/);
    expect(refusal({ ...account, VOIPMS_BASE_URL: 'voip.ms' })).toMatch(/baseUrl/);
  });
});

describe('the config file', () => {
  it('holds accounts and limits; what is left out has its default', () => {
    const { accounts, limits } = loadConfig({
      CONFIG_FILE: file({
        accounts: [login, { ...login, name: 'two-2', maxConcurrentCalls: 1 }],
        limits: { maxDepth: 3 },
      }),
    });
    expect(accounts.map(({ name }) => name)).toEqual(['one', 'two-2']);
    expect(accounts[0]).toMatchObject({
      readTimeoutMs: 15_000,
      writeTimeoutMs: 45_000,
      maxConcurrentCalls: 64,
      listAboveIds: 3,
      password: 'p-secret',
    });
    expect(accounts[1]?.maxConcurrentCalls).toBe(1);
    expect(limits).toEqual({ ...defaultLimits(), maxDepth: 3 });
  });

  it('may take a password from a variable or a file', () => {
    const path = file('from-file\n');
    const accounts = [
      { ...login, password: { env: 'MY_PASSWORD' } },
      { ...login, name: 'two', password: { file: path } },
    ];
    const config = loadConfig({ CONFIG_FILE: file({ accounts }), MY_PASSWORD: 'from-env' });
    expect(config.accounts.map(({ password }) => password)).toEqual(['from-env', 'from-file']);
    expect(refusal({ CONFIG_FILE: file({ accounts }) })).toMatch(/MY_PASSWORD: set it/);
    const gone = [{ ...login, password: { file: join(folder, 'gone') } }];
    expect(refusal({ CONFIG_FILE: file({ accounts: gone }) })).toMatch(/gone.*ENOENT/);
  });

  it.each<[string, unknown, RegExp]>([
    ['an unknown provider', { accounts: [{ ...login, provider: 'OTHER' }] }, /accounts\.0\.provider/],
    ['a name with capitals', { accounts: [{ ...login, name: 'One' }] }, /accounts\.0\.name: use 1 to 40/],
    ['a name that is too long', { accounts: [{ ...login, name: 'x'.repeat(41) }] }, /accounts\.0\.name/],
    ['an empty password', { accounts: [{ ...login, password: '' }] }, /accounts\.0\.password/],
    ['a misspelt setting', { accounts: [{ ...login, timeout: 5 }] }, /timeout/],
    ['a setting without login', { accounts: [{ provider: 'VOIPMS', name: 'one' }] }, /username[^]*password/],
    ['a timeout that is too short', { accounts: [{ ...login, readTimeoutMs: 99 }] }, /readTimeoutMs/],
    ['a timeout that is too long', { accounts: [{ ...login, writeTimeoutMs: 300_001 }] }, /writeTimeoutMs/],
    ['no connection', { accounts: [{ ...login, maxConcurrentCalls: 0 }] }, /maxConcurrentCalls/],
    ['a number as text', { limits: { maxTokens: '500' } }, /limits\.maxTokens/],
    ['an unknown limit', { limits: { maxFun: 1 } }, /maxFun/],
    ['a fraction', { limits: { maxPageSize: 1.5 } }, /limits\.maxPageSize/],
    ['another thing at the top', { account: [] }, /account/],
    ['a list', [], /\(whole\)/],
    ['two accounts of one name', { accounts: [login, login] }, /Two accounts are called "one"/],
  ])('is refused for %s, without showing a secret', (_what, content, message) => {
    const text = refusal({ CONFIG_FILE: file(content) });
    expect(text).toMatch(message);
    expect(text).not.toContain('p-secret');
  });

  it('is refused when it is not there or no JSON', () => {
    expect(refusal({ CONFIG_FILE: join(folder, 'gone.json') })).toMatch(
      /CONFIG_FILE.*gone\.json", which cannot be read: ENOENT/,
    );
    const text = refusal({ CONFIG_FILE: file('{"accounts":[{"password":"p-secret"') });
    expect(text).toMatch(/is not valid JSON/);
    expect(text).not.toContain('p-secret');
  });

  it('is added to by the environment', () => {
    const env = { CONFIG_FILE: file({ accounts: [login] }), VOIPMS_USERNAME: 'u', VOIPMS_PASSWORD: 'p' };
    expect(loadConfig(env).accounts.map(({ name }) => name)).toEqual(['one', 'voipms']);
    const taken = { ...env, CONFIG_FILE: file({ accounts: [{ ...login, name: 'voipms' }] }) };
    expect(refusal(taken)).toMatch(/Two accounts are called "voipms"/);
  });
});

describe('the demo', () => {
  it('is one account of each provider at the sandbox, with the logins of the documents', () => {
    const origin = 'http://127.0.0.1:4100';
    const found = demoAccounts(origin).map(({ name, username, password, baseUrl }) => [
      name,
      username,
      password,
      baseUrl,
    ]);
    expect(found).toEqual([
      ['voipms-demo', 'demo@example.com', 'demo-voipms', `${origin}/api/v1/rest.php`],
      ['sippy-demo', 'demo', 'demo-sippy', `${origin}/xmlapi/xmlapi`],
      ['freeside-demo', 'demo', 'demo-freeside', `${origin}/selfservice/xmlrpc.cgi`],
      ['logicboxes-demo', '100001', 'demo-logicboxes', `${origin}/api/`],
    ]);
  });
});
