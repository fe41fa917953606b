/**
 * The only reader of the environment and of the config file. Every setting has its default, its bounds and its unit
 * here, in accountConfig.ts, accessConfig.ts, surfaceConfig.ts or limitsConfig.ts; a bad value is an error that names the setting and the remedy.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import {
  accessOf,
  accessSchema,
  anyLoopback,
  closedAccess,
  loopbackAccess,
  type AccessConfig,
} from './accessConfig.ts';
import { DEFAULT_TENANT, DEMO_TENANT } from './access/caller.ts';
import { accountSchema, accountsOf, demoAccounts, withSecrets, type AccountConfig } from './accountConfig.ts';
import { limitsSchema, type Limits } from './limitsConfig.ts';
import { surfaceOf, surfaceSchema, trustedDocumentsSchema, type Surface } from './surfaceConfig.ts';
import { ConfigError, count, parse, readText, whole } from './settings.ts';

export { defaultLimits, type Limits } from './limitsConfig.ts';

/** How the journal settles writes whose answer was lost. */
export interface JournalConfig {
  /**
   * How long a lost write may still arrive at the upstream or become visible in its books, from the moment when its
   * request can no longer be under way in a gateway. Only then it counts that the books do not show it.
   */
  readonly settleAfterMs: number;
  /** Wait before a lost write is looked for; each further wait is twice as long. */
  readonly firstLookMs: number;
  /** Longest such wait. */
  readonly maxLookMs: number;
  /** How long the gateway looks by itself; afterwards only when it is asked. */
  readonly lookForMs: number;
  /** What a charge or payment does while an earlier one for the same client has an unknown outcome. */
  readonly predecessorUnknown: 'warn' | 'refuse';
  /** Null: SQLite in the data directory. */
  readonly databaseUrl: string | null;
  /** What the journal's keys are made of; null: a file of the data directory. */
  readonly secret: string | null;
}

/** Settings of the embedded sandbox. */
export interface SandboxConfig {
  readonly host: string;
  readonly port: number;
  /** Generated clients besides the documented one. */
  readonly clients: number;
  readonly seed: number;
  /** Null: nothing is kept on disk. */
  readonly dataDir: string | null;
}

/** What https needs, as PEM. */
export interface TlsFiles {
  /** The certificate, with those between it and a known authority. */
  readonly cert: string;
  readonly key: string;
}

/** Everything that the program can be told. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Empty: the sandbox is started and its demo accounts are used. */
  readonly accounts: readonly AccountConfig[];
  /** Null: http without encryption. */
  readonly tls: TlsFiles | null;
  /** True: a proxy that others reach stands in front, and encrypts what passes the network. */
  readonly behindProxy: boolean;
  readonly access: AccessConfig;
  readonly limits: Limits;
  readonly surface: Surface;
  readonly journal: JournalConfig;
  /** Where the journal and the sandbox's state are kept. */
  readonly dataDir: string;
  readonly sandbox: SandboxConfig;
}

const DAY_MS = 86_400_000;

const journalSchema = z
  .strictObject({
    settleAfterMs: count(900_000, 30 * DAY_MS, 100),
    firstLookMs: count(5000, DAY_MS, 10),
    maxLookMs: count(3_600_000, DAY_MS, 10),
    lookForMs: count(7 * DAY_MS, 365 * DAY_MS, 100),
    predecessorUnknown: z.enum(['warn', 'refuse']).default('warn'),
  })
  .refine(({ firstLookMs, maxLookMs }) => firstLookMs <= maxLookMs, {
    path: ['maxLookMs'],
    error: 'must not be below firstLookMs',
  })
  .refine(({ settleAfterMs, lookForMs }) => settleAfterMs <= lookForMs, {
    path: ['lookForMs'],
    error: 'must not be below settleAfterMs, or nothing is ever found to be absent',
  });

const fileSchema = z.strictObject({
  accounts: z.array(accountSchema).max(100).default([]),
  access: accessSchema.optional(),
  limits: limitsSchema.prefault({}),
  surface: surfaceSchema.prefault({}),
  trustedDocuments: trustedDocumentsSchema.nullable().default(null),
  journal: journalSchema.prefault({}),
});

const number = (max: number) =>
  z.string().regex(/^\d+$/, `write a whole number from 0 to ${max}`).transform(Number).pipe(whole(max, 0));

const envSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: number(65_535).default(4000),
  SANDBOX_PORT: number(65_535).default(4100),
  SANDBOX_CLIENTS: number(100_000).default(40),
  SANDBOX_SEED: number(4_294_967_295).default(7),
  DATA_DIR: z.string().min(1).default('./data'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CONFIG_FILE: z.string().min(1).optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'write postgresql://USER:PASSWORD@HOST:PORT/DATABASE' })
    .optional(),
  TLS_CERT_FILE: z.string().min(1).optional(),
  TLS_KEY_FILE: z.string().min(1).optional(),
  BEHIND_PROXY: z.enum(['true', 'false']).default('false'),
  ALLOW_LOOPBACK: z.enum(['true', 'false']).default('false'),
  JOURNAL_SECRET: z.string().min(32, 'use at least 32 characters').optional(),
});

/** The environment with what `.env` of the working directory adds to it; an empty value counts as absent. */
export function environment(): Readonly<Record<string, string>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const entries = Object.entries(process.env).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Reads the configuration from environment variables and, with CONFIG_FILE, a JSON file. Throws ConfigError. */
export function loadConfig(env: Readonly<Record<string, string>>): Config {
  const settings = parse(envSchema, env, 'environment variable');
  const file = parse(
    fileSchema,
    settings.CONFIG_FILE === undefined ? {} : readJson(settings.CONFIG_FILE),
    'CONFIG_FILE',
  );
  const accounts = [...file.accounts, ...accountsOf(env)].map((account) => withSecrets(account, env));
  return {
    host: settings.HOST,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
    accounts: unique(accounts),
    tls: tlsOf(settings.TLS_CERT_FILE, settings.TLS_KEY_FILE),
    behindProxy: settings.BEHIND_PROXY === 'true',
    access: accessFor(file.access, settings.ALLOW_LOOPBACK === 'true', accounts, env),
    limits: file.limits,
    surface: surfaceOf(file.surface, file.trustedDocuments, accounts.length === 0),
    journal: {
      ...file.journal,
      databaseUrl: settings.DATABASE_URL ?? null,
      secret: settings.JOURNAL_SECRET ?? null,
    },
    dataDir: settings.DATA_DIR,
    sandbox: {
      host: '127.0.0.1',
      port: settings.SANDBOX_PORT,
      clients: settings.SANDBOX_CLIENTS,
      seed: settings.SANDBOX_SEED,
      dataDir: settings.DATA_DIR,
    },
  };
}

/** The journal's settings when nothing is said, which is then kept by SQLite. */
export function defaultJournal(): JournalConfig {
  return { ...journalSchema.parse({}), databaseUrl: null, secret: null };
}

/** In sandbox mode whoever is on this machine is the demo tenant, and others need a key, unless more is configured. */
function accessFor(
  section: z.infer<typeof accessSchema> | undefined,
  allowsLoopback: boolean,
  accounts: readonly AccountConfig[],
  env: Readonly<Record<string, string>>,
): AccessConfig {
  if (section !== undefined || allowsLoopback) {
    const given = section ?? accessSchema.parse({});
    const names = (accounts.length > 0 ? accounts : demoAccounts('http://127.0.0.1')).map(({ name }) => name);
    const access = allowsLoopback ? { ...given, loopback: given.loopback ?? anyLoopback() } : given;
    return accessOf(access, names, env);
  }
  return accounts.length === 0 ? loopbackAccess(DEMO_TENANT) : closedAccess(DEFAULT_TENANT);
}

function tlsOf(certFile: string | undefined, keyFile: string | undefined): TlsFiles | null {
  if (certFile === undefined && keyFile === undefined) return null;
  if (certFile === undefined || keyFile === undefined)
    throw new ConfigError('TLS_CERT_FILE and TLS_KEY_FILE belong together: set both, or none of them.');
  return {
    cert: readText(certFile, 'The certificate of TLS_CERT_FILE'),
    key: readText(keyFile, 'The key of TLS_KEY_FILE'),
  };
}

function unique(accounts: readonly AccountConfig[]): readonly AccountConfig[] {
  const names = new Set<string>();
  for (const { name } of accounts) {
    if (names.has(name)) throw new ConfigError(`Two accounts are called "${name}": give each a name of its own.`);
    names.add(name);
  }
  return accounts;
}

function readJson(path: string): unknown {
  const text = readText(path, 'The configuration of CONFIG_FILE');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold a password.
    throw new ConfigError(`CONFIG_FILE: "${path}" is not valid JSON.`);
  }
}
