/** Bytes of an XML document to text: which character set, and that the bytes keep to it (xml-rpc.md section 3). */
import { XmlRpcError } from './xmlrpc-values.ts';

type Charset = 'UTF-8' | 'us-ascii' | 'iso-8859-1';

const charsets: ReadonlyMap<string, Charset> = new Map([
  ['utf-8', 'UTF-8'],
  ['utf8', 'UTF-8'],
  ['us-ascii', 'us-ascii'],
  ['ascii', 'us-ascii'],
  ['iso-8859-1', 'iso-8859-1'],
  ['iso_8859-1', 'iso-8859-1'],
  ['latin1', 'iso-8859-1'],
]);

/** How far the prolog is looked for, in bytes. */
const MAX_PROLOG_BYTES = 512;

const HEADER_CHARSET = /;[ \t]*charset[ \t]*=[ \t]*["']?([^"';, \t]+)/i;
const PROLOG_ENCODING = /^\s{0,64}<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]+)["']/;

/**
 * Decodes a document. What decides: a byte order mark, then the charset of the Content-Type header (RFC 7303 gives it
 * priority over the document), then the prolog; UTF-8 otherwise. The byte order mark is not part of the text.
 * Throws an XmlRpcError for any other character set, by name, and for bytes that the character set does not have.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const marked = charsetOfMark(bytes);
  const charset = marked ?? charsetOf(HEADER_CHARSET.exec(contentType ?? '')?.[1] ?? prologEncoding(bytes) ?? 'utf-8');
  if (charset === 'UTF-8') return decodeUtf8(bytes);
  if (charset === 'us-ascii' && bytes.some((byte) => byte > 0x7f)) {
    throw new XmlRpcError('The document says us-ascii but has other characters.');
  }
  return viewOf(bytes).toString('latin1');
}

function charsetOf(name: string): Charset {
  const charset = charsets.get(name.toLowerCase());
  if (charset !== undefined) return charset;
  const shown = /^[\w.:-]{1,40}$/.test(name) ? ` "${name}"` : '';
  throw new XmlRpcError(
    `The character set${shown} of the document is not supported; send UTF-8, us-ascii or iso-8859-1.`,
  );
}

function charsetOfMark(bytes: Uint8Array): Charset | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'UTF-8';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return charsetOf('UTF-16');
  return null;
}

/** The prolog is plain ASCII in every character set that is accepted. */
function prologEncoding(bytes: Uint8Array): string | undefined {
  return PROLOG_ENCODING.exec(viewOf(bytes.subarray(0, MAX_PROLOG_BYTES)).toString('latin1'))?.[1];
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRpcError('The document is not valid UTF-8.');
  }
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
