/** Documents of XML-RPC: calls and answers, from bytes and to text. The rules stand in xml-rpc.md, sections 2 and 3. */
import { decodeText } from './xml-charset.ts';
import { documentOf, elementOf, once, textElement, typeElement, valueElement, type Grammar } from './xmlrpc-grammar.ts';
import { checkLength, readXml, readXmlInSteps, type ElementName, type Open } from './xmlrpc-reader.ts';
import { int, isStruct, struct, textOf, XmlRpcError, XmlRpcNumber, type XmlRpcValue } from './xmlrpc-values.ts';
import { escapeText, writeValue } from './xmlrpc-writer.ts';

/** Bounds of one document. */
export interface XmlRpcBounds {
  /** Size of the whole document, in bytes; it bounds every text in it. */
  readonly maxBytes: number;
  /** How many arrays and structs may stand in each other. */
  readonly maxDepth: number;
  /** Elements, attributes, comments, CDATA sections and processing instructions together. */
  readonly maxElements: number;
  /** Names of elements, members and methods, in characters. */
  readonly maxNameLength: number;
}

/** Bounds of an upstream's answer: 8 MiB. */
export const answerBounds: XmlRpcBounds = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 64,
  maxElements: 200_000,
  maxNameLength: 256,
};

/** Bounds of a request: 1 MiB. */
export const requestBounds: XmlRpcBounds = { ...answerBounds, maxBytes: 1024 * 1024 };

/** A call: the method and its parameters in order. */
export interface XmlRpcCall {
  readonly method: string;
  readonly params: readonly XmlRpcValue[];
}

/** A fault. What is missing in it is the empty text. */
export interface XmlRpcFault {
  /** "401", "Client". */
  readonly code: string;
  /** 'string' also for a code without a type element and for one that is missing. */
  readonly codeType: 'int' | 'string';
  readonly text: string;
}

/** An answer: a value or a fault. */
export type XmlRpcAnswer = { readonly value: XmlRpcValue } | { readonly fault: XmlRpcFault };

/** How a document is read. */
export interface DecodeOptions {
  /** The Content-Type header, for its charset. */
  readonly contentType?: string;
  /** Default: `requestBounds` for a call, `answerBounds` for an answer. */
  readonly bounds?: XmlRpcBounds;
  /** 'refuse': i8 and ex:* throw an UnsupportedElement. `<nil/>` is accepted either way. Default: 'accept'. */
  readonly extensions?: 'accept' | 'refuse';
}

const METHOD_NAME = /^[A-Za-z0-9_.:/]+$/;

/** Reads a call. Throws an XmlRpcError for anything that is not one whole, well-formed call within the bounds. */
export function decodeCall(bytes: Uint8Array, options: DecodeOptions = {}): XmlRpcCall {
  const { bounds = requestBounds } = options;
  const params: XmlRpcValue[] = [];
  let method: string | undefined;
  const openMethod = once('methodName', () => textElement('methodName', (text) => void (method = text)));
  const openParams = once('params', () =>
    paramsElement(grammarOf(bounds, options), (value) => void params.push(value)),
  );
  const openChild = (local: string): Open | null => {
    if (local === 'methodName') return openMethod();
    return local === 'params' ? openParams() : null;
  };
  const checkMethod = (): void => {
    if (method === undefined) throw new XmlRpcError('The call has no method name.');
    checkLength(method, bounds, 'method name');
    if (!METHOD_NAME.test(method))
      throw new XmlRpcError('The method name has other characters than letters, digits and _ . : /');
  };
  const root = documentOf('methodCall', () => elementOf('methodCall', openChild, checkMethod));
  readXml(textIn(bytes, options, bounds), bounds, root);
  return { method: method!, params };
}

/** Reads an answer. Throws an XmlRpcError for anything that is not one whole, well-formed answer within the bounds. */
export function decodeAnswer(bytes: Uint8Array, options: DecodeOptions = {}): XmlRpcAnswer {
  const { bounds = answerBounds } = options;
  const { root, answer } = answerDocument(bounds, options);
  readXml(textIn(bytes, options, bounds), bounds, root);
  return answer();
}

/** The same with pauses: a list of thousands of customers has megabytes, which take seconds. Rejects as `decodeAnswer` throws. */
export async function decodeAnswerInSteps(bytes: Uint8Array, options: DecodeOptions = {}): Promise<XmlRpcAnswer> {
  const { bounds = answerBounds } = options;
  const { root, answer } = answerDocument(bounds, options);
  await readXmlInSteps(textIn(bytes, options, bounds), bounds, root);
  return answer();
}

