import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMark, MARK_OF_A_PLAN, marksIn, newMark, splitMark, withMark } from '../src/mark.ts';

/** One that no other mark differs from by one character only. */
const mark = 'RG-SPGSNC8VM5YT';
const other = 'RG-000000000000';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

describe('a mark', () => {
  it('has 15 characters that are not mistaken for others, and is never made twice', () => {
    const marks = Array.from({ length: 2000 }, newMark);
    expect(new Set(marks).size).toBe(2000);
    for (const one of marks) {
      expect(one).toMatch(/^RG-[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(isMark(one)).toBe(true);
    }
    // Every digit is used at every place.
    for (let place = 3; place < 15; place++) expect(new Set(marks.map((one) => one[place])).size).toBe(32);
  });

  it('is no mark once any character of it is another', () => {
    expect(isMark(mark)).toBe(true);
    for (let place = 0; place < mark.length; place++) {
      for (const digit of digits.replace(mark[place]!, '')) {
        expect(isMark(mark.slice(0, place) + digit + mark.slice(place + 1))).toBe(false);
      }
    }
  });

  it.each([
    '',
    'RG-',
    mark.toLowerCase(),
    ` ${mark}`,
    `${mark} `,
    `${mark}0`,
    mark.slice(0, -1),
    MARK_OF_A_PLAN,
    other,
  ])('is not: %j', (text) => expect(isMark(text)).toBe(false));
});

describe('splitMark', () => {
  it('gives back mark and text of withMark', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const kept = text.trimStart();
        expect(splitMark(withMark(mark, kept))).toEqual({ mark, text: kept });
      }),
    );
    expect(withMark(mark, '')).toBe(mark);
    expect(withMark(mark, 'Support call')).toBe(`${mark} Support call`);
    expect(splitMark(`${mark}\t two`)).toEqual({ mark, text: 'two' });
  });

  it('leaves every text without a mark as it is', () => {
    const almost = fc.string({ unit: fc.constantFrom('0', 'Z', 'I', 'z', ' ', '-') }).map((text) => `RG-${text}`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (text) => {
        fc.pre(!isMark(text.slice(0, mark.length)));
        expect(splitMark(text)).toEqual({ mark: null, text });
      }),
    );
  });

  it('finds no mark in a text that is cut inside it, and the mark in all others', () => {
    const whole = withMark(mark, 'SETUPPACKAGE:8378');
    for (let length = 0; length <= whole.length; length++) {
      const text = whole.slice(0, length);
      const isCut = length < mark.length;
      expect(splitMark(text)).toEqual(
        isCut ? { mark: null, text } : { mark, text: text.slice(mark.length).trimStart() },
      );
    }
  });

  it.each([`x ${mark}`, ` ${mark}`, `${mark}x`, `${mark},`, `${mark.toLowerCase()} x`, `${other} x`])(
    'finds none in %j',
    (text) => expect(splitMark(text)).toEqual({ mark: null, text }),
  );
});

describe('marksIn', () => {
  it('finds each mark once, wherever it stands, and nothing that only looks like one', () => {
    const second = newMark();
    const text = `a ${mark}, (${second}) ${mark}; ${other} ${newMark()}0 ${mark.toLowerCase()}`;
    expect(marksIn(text)).toEqual([mark, second]);
    expect(marksIn('')).toEqual([]);
  });
});
