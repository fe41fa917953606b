/**
 * Handing a new password over without the graph: the answer of a mutation names an address, and the password is read
 * there once. So no answer, cache, trace or log of GraphQL ever holds it.
 */
import { randomBytes } from 'node:crypto';

/** How long a password waits to be read. */
export const HANDOVER_LIFETIME_MS = 5 * 60_000;

/** Passwords that wait at once; the oldest makes room for a new one. */
const MAX_WAITING = 1000;

/** Path below which passwords are read. */
export const HANDOVER_PATH = '/handover/';

/** An address that gives its secret once. */
export interface HandoverTicket {
  /** Path at this gateway, with a token of 256 random bits. */
  readonly path: string;
  readonly expiresAt: Date;
}

interface Waiting {
  readonly secret: string;
  /** Whose it is. */
  readonly tenant: string;
  readonly account: string | null;
  readonly expiresAtMs: number;
}

/** Secrets that wait to be read, in the memory of this process. */
export class Handover {
  readonly #waiting = new Map<string, Waiting>();

  /** Keeps a secret of a tenant until it is taken, for five minutes at most. `account`: where it was made. */
  put(secret: string, tenant: string, account: string | null = null): HandoverTicket {
    this.#sweep(MAX_WAITING - 1);
    const token = randomBytes(32).toString('base64url');
    const expiresAtMs = Date.now() + HANDOVER_LIFETIME_MS;
    this.#waiting.set(token, { secret, tenant, account, expiresAtMs });
    // Nobody may come to read or to put, and a password must not stay for that.
    setTimeout(() => this.#waiting.delete(token), HANDOVER_LIFETIME_MS).unref();
    return { path: `${HANDOVER_PATH}${token}`, expiresAt: new Date(expiresAtMs) };
  }

  /** The account that the secret of an address is of; null when that is not known. */
  accountOf(path: string): string | null {
    return this.#waiting.get(path.slice(HANDOVER_PATH.length))?.account ?? null;
  }

  /** The secret of an address, which is gone then; null when there is none (any more) for the tenant. */
  take(path: string, tenant: string): string | null {
    this.#sweep(MAX_WAITING);
    const token = path.slice(HANDOVER_PATH.length);
    const found = this.#waiting.get(token);
    if (found?.tenant !== tenant) return null;
    this.#waiting.delete(token);
    return found.secret;
  }

  /** Drops what has expired, and the oldest beyond `maxWaiting`. Entries stand in the order of their ends. */
  #sweep(maxWaiting: number): void {
    for (const [token, { expiresAtMs }] of this.#waiting) {
      if (expiresAtMs > Date.now() && this.#waiting.size <= maxWaiting) return;
      this.#waiting.delete(token);
    }
  }
}
