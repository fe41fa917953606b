/** Agents' sessions. They live in memory alone: neither a restart nor a reset leaves one (freeside.md section 2.4). */
import { randomBytes } from 'node:crypto';

/** Sessions that are kept at once; beyond, the oldest ends. */
const MAX_SESSIONS = 10_000;

interface Session {
  readonly agentnum: string;
  /** Epoch seconds; use does not move it. */
  readonly endsAt: number;
}

/** The open sessions by their id of 32 hex digits. */
export class Sessions {
  #open = new Map<string, Session>();

  /** Begins a session that ends `seconds` after `now` (epoch seconds); returns its id. */
  begin(agentnum: string, now: number, seconds: number): string {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MAX_SESSIONS && oldest !== undefined) this.#open.delete(oldest);
    const id = randomBytes(16).toString('hex');
    this.#open.set(id, { agentnum, endsAt: now + seconds });
    return id;
  }

  /** The agent of a session that is still open at `now` (epoch seconds), or null. */
  agentOf(id: string, now: number): string | null {
    const session = this.#open.get(id);
    if (session === undefined || now < session.endsAt) return session?.agentnum ?? null;
    this.#open.delete(id);
    return null;
  }

  /** Ends a session; an unknown id is no matter. */
  end(id: string): void {
    this.#open.delete(id);
  }

  /** Ends all of them. */
  reset(): void {
    this.#open = new Map();
  }
}
