import { describe, expect, it } from 'vitest';
import { isStruct, UnsupportedElement, type XmlRpcValue } from '../../src/wire/xmlrpc-values.ts';
import { answerWith, errorOf, nested, plain, valueIn } from './xmlrpc-documents.ts';

const EX = 'xmlns:ex="http://ws.apache.org/xmlrpc/namespaces/extensions"';

describe('a value that is read', () => {
  it.each<[string, string, unknown]>([
    ['untyped', '<value>text</value>', 'text'],
    ['untyped, empty', '<value></value>', ''],
    ['untyped, self-closed', '<value/>', ''],
    ['untyped, blanks kept', '<value> a  b\n</value>', ' a  b\n'],
    ['string, self-closed', '<value><string/></value>', ''],
    ['string, blanks kept', '<value><string> a\tb </string></value>', ' a\tb '],
    ['blanks around a typed child', '<value>\n  <int>5</int>\n</value>', { int: '5' }],
    ['text mixed with a child', '<value>x<int>5</int>y</value>', { int: '5' }],
    ['CDATA', '<value>a<![CDATA[<b>&amp;]]>c</value>', 'a<b>&amp;c'],
    ['a DOCTYPE that is only text', '<value><![CDATA[<!DOCTYPE html>]]></value>', '<!DOCTYPE html>'],
    ['references', '<value>&lt;&#233;&#xe9;&amp;&quot;&apos;&gt;&#13;</value>', `<éé&"'>\r`],
    ['comment and instruction', '<value><!-- c --><?pi x?><string>a<!-- c -->b</string></value>', 'ab'],
    ['an attribute', '<value type="x"><int id="1">5</int></value>', { int: '5' }],
    ['int with leading zeros', '<value><int>007</int></value>', { int: '007' }],
    ['int with plus', '<value><int>+5</int></value>', { int: '+5' }],
    ['i4 with minus', '<value><i4>-5</i4></value>', { int: '-5' }],
    ['largest int', '<value><int>2147483647</int></value>', { int: '2147483647' }],
    ['smallest int', '<value><int>-2147483648</int></value>', { int: '-2147483648' }],
    ['many leading zeros', `<value><int>${'0'.repeat(500)}9</int></value>`, { int: `${'0'.repeat(500)}9` }],
    ['i8', '<value><i8>9223372036854775807</i8></value>', { i8: '9223372036854775807' }],
    ['ex:i8', `<value><ex:i8 ${EX}>-9223372036854775808</ex:i8></value>`, { i8: '-9223372036854775808' }],
    ['ex:i1 and ex:i2', `<value ${EX}><ex:i1>1</ex:i1></value>`, { int: '1' }],
    ['ex:i2 by another prefix', `<value><z:i2 ${EX.replace('ex', 'z')}>2</z:i2></value>`, { int: '2' }],
    ['nil', '<value><nil/></value>', null],
    ['ex:nil', `<value><ex:nil ${EX}></ex:nil></value>`, null],
    ['ex:nil, name space not declared', '<value><ex:nil/></value>', null],
    ['double, trailing zeros', '<value><double>12.500</double></value>', { double: '12.500' }],
    ['double, exponent', '<value><double>1e5</double></value>', { double: '1e5' }],
    ['double, signed exponent', '<value><double>-1.5E-7</double></value>', { double: '-1.5E-7' }],
    ['double, bare fraction', '<value><double>.5</double></value>', { double: '.5' }],
    ['double, long', '<value><double>0.1234567890123456789</double></value>', { double: '0.1234567890123456789' }],
    ['boolean 1', '<value><boolean>1</boolean></value>', true],
    ['boolean 0', '<value><boolean>0</boolean></value>', false],
    ['date', '<value><dateTime.iso8601>20240131T23:59:58</dateTime.iso8601></value>', { date: '20240131T23:59:58' }],
    [
      'date with dashes, milliseconds, Z',
      '<value><dateTime.iso8601>2024-01-31T23:59:58.123Z</dateTime.iso8601></value>',
      { date: '20240131T23:59:58' },
    ],
    ['base64 with line breaks', '<value><base64>\n  aGVs\r\n bG8=\n</base64></value>', { base64: '68656c6c6f' }],
    ['base64, empty', '<value><base64/></value>', { base64: '' }],
    [
      'array',
      '<value><array><data><value>a</value> <value><int>1</int></value></data></array></value>',
      ['a', { int: '1' }],
    ],
    ['array without data', '<value><array/></value>', []],
    ['array with empty data', '<value><array><data/></array></value>', []],
    ['nil in an array', '<value><array><data><value><nil/></value></data></array></value>', [null]],
    ['struct, empty', '<value><struct/></value>', { struct: [] }],
    [
      'value before name',
      '<value><struct><member><value><int>1</int></value><name>a</name></member></struct></value>',
      { struct: [['a', { int: '1' }]] },
    ],
    [
      'nil in a struct',
      '<value><struct>\n<member>\n<name>a</name>\n<value><nil/></value>\n</member>\n</struct></value>',
      { struct: [['a', null]] },
    ],
    [
      'empty names and names of objects',
      `<value><struct>${['', '__proto__', 'constructor', 'a&amp;b', ' c ']
        .map((name) => `<member><name>${name}</name><value>1</value></member>`)
        .join('')}</struct></value>`,
      { struct: ['', '__proto__', 'constructor', 'a&b', ' c '].map((name) => [name, '1']) },
    ],
  ])('%s', (_case, xml, expected) => {
    expect(plain(valueIn(answerWith(xml)))).toEqual(expected);
  });

  it('may stand 64 deep', () => {
    let depth = 0;
    for (let value = valueIn(answerWith(nested(64))); Array.isArray(value); value = value[0] as XmlRpcValue) depth += 1;
    expect(depth).toBe(64);
  });

  it('does not touch any prototype', () => {
    const member =
      '<member><name>__proto__</name><value><struct><member><name>polluted</name><value>1</value></member></struct></value></member>';
    const value = valueIn(answerWith(`<value><struct>${member}</struct></value>`));
    expect(isStruct(value) && isStruct(value.get('__proto__'))).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a value that is refused', () => {
  it.each<[string, string, RegExp]>([
    ['int 12abc', '<value><int>12abc</int></value>', /whole number of 32 bits/],
    ['int 0x10', '<value><int>0x10</int></value>', /whole number/],
    ['int, empty', '<value><int/></value>', /whole number/],
    ['int, blank inside', '<value><int>1 2</int></value>', /whole number/],
    ['int, blank around', '<value><int> 12 </int></value>', /whole number/],
    ['int, only a sign', '<value><int>-</int></value>', /whole number/],
    ['int with a point', '<value><int>1.0</int></value>', /whole number/],
    ['int out of range', '<value><int>2147483648</int></value>', /32 bits/],
    ['int out of range, negative', '<value><i4>-2147483649</i4></value>', /32 bits/],
    ['i8 out of range', '<value><i8>9223372036854775808</i8></value>', /64 bits/],
    ['other digits', '<value><int>١٢</int></value>', /whole number/],
    ['double NaN', '<value><double>NaN</double></value>', /decimal number/],
    ['double Infinity', '<value><double>-Infinity</double></value>', /decimal number/],
    ['double with a comma', '<value><double>1,5</double></value>', /decimal number/],
    ['double, empty', '<value><double></double></value>', /decimal number/],
    ['double, blank around', '<value><double> 1.5</double></value>', /decimal number/],
    ['double, only a point', '<value><double>.</double></value>', /decimal number/],
    ['boolean true', '<value><boolean>true</boolean></value>', /neither 0 nor 1/],
    ['boolean, empty', '<value><boolean/></value>', /neither 0 nor 1/],
    ['date without seconds', '<value><dateTime.iso8601>20240131T23:59</dateTime.iso8601></value>', /YYYYMMDD/],
    ['date with a zone', '<value><dateTime.iso8601>20240131T23:59:00+01:00</dateTime.iso8601></value>', /YYYYMMDD/],
    ['date with one dash', '<value><dateTime.iso8601>2024-0131T23:59:00</dateTime.iso8601></value>', /YYYYMMDD/],
    ['base64, other character', '<value><base64>aGVs*G8=</base64></value>', /base64/],
    ['base64, no padding', '<value><base64>aGVsbG8</base64></value>', /base64/],
    ['base64, bits left over', '<value><base64>aGVsbG9=</base64></value>', /base64/],
    ['nil with text', '<value><nil>x</nil></value>', /<nil> is not empty/],
    ['unknown type', '<value><long>5</long></value>', /Wrong element 'long'/],
    ['name of an object as type', '<value><constructor>5</constructor></value>', /Wrong element 'constructor'/],
    ['two children', '<value><int>1</int><int>2</int></value>', /more than one element/],
    ['element in a scalar', '<value><string>a<b/>c</string></value>', /<b> does not belong into <string>/],
    ['two data', '<value><array><data/><data/></array></value>', /<data> stands twice/],
    ['value outside data', '<value><array><value/></array></value>', /<value> does not belong into <array>/],
    ['member without name', '<value><struct><member><value/></member></struct></value>', /no name/],
    ['member without value', '<value><struct><member><name>a</name></member></struct></value>', /no value/],
    [
      'member without <value>',
      '<value><struct><member><name>a</name><int>1</int></member></struct></value>',
      /<int> does not/,
    ],
    ['two names', '<value><struct><member><name/><name/><value/></member></struct></value>', /<name> stands twice/],
    ['two values', '<value><struct><member><name/><value/><value/></member></struct></value>', /<value> stands twice/],
    [
      'duplicate name',
      '<value><struct><member><name>secret</name><value/></member><member><name>secret</name><value/></member></struct></value>',
      /Two members of a struct have the same name/,
    ],
    ['65 deep', nested(65), /more than 64 deep/],
  ])('%s', (_case, xml, message) => {
    const error = errorOf(() => valueIn(answerWith(xml)));
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^Line 1, column \d+: /);
    expect(error.message).not.toMatch(/secret|12abc|0x10|NaN/);
  });

  it.each([
    ['<i8>1</i8>', 'i8'],
    ['<i1>1</i1>', 'i1'],
    [`<ex:nil ${EX}/>`, '{http://ws.apache.org/xmlrpc/namespaces/extensions}nil'],
    ['<ex:i8>1</ex:i8>', '{http://ws.apache.org/xmlrpc/namespaces/extensions}i8'],
  ])('as an extension: %s', (xml, element) => {
    const document = answerWith(`<value>${xml}</value>`);
    const error = errorOf(() => valueIn(document, { extensions: 'refuse' }));
    expect(error).toBeInstanceOf(UnsupportedElement);
    expect((error as UnsupportedElement).element).toBe(element);
    expect(() => valueIn(document)).not.toThrow();
  });

  it('but nil is no extension', () => {
    expect(valueIn(answerWith('<value><nil/></value>'), { extensions: 'refuse' })).toBeNull();
  });

  it('names an element of another name space in full', () => {
    const error = errorOf(() => valueIn(answerWith('<value><x:money xmlns:x="urn:y">1</x:money></value>')));
    expect((error as UnsupportedElement).element).toBe('{urn:y}money');
  });
});
