/**
 * Opaque global ids (Relay's Global Object Identification). An id names the type, the configured account and the
 * upstream's own numbers, so that any node can be found again without a table of ours.
 */

/** Longest global id that is read, in characters. */
export const MAX_GLOBAL_ID_LENGTH = 1024;

/** A decoded global id. `parts` are the upstream's identifiers, outermost first: a charge has [client, charge]. */
export interface GlobalId {
  readonly typename: string;
  readonly account: string;
  readonly parts: readonly string[];
}

/** Encodes a global id: base64url of the URI-encoded pieces, joined by colons. */
export function encodeGlobalId(typename: string, account: string, ...parts: readonly string[]): string {
  const pieces = [typename, account, ...parts].map(encodeURIComponent);
  return Buffer.from(pieces.join(':')).toString('base64url');
}

/** Decodes a global id; null when the text is not one. Both base64 alphabets and padding are accepted. */
export function decodeGlobalId(id: string): GlobalId | null {
  if (id.length > MAX_GLOBAL_ID_LENGTH || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(id)) return null;
  try {
    const [typename, account, ...parts] = Buffer.from(id, 'base64url')
      .toString('utf8')
      .split(':')
      .map(decodeURIComponent);
    if (!typename || !/^[A-Z][A-Za-z]*$/.test(typename) || account === undefined) return null;
    return { typename, account, parts };
  } catch {
    return null;
  }
}
