/** From an HTTP request to a method and its parameters, through either door (freeside.md section 2.1). */
import { decodeCall } from '../../wire/xmlrpc.ts';
import { UnsupportedElement, XmlRpcError, isStruct } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcStruct, XmlRpcValue } from '../../wire/xmlrpc-values.ts';
import type { UpstreamRequest } from '../upstream.ts';
import { perlText } from './perl.ts';
import type { Parameters } from './perl.ts';
import { deniedAccess, malformed, noSuchClass, wrongElement } from './refusal.ts';
import type { PerlFault } from './refusal.ts';

/** A call as it came through the door. */
export interface Incoming {
  /** The method without its prefix; empty when the request is no call. */
  readonly method: string;
  readonly parameters: Parameters;
  /** The fault that the door itself answers with; null when the method is to be run. */
  readonly fault: PerlFault | null;
}

const PUBLIC_CLASS = 'FS::SelfService::XMLRPC';
const BACK_END_CLASS = 'FS::ClientAPI_XMLRPC';

/** Reads a POST. `backEndDoor`: whether the second prefix is served too. Never throws for bad input. */
export function readCall(request: UpstreamRequest, backEndDoor: boolean): Incoming {
  try {
    const { contentType, body } = request;
    const { method: fullName, params } = decodeCall(body, { contentType, extensions: 'refuse' });
    const cut = fullName.lastIndexOf('.');
    const method = fullName.slice(cut + 1);
    const className = cut === -1 ? 'main' : fullName.slice(0, cut).replaceAll('.', '::');
    const isBackEnd = className === BACK_END_CLASS;
    if (isBackEnd && backEndDoor) return { method, parameters: fromList(params), fault: null };
    if (className === PUBLIC_CLASS) return { method, parameters: fromEither(params), fault: null };
    const known = isBackEnd || className === 'main';
    const fault = known ? deniedAccess(method, className) : noSuchClass(className);
    return { method, parameters: fromEither(params), fault };
  } catch (error) {
    if (error instanceof UnsupportedElement) return unread(wrongElement(error.element));
    if (error instanceof XmlRpcError) return unread(malformed(request.body));
    throw error;
  }
}

function unread(fault: PerlFault): Incoming {
  return { method: '', parameters: new Map(), fault };
}

/** The public door takes one struct, or a list. */
function fromEither(params: readonly XmlRpcValue[]): Parameters {
  const [first] = params;
  return isStruct(first) ? fromStruct(first) : fromList(params);
}

function fromStruct(members: XmlRpcStruct): Parameters {
  return new Map([...members].map(([name, value]) => [name, perlText(value)]));
}

/** Key, value, key, value; an odd last key has undef. A struct in the place of a key loses all that it has. */
function fromList(params: readonly XmlRpcValue[]): Parameters {
  const found = new Map<string, string>();
  for (let place = 0; place < params.length; place += 2) {
    found.set(perlText(params[place]), perlText(params[place + 1]));
  }
  return found;
}
