/**
 * The only reader of the environment and of the config file. Every setting has its default, its bounds and its unit
 * here; a bad value is an error that names the setting and the remedy.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** A configuration that cannot be used. Each line of the message names a setting and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** One configured VoIP.ms account. */
export interface VoipmsAccountConfig {
  readonly provider: 'VOIPMS';
  /** Unique name in the graph: lower-case letters, digits and hyphens, at most 40 characters. */
  readonly name: string;
  /** Full address of `rest.php`. */
  readonly baseUrl: string;
  /** The portal's e-mail address. */
  readonly username: string;
  /** The API password of the portal, which is not the portal's own password. */
  readonly password: string;
  /** Longest wait for a read, from its start (waiting for a free connection included) to its last byte. */
  readonly readTimeoutMs: number;
  /** The same for a write. Longer, since a write that is given up on has an unknown outcome. */
  readonly writeTimeoutMs: number;
  /** Calls to the upstream under way at once. */
  readonly maxConcurrentCalls: number;
  /** Calls that may wait for a free connection; more fail at once. */
  readonly maxQueuedCalls: number;
  /** Up to this many clients are read one by one, more with one call that lists all. */
  readonly listAboveIds: number;
  /** Longest answer that is read. */
  readonly maxResponseBytes: number;
}

/** One configured account of any provider. */
export type AccountConfig = VoipmsAccountConfig;

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
  /** Upstream calls of one operation. */
  readonly maxUpstreamCalls: number;
  /** Clients that a filter or total may look at with a call of their own. */
  readonly maxScannedClients: number;
  /** Longest run of one operation. Upstream reads that are still under way are given up; writes are not. */
  readonly operationTimeoutMs: number;
  /** Operations being executed at once; more get 503. */
  readonly maxConcurrentOperations: number;
  /** Operations that the journal keeps. Those with an unknown outcome are never dropped. */
  readonly maxOperations: number;
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
  readonly limits: Limits;
  readonly sandbox: SandboxConfig;
}

const whole = (max: number, min = 1) => z.int().min(min).max(max);
const count = (fallback: number, max: number, min = 1) => whole(max, min).default(fallback);

/** Address of VoIP.ms: the apex, since `www` answers 301 (voipms.md section 2). */
const VOIPMS_URL = 'https://voip.ms/api/v1/rest.php';

const secret = z.union([
  z.string().min(1),
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);

const accountSchema = z.strictObject({
  provider: z.literal('VOIPMS'),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'use 1 to 40 lower-case letters, digits and hyphens'),
  baseUrl: z.url({ protocol: /^https?$/ }).default(VOIPMS_URL),
  username: z.string().min(1),
  password: secret,
  readTimeoutMs: count(15_000, 300_000, 100),
  writeTimeoutMs: count(45_000, 300_000, 100),
  maxConcurrentCalls: count(64, 256),
  maxQueuedCalls: count(20_000, 100_000),
  listAboveIds: count(3, 1000, 0),
  maxResponseBytes: count(32 * 1024 * 1024, 256 * 1024 * 1024, 1024),
});

const limitsSchema = z.strictObject({
  maxBodyBytes: count(256 * 1024, 8 * 1024 * 1024, 1024),
  maxTokens: count(4000, 100_000, 100),
  maxDepth: count(20, 100, 3),
  maxFields: count(2000, 100_000, 10),
  maxAliases: count(500, 10_000, 0),
  maxRootFields: count(150, 1000),
  maxCachedCharacters: count(400_000, 100_000_000, 1000),
  maxPageSize: count(500, 10_000),
  maxNodes: count(500, 10_000),
  maxUpstreamCalls: count(5000, 100_000),
  maxScannedClients: count(2000, 20_000),
  operationTimeoutMs: count(60_000, 600_000, 100),
  maxConcurrentOperations: count(256, 10_000),
  maxOperations: count(100_000, 1_000_000, 10),
});

const fileSchema = z.strictObject({
  accounts: z.array(accountSchema).max(100).default([]),
  limits: limitsSchema.prefault({}),
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
  VOIPMS_USERNAME: z.string().min(1).optional(),
  VOIPMS_PASSWORD: z.string().min(1).optional(),
  VOIPMS_BASE_URL: z.string().min(1).optional(),
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
  const accounts = file.accounts.map((account) => ({ ...account, password: readSecret(account.password, env) }));
  return {
    host: settings.HOST,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
    accounts: unique([...accounts, ...environmentAccount(settings)]),
    limits: file.limits,
    sandbox: {
      host: '127.0.0.1',
      port: settings.SANDBOX_PORT,
      clients: settings.SANDBOX_CLIENTS,
      seed: settings.SANDBOX_SEED,
      dataDir: settings.DATA_DIR,
    },
  };
}

/** The demo account of a sandbox that listens at `sandboxUrl`. */
export function demoAccounts(sandboxUrl: string): readonly AccountConfig[] {
  const account = accountSchema.parse({
    provider: 'VOIPMS',
    name: 'voipms-demo',
    baseUrl: `${sandboxUrl}/api/v1/rest.php`,
    username: 'demo@example.com',
    password: 'demo-voipms',
  });
  return [{ ...account, password: 'demo-voipms' }];
}

/** The limits that hold when nothing else is said. */
export function defaultLimits(): Limits {
  return limitsSchema.parse({});
}

function environmentAccount(settings: z.infer<typeof envSchema>): readonly AccountConfig[] {
  const { VOIPMS_USERNAME: username, VOIPMS_PASSWORD: password, VOIPMS_BASE_URL: baseUrl } = settings;
  if (username === undefined && password === undefined) return [];
  if (username === undefined || password === undefined) {
    throw new ConfigError('VOIPMS_USERNAME and VOIPMS_PASSWORD belong together: set both, or none for the sandbox.');
  }
  const account = { provider: 'VOIPMS', name: 'voipms', username, password, ...(baseUrl && { baseUrl }) };
  return [{ ...parse(accountSchema, account, 'VOIPMS account'), password }];
}

function unique(accounts: readonly AccountConfig[]): readonly AccountConfig[] {
  const names = new Set<string>();
  for (const { name } of accounts) {
    if (names.has(name)) throw new ConfigError(`Two accounts are called "${name}": give each a name of its own.`);
    names.add(name);
  }
  return accounts;
}

function parse<T extends z.ZodType>(schema: T, value: unknown, where: string): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Zod's messages tell what was expected and never repeat the value, which may be a password.
  const lines = result.error.issues.map((issue) => `${where} ${issue.path.join('.') || '(whole)'}: ${issue.message}`);
  throw new ConfigError(lines.join('\n'));
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError(`CONFIG_FILE: cannot read "${path}": ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold a password.
    throw new ConfigError(`CONFIG_FILE: "${path}" is not valid JSON.`);
  }
}

function readSecret(value: z.infer<typeof secret>, env: Readonly<Record<string, string>>): string {
  if (typeof value === 'string') return value;
  if ('env' in value) {
    const found = env[value.env];
    if (found === undefined) throw new ConfigError(`The password is to come from the variable ${value.env}: set it.`);
    return found;
  }
  try {
    return readFileSync(value.file, 'utf8').trimEnd();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`The password is to come from the file "${value.file}", which cannot be read: ${code}.`, {
      cause,
    });
  }
}
