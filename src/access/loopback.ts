/** Callers of this machine, who need no credential where the configuration says so. */
import type { IncomingMessage } from 'node:http';
import { LOOPBACK_HOST } from '../hosts.ts';
import type { Caller } from './caller.ts';

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/;

/** Headers by which a proxy says that the request comes from elsewhere. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-real-ip',
  'cf-connecting-ip',
  'true-client-ip',
  'via',
];

/**
 * The caller of a request that comes from this machine; null for any other. A page of another site can be made to resolve
 * to this machine, and a proxy on it passes on what comes from elsewhere. The one shows in `Host`; the other in its headers,
 * or in its speaking HTTP/1.0, as some do unless told otherwise, or not at all.
 */
export function loopbackCaller(request: IncomingMessage, caller: Caller): Caller | null {
  const { headers, httpVersion, socket } = request;
  if (!LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') || !LOOPBACK_HOST.test(headers.host ?? '')) return null;
  if (httpVersion !== '1.1') return null;
  return FORWARDED.some((name) => headers[name] !== undefined) ? null : caller;
}
