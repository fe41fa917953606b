/** The configured accounts: what each provider needs, with defaults, bounds and units, and where passwords come from. */
import { z } from 'zod';
import { isLoopbackUrl } from './hosts.ts';
import { ConfigError, count, parse, readSecret, readText, secretSchema, whole } from './settings.ts';

/** What every configured account has. */
export interface CommonAccountConfig {
  /** Unique name in the graph: lower-case letters, digits and hyphens, at most 40 characters. */
  readonly name: string;
  /** Full address of the upstream's API. */
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  /** PEM certificates that are trusted besides the usual ones, for an upstream with a certificate of its own; null: none. */
  readonly certificates: string | null;
  /** Longest wait for a read, from its start (waiting for a free connection included) to its last byte. */
  readonly readTimeoutMs: number;
  /** The same for a write. Longer, since a write that is given up on has an unknown outcome. */
  readonly writeTimeoutMs: number;
  /** Calls to the upstream under way at once. */
  readonly maxConcurrentCalls: number;
  /** Calls that may wait for a free connection; more fail at once. */
  readonly maxQueuedCalls: number;
  /** Calls a minute, shared among the tenants that call; null for no bound. */
  readonly maxCallsPerMinute: number | null;
  /** Longest answer that is read. */
  readonly maxResponseBytes: number;
  /** Up to this many clients are read one by one, more from one list where that has what is asked for. */
  readonly listAboveIds: number;
}

/** One configured VoIP.ms account: user name is the portal's e-mail address, password the portal's API password. */
export interface VoipmsAccountConfig extends CommonAccountConfig {
  readonly provider: 'VOIPMS';
}

/** One configured Sippy account: user name is the web login, password the API password. */
export interface SippyAccountConfig extends CommonAccountConfig {
  readonly provider: 'SIPPY';
  /** Number of our own customer, for a switch that trusts our address; user name and password are not sent then. */
  readonly wholesalerId: number | null;
  /** Sign of balances in the switch's list of customers, which its documents do not tell; `auto` compares and decides. */
  readonly listBalanceSign: 'auto' | 'natural' | 'inverted';
}

/** One configured Freeside account: user name and password are the agent's. */
export interface FreesideAccountConfig extends CommonAccountConfig {
  readonly provider: 'FREESIDE';
  /** ISO 4217 code of all its money, which Freeside does not tell. */
  readonly currency: string;
  /** IANA name of the zone in which moments become days of the books. */
  readonly timeZone: string;
}

/** One configured LogicBoxes account: user name is the auth-userid, password the api-key. */
export interface LogicboxesAccountConfig extends CommonAccountConfig {
  readonly provider: 'LOGICBOXES';
  /** ISO 4217 code of the selling currency; null: as each answer tells. */
  readonly currency: string | null;
}

/** One configured account of any provider. */
export type AccountConfig = VoipmsAccountConfig | SippyAccountConfig | FreesideAccountConfig | LogicboxesAccountConfig;

/** Address of VoIP.ms: the apex, since `www` answers 301 (voipms.md section 2). */
const VOIPMS_URL = 'https://voip.ms/api/v1/rest.php';

/** Address of LogicBoxes, the same under all its names (logicboxes.md section 2.1). */
const LOGICBOXES_URL = 'https://httpapi.com/api/';

/** User name and password of a Sippy account in trusted mode, which sends neither. */
const NOT_SENT = '';

const common = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'use 1 to 40 lower-case letters, digits and hyphens'),
  username: z.string().min(1),
  password: secretSchema,
  insecureHttp: z.boolean().default(false),
  certificates: z.union([z.strictObject({ file: z.string().min(1) }), z.null()]).default(null),
  readTimeoutMs: count(15_000, 300_000, 100),
  writeTimeoutMs: count(45_000, 300_000, 100),
  maxQueuedCalls: count(20_000, 100_000),
  maxCallsPerMinute: z.union([whole(1_000_000), z.null()]).default(null),
  listAboveIds: count(3, 1000, 0),
  maxResponseBytes: count(8 * 1024 * 1024, 256 * 1024 * 1024, 1024),
};
const url = z.url({ protocol: /^https?$/ });
const currency = z.string().regex(/^[A-Z]{3}$/, 'use an ISO 4217 code such as USD');

/** The name must be known to the runtime, or every date would fail later. */
const timeZone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}, 'use an IANA name such as America/New_York');

