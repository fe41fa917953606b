/** The server below the routes: plain HTTP, or HTTP over TLS. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { TlsFiles } from '../config.ts';
import type { BoundedOptions } from './connections.ts';
import { ConfigError } from '../settings.ts';

/** Makes the server, which does not listen yet. Throws ConfigError for a certificate and a key that do not fit. */
export function createListener(tls: TlsFiles | null, options: BoundedOptions, handler: RequestListener): Server {
  if (tls === null) return createServer(options, handler);
  const { cert, key } = tls;
  try {
    const secure = { cert, key, minVersion: 'TLSv1.2', handshakeTimeout: options.headersTimeout } as const;
    return createTlsServer({ ...options, ...secure }, handler);
  } catch (cause) {
    // The library's own message names the step that failed, and could quote nothing but that.
    throw new ConfigError(
      'TLS_CERT_FILE and TLS_KEY_FILE cannot be used: write PEM, with the key of that certificate.',
      {
        cause,
      },
    );
  }
}
