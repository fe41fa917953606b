/** HTML pages of the infrastructure in front of an upstream. */
import { STATUS_CODES } from 'node:http';
import type { UpstreamAnswer } from './upstream.ts';

/** A short page with this status, as a proxy or a content delivery network would send it. */
export function htmlPage(status: number): UpstreamAnswer {
  const title = status === 200 ? 'Please wait' : `${status} ${STATUS_CODES[status] ?? ''}`;
  const body = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1><hr>nginx</body>\n</html>\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}
