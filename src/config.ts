/**
 * The only reader of the environment and of the config file. Every setting has its default, its bounds and its unit
 * here or in accountConfig.ts; a bad value is an error that names the setting and the remedy.
 */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { accessOf, accessSchema, anyLoopback, loopbackAccess, type AccessConfig } from './accessConfig.ts';
import { DEMO_TENANT } from './access/caller.ts';
import { accountSchema, accountsOf, withSecrets, type AccountConfig } from './accountConfig.ts';
import { ConfigError, count, parse, readText, whole } from './settings.ts';

/** Bounds of one GraphQL operation. */
export interface Limits {
  /** Longest request body. */
  readonly maxBodyBytes: number;
  /** Lexical tokens of a document. */
  readonly maxTokens: number;
  /** Nesting of fields, fragments expanded. */
  readonly maxDepth: number;
  /** Fields of an operation, fragments expanded. */
  readonly maxFields: number;
  /** Aliases of an operation, fragments expanded. */
  readonly maxAliases: number;
  /** Root fields of an operation, fragments expanded. */
  readonly maxRootFields: number;
  /** Characters of all documents that are kept parsed and compiled together; those used longest ago are dropped. */
  readonly maxCachedCharacters: number;
  /** Largest `first` or `last`. */
  readonly maxPageSize: number;
  /** Ids in one `nodes` query. */
  readonly maxNodes: number;
  /** Representations in one `_entities` query of a federation router. */
  readonly maxEntities: number;
  /** Upstream calls of one operation. */
  readonly maxUpstreamCalls: number;
  /** Clients that a filter or total may look at with a call of their own. */
  readonly maxScannedClients: number;
  /** Longest run of one operation. Upstream reads that are still under way are given up; writes are not. */
  readonly operationTimeoutMs: number;
  /** Operations being executed at once; more get 503. */
  readonly maxConcurrentOperations: number;
  /** Failures of an account in a row after which its calls are held back. */
  readonly maxFailuresInARow: number;
  /** First wait before an account that keeps failing is tried again; it doubles up to `maxHoldBackMs`. */
  readonly holdBackMs: number;
  /** Longest such wait. */
  readonly maxHoldBackMs: number;
  /** Subscriptions at once; more are refused. */
  readonly maxSubscriptions: number;
  /** Longest life of a subscription; the client may begin a new one then. */
  readonly subscriptionTimeoutMs: number;
}

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

/** Everything that the program can be told. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  /** Empty: the sandbox is started and its demo accounts are used. */
  readonly accounts: readonly AccountConfig[];
  /** Null: real accounts are configured, and nobody may use them yet. */
  readonly access: AccessConfig | null;
  readonly limits: Limits;
  readonly journal: JournalConfig;
  /** Where the journal and the sandbox's state are kept. */
  readonly dataDir: string;
  readonly sandbox: SandboxConfig;
}

const limitsSchema = z
  .strictObject({
    maxBodyBytes: count(256 * 1024, 8 * 1024 * 1024, 1024),
    maxTokens: count(4000, 100_000, 100),
    maxDepth: count(20, 100, 3),
    maxFields: count(2000, 100_000, 10),
    maxAliases: count(500, 10_000, 0),
    maxRootFields: count(150, 1000),
    maxCachedCharacters: count(400_000, 100_000_000, 1000),
    maxPageSize: count(500, 10_000),
    maxNodes: count(500, 10_000),
    maxEntities: count(2000, 10_000),
    maxUpstreamCalls: count(5000, 100_000),
    maxScannedClients: count(2000, 20_000),
    operationTimeoutMs: count(60_000, 600_000, 100),
    maxConcurrentOperations: count(256, 10_000),
    maxFailuresInARow: count(10, 10_000),
    holdBackMs: count(1000, 600_000, 10),
    maxHoldBackMs: count(30_000, 600_000, 10),
    maxSubscriptions: count(100, 10_000, 0),
    subscriptionTimeoutMs: count(3_600_000, 86_400_000, 1000),
  })
  .refine(({ holdBackMs, maxHoldBackMs }) => holdBackMs <= maxHoldBackMs, {
    path: ['maxHoldBackMs'],
    error: 'must not be below holdBackMs',
  })
  .refine(({ maxSubscriptions, maxConcurrentOperations }) => maxSubscriptions < maxConcurrentOperations, {
    path: ['maxSubscriptions'],
    error: 'must be below maxConcurrentOperations: each open subscription is one of these',
  });

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
    access: accessFor(file.access, settings.ALLOW_LOOPBACK === 'true', accounts),
    limits: file.limits,
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

/** The limits that hold when nothing else is said. */
export function defaultLimits(): Limits {
  return limitsSchema.parse({});
}

/** The same for the journal, which is then kept by SQLite. */
export function defaultJournal(): JournalConfig {
  return { ...journalSchema.parse({}), databaseUrl: null, secret: null };
}

/** In sandbox mode whoever is on this machine is the demo tenant, and nobody else gets in, unless more is configured. */
function accessFor(
  section: z.infer<typeof accessSchema> | undefined,
  allowsLoopback: boolean,
  accounts: readonly AccountConfig[],
): AccessConfig | null {
  const names = accounts.map(({ name }) => name);
  if (section !== undefined || allowsLoopback) {
    const given = section ?? accessSchema.parse({});
    return accessOf(allowsLoopback ? { ...given, loopback: given.loopback ?? anyLoopback() } : given, names);
  }
  return accounts.length === 0 ? loopbackAccess(DEMO_TENANT) : null;
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
