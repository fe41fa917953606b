/** Random XML-RPC values, and the same value in another layout than the codec writes. */
import * as fc from 'fast-check';
import { double, XmlRpcBase64, XmlRpcDate, XmlRpcNumber, type XmlRpcValue } from '../../src/wire/xmlrpc-values.ts';

const carried = (text: string): boolean =>
  Array.from(text).every((character) => {
    const code = character.codePointAt(0)!;
    return code >= 0x20 ? code !== 0xfffe && code !== 0xffff : code === 9 || code === 10 || code === 13;
  });

/** Text that XML can carry; often with what needs care in it. */
export const texts: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('&', '<', '>', ']]>', '\r', '\r\n', '\n', ' ', '&amp;', '<![CDATA[', '__proto__', '"', "'", '💶'),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''))
  .filter(carried);

const digits = (maxLength: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${maxLength}}$`));

const numbers: fc.Arbitrary<XmlRpcNumber> = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '0', '00'), fc.nat(2 ** 31 - 1))
    .map(([zeros, n]) => new XmlRpcNumber('int', `${zeros}${n}`)),
  fc.integer({ min: -(2 ** 31), max: -1 }).map((n) => new XmlRpcNumber('int', String(n))),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => new XmlRpcNumber('i8', String(n))),
  fc
    .tuple(fc.constantFrom('', '-', '+'), digits(30), fc.option(digits(30), { nil: null }))
    .map(([sign, whole, fraction]) => double(`${sign}${whole}${fraction === null ? '' : `.${fraction}`}`)),
);

const dates: fc.Arbitrary<XmlRpcDate> = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => new XmlRpcDate(date.toISOString()));

/** Any value that can be written. */
export const values: fc.Arbitrary<XmlRpcValue> = fc.letrec<{ value: XmlRpcValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    texts,
    numbers,
    dates,
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => new XmlRpcBase64(bytes)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(texts, tie('value')), { maxLength: 4 }).map((members) => new Map(members)),
  ),
})).value;

/** Takes the next of some small numbers, to choose a layout with. */
export type Choose = (choices: number) => number;

/** A `<value>` in one of the layouts that the specification or live servers allow. */
export function otherLayout(value: XmlRpcValue, choose: Choose): string {
  const gap = ['', ' ', '\n\t', '<!-- <int>1</int> -->', '<?skip <int>?>'][choose(5)]!;
  if (value === '') return ['<value/>', '<value></value>', '<value><string/></value>'][choose(3)]!;
  if (typeof value === 'string') {
    return choose(2) === 0
      ? `<value>${textLayout(value, choose)}</value>`
      : `<value>${gap}<string>${textLayout(value, choose)}</string>${gap}</value>`;
  }
  return `<value>${gap}${contentLayout(value, gap, choose)}${gap}</value>`;
}

function textLayout(text: string, choose: Choose): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0)!;
    const form = character === '\r' ? choose(2) : choose(4);
    if (form === 0) return `&#${code};`;
    if (form === 1) return `&#x${code.toString(16)};`;
    if (form === 2) return `<![CDATA[${character}]]>`;
    return character.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;');
  }).join('');
}

function contentLayout(value: Exclude<XmlRpcValue, string>, gap: string, choose: Choose): string {
  if (typeof value === 'boolean') return `<boolean>${Number(value)}</boolean>`;
  if (value === null) return ['<nil/>', '<nil></nil>', '<ex:nil/>'][choose(3)]!;
  if (value instanceof XmlRpcNumber) return numberLayout(value, choose);
  if (value instanceof XmlRpcDate) {
    const [, year, month, day, time] = /^(....)(..)(..)T(.*)$/.exec(value.text)!;
    const text = [value.text, `${year}-${month}-${day}T${time}`, `${value.text}.123Z`][choose(3)]!;
    return `<dateTime.iso8601>${text}</dateTime.iso8601>`;
  }
  if (value instanceof XmlRpcBase64) {
    const text = Buffer.from(value.bytes).toString('base64');
    return `<base64>${choose(2) === 0 ? text : text.replaceAll(/./g, '$&\r\n ')}</base64>`;
  }
  if (value instanceof Map) {
    const members = Array.from(value as ReadonlyMap<string, XmlRpcValue>, ([name, member]) => {
      const parts = [`<name>${textLayout(name, choose)}</name>`, otherLayout(member, choose)];
      return `<member>${gap}${(choose(2) === 0 ? parts : parts.toReversed()).join(gap)}${gap}</member>`;
    });
    return `<struct>${gap}${members.join(gap)}${gap}</struct>`;
  }
  const items = (value as readonly XmlRpcValue[]).map((item) => otherLayout(item, choose));
  if (items.length === 0 && choose(2) === 0) return '<array/>';
  return `<array>${gap}<data>${gap}${items.join(gap)}</data></array>`;
}

function numberLayout({ type, text }: XmlRpcNumber, choose: Choose): string {
  const elements = { int: ['int', 'i4'], i8: ['i8', 'ex:i8'], double: ['double', 'double'] } as const;
  const element = elements[type][choose(2)]!;
  return `<${element}>${text}</${element}>`;
}
