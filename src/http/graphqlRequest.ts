/** What must be right about a request to `/graphql` before anybody is authenticated and its body is read. */
import type { IncomingMessage } from 'node:http';
import type { Refusal } from './reply.ts';

const MEDIA_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?([\w-]+)"?\s*)?$/i;

/** Types that an answer can have; `text/event-stream` and `multipart/mixed` where an answer comes in parts. */
const ANSWERS = ['application/json', 'application/graphql-response+json', 'text/event-stream', 'multipart/mixed'];

const ALLOW = { allow: 'GET, POST, OPTIONS' };

/** Why the request is refused; null when it may go on. */
export function requestRefusal(req: IncomingMessage, { getQueries }: { readonly getQueries: boolean }): Refusal | null {
  const { method, headers, url = '' } = req;
  if (method === 'GET') {
    if (!getQueries && !namesDocument(url))
      return {
        ...refusal(405, 'Queries by GET are switched off here: send a POST.'),
        headers: { allow: 'POST, OPTIONS' },
      };
  } else if (method !== 'POST') {
    return { ...refusal(405, 'Send a POST with application/json, or a GET for a query.'), headers: ALLOW };
  } else {
    // Any site can make a browser post another type of body without asking this server first.
    const [, charset = 'utf-8'] = MEDIA_TYPE.exec(headers['content-type'] ?? '') ?? ['', 'none'];
    if (!/^utf-?8$/i.test(charset))
      return {
        ...refusal(415, 'Send `content-type: application/json` in UTF-8.'),
        headers: { accept: 'application/json' },
      };
    if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? ''))
      return {
        ...refusal(415, 'Send the body without a content-encoding.'),
        headers: { 'accept-encoding': 'identity' },
      };
  }
  // Otherwise a write would be made, and then not be told of.
  return isAcceptable(headers.accept) ? null : refusal(406, `Accept one of ${ANSWERS.join(', ')}.`);
}

/** True for an address that names a trusted document and brings none. */
function namesDocument(url: string): boolean {
  const search = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  return !search.has('query') && (search.has('documentId') || search.has('extensions'));
}

function refusal(status: number, message: string): Refusal {
  return { status, code: 'INVALID_INPUT', message };
}

/** True when the caller takes one of the types in UTF-8. */
function isAcceptable(accept: string | undefined): boolean {
  if (accept === undefined || accept === '*/*' || accept === ANSWERS[0]) return true;
  return accept.split(',', 50).some((part) => {
    const [type = '', ...parameters] = part.toLowerCase().replaceAll(/\s/g, '').split(';');
    const charset = parameters.find((parameter) => parameter.includes('charset='));
    if (charset !== undefined && charset !== 'charset=utf-8') return false;
    const [kind, form] = type.split('/');
    return ANSWERS.some((answer) => {
      const [ownKind, ownForm] = answer.split('/');
      return (kind === '*' || kind === ownKind) && (form === '*' || form === ownForm);
    });
  });
}
