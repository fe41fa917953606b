/** The arguments of `keys create`, read and checked: every problem is named at once. */
import type { MoneyLimits } from '../access/caller.ts';
import { allScopes, isScope, type Scope } from '../access/scopes.ts';
import { isPositive, parseDecimal, type Decimal } from '../money.ts';
import { ConfigError } from '../settings.ts';

/** Options of the commands for API keys, as `parseArgs` takes them. */
export const keysOptions = {
  name: { type: 'string' },
  tenant: { type: 'string' },
  scopes: { type: 'string' },
  accounts: { type: 'string' },
  expires: { type: 'string' },
  'money-limits': { type: 'string' },
  'max-upstream-calls': { type: 'string' },
  'max-requests-per-minute': { type: 'string' },
} as const;

/** Their values, with those of other commands that these share. */
export type KeysValues = { readonly [Name in keyof typeof keysOptions]?: string | undefined } & {
  readonly json?: boolean | undefined;
  readonly reason?: string | undefined;
};

/** What a new key may be made for. */
export interface KeyPlaces {
  /** Names of the configured tenants. */
  readonly tenants: readonly string[];
  /** Names of the configured accounts. */
  readonly accounts: readonly string[];
}

/** What is asked for a new key. */
export interface KeyRequest {
  readonly name: string;
  readonly tenant: string;
  readonly scopes: readonly Scope[];
  /** Null: all of the tenant. */
  readonly accounts: readonly string[] | null;
  /** Null: those of the tenant. */
  readonly moneyLimits: MoneyLimits | null;
  readonly maxUpstreamCalls: number | null;
  readonly maxRequestsPerMinute: number | null;
  /** Null: never. */
  readonly expiresAt: Date | null;
}

/** Scopes of a key when nothing is said: reading, without personal data. */
export const DEFAULT_SCOPES: readonly Scope[] = ['clients:read', 'ledger:read', 'operations:read'];

/** Life of a key when nothing is said. */
export const DEFAULT_LIFE_DAYS = 365;

const DAY_MS = 86_400_000;
const MAX_CALLS = 100_000;
const MAX_REQUESTS = 1_000_000;
const NAME = /^[^\p{Cc}\p{Cf}\u2028\u2029]{1,100}$/u;

/** Reads the arguments. Throws ConfigError with a line for each problem. */
export function readKeyRequest(values: KeysValues, places: KeyPlaces, now: Date): KeyRequest {
  const reader = new Reader();
  const request = {
    name: reader.read(() => nameIn(values.name)),
    tenant: reader.read(() => tenantIn(values.tenant, places.tenants)),
    scopes: reader.read(() => scopesIn(values.scopes)),
    accounts: reader.read(() => accountsIn(values.accounts, places.accounts)),
    moneyLimits: reader.read(() => moneyLimitsIn(values['money-limits'])),
    maxUpstreamCalls: reader.read(() => countIn(values, 'max-upstream-calls', MAX_CALLS)),
    maxRequestsPerMinute: reader.read(() => countIn(values, 'max-requests-per-minute', MAX_REQUESTS)),
    expiresAt: reader.read(() => expiryIn(values.expires, now)),
  };
  if (reader.problems.length > 0) throw new ConfigError(reader.problems.join('\n'));
  return request as KeyRequest;
}

/** Collects what is wrong, so that all of it can be told at once. */
class Reader {
  readonly problems: string[] = [];

  /** What `action` reads; undefined when it finds a problem. */
  read<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.problems.push(error.message);
      return undefined;
    }
  }
}

function nameIn(text = ''): string {
  if (!NAME.test(text)) throw new ConfigError('--name: say in 1 to 100 printable characters what the key is for.');
  return text;
}

function tenantIn(text: string | undefined, tenants: readonly string[]): string {
  const tenant = text ?? (tenants.length === 1 ? tenants[0] : undefined);
  if (tenant === undefined || !tenants.includes(tenant))
    throw new ConfigError(`--tenant: write one of ${tenants.join(', ')}; others belong into access.tenants first.`);
  return tenant;
}

function scopesIn(text: string | undefined): readonly Scope[] {
  if (text === undefined) return DEFAULT_SCOPES;
  if (text === 'all') return allScopes;
  const names = namesIn(text);
  const scopes = names.filter(isScope);
  if (names.length === 0 || scopes.length < names.length)
    throw new ConfigError(`--scopes: write all, or some of ${allScopes.join(', ')}, with commas between.`);
  return scopes;
}

function accountsIn(text: string | undefined, accounts: readonly string[]): readonly string[] | null {
  if (text === undefined) return null;
  const names = namesIn(text);
  if (names.length === 0 || !names.every((name) => accounts.includes(name)))
    throw new ConfigError(`--accounts: write some of ${accounts.join(', ')}, with commas between.`);
  return names;
}

function countIn(values: KeysValues, name: 'max-upstream-calls' | 'max-requests-per-minute', max: number) {
  const text = values[name];
  if (text === undefined) return null;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > max) throw new ConfigError(`--${name}: write a whole number from 1 to ${max}.`);
  return count;
}

/** Through the end of the day, in UTC. */
function expiryIn(text: string | undefined, now: Date): Date | null {
  if (text === undefined) return new Date(now.getTime() + DEFAULT_LIFE_DAYS * DAY_MS);
  if (text === 'none') return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  const end = new Date(day.getTime() + DAY_MS);
  if (!isDay || end <= now) throw new ConfigError('--expires: write its last day, such as 2027-12-31 (UTC), or none.');
  return end;
}

const MONEY_FORM =
  '--money-limits: write CURRENCY:perOperation=AMOUNT,perDay=AMOUNT for each currency, with blanks between, such as "EUR:perOperation=100.00,perDay=1000.00 USD:perDay=50". A currency that is not named may not be moved.';

/** Such as "EUR:perOperation=100,perDay=1000 USD:perDay=50"; a currency alone has no bound. */
function moneyLimitsIn(text: string | undefined): MoneyLimits | null {
  if (text === undefined) return null;
  const parts = text.split(/[\s;]+/).filter((part) => part !== '');
  const limits = new Map(parts.map(limitIn));
  if (limits.size === 0 || limits.size < parts.length) throw new ConfigError(MONEY_FORM);
  return Object.fromEntries(limits);
}

function limitIn(part: string): [currency: string, limit: MoneyLimits[string]] {
  const [, currency, bounds] = /^([A-Z]{3})(?::(.*))?$/.exec(part) ?? [];
  if (currency === undefined) throw new ConfigError(MONEY_FORM);
  const limit: Record<'perOperation' | 'perDay', Decimal | null> = { perOperation: null, perDay: null };
  for (const bound of bounds?.split(',') ?? []) {
    const [, name, digits = ''] = /^(perOperation|perDay)=(\d[\d.]*)$/.exec(bound) ?? [];
    const amount = parseDecimal(digits);
    const which = name as keyof typeof limit | undefined;
    if (which === undefined || limit[which] !== null || amount === null || !isPositive(amount))
      throw new ConfigError(MONEY_FORM);
    limit[which] = amount;
  }
  return [currency, limit];
}

function namesIn(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
