/** Documents and comparisons for the tests of the XML-RPC codec. */
import { decodeAnswer, type DecodeOptions } from '../../src/wire/xmlrpc.ts';
import { XmlRpcBase64, XmlRpcDate, XmlRpcError, XmlRpcNumber, type XmlRpcValue } from '../../src/wire/xmlrpc-values.ts';

/** An answer with this `<value>`, or whatever stands for it. */
export function answerWith(value: string): string {
  return `<?xml version="1.0"?><methodResponse><params><param>${value}</param></params></methodResponse>`;
}

/** A value with this many arrays in each other. */
export function nested(depth: number): string {
  return `${'<value><array><data>'.repeat(depth)}<value>x</value>${'</data></array></value>'.repeat(depth)}`;
}

/** Bytes of a text. */
export function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** The value of an answer; throws when the document is a fault. */
export function valueIn(document: string | Uint8Array, options?: DecodeOptions): XmlRpcValue {
  const answer = decodeAnswer(typeof document === 'string' ? utf8(document) : document, options);
  if ('fault' in answer) throw new Error('The answer is a fault.');
  return answer.value;
}

/** A value as plain data that says every type and the order of members. */
export function plain(value: XmlRpcValue): unknown {
  if (value instanceof XmlRpcNumber) return { [value.type]: value.text };
  if (value instanceof XmlRpcDate) return { date: value.text };
  if (value instanceof XmlRpcBase64) return { base64: Buffer.from(value.bytes).toString('hex') };
  if (value instanceof Map) {
    return { struct: Array.from(value as ReadonlyMap<string, XmlRpcValue>, ([name, member]) => [name, plain(member)]) };
  }
  return Array.isArray(value) ? (value as readonly XmlRpcValue[]).map(plain) : value;
}

/** The error that a call throws; fails for anything but an XmlRpcError, and when nothing is thrown. */
export function errorOf(call: () => unknown): XmlRpcError {
  try {
    call();
  } catch (error) {
    if (error instanceof XmlRpcError) return error;
    throw new Error(`Another error than an XmlRpcError: ${String(error)}`, { cause: error });
  }
  throw new Error('Nothing was thrown.');
}

/** What becomes of a call: 'read', 'refused' with an XmlRpcError, or the name of another error. */
export function outcomeOf(call: () => unknown): string {
  try {
    call();
    return 'read';
  } catch (error) {
    return error instanceof XmlRpcError ? 'refused' : String(error);
  }
}
