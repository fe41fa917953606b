/**
 * The public keys of an issuer of tokens. They are read when they are needed, kept, and read again when they are old or a token
 * names another one; an issuer that is away, or tokens with invented key ids, cause few questions.
 */
import { readFile, stat } from 'node:fs/promises';
import {
  createLocalJWKSet,
  errors,
  type CryptoKey,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import { unavailable } from './authenticator.ts';

/** Bounds, which tests set shorter. */
export interface IssuerKeysBounds {
  /** Age at which keys are read again. */
  readonly freshMs: number;
  /** Age up to which keys are used while they are read again, or the issuer is away. */
  readonly staleMs: number;
  /** Least time between two tries, after one that has worked. */
  readonly coolDownMs: number;
  /** The same after one that has failed. */
  readonly retryAfterMs: number;
}

/** The bounds of a gateway. */
export const issuerKeysBounds: IssuerKeysBounds = {
  freshMs: 600_000,
  staleMs: 86_400_000,
  coolDownMs: 30_000,
  retryAfterMs: 5000,
};

/** Longest wait for the issuer, its largest answer, and the most keys that are looked at. */
const FETCH_TIMEOUT_MS = 5000;
const MAX_BYTES = 256 * 1024;
const MAX_KEYS = 100;

/** Reads keys from where they are; throws any Error when they cannot be read, or are not usable. */
export type LoadKeys = () => Promise<JSONWebKeySet>;

type FindKey = (header: JWTHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;

/** The keys of one issuer. */
export class IssuerKeys {
  readonly #load: LoadKeys;
  readonly #bounds: IssuerKeysBounds;
  readonly #onFault: (error: unknown) => void;
  #keys: FindKey | null = null;
  #loadedAtMs = -Infinity;
  /** When it may be tried again. */
  #nextTryAtMs = -Infinity;
  #loading: Promise<void> | null = null;

  /** `onFault` is told of every try that fails. */
  constructor(load: LoadKeys, onFault: (error: unknown) => void, bounds = issuerKeysBounds) {
    this.#load = load;
    this.#onFault = onFault;
    this.#bounds = bounds;
  }

  /** The key for a token, as jose asks for it. Throws a JOSEError when there is none, AccessError (503) when none are known. */
  readonly find = async (header: JWTHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    const { freshMs, staleMs } = this.#bounds;
    const ageMs = performance.now() - this.#loadedAtMs;
    if (ageMs >= staleMs) await this.#refresh();
    else if (ageMs >= freshMs) void this.#refresh();
    if (this.#keys === null || performance.now() - this.#loadedAtMs >= staleMs)
      throw unavailable('UPSTREAM_UNAVAILABLE', 'The keys of the issuer of tokens cannot be read for now.');
    const keys = this.#keys;
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#refresh();
      if (this.#keys === keys) throw error;
      return this.#keys(header, token);
    }
  };

  /** Reads the keys anew, unless that was tried a moment ago. Never throws. */
  #refresh(): Promise<void> {
    if (this.#loading !== null) return this.#loading;
    if (performance.now() < this.#nextTryAtMs) return Promise.resolve();
    this.#loading = this.#read().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #read(): Promise<void> {
    const { coolDownMs, retryAfterMs } = this.#bounds;
    try {
      this.#keys = createLocalJWKSet(await this.#load());
      this.#loadedAtMs = performance.now();
      this.#nextTryAtMs = this.#loadedAtMs + coolDownMs;
    } catch (error) {
      this.#nextTryAtMs = performance.now() + retryAfterMs;
      this.#onFault(error);
    }
  }
}

/** Reads keys from a file. */
export function keysOfFile(path: string): LoadKeys {
  return async () => {
    if ((await stat(path)).size > MAX_BYTES) throw new Error(`The file of keys is longer than ${MAX_BYTES} bytes.`);
    return keySetOf(await readFile(path, 'utf8'));
  };
}

/** Reads keys over HTTP, without following redirects. */
export function keysOfUrl(url: string): LoadKeys {
  return async () => {
    const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
    const answer = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new Error(`The issuer has answered ${answer.status} for its keys.`);
    }
    return keySetOf(await textOf(answer));
  };
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error(`The issuer's keys are longer than ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Members of a public key; nothing else of it is taken over. */
const MEMBERS = ['kty', 'kid', 'use', 'key_ops', 'alg', 'n', 'e', 'crv', 'x', 'y'] as const;
const KEY_TYPES: ReadonlySet<unknown> = new Set(['RSA', 'EC', 'OKP']);

/** The public keys of a text. Throws an Error, which does not quote it, when it has none. */
export function keySetOf(text: string): JSONWebKeySet {
  const keys = listIn(text).filter(isPublicKey).slice(0, MAX_KEYS);
  if (keys.length === 0) throw new Error('There is no public key for signatures (JWK Set, RFC 7517).');
  const copies = keys.map((key) =>
    Object.fromEntries(MEMBERS.flatMap((name) => (name in key ? [[name, key[name]]] : []))),
  );
  return { keys: copies };
}

function listIn(text: string): readonly unknown[] {
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: unknown };
    return Array.isArray(keys) ? keys : [];
  } catch {
    return [];
  }
}

/** A symmetric key could make tokens, and a private one has no business here. */
function isPublicKey(value: unknown): value is JWK {
  if (typeof value !== 'object' || value === null) return false;
  const { kty, d, use } = value as JWK;
  return KEY_TYPES.has(kty) && d === undefined && use !== 'enc';
}
