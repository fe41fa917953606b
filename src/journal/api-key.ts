/** An API key as it is kept: everything but its secret. Data, and the text that its chain entry and its row hold. */
import type { MoneyLimits } from '../access/caller.ts';
import { canonicalJson } from './canonical.ts';
import { JournalFault } from './faults.ts';

/** An API key. Only `revokedAt` ever changes. */
export interface ApiKey {
  /** 12 characters of [a-z0-9]; a part of the key itself, and no secret. */
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  readonly tenant: string;
  /** SHA-256 of the secret part, 64 hexadecimal digits. */
  readonly secretHash: string;
  /** Names of scopes; some may be unknown to this version. */
  readonly scopes: readonly string[];
  /** Names of accounts; null: all of the tenant. */
  readonly accounts: readonly string[] | null;
  /** Null: those of the tenant. */
  readonly moneyLimits: MoneyLimits | null;
  /** Null: as the tenant. */
  readonly maxUpstreamCalls: number | null;
  /** Null: as the tenant. */
  readonly maxRequestsPerMinute: number | null;
  readonly createdAt: Date;
  /** Null: never. */
  readonly expiresAt: Date | null;
  /** Null as long as it is not revoked. */
  readonly revokedAt: Date | null;
}

/** What is found under the id of a key. */
export type StoredApiKey =
  | {
      readonly isGenuine: true;
      readonly key: ApiKey;
      /** To the minute; null when it was not used yet, or nobody could note it. */
      readonly lastUsedAt: Date | null;
    }
  /** A row that this journal has not written so. Nothing in it may be believed. */
  | { readonly isGenuine: false; readonly id: string };

/** Actions of the entries about keys. */
export const keyActions = { created: 'KEY_CREATED', revoked: 'KEY_REVOKED' } as const;

/** True for the action of an entry about a key. */
export function isKeyAction(action: string): boolean {
  return action === keyActions.created || action === keyActions.revoked;
}

/** The key as canonical text. */
export function textOfKey(key: ApiKey): string {
  return canonicalJson(key);
}

/** The key of a text. Throws JOURNAL_UNAVAILABLE for one that `textOfKey` cannot have made. */
export function keyOfText(text: string): ApiKey {
  try {
    const stored = JSON.parse(text) as ApiKey & Record<'createdAt' | 'expiresAt' | 'revokedAt', string | null>;
    return {
      ...stored,
      createdAt: new Date(stored.createdAt),
      expiresAt: stored.expiresAt === null ? null : new Date(stored.expiresAt),
      revokedAt: stored.revokedAt === null ? null : new Date(stored.revokedAt),
    };
  } catch (error) {
    // The parser's own message quotes the text.
    throw new JournalFault('edited', new Error(`A key is not readable: ${(error as Error).name}.`));
  }
}
