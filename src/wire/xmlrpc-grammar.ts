/** What may stand where in an XML-RPC document, and the values that come of it (xml-rpc.md section 2). */
import { checkLength, EXTENSIONS, type ElementName, type Open, type ReadBounds } from './xmlrpc-reader.ts';
import {
  UnsupportedElement,
  XmlRpcBase64,
  XmlRpcDate,
  XmlRpcError,
  XmlRpcNumber,
  type XmlRpcStruct,
  type XmlRpcValue,
} from './xmlrpc-values.ts';

/** How values are read. */
export interface Grammar extends ReadBounds {
  /** How many arrays and structs may stand in each other. */
  readonly maxDepth: number;
  /** 'refuse': i8 and the types of the extension name space are unsupported; `<nil/>` is read either way. */
  readonly extensions: 'accept' | 'refuse';
}

type Take<T> = (value: T) => void;

const scalars: ReadonlyMap<string, (text: string) => XmlRpcValue> = new Map<string, (text: string) => XmlRpcValue>([
  ['string', (text) => text],
  ['int', (text) => new XmlRpcNumber('int', text)],
  ['i4', (text) => new XmlRpcNumber('int', text)],
  ['i1', (text) => new XmlRpcNumber('int', text)],
  ['i2', (text) => new XmlRpcNumber('int', text)],
  ['i8', (text) => new XmlRpcNumber('i8', text)],
  ['double', (text) => new XmlRpcNumber('double', text)],
  ['boolean', readBoolean],
  ['dateTime.iso8601', (text) => new XmlRpcDate(text)],
  ['base64', readBase64],
  ['nil', readNil],
]);

/** Types that the specification does not have, besides everything in the name space of the extensions. */
const extensionTypes: ReadonlySet<string> = new Set(['i1', 'i2', 'i8']);

/** The inside of a document: exactly one root element of this name. */
export function documentOf(rootName: string, openRoot: () => Open): Open {
  return {
    child({ local }) {
      if (local !== rootName) throw new XmlRpcError(`The root element is <${local}>, not <${rootName}>.`);
      return openRoot();
    },
    end() {},
  };
}

/** An element that holds elements only; `children` opens them by name. */
export function elementOf(
  name: string,
  children: (local: string, child: ElementName) => Open | null,
  end = (): void => {},
): Open {
  return {
    child(child) {
      const opened = children(child.local, child);
      if (opened === null) throw new XmlRpcError(`<${child.local}> does not belong into <${name}>.`);
      return opened;
    },
    end,
  };
}

/** An element that holds text only. */
export function textElement(name: string, take: Take<string>): Open {
  let text = '';
  return {
    child({ local }) {
      throw new XmlRpcError(`<${local}> does not belong into <${name}>.`);
    },
    text(piece) {
      text += piece;
    },
    end: () => take(text),
  };
}

/**
 * `<value>`: the child if there is one, the text as it stands otherwise. `depth` counts the arrays and structs around.
 * Inside a fault (`bare`) members may leave `<value>` out.
 */
export function valueElement(grammar: Grammar, depth: number, take: Take<XmlRpcValue>, bare = false): Open {
  let text = '';
  let typed = false;
  return {
    child(name) {
      if (typed) throw new XmlRpcError('<value> has more than one element.');
      typed = true;
      return typeElement(grammar, depth, name, take, bare);
    },
    text(piece) {
      if (!typed) text += piece;
    },
    end() {
      if (!typed) take(text);
    },
  };
}

/** The element that stands in `<value>` and names the type. Throws an UnsupportedElement when there is no such type. */
export function typeElement(
  grammar: Grammar,
  depth: number,
  name: ElementName,
  take: Take<XmlRpcValue>,
  bare = false,
): Open {
  const { local, uri } = name;
  const extension = uri === EXTENSIONS || extensionTypes.has(local);
  const read = scalars.get(local);
  const known = read !== undefined || local === 'array' || local === 'struct';
  if (!known || (extension && grammar.extensions === 'refuse')) {
    throw new UnsupportedElement(uri === '' ? local : `{${uri}}${local}`);
  }
  if (read !== undefined) return textElement(local, (text) => take(read(text)));
  if (depth >= grammar.maxDepth) {
    throw new XmlRpcError(`Arrays and structs stand in each other more than ${grammar.maxDepth} deep.`);
  }
  return local === 'array' ? arrayElement(grammar, depth + 1, take) : structElement(grammar, depth + 1, take, bare);
}

function arrayElement(grammar: Grammar, depth: number, take: Take<XmlRpcValue>): Open {
  const items: XmlRpcValue[] = [];
  const openItem = (local: string): Open | null =>
    local === 'value' ? valueElement(grammar, depth, (value) => void items.push(value)) : null;
  const openData = once('data', () => elementOf('data', openItem));
  return elementOf(
    'array',
    (local) => (local === 'data' ? openData() : null),
    () => take(items),
  );
}

function structElement(grammar: Grammar, depth: number, take: Take<XmlRpcStruct>, bare: boolean): Open {
  const members = new Map<string, XmlRpcValue>();
  const openMember = (local: string): Open | null =>
    local === 'member' ? memberElement(grammar, depth, members, bare) : null;
  return elementOf('struct', openMember, () => take(members));
}

function memberElement(grammar: Grammar, depth: number, members: Map<string, XmlRpcValue>, bare: boolean): Open {
  let name: string | undefined;
  let value: XmlRpcValue | undefined;
  const takeValue = (taken: XmlRpcValue): void => void (value = taken);
  const openName = once('name', () => textElement('name', (text) => void (name = text)));
  const openValue = once('value', () => valueElement(grammar, depth, takeValue));
  const openBare = once('value', (type: ElementName) => typeElement(grammar, depth, type, takeValue));
  const children = (local: string, child: ElementName): Open | null => {
    if (local === 'name') return openName();
    if (local === 'value') return openValue();
    return bare ? openBare(child) : null;
  };
  return elementOf('member', children, () => {
    if (name === undefined) throw new XmlRpcError('A member has no name.');
    if (value === undefined) throw new XmlRpcError('A member has no value.');
    checkLength(name, grammar, 'member name');
    if (members.has(name)) throw new XmlRpcError('Two members of a struct have the same name.');
    members.set(name, value);
  });
}

/** Refuses an element the second time. */
export function once<Arguments extends readonly unknown[]>(
  name: string,
  open: (...given: Arguments) => Open,
): (...given: Arguments) => Open {
  let seen = false;
  return (...given) => {
    if (seen) throw new XmlRpcError(`<${name}> stands twice.`);
    seen = true;
    return open(...given);
  };
}

function readBoolean(text: string): boolean {
  if (text === '1') return true;
  if (text === '0') return false;
  throw new XmlRpcError('A boolean is neither 0 nor 1.');
}

function readBase64(text: string): XmlRpcBase64 {
  try {
    return new XmlRpcBase64(Uint8Array.fromBase64(text, { lastChunkHandling: 'strict' }));
  } catch {
    throw new XmlRpcError('The value is not base64.');
  }
}

function readNil(text: string): null {
  if (text.trim() !== '') throw new XmlRpcError('<nil> is not empty.');
  return null;
}
