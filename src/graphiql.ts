/**
 * The GraphiQL page: one HTML document with everything inline, so that a browser asks no other host for anything.
 * It is rendered when the first browser asks, not at start, and kept compressed.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { parse } from 'graphql';

/** Answers requests for the page. */
export interface GraphiqlPage {
  /** Answers GET and HEAD with the page, any other method with 405. Never throws; a failure is answered with 500. */
  handle(req: IncomingMessage, res: ServerResponse): void;
}

/** The operations that the page opens with, one tab each. */
const EXAMPLES = new URL('../examples/operations.graphql', import.meta.url);

/**
 * Content codings, best first. The levels are where more effort stops paying: 9 MB become 1.9 MB (br) and 2.4 MB
 * (gzip) in about 0.3 s of a thread of the pool.
 */
const codings = {
  br: (html: Buffer) => promisify(brotliCompress)(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (html: Buffer) => promisify(gzip)(html, { level: 6 }),
  identity: (html: Buffer) => Promise.resolve(html),
};
type Coding = keyof typeof codings;

interface Page {
  readonly html: Buffer;
  readonly hash: string;
  readonly policy: string;
}

/**
 * GraphiQL's drag code leaves tabs with an offset and hides it as long as they have no focus, so that a pressed tab
 * jumps away from under the pointer and the click is lost.
 */
const TAB_STYLE = '<style>.graphiql-tab { transform: none !important; }</style>';

/** Makes the page for a GraphQL endpoint of the same origin, given as a path such as "/graphql". */
export function createGraphiqlPage(options: { readonly endpoint: string }): GraphiqlPage {
  const page = once(() => render(options.endpoint));
  const bodies = {
    br: once(async () => codings.br((await page()).html)),
    gzip: once(async () => codings.gzip((await page()).html)),
    identity: once(async () => codings.identity((await page()).html)),
  };
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const coding = chooseCoding(req.headers['accept-encoding']);
    const { hash, policy } = await page();
    const etag = `"${hash}-${coding}"`;
    const headers = { ...pageHeaders(policy), ETag: etag };
    if (matches(req.headers['if-none-match'], etag)) {
      res.writeHead(304, headers).end();
      return;
    }
    const body = await bodies[coding]();
    res.writeHead(200, {
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': body.length,
      ...(coding !== 'identity' && { 'Content-Encoding': coding }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
  return {
    handle(req, res) {
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        res.writeHead(405, { Allow: 'GET, HEAD' }).end();
        return;
      }
      answer(req, res).catch(() => fail(res));
    },
  };
}

/** Splits a document into its operations, each with the comment above it. Throws when it does not parse. */
export function splitOperations(document: string): readonly string[] {
  const ends = parse(document).definitions.map((definition) => definition.loc?.end ?? document.length);
  return ends.map((end, index) => document.slice(ends[index - 1] ?? 0, end).trim());
}

async function render(endpoint: string): Promise<Page> {
  // The module holds 9 MB of text, which a gateway that nobody explores need not load.
  const [{ renderGraphiQL }, examples] = await Promise.all([
    import('@graphql-yoga/render-graphiql'),
    readFile(EXAMPLES, 'utf8'),
  ]);
  const settings = {
    endpoint,
    title: 'Reseller Graph',
    defaultTabs: splitOperations(examples).map((query) => ({ query })),
    // A header may hold a credential, and an operation a client's password: the first stays out of the browser's
    // storage, the second out of the page's address, where the renderer would write every edit.
    shouldPersistHeaders: false,
    onEditQuery: null,
    // The examples carry their values inline; the panel for variables opens on a click.
    defaultEditorToolsVisibility: false,
  };
  const html = renderGraphiQL(settings).replace('</head>', `${TAB_STYLE}</head>`);
  return {
    html: Buffer.from(html),
    hash: createHash('sha256').update(html).digest('base64url'),
    policy: contentSecurityPolicy(html),
  };
}

/** Allows what is inline in the page, by hash where it is a script, and requests to its own origin. Nothing else. */
function contentSecurityPolicy(html: string): string {
  const start = html.indexOf('<script>') + '<script>'.length;
  const script = html.slice(start, html.indexOf('</script>', start));
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    // The editor parses in workers that it makes from text in the page.
    'worker-src blob:',
    // The editor writes its styles at run time, so they have no hash.
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function pageHeaders(policy: string): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

/** The best coding that the browser accepts. */
function chooseCoding(accepted: string | string[] | undefined): Coding {
  const offers = new Map<string, number>();
  for (const offer of String(accepted ?? '').split(',', 20)) {
    const [name = '', ...parameters] = offer.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    offers.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  const wanted = (coding: Coding): boolean => (offers.get(coding) ?? offers.get('*') ?? 0) > 0;
  if (wanted('br')) return 'br';
  return wanted('gzip') ? 'gzip' : 'identity';
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const known = ifNoneMatch.split(',', 20).map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes('*') || known.includes(etag);
}

function fail(res: ServerResponse): void {
  if (res.headersSent) res.destroy();
  else res.writeHead(500, { 'Content-Type': 'text/plain' }).end('The page could not be made.\n');
}

/** Runs `make` once; a failure is not kept, so that the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
