import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newMark } from '../../src/mark.ts';
import { MASKED, maskEmails, maskText } from '../../src/personal/text.ts';

describe('in a text', () => {
  it.each([
    ['jane@example.com', MASKED],
    ['Paid by jane.roe+x@mail.example.co.uk.', `Paid by ${MASKED}.`],
    ['jürgen@bücher.example', MASKED],
    ['a%40example.com&x', `${MASKED}&x`],
    ['DID5551234567', `DID${MASKED}`],
    ['SETUP5551234567', `SETUP${MASKED}`],
    ['call 555-010-7788', `call ${MASKED}`],
    ['call (555) 010-7788 now', `call ${MASKED} now`],
    ['+44 20 7946 0958', MASKED],
    ['+442079460958', MASKED],
    ['06 12 34 56 78', MASKED],
    ['030 12345678', MASKED],
    ['555-1234 on 2026-11-21', `${MASKED} on 2026-11-21`],
  ])('%s becomes %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it.each([
    'SETUPPACKAGE:8378',
    'Invoice #12345678 of 2026-11-21',
    '2026-11-21T10:11:12.123Z',
    'Payment of 1234567.89 for 3 months at 10.50',
    'RG-0123456789AB Refund',
    'order 61234567, package 8378',
    '192.168.100.200',
    'a @ b',
    '',
  ])('%s stays', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('ids and marks of ours stay', () => {
    const ids = fc.oneof(fc.uuid(), fc.integer({ min: 0, max: 5000 }).map(newMark));
    fc.assert(
      fc.property(ids, (id) => {
        expect(maskText(`key ${id}, once`)).toBe(`key ${id}, once`);
      }),
    );
  });

  it('no address and no long number is left, whatever stands around it', () => {
    const around = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(around, around, (left, right) => {
        const text = `${left} jane.roe@example.com ${right} +15550107788 ${left}`;
        expect(maskText(text)).not.toMatch(/jane\.roe@example|15550107788/);
        expect(maskEmails(text)).not.toMatch(/jane\.roe@example/);
      }),
    );
  });
});
