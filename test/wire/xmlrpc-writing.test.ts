import { describe, expect, it } from 'vitest';
import { encodeAnswer, encodeCall, encodeFault, encodeValue, escapeXml } from '../../src/wire/xmlrpc.ts';
import {
  double,
  int,
  struct,
  textOf,
  XmlRpcBase64,
  XmlRpcDate,
  XmlRpcNumber,
  type XmlRpcStruct,
  type XmlRpcValue,
} from '../../src/wire/xmlrpc-values.ts';
import { errorOf, plain, valueIn } from './xmlrpc-documents.ts';

const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>';

const fault = (code: string): string =>
  `${PROLOG}<methodResponse><fault><value><struct><member><name>faultCode</name><value>${code}</value></member>` +
  '<member><name>faultString</name><value><string>No &lt;</string></value></member></struct></value></fault></methodResponse>';

describe('documents that are written', () => {
  it('are a call with typed values, in the order given', () => {
    const params = [struct({ i_customer: int(5), amount: double('4.90'), left_out: undefined, note: 'a<b>&c' }), null];
    expect(encodeCall('customerAddFunds', params)).toBe(
      `${PROLOG}<methodCall><methodName>customerAddFunds</methodName><params><param><value><struct>` +
        '<member><name>i_customer</name><value><int>5</int></value></member>' +
        '<member><name>amount</name><value><double>4.90</double></value></member>' +
        '<member><name>note</name><value><string>a&lt;b&gt;&amp;c</string></value></member>' +
        '</struct></value></param><param><value><nil/></value></param></params></methodCall>',
    );
    expect(encodeCall('ping', [])).toContain('<methodName>ping</methodName><params></params>');
  });

  it('are an answer, with the prolog that is wanted', () => {
    const value = [true, false, '', new XmlRpcDate('2024-01-31T00:00:00Z'), new XmlRpcBase64(Buffer.from('hello'))];
    expect(encodeAnswer(value, { prolog: "<?xml version='1.0'?>\n" })).toBe(
      "<?xml version='1.0'?>\n<methodResponse><params><param><value><array><data>" +
        '<value><boolean>1</boolean></value><value><boolean>0</boolean></value><value><string></string></value>' +
        '<value><dateTime.iso8601>20240131T00:00:00</dateTime.iso8601></value>' +
        '<value><base64>aGVsbG8=</base64></value></data></array></value></param></params></methodResponse>',
    );
  });

  it('are a fault with a code of either type', () => {
    expect(encodeFault({ code: 403, text: 'No <' })).toBe(fault('<int>403</int>'));
    expect(encodeFault({ code: 'Client', text: 'No <' })).toBe(fault('<string>Client</string>'));
  });

  it('are single values', () => {
    expect(encodeValue([])).toBe('<value><array><data></data></array></value>');
    expect(encodeValue(struct({}))).toBe('<value><struct></struct></value>');
    expect(encodeValue(new XmlRpcNumber('i8', '3000000000'))).toBe('<value><i8>3000000000</i8></value>');
    expect(encodeValue(new Map([['a<&', 'é']]))).toBe(
      '<value><struct><member><name>a&lt;&amp;</name><value><string>é</string></value></member></struct></value>',
    );
  });

  it('keep a carriage return, which XML would turn into a line feed', () => {
    expect(escapeXml('a\r\nb\tc')).toBe('a&#13;\nb\tc');
    expect(valueIn(encodeAnswer('a\r\nb\rc'))).toBe('a\r\nb\rc');
  });

  it('bear 64 levels', () => {
    expect(() => encodeValue(wrapped(64))).not.toThrow();
    expect(errorOf(() => encodeValue(wrapped(65))).message).toMatch(/more than 64 deep/);
  });
});

