/** Values as the Perl program behind the door has them: every scalar is text. */
import { XmlRpcBase64, XmlRpcDate, isStruct, textOf } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../wire/xmlrpc-values.ts';

/** A value of an answer. null = undef; bytes travel as base64. */
export type PerlValue = string | null | Uint8Array | readonly PerlValue[] | PerlHash;

/** A hash of an answer. Its members go out in any order. */
export interface PerlHash {
  readonly [name: string]: PerlValue;
}

/** Parameters of a call by name; undef is the empty text. */
export type Parameters = ReadonlyMap<string, string>;

/** What Perl prints for a reference where text is expected; the address is as good as any other. */
const HASH_TEXT = 'HASH(0x55d0c8a3f2b8)';
const ARRAY_TEXT = 'ARRAY(0x55d0c8a3f3a8)';

/** Characters that no XML answer could carry; base64 brings them in. */
const UNPRINTABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A value of a request as Perl text, its spelling kept (freeside.md section 2.2). */
export function perlText(value: XmlRpcValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (value instanceof XmlRpcDate) return value.text;
  if (value instanceof XmlRpcBase64) return Buffer.from(value.bytes).toString('utf8').replaceAll(UNPRINTABLE, '\uFFFD');
  return textOf(value) ?? (isStruct(value) ? HASH_TEXT : ARRAY_TEXT);
}

/** Perl's truth: the empty text and `0` are false, everything else is true, also `0.0` and `false`. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && text !== '' && text !== '0';
}
