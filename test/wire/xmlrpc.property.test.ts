import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer, decodeCall, encodeAnswer, encodeCall, encodeFault } from '../../src/wire/xmlrpc.ts';
import { XmlRpcNumber } from '../../src/wire/xmlrpc-values.ts';
import { otherLayout, texts, values, type Choose } from './xmlrpc-arbitraries.ts';
import { answerWith, outcomeOf, plain, utf8, valueIn } from './xmlrpc-documents.ts';

/** Takes the choices from a list, over and over. */
function chooseFrom(list: readonly number[]): Choose {
  let next = 0;
  return (choices) => (list[next++ % list.length] ?? 0) % choices;
}

/** Errors of other kinds that bytes bring about, as a call and as an answer. */
function strayErrors(bytes: Uint8Array): readonly string[] {
  return [outcomeOf(() => decodeCall(bytes)), outcomeOf(() => decodeAnswer(bytes))].filter(
    (outcome) => outcome !== 'read' && outcome !== 'refused',
  );
}

describe('written and read again', () => {
  it('an answer is the same, with every type, digit and order of members', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(plain(valueIn(encodeAnswer(value)))).toEqual(plain(value));
      }),
      { numRuns: 500 },
    );
  });

  it('a call is the same', () => {
    const methods = fc.stringMatching(/^[A-Za-z0-9_.:/]{1,20}$/);
    fc.assert(
      fc.property(methods, fc.array(values, { maxLength: 3 }), (method, params) => {
        const call = decodeCall(utf8(encodeCall(method, params)));
        expect([call.method, call.params.map(plain)]).toEqual([method, params.map(plain)]);
      }),
    );
  });

  it('a fault is the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), texts), texts, (code, text) => {
        const codeType = typeof code === 'number' ? 'int' : 'string';
        const answer = decodeAnswer(utf8(encodeFault({ code, text })));
        expect(answer).toEqual({ fault: { code: String(code), codeType, text } });
      }),
    );
  });

  it('a value is the same in any layout that servers use', () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), (value, choices) => {
        expect(plain(valueIn(answerWith(otherLayout(value, chooseFrom(choices)))))).toEqual(plain(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever comes', () => {
  it('random bytes end in a value or an XmlRpcError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(strayErrors(bytes)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('so does a document in which something was replaced', () => {
    const damaged = fc
      .tuple(
        values,
        fc.boolean(),
        fc.nat(),
        fc.nat(20),
        fc.oneof(
          fc.uint8Array({ maxLength: 6 }),
          fc.constantFrom('<', '>', '&', '/', '"', '<!--', ']]>', '<value>', '</value>').map(utf8),
        ),
      )
      .map(([value, call, position, removed, inserted]) => {
        const bytes = Buffer.from(call ? encodeCall('m', [value]) : encodeAnswer(value));
        const at = position % bytes.length;
        return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
      });
    fc.assert(
      fc.property(damaged, (bytes) => {
        expect(strayErrors(bytes)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('so does a heap of tags', () => {
    const names = ['methodCall', 'methodResponse', 'methodName', 'params', 'param', 'fault', 'value', 'array', 'data'];
    const more = [
      'struct',
      'member',
      'name',
      'int',
      'nil',
      'ex:nil',
      'base64',
      'dateTime.iso8601',
      'x:y',
      'xmlns:a',
      ':',
    ];
    const tags = [...names, ...more].flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}/>`]);
    const odd = [
      '1',
      ' ',
      '\r',
      '&lt;',
      '&#0;',
      '&',
      '<!DOCTYPE x [',
      ']>',
      '<?xml version="1.0"?>',
      '<?x',
      '<![CDATA[',
      ' a="1"',
    ];
    const heaps = fc
      .tuple(
        fc.constantFrom('', '<methodResponse>', '<methodResponse><params><param><value>', '<methodCall><params>'),
        fc.array(fc.constantFrom(...tags, ...odd), { maxLength: 20 }),
      )
      .map(([start, parts]) => utf8(start + parts.join('')));
    fc.assert(
      fc.property(heaps, (bytes) => {
        expect(strayErrors(bytes)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('a number is read exactly where it is one', () => {
    const nearlyNumbers = fc.oneof(fc.stringMatching(/^[-+.eE0-9]{0,12}$/), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(nearlyNumbers, fc.constantFrom('int', 'i8', 'double'), (text, type) => {
        // Number() is another reader of the same notation, apart from hexadecimal, blanks, size and "Infinity".
        const finite = text.trim() !== '' && /^[-+.eE0-9]*$/.test(text) && !Number.isNaN(Number(text));
        const size = type === 'int' ? 2 ** 31 : 2 ** 63;
        const whole = finite && /^[-+]?[0-9]+$/.test(text) && Number(text) >= -size && Number(text) < size;
        const expected = (type === 'double' ? finite : whole) ? 'read' : 'refused';
        expect(outcomeOf(() => new XmlRpcNumber(type, text))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
