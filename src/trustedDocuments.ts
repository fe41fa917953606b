/**
 * Trusted documents: those of a manifest, named by their hash instead of being sent. With `only` there are no others, so
 * that a stolen credential can do what the applications do, and nothing else.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { z } from 'zod';
import { badRequest, type RequestParams } from './requestParams.ts';
import { ConfigError, parse, readText } from './settings.ts';
import type { TrustedDocumentsConfig } from './surfaceConfig.ts';

/** The documents of a manifest. */
export interface TrustedDocuments {
  /** Texts by SHA-256 in lower-case hexadecimal. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether any other document is refused. */
  readonly only: boolean;
}

/** Longest manifest. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

const MAX_DOCUMENTS = 10_000;

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/;

const manifestSchema = z.record(z.string(), z.string().min(1));

/** Reads the manifest. Throws ConfigError for one that cannot be read, and for a text that is not what its hash says. */
export function readTrustedDocuments({ file, only }: TrustedDocumentsConfig): TrustedDocuments {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_FILE_BYTES) throw new ConfigError(`trustedDocuments.file: it is longer than ${MAX_FILE_BYTES} bytes.`);
  const manifest = parse(
    manifestSchema,
    jsonOf(readText(file, 'The manifest of trustedDocuments')),
    'trustedDocuments.file',
  );
  const entries = Object.entries(manifest);
  if (entries.length > MAX_DOCUMENTS)
    throw new ConfigError(`trustedDocuments.file: it has ${entries.length} documents, at most ${MAX_DOCUMENTS}.`);
  const texts = new Map<string, string>();
  for (const [name, text] of entries) {
    const hash = HASH.exec(name)?.[1];
    if (hash === undefined)
      throw new ConfigError(
        'trustedDocuments.file: the name of each text must be its SHA-256 in lower-case hexadecimal.',
      );
    if (createHash('sha256').update(text).digest('hex') !== hash)
      throw new ConfigError(`trustedDocuments.file: the document "${hash}" has another SHA-256: write the file again.`);
    texts.set(hash, text);
  }
  return { texts, only };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError('trustedDocuments.file: it is not valid JSON.');
  }
}

/** The Yoga plugin. Must come after the one that reads the request. */
export function useTrustedDocuments({ texts, only }: TrustedDocuments): Plugin {
  const plugin = usePersistedOperations({
    allowArbitraryOperations: !only,
    extractPersistedOperationId: (params) => hashOf(params as RequestParams),
    getPersistedOperation: (hash) => texts.get(hash) ?? null,
    customErrors: {
      persistedQueryOnly: () => new GraphQLError(ONLY, { extensions: { code: 'FORBIDDEN', http: { status: 403 } } }),
      keyNotFound: () => badRequest(NAME_ONE),
      notFound: ({ params }) => notFound(params as RequestParams, only),
    },
  });
  return plugin as Plugin;
}

const NAME_ONE = 'Name the document: `documentId` is to be "sha256:" and its SHA-256 in lower-case hexadecimal.';
const ONLY =
  'Only trusted documents are executed here: send a `documentId` instead of `query`. The operator has the list.';

/** The hash by which a request names its document: as the draft of GraphQL over HTTP does it, or as Apollo's clients do. */
function hashOf({ documentId, extensions }: RequestParams): string | null {
  if (documentId !== undefined) return documentId.startsWith('sha256:') ? (HASH.exec(documentId)?.[1] ?? null) : null;
  const { sha256Hash } = (extensions?.['persistedQuery'] ?? {}) as Readonly<Record<string, unknown>>;
  return typeof sha256Hash === 'string' ? (/^[0-9a-f]{64}$/.exec(sha256Hash)?.[0] ?? null) : null;
}

/** Apollo's clients know by the text of the message that they may send the document itself. */
function notFound({ documentId }: RequestParams, only: boolean): GraphQLError {
  const message =
    only || documentId !== undefined
      ? 'No trusted document has this hash. The operator has the list, and adds documents to it.'
      : 'PersistedQueryNotFound';
  return new GraphQLError(message, { extensions: { code: 'NOT_FOUND', http: { status: 404 } } });
}
