import { describe, expect, it } from 'vitest';
import { decodeAnswer, decodeCall } from '../../src/wire/xmlrpc.ts';
import { answerWith, errorOf, nested, plain, utf8, valueIn } from './xmlrpc-documents.ts';

const callWith = (inner: string): string => `<?xml version="1.0"?>\n<methodCall>${inner}</methodCall>\n`;
const faultWith = (content: string): string => `<methodResponse><fault>${content}</fault></methodResponse>`;
const items = (count: number): string => `<value><array><data>${'<value/>'.repeat(count)}</data></array></value>`;
const structWith = (...members: readonly (readonly [name: string, value: string])[]): string =>
  `<struct>${members.map(([name, value]) => `<member><name>${name}</name>${value}</member>`).join('')}</struct>`;
const code = (value: string) => ['faultCode', value] as const;
const text = ['faultString', '<value><string>No &amp; no</string></value>'] as const;
const member = (length: number): string => `<value>${structWith(['n'.repeat(length), '<value/>'])}</value>`;

describe('decodeCall', () => {
  it.each<[string, string, string, unknown[]]>([
    ['no params', '<methodName>ping</methodName>', 'ping', []],
    ['empty params', '<methodName>a.b_C:1/x</methodName><params/>', 'a.b_C:1/x', []],
    [
      'two params',
      '\n<methodName>m</methodName>\n<params>\n<param>\n<value>a</value>\n</param>\n<param><value><int>1</int></value></param></params>',
      'm',
      ['a', { int: '1' }],
    ],
    [
      'a flat list with an odd count',
      `<methodName>m</methodName><params>${'<param><value>k</value></param>'.repeat(3)}</params>`,
      'm',
      ['k', 'k', 'k'],
    ],
    ['params first', '<params/><methodName>m</methodName>', 'm', []],
  ])('%s', (_case, inner, method, params) => {
    const decoded = decodeCall(utf8(callWith(inner)));
    expect(decoded.method).toBe(method);
    expect(decoded.params.map(plain)).toEqual(params);
  });

  it.each([
    ['no method', '<params/>', /no method name/],
    ['empty method', '<methodName/>', /method name has other characters/],
    ['method with a blank', '<methodName>a b</methodName>', /method name has other characters/],
    ['method twice', '<methodName>a</methodName><methodName>a</methodName>', /<methodName> stands twice/],
    ['params twice', '<methodName>a</methodName><params/><params/>', /<params> stands twice/],
    ['long method', `<methodName>${'a'.repeat(257)}</methodName>`, /longer than 256/],
    ['empty param', '<methodName>a</methodName><params><param/></params>', /A param has no value/],
    [
      'two values in a param',
      '<methodName>a</methodName><params><param><value/><value/></param></params>',
      /stands twice/,
    ],
    ['value in params', '<methodName>a</methodName><params><value/></params>', /<value> does not belong into <params>/],
    ['fault', '<methodName>a</methodName><fault/>', /<fault> does not belong into <methodCall>/],
  ])('refuses: %s', (_case, inner, message) => {
    expect(errorOf(() => decodeCall(utf8(callWith(inner)))).message).toMatch(message);
  });

  it('refuses an answer', () => {
    expect(errorOf(() => decodeCall(utf8(answerWith('<value/>')))).message).toMatch(/root element is <methodResponse>/);
  });
});

