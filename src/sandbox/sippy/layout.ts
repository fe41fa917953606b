/** Answers as the switch prints them: as Python 2's xmlrpclib does, a line for each tag (sippy.md section 2, "Server"). */
import { encodeAnswer, encodeFault, encodeValue, escapeXml } from '../../wire/xmlrpc.ts';
import { int, isStruct, struct } from '../../wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../wire/xmlrpc-values.ts';

const PROLOG = "<?xml version='1.0'?>\n";

/** A whole answer. */
export function answerText(value: XmlRpcValue, layout: 'pretty' | 'compact'): string {
  if (layout === 'compact') return encodeAnswer(value, { prolog: PROLOG });
  return `${PROLOG}<methodResponse>\n<params>\n<param>\n${pretty(value)}</param>\n</params>\n</methodResponse>\n`;
}

/** A whole fault, with its code as int. */
export function faultText(
  fault: { readonly code: number; readonly text: string },
  layout: 'pretty' | 'compact',
): string {
  if (layout === 'compact') return encodeFault(fault, { prolog: PROLOG });
  const value = struct({ faultCode: int(fault.code), faultString: fault.text });
  return `${PROLOG}<methodResponse>\n<fault>\n${pretty(value)}</fault>\n</methodResponse>\n`;
}

function pretty(value: XmlRpcValue): string {
  if (isStruct(value)) {
    const members = [...value].map(([name, member]) => {
      return `<member>\n<name>${escapeXml(name)}</name>\n${pretty(member)}</member>\n`;
    });
    return `<value><struct>\n${members.join('')}</struct></value>\n`;
  }
  if (Array.isArray(value)) return `<value><array><data>\n${value.map(pretty).join('')}</data></array></value>\n`;
  return `${encodeValue(value)}\n`;
}
