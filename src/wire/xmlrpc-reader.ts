/** Reads an XML document along a grammar, within bounds that are checked before anything is kept (xml-rpc.md section 3). */
import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';
import { UnsupportedElement, XmlRpcError } from './xmlrpc-values.ts';

/** Name space of the extension types that some servers write: ex:i8, ex:nil. */
export const EXTENSIONS = 'http://ws.apache.org/xmlrpc/namespaces/extensions';

/** The name of an element. */
export interface ElementName {
  /** Without a prefix: "nil". */
  readonly local: string;
  /** The name space, '' for none. */
  readonly uri: string;
}

/** What may stand in an element that is open, and what becomes of it. */
export interface Open {
  /** An element begins inside. Throws an XmlRpcError when it must not. */
  child(name: ElementName): Open;
  /** Text or CDATA inside, in pieces, references decoded; absent where text has no meaning. */
  text?(text: string): void;
  /** The element ends. Throws an XmlRpcError when something is missing or wrong in it. */
  end(): void;
}

/** Bounds of a document besides its size in bytes. */
export interface ReadBounds {
  /** Elements, attributes, comments, CDATA sections and processing instructions together. */
  readonly maxElements: number;
  /** Of an element, member, method or name space, in characters. */
  readonly maxNameLength: number;
}

/**
 * Parses a text; `root` is told of the root element as if it stood inside it, and ends after it. Time and memory grow
 * with the length of the text and no faster. Throws an XmlRpcError, with line and column, for what is not well-formed,
 * for a DOCTYPE, for a bound and for what the grammar refuses.
 */
export function readXml(text: string, bounds: ReadBounds, root: Open): void {
  const steps = stepsOf(text, bounds, root);
  while (steps.next().done !== true);
}

/** The same with pauses, so that a long text does not keep the process from everything else. Rejects as `readXml` throws. */
export async function readXmlInSteps(text: string, bounds: ReadBounds, root: Open): Promise<void> {
  const steps = stepsOf(text, bounds, root);
  while (steps.next().done !== true) await setImmediate();
}

/** Characters that are parsed at a time: some 20 ms. */
const STEP_LENGTH = 64 * 1024;

/** One step for each piece of the text. */
function* stepsOf(text: string, bounds: ReadBounds, root: Open): Generator<void, void> {
  const count = counterOf(bounds);
  const parser = makeParser(bounds, count);
  const open: Open[] = [root];
  parser.on('opentag', ({ local, uri }) => {
    checkLength(uri, bounds, 'name space');
    open.push(open.at(-1)!.child({ local, uri }));
  });
  parser.on('closetag', () => open.pop()!.end());
  const takeText = (piece: string): void => open.at(-1)!.text?.(piece);
  parser.on('text', takeText);
  parser.on('cdata', (piece) => {
    count();
    takeText(piece);
  });
  try {
    for (let at = 0; at < text.length; at += STEP_LENGTH) {
      if (at > 0) yield;
      parser.write(text.slice(at, at + STEP_LENGTH));
    }
    parser.close();
  } catch (error) {
    throw placed(error, `Line ${parser.line}, column ${parser.column}: `);
  }
  root.end();
}

function counterOf({ maxElements }: ReadBounds): () => void {
  let elements = 0;
  return () => {
    elements += 1;
    if (elements > maxElements) throw new XmlRpcError(`The document has more than ${maxElements} elements.`);
  };
}

function makeParser(bounds: ReadBounds, count: () => void): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    // XML 1.1 would let control characters through.
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
    // Some write <ex:nil/> without saying what "ex" is.
    resolvePrefix: (prefix: string) => (prefix === 'ex' ? EXTENSIONS : undefined),
  });
  const countNamed = ({ name }: { readonly name: string }): void => {
    count();
    checkLength(name, bounds, 'name');
  };
  parser.on('opentagstart', countNamed);
  parser.on('attribute', countNamed);
  parser.on('comment', count);
  parser.on('processinginstruction', count);
  parser.on('doctype', () => {
    throw new XmlRpcError('A DOCTYPE is not accepted.');
  });
  parser.on('error', ({ message }) => {
    // What follows a colon is content.
    throw new XmlRpcError(`Not well-formed XML: ${message.replace(/:.*$|\.$/s, '')}.`);
  });
  return parser;
}

/** Throws an XmlRpcError when a name is longer than the bound. `what` goes into the message. */
export function checkLength(name: string, bounds: ReadBounds, what: string): void {
  if (name.length > bounds.maxNameLength) {
    throw new XmlRpcError(`A ${what} is longer than ${bounds.maxNameLength} characters.`);
  }
}

/** Puts the place before the message. */
function placed(error: unknown, place: string): XmlRpcError {
  if (error instanceof UnsupportedElement) return new UnsupportedElement(error.element, place);
  return new XmlRpcError(place + (error instanceof XmlRpcError ? error.message : 'Not well-formed XML.'));
}
