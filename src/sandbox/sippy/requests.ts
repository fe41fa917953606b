/** What a request says: its call, and what the request log may show of it. */
import { decodeCall } from '../../wire/xmlrpc.ts';
import type { XmlRpcCall } from '../../wire/xmlrpc.ts';
import { XmlRpcDate, XmlRpcError, isStruct, textOf } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { UpstreamCall, UpstreamRequest } from '../upstream.ts';

const REDACTED = '[redacted]';
const SECRET = /pass|secret|token|auth|cvv|^number$|card_number|^key$|^exp_|^pin$/i;
const MAX_LOGGED_PARAMETERS = 80;
const MAX_LOGGED_CHARACTERS = 1000;

/** A call, or why there is none; the reason quotes nothing of the body. */
export type ReadCall = XmlRpcCall | { readonly problem: string };

/** Reads the body, whatever its Content-Type is called: curl says it were a form. */
export function readCall({ body, contentType }: UpstreamRequest): ReadCall {
  try {
    return decodeCall(body, { contentType });
  } catch (error) {
    if (error instanceof XmlRpcError) return { problem: error.message };
    throw error;
  }
}

/** The query and the members of the struct, secrets replaced. */
export function loggedOf(request: UpstreamRequest, call: ReadCall): UpstreamCall['logged'] {
  const [first] = 'problem' in call ? [] : call.params;
  const members = isStruct(first) ? [...first].map(([name, value]): [string, string] => [name, shown(value)]) : [];
  return { query: redacted(new URLSearchParams(request.query)), body: redacted(members) };
}

function shown(value: XmlRpcValue): string {
  if (value === null) return '[nil]';
  if (value instanceof XmlRpcDate) return value.text;
  return textOf(value) ?? '[not shown]';
}

function redacted(parameters: Iterable<readonly [string, string]>): Record<string, string> {
  const entries = Array.from(parameters)
    .slice(0, MAX_LOGGED_PARAMETERS)
    .map(([name, value]) => [shortened(name), SECRET.test(name) ? REDACTED : shortened(value)] as const);
  return Object.fromEntries(entries);
}

/** A copy, because a slice would keep the whole long text in memory. */
function shortened(text: string): string {
  if (text.length <= MAX_LOGGED_CHARACTERS) return text;
  return Buffer.from(text.slice(0, MAX_LOGGED_CHARACTERS)).toString('utf8');
}
