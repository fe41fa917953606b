/** API keys as text: `rgk_<id>_<secret>`. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** A key, taken apart. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const PREFIX = 'rgk_';
const KEY = /^rgk_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;
const ID = /^[a-z0-9]{12}$/;
const ID_LENGTH = 12;
const SECRET_BYTES = 32;

/** The parts of a key; null for any other text. */
export function parseKey(text: string): KeyText | null {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** True for what can only be meant as a key. */
export function isMeantAsKey(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** True for the id of a key. */
export function isKeyId(text: string): boolean {
  return ID.test(text);
}

/** A new key, with 256 random bits in its secret. */
export function newKey(): KeyText & { readonly text: string } {
  const id = Array.from({ length: ID_LENGTH }, () => randomInt(36).toString(36)).join('');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { id, secret, text: `${PREFIX}${id}_${secret}` };
}

/** SHA-256 of a secret, as 64 hexadecimal digits: it is random, so that nobody can try out what it was made of. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** True when the secret has this hash; takes the same time for any. */
export function hasHash(secret: string, hash: string): boolean {
  const [given, kept] = [secretHash(secret), hash].map((text) => Buffer.from(text));
  return given!.length === kept!.length && timingSafeEqual(given!, kept!);
}