describe('decodeAnswer', () => {
  it.each<[string, string, string, 'int' | 'string', string]>([
    ['int', `<value>${structWith(code('<value><int>403</int></value>'), text)}</value>`, '403', 'int', 'No & no'],
    ['i8', `<value>${structWith(code('<value><i8>403</i8></value>'), text)}</value>`, '403', 'int', 'No & no'],
    [
      'string',
      `<value>${structWith(code('<value><string>Client</string></value>'), text)}</value>`,
      'Client',
      'string',
      'No & no',
    ],
    ['untyped', `<value>${structWith(code('<value>7</value>'), text)}</value>`, '7', 'string', 'No & no'],
    ['swapped', `<value>${structWith(text, code('<value><int>1</int></value>'))}</value>`, '1', 'int', 'No & no'],
    ['untyped text', `<value>${structWith(['faultString', '<value>x</value>'])}</value>`, '', 'string', 'x'],
    ['no <value>', structWith(code('<value><int>1</int></value>'), text), '1', 'int', 'No & no'],
    ['no <value> in members', structWith(code('<int>1</int>'), ['faultString', '<string>x</string>']), '1', 'int', 'x'],
    ['no text', `<value>${structWith(code('<value><int>1</int></value>'))}</value>`, '1', 'int', ''],
    [
      'nil members',
      `<value>${structWith(code('<value><nil/></value>'), ['faultString', '<value><nil/></value>'])}</value>`,
      '',
      'string',
      '',
    ],
    ['empty struct', '<value><struct/></value>', '', 'string', ''],
    ['empty', '', '', 'string', ''],
    ['only text', '<value>broken</value>', '', 'string', 'broken'],
  ])('fault: %s', (_case, content, expectedCode, codeType, expectedText) => {
    expect(decodeAnswer(utf8(faultWith(content)))).toEqual({
      fault: { code: expectedCode, codeType, text: expectedText },
    });
  });

  it.each([
    [
      'two params',
      '<methodResponse><params><param><value/></param><param><value/></param></params></methodResponse>',
      /more than one param/,
    ],
    ['no param', '<methodResponse><params/></methodResponse>', /neither a param nor a fault/],
    ['nothing', '<methodResponse/>', /neither a param nor a fault/],
    [
      'value and fault',
      '<methodResponse><params><param><value/></param></params><fault/></methodResponse>',
      /stands twice/,
    ],
    ['unclosed', '<methodResponse><params><param><value>x</value>', /Not well-formed XML: unclosed tag\.$/],
    ['two roots', `${answerWith('<value/>')}<methodResponse/>`, /only one root/],
    ['text after the root', `${answerWith('<value/>')}x`, /text data outside of root node/],
    ['text before the root', `x${answerWith('<value/>')}`, /text data outside of root node/],
    ['a page', '<html><body><h1>502 Bad Gateway</h1></body></html>', /root element is <html>/],
    ['a page with DOCTYPE', '<!DOCTYPE html><html></html>', /A DOCTYPE is not accepted/],
    ['a page that is no XML', '<html><br><p>x</html>', /root element is <html>/],
    ['nothing at all', '', /empty/],
    ['blanks', ' \n ', /must contain a root element/],
    ['JSON', '{"a":1}', /text data outside of root node/],
    ['control character', answerWith('<value>a\u0001b</value>'), /disallowed character/],
    ['control character by reference', answerWith('<value>a&#1;b</value>'), /malformed character entity/],
    [
      'control character in XML 1.1',
      answerWith('<value>a&#1;b</value>').replace('1.0', '1.1'),
      /malformed character entity/,
    ],
    ['undefined entity', answerWith('<value>&eacute;</value>'), /undefined entity\.$/],
  ])('refuses: %s', (_case, document, message) => {
    expect(errorOf(() => decodeAnswer(utf8(document))).message).toMatch(message);
  });

  it('has bounds of size, elements, names and depth', () => {
    const bounds = { maxBytes: 1000, maxDepth: 2, maxElements: 12, maxNameLength: 20 };
    const within = (value: string): unknown => valueIn(answerWith(value), { bounds });
    expect(within(nested(2))).toEqual([['x']]);
    expect(errorOf(() => within(nested(3))).message).toMatch(/more than 2 deep/);
    expect(errorOf(() => within(`<value>${'x'.repeat(1000)}</value>`)).message).toMatch(/longer than 1000 bytes/);
    expect(within(items(6))).toHaveLength(6);
    expect(errorOf(() => within(items(7))).message).toMatch(/more than 12 elements/);
    expect(within(member(20))).toEqual(new Map([['n'.repeat(20), '']]));
    expect(errorOf(() => within(member(21))).message).toMatch(/member name is longer than 20 characters/);
    expect(errorOf(() => within(`<value><${'e'.repeat(21)}/></value>`)).message).toMatch(/name is longer than 20/);
  });
});
