/** Writes values as XML-RPC, strictly: what the receiver could read in two ways is refused (xml-rpc.md section 2.2). */
import {
  isFixed,
  isStruct,
  XmlRpcBase64,
  XmlRpcDate,
  XmlRpcError,
  XmlRpcNumber,
  type XmlRpcValue,
} from './xmlrpc-values.ts';

/** How many arrays and structs may stand in each other; also what ends a value that contains itself. */
const MAX_DEPTH = 64;

/** Characters that XML 1.0 cannot carry, not even as a reference: control characters, lone surrogates, U+FFFE, U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // As itself it would be read as a line feed.
  '\r': '&#13;',
};

/** Text as it stands between tags. Throws an XmlRpcError when it has a character that XML cannot carry. */
export function escapeText(text: string, field: string): string {
  if (FORBIDDEN.test(text)) {
    throw new XmlRpcError(`${field}: has a control character or another character that XML cannot carry; take it out.`);
  }
  return text.replaceAll(/[&<>\r]/g, (character) => escapes[character]!);
}

/** A whole `<value>`. Throws an XmlRpcError that names the field: `field` and the path below it ("params[0].name"). */
export function writeValue(value: XmlRpcValue, field: string, depth = 0): string {
  return `<value>${writeContent(value, field, depth)}</value>`;
}

function writeContent(value: XmlRpcValue, field: string, depth: number): string {
  if (typeof value === 'string') return `<string>${escapeText(value, field)}</string>`;
  if (typeof value === 'boolean') return `<boolean>${value ? '1' : '0'}</boolean>`;
  if (value === null) return '<nil/>';
  if (value instanceof XmlRpcNumber) return writeNumber(value, field);
  if (value instanceof XmlRpcDate) return `<dateTime.iso8601>${value.text}</dateTime.iso8601>`;
  if (value instanceof XmlRpcBase64) return `<base64>${Buffer.from(value.bytes).toString('base64')}</base64>`;
  if (depth >= MAX_DEPTH) throw new XmlRpcError(`${field}: stands more than ${MAX_DEPTH} deep.`);
  if (isStruct(value)) {
    const members = Array.from(value, ([name, member]) => writeMember(name, member, field, depth + 1));
    return `<struct>${members.join('')}</struct>`;
  }
  if (!Array.isArray(value)) throw new XmlRpcError(`${field}: is not a value of XML-RPC.`);
  const items = value.map((item, index) => writeValue(item, `${field}[${index}]`, depth + 1));
  return `<array><data>${items.join('')}</data></array>`;
}

function writeMember(name: string, value: XmlRpcValue, field: string, depth: number): string {
  const written = escapeText(name, `${field}: the name of a member`);
  return `<member><name>${written}</name>${writeValue(value, `${field}.${name}`, depth)}</member>`;
}

function writeNumber({ type, text }: XmlRpcNumber, field: string): string {
  if (type === 'double' && !isFixed(text)) {
    throw new XmlRpcError(`${field}: is a number that is not in fixed notation; write its digits out.`);
  }
  return `<${type}>${text}</${type}>`;
}
