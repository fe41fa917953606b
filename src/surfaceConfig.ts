/** What the gateway shows to the network besides answers to operations: the page, introspection, other sites, documents. */
import { z } from 'zod';

/** Documents that are known beforehand. */
export interface TrustedDocumentsConfig {
  /** Path of a JSON file: an object of documents by their SHA-256, in hexadecimal. */
  readonly file: string;
  /** Whether any other document is refused. */
  readonly only: boolean;
}

/** What is open. */
export interface Surface {
  /** The GraphiQL page, to which the root leads then. */
  readonly graphiql: boolean;
  /** `__schema` and `__type`. `__typename` is always allowed. */
  readonly introspection: boolean;
  /** Queries by GET. Trusted documents may always be asked for so. */
  readonly getQueries: boolean;
  /** Origins, such as https://panel.example, whose pages may use the gateway from a browser. */
  readonly allowedOrigins: readonly string[];
  /** Null: every document is taken. */
  readonly trustedDocuments: TrustedDocumentsConfig | null;
}

const origin = z.string().refine(isOrigin, 'write an origin such as "https://panel.example", without a path');

/** The section `surface` of the configuration file. */
export const surfaceSchema = z.strictObject({
  graphiql: z.boolean().optional(),
  introspection: z.boolean().optional(),
  getQueries: z.boolean().optional(),
  allowedOrigins: z.array(origin).max(100).default([]),
});

/** The section `trustedDocuments` of the configuration file. */
export const trustedDocumentsSchema = z.strictObject({
  file: z.string().min(1),
  only: z.boolean().default(false),
});

/** Everything open for people who explore: what the sandbox has. */
export function openSurface(): Surface {
  return { graphiql: true, introspection: true, getQueries: true, allowedOrigins: [], trustedDocuments: null };
}

/** What holds with real accounts when nothing else is said. */
export function closedSurface(): Surface {
  return { ...openSurface(), graphiql: false, introspection: false, getQueries: false };
}

/** Reads the sections. With `only` trusted documents there is nothing to explore, whatever the section says. */
export function surfaceOf(
  section: z.infer<typeof surfaceSchema>,
  trustedDocuments: TrustedDocumentsConfig | null,
  isSandbox: boolean,
): Surface {
  const { graphiql, introspection, getQueries } = isSandbox ? openSurface() : closedSurface();
  const may = trustedDocuments?.only !== true;
  return {
    graphiql: may && (section.graphiql ?? graphiql),
    introspection: may && (section.introspection ?? introspection),
    getQueries: may && (section.getQueries ?? getQueries),
    allowedOrigins: section.allowedOrigins,
    trustedDocuments,
  };
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes('*');
}