function wrapped(depth: number): XmlRpcValue {
  let value: XmlRpcValue = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe('what cannot be written', () => {
  it.each<[string, string, string]>([
    ['control character', 'a\u0000b', 'params[0].login.name'],
    ['escape character', '\u001b', 'params[0].login.name'],
    ['lone high surrogate', 'a\uD800', 'params[0].login.name'],
    ['lone low surrogate', '\uDC00a', 'params[0].login.name'],
    ['U+FFFE', '\uFFFE', 'params[0].login.name'],
  ])('%s: the error names the field and not the content', (_case, text, field) => {
    const error = errorOf(() => encodeCall('m', [struct({ login: struct({ name: `secret${text}` }) })]));
    expect(error.message).toContain(`${field}: `);
    expect(error.message).not.toContain('secret');
  });

  it('a name with a control character', () => {
    expect(errorOf(() => encodeValue(new Map([['a\u0001', 'x']]))).message).toMatch(/^value: the name of a member: /);
    expect(errorOf(() => escapeXml('\u0001')).message).toMatch(/^The text: /);
  });

  it('a number with an exponent, although it can be read', () => {
    const read = new XmlRpcNumber('double', '1e5');
    expect(errorOf(() => encodeCall('m', [['x', read]])).message).toMatch(/^params\[0\]\[1\]: .*fixed notation/);
  });

  it('undefined, a bare number, an object: mistakes of the program', () => {
    for (const wrong of [undefined, 5, 10n, { a: 'x' }, new Date(0)]) {
      const value = new Map([['amount', wrong as unknown as XmlRpcValue]]);
      expect(errorOf(() => encodeCall('m', [value])).message).toBe('params[0].amount: is not a value of XML-RPC.');
    }
  });

  it('a value that contains itself', () => {
    const members = new Map<string, XmlRpcValue>();
    members.set('again', members);
    expect(errorOf(() => encodeValue(members)).message).toMatch(/more than 64 deep/);
  });

  it.each(['', 'a b', 'a<b', 'é', 'a-b'])('the method name "%s"', (method) => {
    expect(errorOf(() => encodeCall(method, [])).message).toMatch(/method name/);
  });
});

describe('making values', () => {
  it('int takes whole numbers of 32 bits', () => {
    expect([int(0), int(-0), int('007'), int(-2147483648)].map(textOf)).toEqual(['0', '0', '007', '-2147483648']);
    for (const wrong of [3000000000, -2147483649, 1.5, 1e21, Number.NaN, Infinity, '', '1.0', '5 ', '0x10', '1e3']) {
      expect(errorOf(() => int(wrong)).message).toMatch(/whole number of 32 bits/);
    }
    expect(errorOf(() => encodeFault({ code: 3000000000, text: '' })).message).toMatch(/whole number of 32 bits/);
  });

  it('double takes decimal text in fixed notation, digit for digit', () => {
    const texts = ['4.99', '4.990', '-0.05', '0', '+1', '12345678901234567890.12345678901234567890'];
    expect(texts.map((text) => textOf(double(text)))).toEqual(texts);
    for (const wrong of ['1e21', '1e-7', 'NaN', 'Infinity', '', '.5', '5.', '1,5', ' 1', '1 ', '--1', '0x1']) {
      expect(errorOf(() => double(wrong)).message).toMatch(/fixed notation/);
    }
  });

  it('struct keeps the order and leaves out what is undefined', () => {
    expect(plain(struct({ b: 'x', a: null, c: undefined }))).toEqual({
      struct: [
        ['b', 'x'],
        ['a', null],
      ],
    });
  });

  it('textOf gives strings, numbers and booleans as text', () => {
    const nothing: (XmlRpcValue | undefined)[] = [undefined, null, [], struct({}), new XmlRpcDate('20240131T00:00:00')];
    expect(['a', '', double('12.50'), int('007'), true, false].map(textOf)).toEqual([
      'a',
      '',
      '12.50',
      '007',
      '1',
      '0',
    ]);
    expect(nothing.map(textOf)).toEqual([null, null, null, null, null]);
  });

  it('a struct cannot be taken for an object', () => {
    const members: XmlRpcStruct = struct(JSON.parse('{"__proto__": "x"}') as Record<string, string>);
    expect([...members]).toEqual([['__proto__', 'x']]);
  });
});
