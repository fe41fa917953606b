/** The section `limits` of the configuration file: every bound with its default, its range and what it is about. */
import { z } from 'zod';
import { count } from './settings.ts';

/** Bounds of connections and of HTTP requests. */
const connections = {
  maxConnections: count(2000, 100_000, 10).describe('Connections at once; further ones are closed.'),
  maxConnectionsPerAddress: count(1000, 100_000).describe(
    'Connections at once from one address (IPv6: one /64 network); further ones are closed. Behind a proxy all come from one.',
  ),
  maxRequestsPerConnection: count(16, 1000).describe(
    'Requests of one connection that wait for their answers at once (pipelining); further ones get 503, and with twice as many the connection is closed.',
  ),
  maxHeaderBytes: count(16 * 1024, 64 * 1024, 1024).describe(
    'Request line and headers together; more is answered 431.',
  ),
  maxHeaders: count(100, 1000, 10).describe('Headers of a request; more is answered 431.'),
  maxBodyBytes: count(256 * 1024, 8 * 1024 * 1024, 1024).describe('Request body; more is answered 413.'),
  headersTimeoutMs: count(10_000, 120_000, 100).describe(
    'Time for the headers of a request, from its first byte or from the beginning of the connection; then 408. Also for the handshake of TLS.',
  ),
  requestTimeoutMs: count(30_000, 600_000, 100).describe('Time for a whole request with its body; then 408.'),
  idleTimeoutMs: count(65_000, 600_000, 100).describe('How long a connection is kept open for a next request.'),
  answerTimeoutMs: count(30_000, 600_000, 100).describe(
    'How long a finished answer waits for a caller who does not read it; then the connection is closed.',
  ),
};

/** Bounds of a document and of what is sent with it. */
const documents = {
  maxDocumentLength: count(50_000, 1_000_000, 1000).describe('Characters of a document.'),
  maxTokens: count(4000, 100_000, 100).describe('Lexical tokens of a document, comments included.'),
  maxOperations: count(50, 1000).describe('Operations in a document, of which one is executed.'),
  maxFragments: count(50, 1000, 0).describe('Fragment definitions in a document.'),
  maxDepth: count(20, 100, 3).describe('Fields inside each other, fragments expanded.'),
  maxFields: count(2000, 100_000, 10).describe('Fields of an operation, fragments expanded.'),
  maxAliases: count(90, 10_000, 0).describe('Aliases of an operation, fragments expanded.'),
  maxRootFields: count(50, 1000).describe('Root fields of an operation, fragments expanded.'),
  maxMutations: count(10, 1000).describe('Root fields of a mutation: writes that one document can make.'),
  maxDuplicates: count(10, 1000).describe(
    'How often one selection set may name the same field (or alias, or fragment) again.',
  ),
  maxDirectives: count(100, 10_000, 0).describe('Directives of a document.'),
  maxDirectivesPerPlace: count(4, 1000, 0).describe('Directives at one place of a document.'),
  maxListItems: count(2000, 10_000).describe('Items of one list in an argument or in a variable.'),
  maxValueDepth: count(12, 100, 2).describe(
    'Lists and objects inside each other in an argument, in `variables` or `extensions`.',
  ),
  maxNameLength: count(200, 10_000, 10).describe('Characters of `operationName`.'),
  maxCachedCharacters: count(400_000, 100_000_000, 1000).describe(
    'Characters of all documents that came twice and are kept parsed and compiled; those used longest ago are dropped.',
  ),
};

/** Bounds of what an operation may ask for. */
const operations = {
  maxPageSize: count(500, 10_000).describe('Largest `first` or `last`.'),
  maxNodes: count(500, 10_000).describe('Ids in one `nodes` query.'),
  maxEntities: count(2000, 10_000).describe('Representations in one `_entities` query of a federation router.'),
  maxUpstreamCalls: count(5000, 1_000_000).describe(
    'Upstream calls that one operation may cost at most, for a caller without a budget of its own; one that could cost more is refused.',
  ),
  maxFurtherCalls: count(50, 10_000, 0).describe(
    'Of these, calls that go on with a read: further pages of long lists, and repetitions of a search or after the end of a session.',
  ),
  maxRequestsPerMinute: count(12_000, 10_000_000).describe(
    'GraphQL requests a minute of a caller without a limit of its own; more get 429. A quarter of a minute may come at once.',
  ),
  maxScannedClients: count(2000, 20_000).describe(
    'Clients that a filter or total may look at with a call of their own.',
  ),
  operationTimeoutMs: count(60_000, 600_000, 100).describe(
    'Longest run of one operation. Upstream reads that are still under way are given up; writes are not.',
  ),
  maxConcurrentOperations: count(256, 10_000).describe(
    'Operations being executed at once, of which one caller may have three quarters (rounded up); more get 503.',
  ),
  maxSubscriptions: count(100, 10_000, 0).describe(
    'Subscriptions at once, of which one caller may have three quarters (rounded up); more are refused.',
  ),
  subscriptionTimeoutMs: count(3_600_000, 86_400_000, 1000).describe(
    'Longest life of a subscription; the client may begin a new one then.',
  ),
};

/** When an account that keeps failing is left alone for a while. */
const health = {
  maxFailuresInARow: count(10, 10_000).describe('Failures of an account in a row after which its calls are held back.'),
  holdBackMs: count(1000, 600_000, 10).describe(
    'First wait before an account that keeps failing is tried again; it doubles up to `maxHoldBackMs`.',
  ),
  maxHoldBackMs: count(30_000, 600_000, 10).describe('Longest such wait.'),
};

/** The limits in the groups in which the documents list them. */
export const limitGroups = {
  'Connections and requests': connections,
  Documents: documents,
  Operations: operations,
  'Accounts that keep failing': health,
} as const;

/** The section `limits`. */
export const limitsSchema = z
  .strictObject({ ...connections, ...documents, ...operations, ...health })
  .refine(({ holdBackMs, maxHoldBackMs }) => holdBackMs <= maxHoldBackMs, {
    path: ['maxHoldBackMs'],
    error: 'must not be below holdBackMs',
  })
  .refine(({ headersTimeoutMs, requestTimeoutMs }) => headersTimeoutMs <= requestTimeoutMs, {
    path: ['requestTimeoutMs'],
    error: 'must not be below headersTimeoutMs, which is a part of it',
  })
  .refine(({ maxNodes, maxListItems }) => maxNodes <= maxListItems, {
    path: ['maxListItems'],
    error: 'must not be below maxNodes: the ids of a `nodes` query are such a list',
  })
  .refine(({ maxEntities, maxListItems }) => maxEntities <= maxListItems, {
    path: ['maxListItems'],
    error: 'must not be below maxEntities: the representations of an `_entities` query are such a list',
  })
  .refine(({ maxSubscriptions, maxConcurrentOperations }) => maxSubscriptions < maxConcurrentOperations, {
    path: ['maxSubscriptions'],
    error: 'must be below maxConcurrentOperations: each open subscription is one of these',
  });

/** Bounds of connections, requests and operations. Each one is described in `limitsSchema`. */
export type Limits = Readonly<z.infer<typeof limitsSchema>>;

/** The limits that hold when nothing else is said. */
export function defaultLimits(): Limits {
  return limitsSchema.parse({});
}
