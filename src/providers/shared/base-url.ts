/** The configured address of an upstream. */

/** An error for the operator: which account, and what to change. */
export function unusable(account: string, why: string): Error {
  return new Error(`The base URL of account "${account}" cannot be used: ${why}`);
}

/** The address as a URL. Throws a plain Error unless it is http or https without user, query and fragment. */
export function usableUrl(account: string, baseUrl: string): URL {
  if (!URL.canParse(baseUrl)) throw unusable(account, 'it is no URL.');
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw unusable(account, 'it must begin with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw unusable(account, 'it must have no user, query or fragment.');
  }
  return url;
}