/** What reads an answer, and what it has read. */
function answerDocument(
  bounds: XmlRpcBounds,
  options: DecodeOptions,
): { readonly root: Open; readonly answer: () => XmlRpcAnswer } {
  const grammar = grammarOf(bounds, options);
  let answer: XmlRpcAnswer | undefined;
  const takeValue = (value: XmlRpcValue): void => {
    if (answer !== undefined) throw new XmlRpcError('The answer has more than one param.');
    answer = { value };
  };
  const open = once('params or fault', (local: string) =>
    local === 'params'
      ? paramsElement(grammar, takeValue)
      : faultElement(grammar, (fault) => void (answer = { fault })),
  );
  const openChild = (local: string): Open | null => (local === 'params' || local === 'fault' ? open(local) : null);
  const checkAnswer = (): void => {
    if (answer === undefined) throw new XmlRpcError('The answer has neither a param nor a fault.');
  };
  const root = documentOf('methodResponse', () => elementOf('methodResponse', openChild, checkAnswer));
  return { root, answer: () => answer! };
}

function textIn(bytes: Uint8Array, { contentType }: DecodeOptions, bounds: XmlRpcBounds): string {
  if (bytes.length === 0) throw new XmlRpcError('The document is empty.');
  if (bytes.length > bounds.maxBytes) throw new XmlRpcError(`The document is longer than ${bounds.maxBytes} bytes.`);
  return decodeText(bytes, contentType);
}

function grammarOf(bounds: XmlRpcBounds, { extensions = 'accept' }: DecodeOptions): Grammar {
  return { ...bounds, extensions };
}

function paramsElement(grammar: Grammar, take: (value: XmlRpcValue) => void): Open {
  return elementOf('params', (local) => (local === 'param' ? paramElement(grammar, take) : null));
}

function paramElement(grammar: Grammar, take: (value: XmlRpcValue) => void): Open {
  let complete = false;
  const openValue = once('value', () =>
    valueElement(grammar, 0, (value) => {
      complete = true;
      take(value);
    }),
  );
  return elementOf(
    'param',
    (local) => (local === 'value' ? openValue() : null),
    () => {
      if (!complete) throw new XmlRpcError('A param has no value.');
    },
  );
}

/** A fault stays a fault whatever is missing in it; some servers leave `<value>` out (xml-rpc.md section 2.3). */
function faultElement(grammar: Grammar, take: (fault: XmlRpcFault) => void): Open {
  let content: XmlRpcValue = '';
  const takeValue = (value: XmlRpcValue): void => void (content = value);
  const open = once('value', (child: ElementName) =>
    child.local === 'value'
      ? valueElement(grammar, 0, takeValue, true)
      : typeElement(grammar, 0, child, takeValue, true),
  );
  return elementOf(
    'fault',
    (_local, child) => open(child),
    () => take(faultOf(content)),
  );
}

function faultOf(content: XmlRpcValue): XmlRpcFault {
  if (!isStruct(content)) return { code: '', codeType: 'string', text: textOf(content) ?? '' };
  const code = content.get('faultCode');
  const whole = code instanceof XmlRpcNumber && code.type !== 'double';
  const text = textOf(content.get('faultString')) ?? '';
  return { code: textOf(code) ?? '', codeType: whole ? 'int' : 'string', text };
}

/** How a document is written. */
export interface EncodeOptions {
  /** Default: `<?xml version="1.0" encoding="UTF-8"?>`. */
  readonly prolog?: string;
}

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Writes a call. Throws an XmlRpcError that names the parameter and member when a value cannot be written: control
 * characters, a number with an exponent, deeper than 64.
 */
export function encodeCall(method: string, params: readonly XmlRpcValue[], options: EncodeOptions = {}): string {
  if (!METHOD_NAME.test(method)) throw new XmlRpcError('A method name has only letters, digits and _ . : /');
  const written = params.map((value, index) => `<param>${writeValue(value, `params[${index}]`)}</param>`);
  return `${options.prolog ?? PROLOG}<methodCall><methodName>${method}</methodName><params>${written.join('')}</params></methodCall>`;
}

/** Writes an answer, compact; the empty string as `<string></string>`. Throws as `encodeCall` does. */
export function encodeAnswer(value: XmlRpcValue, options: EncodeOptions = {}): string {
  const written = writeValue(value, 'value');
  return `${options.prolog ?? PROLOG}<methodResponse><params><param>${written}</param></params></methodResponse>`;
}

/** Writes a fault; a code that is a number as `<int>`, one that is text as `<string>`. Throws as `encodeCall` does. */
export function encodeFault(
  fault: { readonly code: number | string; readonly text: string },
  options: EncodeOptions = {},
): string {
  const { code, text } = fault;
  const content = struct({ faultCode: typeof code === 'number' ? int(code) : code, faultString: text });
  return `${options.prolog ?? PROLOG}<methodResponse><fault>${writeValue(content, 'fault')}</fault></methodResponse>`;
}

/** One `<value>...</value>`, for a stand-in that prints its own layout. Throws as `encodeCall` does. */
export function encodeValue(value: XmlRpcValue): string {
  return writeValue(value, 'value');
}

/** Text as it stands between tags. Throws an XmlRpcError when it has a character that XML cannot carry. */
export function escapeXml(text: string): string {
  return escapeText(text, 'The text');
}
