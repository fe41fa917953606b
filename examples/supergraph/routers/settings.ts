/** What all routers are set to alike. */

/** Headers of a request that go on to the subgraphs: who asks, and to which trace it belongs. */
export const FORWARDED_HEADERS = ['authorization', 'traceparent', 'tracestate'] as const;

/** How to start a router. */
export interface RouterSettings {
  readonly port: number;
  /** Text of the supergraph, for routers that take one. */
  readonly supergraphFile: string;
  /** Longest wait for an answer of a subgraph. */
  readonly subgraphTimeoutMs: number;
}

/**
 * Longer than the gateway lets an operation run (`limits.operationTimeoutMs`, a minute), so that it is the gateway that says what became of
 * a write.
 */
export const SUBGRAPH_TIMEOUT_MS = 70_000;

/** Reads the arguments of a router's process: PORT SUPERGRAPH_FILE SUBGRAPH_TIMEOUT_MS. */
export function settingsFrom([port = '4300', supergraphFile = '', timeout = '']: readonly string[]): RouterSettings {
  return {
    port: Number(port),
    supergraphFile,
    subgraphTimeoutMs: timeout === '' ? SUBGRAPH_TIMEOUT_MS : Number(timeout),
  };
}

/** Those of the headers that a request has. */
export function forwarded(
  valueOf: (name: string) => string | readonly string[] | null | undefined,
): Record<string, string> {
  const present = FORWARDED_HEADERS.map((name) => [name, valueOf(name)] as const);
  return Object.fromEntries(
    present.filter((entry): entry is [(typeof entry)[0], string] => typeof entry[1] === 'string'),
  );
}
