import { describe, expect, it } from 'vitest';
import { decimal } from '../../src/money.ts';
import { totalsOf } from '../../src/reconciliation/totals.ts';
import { entryOf, madeBy, operationOf, rowsOf } from './world.ts';

describe('totals', () => {
  it('are none without rows', () => {
    expect(totalsOf([])).toEqual([]);
  });

  it('stand by currency, side and verdict, whatever the order of the rows', () => {
    const made = ['addPayment', 'addCharge'] as const;
    const operations = made.flatMap((kind) => [operationOf({ kind }), operationOf({ kind, state: 'UNKNOWN' })]);
    const entries = [
      entryOf({ side: 'DEPOSIT', currency: 'USD' }),
      entryOf({ currency: 'USD' }),
      entryOf({ currency: 'EUR' }),
      madeBy(operations[0]!),
    ];
    const rows = rowsOf({ operations, entries });
    const expected = [
      'EUR CHARGE MADE_ELSEWHERE',
      'USD CHARGE MISSING_UPSTREAM',
      'USD CHARGE MADE_ELSEWHERE',
      'USD CHARGE STILL_UNKNOWN',
      'USD DEPOSIT MATCHED',
      'USD DEPOSIT MADE_ELSEWHERE',
      'USD DEPOSIT STILL_UNKNOWN',
    ];
    for (const given of [rows, rows.toReversed()]) {
      expect(totalsOf(given).map(({ currency, side, verdict }) => `${currency} ${side} ${verdict}`)).toEqual(expected);
    }
  });

  it('add exactly, and count a row of two currencies in both', () => {
    const amount = { amount: decimal('0.1'), currency: 'USD' };
    const operations = [operationOf({ amount }), operationOf({ amount })];
    const entries = [
      madeBy(operations[0]!, { amount: decimal('0.10') }),
      madeBy(operations[1]!, { amount: decimal('0.2'), currency: 'EUR' }),
      entryOf({ amount: decimal('0.2') }),
      entryOf({ amount: decimal('0.1') }),
    ];
    const sums = totalsOf(rowsOf({ operations, entries })).map(({ currency, verdict, count, journal, upstream }) => [
      `${verdict} ${currency} ${count}`,
      `${journal.amount} ${journal.currency}`,
      `${upstream.amount} ${upstream.currency}`,
    ]);
    expect(sums).toEqual([
      ['AMOUNT_DIFFERS EUR 1', '0 EUR', '0.2 EUR'],
      ['MATCHED USD 1', '0.1 USD', '0.10 USD'],
      ['MADE_ELSEWHERE USD 2', '0 USD', '0.3 USD'],
      ['AMOUNT_DIFFERS USD 1', '0.1 USD', '0 USD'],
    ]);
  });
});
