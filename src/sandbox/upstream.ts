/**
 * What a stand-in for one upstream offers to the sandbox's server. Listening, faults, the request log, the clock, the
 * journal and the control endpoint are common; protocol, checks and state belong to the stand-in.
 */
import type { FaultKind } from './faults.ts';

/** A request that was read completely and within bounds. */
export interface UpstreamRequest {
  readonly httpMethod: string;
  /** Path without the query. */
  readonly path: string;
  /** Raw query text without the question mark; empty when there is none. */
  readonly query: string;
  /** The Host header; empty when absent. */
  readonly host: string;
  /** The Content-Type header; empty when absent. */
  readonly contentType: string;
  /** The Authorization header; empty when absent. Never logged. */
  readonly authorization: string;
  readonly body: Buffer;
  /** Address of the caller as text; an IPv4 address never has the `::ffff:` prefix. */
  readonly remoteAddress: string;
}

/** A whole HTTP answer; the server adds Content-Length. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One understood call. Nothing has happened yet: `apply` does the work. */
export interface UpstreamCall {
  /**
   * A name from `functions`; `(none)` or `(unknown)` when the request names none or another, `(challenge)` when its
   * credentials are asked for.
   */
  readonly functionName: string;
  /** The parameters by where they stood, for the request log; secrets are already replaced. */
  readonly logged: { readonly query: Record<string, string>; readonly body: Record<string, string> };
  /** A lost answer or an outage that a switch asks for, treated as a fault of this kind; null for none. */
  readonly standingFault: { readonly kind: FaultKind; readonly delayMs: number } | null;
  /** Checks the call, applies it and returns the answer. Called at most once. Throws only when the journal fails. */
  apply(): UpstreamAnswer;
  /** The upstream's own way to say that there were too many calls; applies nothing. */
  rateLimited(): UpstreamAnswer;
}

/** A stand-in for one upstream. */
export interface SandboxUpstream {
  /** Name of the provider as control requests write it, e.g. `voipms`. */
  readonly name: string;
  readonly functions: readonly string[];
  readonly switches: SwitchControl;
  /** True when requests at this path are for this upstream. */
  handles(path: string): boolean;
  read(request: UpstreamRequest): Promise<UpstreamCall>;
  /** Applies a write of the journal again. Throws when it does not fit. */
  replay(write: unknown): void;
  /** Back to the seeded state, without switches or journal. */
  reset(): void;
}

/** How the control endpoint reads and changes the switches of one upstream. */
export interface SwitchControl {
  current(): Readonly<Record<string, unknown>>;
  /** Changes all given switches, or none: returns the problems, one text for each, naming field and allowed values. */
  change(patch: Readonly<Record<string, unknown>>): readonly string[];
  reset(): void;
}