/** One account as the configuration file writes it. */
export const accountSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    ...common,
    provider: z.literal('VOIPMS'),
    baseUrl: url.default(VOIPMS_URL),
    maxConcurrentCalls: count(64, 256),
  }),
  z.strictObject({
    ...common,
    provider: z.literal('SIPPY'),
    baseUrl: url,
    maxConcurrentCalls: count(16, 256),
    username: z.string().min(1).default(NOT_SENT),
    password: secretSchema.default(NOT_SENT),
    wholesalerId: whole(2_147_483_647).nullable().default(null),
    listBalanceSign: z.enum(['auto', 'natural', 'inverted']).default('auto'),
  }),
  z.strictObject({
    ...common,
    provider: z.literal('FREESIDE'),
    baseUrl: url,
    maxConcurrentCalls: count(16, 256),
    // A row of its one list has some 3,000 bytes.
    maxResponseBytes: count(32 * 1024 * 1024, 256 * 1024 * 1024, 1024),
    currency,
    timeZone: timeZone.default('UTC'),
  }),
  z.strictObject({
    ...common,
    provider: z.literal('LOGICBOXES'),
    baseUrl: url.default(LOGICBOXES_URL),
    maxConcurrentCalls: count(8, 256),
    currency: currency.nullable().default(null),
  }),
]);

/** Providers whose first account can be set by variables: prefix and what else belongs to it. */
const environmentAccounts = {
  VOIPMS: {},
  SIPPY: {},
  FREESIDE: { currency: 'CURRENCY', timeZone: 'TIME_ZONE' },
  LOGICBOXES: { currency: 'CURRENCY' },
} as const satisfies Readonly<Record<AccountConfig['provider'], Readonly<Record<string, string>>>>;

/** The demo accounts of a sandbox that listens at `sandboxUrl`, one of each provider. */
export function demoAccounts(sandboxUrl: string): readonly AccountConfig[] {
  const accounts = [
    {
      provider: 'VOIPMS',
      name: 'voipms-demo',
      baseUrl: `${sandboxUrl}/api/v1/rest.php`,
      username: 'demo@example.com',
      password: 'demo-voipms',
    },
    {
      provider: 'SIPPY',
      name: 'sippy-demo',
      baseUrl: `${sandboxUrl}/xmlapi/xmlapi`,
      username: 'demo',
      password: 'demo-sippy',
    },
    {
      provider: 'FREESIDE',
      name: 'freeside-demo',
      baseUrl: `${sandboxUrl}/selfservice/xmlrpc.cgi`,
      username: 'demo',
      password: 'demo-freeside',
      currency: 'USD',
    },
    {
      provider: 'LOGICBOXES',
      name: 'logicboxes-demo',
      baseUrl: `${sandboxUrl}/api/`,
      username: '100001',
      password: 'demo-logicboxes',
    },
  ];
  return accounts.map((account) => withSecrets(accountSchema.parse(account), {}));
}

/** The accounts that variables such as SIPPY_USERNAME describe, each called like its provider in small letters. */
export function accountsOf(env: Readonly<Record<string, string>>): readonly AccountSettings[] {
  return Object.entries(environmentAccounts).flatMap(([provider, more]) => {
    const names = { username: 'USERNAME', password: 'PASSWORD', baseUrl: 'BASE_URL', ...more };
    const given = Object.entries(names)
      .map(([setting, variable]) => [setting, env[`${provider}_${variable}`]] as const)
      .filter(([, value]) => value !== undefined);
    if (given.length === 0) return [];
    const account = { provider, name: provider.toLowerCase(), ...Object.fromEntries(given) };
    if (!('username' in account) || !('password' in account)) {
      throw new ConfigError(
        `${provider}_USERNAME and ${provider}_PASSWORD belong together: set both, or none of the ${provider}_ variables.`,
      );
    }
    return [parse(accountSchema, account, `${provider} account`)];
  });
}

type AccountSettings = z.infer<typeof accountSchema>;

/** Reads what stands in variables and files. */
export function withSecrets(account: AccountSettings, env: Readonly<Record<string, string>>): AccountConfig {
  const { insecureHttp, ...rest } = account;
  const { certificates } = account;
  if (!insecureHttp) refuseClearText(account);
  const password = readSecret(account.password, env, 'The password');
  if (account.provider !== 'SIPPY' || account.wholesalerId === null) requireLogin(account, password);
  return {
    ...rest,
    password,
    certificates: certificates === null ? null : readText(certificates.file, `The certificates of "${account.name}"`),
  };
}

/** Login, clients' data and passwords would go through the network in clear. */
function refuseClearText({ name, baseUrl }: AccountSettings): void {
  if (!baseUrl.toLowerCase().startsWith('http:') || isLoopbackUrl(baseUrl)) return;
  throw new ConfigError(
    `Account "${name}": its baseUrl begins with http://, which sends login and personal data in clear. Use https://, or say "insecureHttp": true in CONFIG_FILE where the network between is protected otherwise.`,
  );
}

function requireLogin({ name, username }: AccountSettings, password: string): void {
  if (username !== NOT_SENT && password !== NOT_SENT) return;
  throw new ConfigError(`Account "${name}" needs username and password (or wholesalerId, where the switch trusts us).`);
}
