import { describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { Lost } from '../../../src/providers/provider.ts';
import type { LedgerRow } from '../../../src/providers/records.ts';
import { findRow, moneyTrace, showsMarks } from '../../../src/providers/shared/find-row.ts';

const HOUR_MS = 3600 * 1000;
const mark = 'RG-SPGSNC8VM5YT';
const sentAt = new Date();
const day = (hours: number): string => new Date(sentAt.getTime() + hours * HOUR_MS).toISOString().slice(0, 10);
const moment = (hours: number): Date => new Date(sentAt.getTime() + hours * HOUR_MS);

const lostOf = (amount = '4.99', currency: string | null = null): Lost => ({
  trace: moneyTrace({ clientId: '1', amount: decimal(amount), currency, description: 'Secret of ours' }),
  mark,
  sentAt,
});

const row = (changes: Partial<LedgerRow> = {}): LedgerRow => ({
  upstreamId: '7',
  type: 'charge',
  currency: null,
  date: day(0),
  amount: decimal('4.99'),
  description: '',
  mark: null,
  bookedAt: null,
  packageId: null,
  phoneNumber: null,
  ...changes,
});

const ours = (changes: Partial<LedgerRow> = {}): LedgerRow => row({ mark, ...changes });
/** A row that shows that the upstream keeps marks, and is nothing else. */
const shown = row({ upstreamId: '1', mark: newMark(), amount: decimal('77') });
const verdictOf = (rows: readonly LedgerRow[], lost = lostOf()): string => findRow(rows, lost).verdict;

describe('moneyTrace', () => {
  it('keeps what the look needs, and not the description', () => {
    expect(lostOf('4.99', 'USD').trace).toEqual({
      clientId: '1',
      amount: '4.99',
      currency: 'USD',
      paymentKind: null,
    });
  });
});

describe('a row with the mark', () => {
  it('is it, whatever else stands in the list', () => {
    const rows = [shown, row({ upstreamId: '6' }), ours(), row({ upstreamId: '8', description: 'RG-' })];
    expect(findRow(rows, lostOf())).toEqual({ verdict: 'applied', upstreamId: '7' });
    expect(showsMarks(rows)).toBe(true);
    expect(showsMarks([row()])).toBe(false);
  });

  it.each<[string, Partial<LedgerRow>]>([
    ['the amount written otherwise', { amount: decimal('4.990') }],
    ['no date', { date: null }],
    ['a date that does not exist', { date: '2026-13-45' }],
    ['a day before', { date: day(-24) }],
    ['a moment 35 hours before', { bookedAt: moment(-35), date: null }],
    ['a moment 35 hours later', { bookedAt: moment(35), date: null }],
    ['a wrong day but a right moment', { bookedAt: moment(0), date: day(-240) }],
  ])('is it with %s', (_, changes) => {
    expect(verdictOf([ours(changes)])).toBe('applied');
  });

  it.each<[string, Partial<LedgerRow>, RegExp]>([
    ['another amount', { amount: decimal('4.98') }, /another amount/],
    ['a rounded amount', { amount: decimal('5') }, /another amount/],
    ['an older date', { date: day(-72) }, /date/],
    ['an older moment', { bookedAt: moment(-37) }, /date/],
    ['a date of the future', { date: day(72) }, /date/],
    ['a moment of the future', { bookedAt: moment(37) }, /date/],
  ])('is doubtful with %s', (_, changes, reason) => {
    expect(findRow([ours(changes)], lostOf())).toEqual({
      verdict: 'unclear',
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('is doubtful when there are two, or when its currency is another', () => {
    expect(findRow([ours(), ours({ upstreamId: '8' })], lostOf())).toMatchObject({
      verdict: 'unclear',
      reason: expect.stringContaining('2 entries') as string,
    });
    expect(verdictOf([ours({ currency: 'EUR' })], lostOf('4.99', 'USD'))).toBe('unclear');
    expect(verdictOf([ours({ currency: 'USD' })], lostOf('4.99', 'USD'))).toBe('applied');
    expect(verdictOf([ours({ currency: 'EUR' })])).toBe('applied');
  });
});

describe('without a row with the mark', () => {
  it('is absent from an empty list, and from one of other amounts and other marks', () => {
    expect(findRow([], lostOf())).toEqual({ verdict: 'absent' });
    expect(verdictOf([row({ amount: decimal('4.98') }), row({ mark: newMark() })])).toBe('absent');
  });

  it.each<[string, Partial<LedgerRow>]>([
    ['an equal row', {}],
    ['an equal row with a text', { description: 'Support call' }],
    ['an equal row without a date', { date: null }],
    ['an equal row whose date does not exist', { date: '2026-13-45' }],
    ['the mark cut short', { description: mark.slice(0, 8), amount: decimal('1'), date: day(-240) }],
    ['the mark cut very short', { description: mark.slice(0, 2), amount: decimal('1'), date: day(-240) }],
    ['the mark cut in front of its last digit', { description: mark.slice(0, -1), amount: decimal('1') }],
    ['the mark in small letters', { description: `${mark.toLowerCase()} x`, amount: decimal('1') }],
    ['the mark behind other words', { description: `Charge: ${mark} x`, amount: decimal('1'), date: day(-240) }],
    ['the mark with one digit changed', { description: `${mark.slice(0, -1)}U`, amount: decimal('1') }],
  ])('%s may be it', (_, changes) => {
    expect(findRow([shown, row(changes)], lostOf())).toEqual({
      verdict: 'unclear',
      reason: `No entry has the mark ${mark}, but one entry without any mark could be it.`,
    });
  });

  it.each<[string, Partial<LedgerRow>]>([
    ['an older row', { date: day(-72) }],
    ['a row of the future', { date: day(72) }],
    ['an older row by its moment', { bookedAt: moment(-37) }],
    ['a part of another mark', { description: 'RG-ZZ', amount: decimal('1') }],
  ])('%s is not it where marks show', (_, changes) => {
    expect(verdictOf([shown, row(changes)])).toBe('absent');
  });

  it.each([day(-24_000), day(72)])('an equal row of %s may be it where no mark shows', (date) => {
    expect(verdictOf([row({ date })])).toBe('unclear');
    expect(verdictOf([row({ date, amount: decimal('5.00') })])).toBe('absent');
  });

  it('counts the rows that may be it', () => {
    expect(findRow([row(), row({ upstreamId: '8' }), row({ amount: decimal('1') })], lostOf())).toMatchObject({
      reason: expect.stringContaining('2 entries') as string,
    });
  });

  it.each([
    ['4.123456', '4.12', 'unclear'],
    ['4.129999', '4.13', 'unclear'],
    ['4.123456', '4.1234', 'unclear'],
    ['4.123456', '4.14', 'absent'],
    ['4.129999', '4.1200', 'absent'],
    ['0.000001', '0.00', 'unclear'],
    ['4.99', '5', 'absent'],
    ['4.99', '5.0', 'absent'],
    ['4.990000', '4.99', 'unclear'],
    ['4.990000', '4.991', 'absent'],
  ])('%s may be booked as %s: %s', (sent, booked, verdict) => {
    expect(verdictOf([shown, row({ amount: decimal(booked) })], lostOf(sent))).toBe(verdict);
  });

  it('a row in another currency may be it, converted', () => {
    const euros = row({ currency: 'EUR', amount: decimal('4.30') });
    expect(verdictOf([shown, euros], lostOf('4.99', 'USD'))).toBe('unclear');
    expect(verdictOf([shown, { ...euros, date: day(-72) }], lostOf('4.99', 'USD'))).toBe('absent');
    expect(verdictOf([shown, { ...euros, currency: 'USD' }], lostOf('4.99', 'USD'))).toBe('absent');
  });
});

it('a trace without an amount settles nothing', () => {
  expect(findRow([ours()], { ...lostOf(), trace: {} })).toMatchObject({ verdict: 'unclear' });
  expect(findRow([], { ...lostOf(), trace: { amount: 'much' } })).toMatchObject({ verdict: 'unclear' });
});

it('no reason tells anything of the client or of what was written', () => {
  const findings = [
    findRow([ours(), ours()], lostOf()),
    findRow([row({ description: 'Jane Doe' })], lostOf()),
    findRow([ours({ date: day(-72) })], lostOf()),
  ];
  expect(JSON.stringify(findings)).not.toMatch(/Secret|Jane/);
});
