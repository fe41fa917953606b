/** What callers have used, in memory of this process: requests, upstream calls by account, and their last operations. */
import { LRUCache } from 'lru-cache';
import type { Caller } from '../access/caller.ts';
import { GatewayError } from '../errors.ts';
import { Bucket } from './bucket.ts';
import { CallCount } from './callCount.ts';

/** Callers of whom it is remembered; of more, the one that has asked longest ago is forgotten. */
const MAX_CALLERS = 2000;
/** Operations that are remembered of each. */
const MAX_OPERATIONS = 50;
/** Characters that are kept of an operation's name. */
const MAX_NAME = 100;

/** An operation that was executed. */
export interface UsedOperation {
  readonly at: Date;
  /** Null for one without a name. */
  readonly operationName: string | null;
  /** Upstream calls that it could have cost at most. */
  readonly estimatedCalls: number;
  /** Those that it has cost. */
  readonly calls: number;
}

/** What a caller may use. */
export interface Allowance {
  /** Upstream calls of one operation. */
  readonly maxUpstreamCalls: number;
  /** GraphQL requests a minute. */
  readonly maxRequestsPerMinute: number;
}

/** The figures of one caller. */
export class CallerUsage {
  readonly allowance: Allowance;
  readonly #now: () => number;
  readonly #bucket: Bucket;
  readonly #calls = new Map<string, CallCount>();
  /** The newest last. */
  readonly #operations: UsedOperation[] = [];

  constructor(allowance: Allowance, now: () => number) {
    this.allowance = allowance;
    this.#now = now;
    this.#bucket = new Bucket(allowance.maxRequestsPerMinute, now());
  }

  /** Requests that may come at once now. */
  get requestsLeft(): number {
    return this.#bucket.left(this.#now());
  }

  /** The last operations, the newest first. */
  get operations(): readonly UsedOperation[] {
    return this.#operations.toReversed();
  }

  /** Counts a request. Throws RATE_LIMITED, with the time to wait, when there were too many. */
  request(): void {
    const retryAfterMs = this.#bucket.take(this.#now());
    if (retryAfterMs === null) return;
    const { perMinute, burst } = this.#bucket;
    const message = `This caller may send ${perMinute} requests a minute, ${burst} of them at once: wait, or ask for more in one request.`;
    throw new GatewayError('RATE_LIMITED', message, { retryAfterMs, retryable: true });
  }

  /** Counts a call to an account. */
  call(account: string): void {
    const count = this.#calls.get(account) ?? new CallCount();
    this.#calls.set(account, count);
    count.add(this.#now());
  }

  /** Calls to an account in the last minute and the last hour. */
  callsTo(account: string): { readonly lastMinute: number; readonly lastHour: number } {
    return this.#calls.get(account)?.sums(this.#now()) ?? { lastMinute: 0, lastHour: 0 };
  }

  /** Remembers an operation. */
  executed(operation: UsedOperation): void {
    const operationName = operation.operationName?.slice(0, MAX_NAME) ?? null;
    this.#operations.push({ ...operation, operationName });
    if (this.#operations.length > MAX_OPERATIONS) this.#operations.shift();
  }
}

/** The figures of all callers. */
export class UsageBook {
  readonly #default: Allowance;
  readonly #now: () => number;
  readonly #callers = new LRUCache<string, CallerUsage>({ max: MAX_CALLERS });

  /** `allowance` is that of callers without one of their own; `now`: milliseconds of a clock that only goes forward. */
  constructor(allowance: Allowance, now: () => number = () => performance.now()) {
    this.#default = allowance;
    this.#now = now;
  }

  /** The figures of a caller; new ones when its allowance has changed. */
  of({ tenant, id, maxUpstreamCalls, maxRequestsPerMinute }: Caller): CallerUsage {
    const key = `${tenant}\n${id}`;
    const allowance: Allowance = {
      maxUpstreamCalls: maxUpstreamCalls ?? this.#default.maxUpstreamCalls,
      maxRequestsPerMinute: maxRequestsPerMinute ?? this.#default.maxRequestsPerMinute,
    };
    const known = this.#callers.get(key);
    if (known !== undefined && isSame(known.allowance, allowance)) return known;
    const fresh = new CallerUsage(allowance, this.#now);
    this.#callers.set(key, fresh);
    return fresh;
  }
}

function isSame(left: Allowance, right: Allowance): boolean {
  return left.maxUpstreamCalls === right.maxUpstreamCalls && left.maxRequestsPerMinute === right.maxRequestsPerMinute;
}
