/**
 * Calls a minute to one upstream account, shared among the tenants that call. Each that is active is entitled to an equal
 * part of what flows in; what it does not use when its part is full flows on to whoever needs it. So no one can starve
 * another, and one that is alone has everything.
 */
import { GatewayError } from '../errors.ts';

const MINUTE_MS = 60_000;
/** How long a tenant counts as active after it has asked. */
const ACTIVE_MS = 60_000;
/** Part of a minute's calls that may be sent at once. */
const BURST_MINUTES = 0.25;
/** Tenants that are told apart; of more, the one that has asked longest ago is forgotten. */
const MAX_TENANTS = 1000;
/** What the gateway calls by itself, to settle lost writes. It has a part like any tenant. */
const OWN = '';

interface Part {
  tokens: number;
  askedAtMs: number;
}

/** The shared bucket of one account, in memory of this process. */
export class AccountRate {
  readonly maxCallsPerMinute: number;
  readonly #account: string;
  readonly #now: () => number;
  /** Most calls at once, of all together. */
  readonly #burst: number;
  /** By tenant, those that have asked last at the end. */
  readonly #parts = new Map<string, Part>();
  /** What nobody is entitled to. */
  #free: number;
  #filledAtMs: number;

  /** `now`: milliseconds of a clock that only goes forward. */
  constructor(account: string, maxCallsPerMinute: number, now: () => number = () => performance.now()) {
    this.maxCallsPerMinute = maxCallsPerMinute;
    this.#account = account;
    this.#now = now;
    this.#burst = Math.max(1, maxCallsPerMinute * BURST_MINUTES);
    this.#free = this.#burst;
    this.#filledAtMs = now();
  }

  /** Takes one call; `tenant` is null for the gateway itself. Throws RATE_LIMITED with the time to wait. */
  take(tenant: string | null): void {
    const nowMs = this.#now();
    this.#fill(nowMs);
    const part = this.#partOf(tenant ?? OWN, nowMs);
    if (part.tokens >= 1) part.tokens -= 1;
    else if (part.tokens + this.#free >= 1) {
      this.#free -= 1 - part.tokens;
      part.tokens = 0;
    } else throw this.#tooMany(part);
  }

  #tooMany({ tokens }: Part): GatewayError {
    const perMs = this.maxCallsPerMinute / MINUTE_MS / this.#parts.size;
    const retryAfterMs = Math.max(1, Math.ceil((1 - tokens) / perMs));
    const message = `Account "${this.#account}" may be called ${this.maxCallsPerMinute} times a minute, and this caller's part of it is used up; the call was not sent.`;
    return new GatewayError('RATE_LIMITED', message, { account: this.#account, retryAfterMs, retryable: true });
  }

  /** The tenant's part, moved to the end. A new one begins empty: it has a right to what flows in from now on. */
  #partOf(tenant: string, nowMs: number): Part {
    const part = this.#parts.get(tenant) ?? { tokens: 0, askedAtMs: nowMs };
    part.askedAtMs = nowMs;
    this.#parts.delete(tenant);
    this.#parts.set(tenant, part);
    if (this.#parts.size > MAX_TENANTS) this.#drop(this.#parts.keys().next().value!);
    this.#level();
    return part;
  }

  /** Lets in what has come since, an equal part for each; parts of those that ask no more become free. */
  #fill(nowMs: number): void {
    const come = ((nowMs - this.#filledAtMs) * this.maxCallsPerMinute) / MINUTE_MS;
    this.#filledAtMs = nowMs;
    for (const [tenant, { askedAtMs }] of this.#parts) {
      if (nowMs - askedAtMs < ACTIVE_MS) break;
      this.#drop(tenant);
    }
    if (this.#parts.size === 0) this.#free += come;
    for (const part of this.#parts.values()) part.tokens += come / this.#parts.size;
    this.#level();
  }

  #drop(tenant: string): void {
    this.#free += this.#parts.get(tenant)?.tokens ?? 0;
    this.#parts.delete(tenant);
  }

  /** What is above a part's bound flows over into what is free, and all together stay within the burst. */
  #level(): void {
    const most = this.#burst / Math.max(1, this.#parts.size);
    let held = 0;
    for (const part of this.#parts.values()) {
      this.#free += Math.max(0, part.tokens - most);
      part.tokens = Math.min(part.tokens, most);
      held += part.tokens;
    }
    this.#free = Math.max(0, Math.min(this.#free, this.#burst - held));
  }
}
