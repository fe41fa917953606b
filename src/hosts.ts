/** Names of this machine. */

/** A host name, with or without a port, that can only mean this machine. */
export const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** True for a URL whose requests do not leave this machine; false for any other text. */
export function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && LOOPBACK_HOST.test(new URL(text).hostname);
}
