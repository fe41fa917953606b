/** An issuer of tokens with a real server for its keys, and tokens of every kind, also ones that no library would make. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A pair of keys that the issuer signs with. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A new RSA key. */
export function rsaKey(kid: string, modulusLength = 2048): SigningKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength }) };
}

/** A key as a JWK Set has it. */
export function jwkOf({ kid, publicKey }: SigningKey): object {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with any header and claims, signed with RS256 whatever the header says. */
export function signed(key: SigningKey, header: object, claims: object): string {
  const content = `${encode({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...header })}.${encode(claims)}`;
  return `${content}.${createSign('sha256').update(content).sign(key.privateKey).toString('base64url')}`;
}

/** A token without a signature. */
export function unsigned(header: object, claims: object): string {
  return `${encode(header)}.${encode(claims)}.`;
}

/** A token whose HMAC was made with a public key, as if that were a secret. */
export function signedWithPublicKey({ publicKey, kid }: SigningKey, claims: object): string {
  const content = `${encode({ alg: 'HS256', kid, typ: 'JWT' })}.${encode(claims)}`;
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
}

/** A server of keys. */
export class Issuer {
  readonly #server: Server;
  /** Requests so far. */
  asked = 0;
  /** What it answers with. */
  answer: (res: ServerResponse) => void = () => {};

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts one that serves these keys. */
  static async start(...keys: readonly SigningKey[]): Promise<Issuer> {
    const server = createServer((_req, res) => {
      issuer.asked += 1;
      issuer.answer(res);
    });
    const issuer = new Issuer(server);
    issuer.serve(...keys);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  /** Serves these keys from now on. */
  serve(...keys: readonly SigningKey[]): void {
    this.answer = (res) => void res.end(JSON.stringify({ keys: keys.map(jwkOf) }));
  }

  /** Answers with an error from now on. */
  fail(): void {
    this.answer = (res) => void res.writeHead(503).end('away');
  }

  /** Where the keys are. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/jwks`;
  }

  /** Stops it. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
