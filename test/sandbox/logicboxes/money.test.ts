/** Funds, debit notes and balances. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JANE, debit, fund, signup, start } from './client.ts';
import type { Api, Parameters } from './client.ts';

const FUND = 'billing/add-customer-fund';
const DEBIT = 'billing/add-customer-debit-note';
const SEARCH = 'billing/customer-transactions/search';

let api: Api;
beforeEach(async () => {
  api = await start();
});
afterEach(() => api.close());

const balance = async (id = JANE) => (await api.get('billing/customer-balance', { 'customer-id': id })).text;
const newest = async (id = JANE) => (await api.rows(SEARCH, { 'customer-id': id })).at(-1);

describe('a fund', () => {
  it('raises the balance by its amount and is in the ledger at once', async () => {
    const id = String(await api.write(FUND, fund()));
    expect(Number(id)).toBeGreaterThan(88_000_013);
    expect(await balance()).toBe(
      '{"currencysymbol":"GBP","sellingcurrencybalance":17.09,"sellingcurrencylockedbalance":0.0,' +
        '"totalsellingbalance":17.09,"accountingcurrencybalance":21.431,"accountingcurrencylockedbalance":0.0}',
    );
    expect(await newest()).toEqual({
      'customer_transaction.transid': id,
      'customer_transaction.transactiondate': '1795521600',
      'customer_transaction.orderid': '0',
      'customer_transaction.type': 'receipt',
      'customer_transaction.description': 'Thank you [rg-1]',
      greedy: 'false',
      'customer_transaction.customerid': JANE,
      'customer_transaction.sellingcurrencysymbol': 'GBP',
      'customer_transaction.sellingamount': '5.000',
      'customer_transaction.unutilisedsellingamount': '5.000',
      'customer_transaction.accountingcurrencysymbol': 'USD',
      'customer_transaction.accountingamount': '6.321',
      'customer_transaction.unutilisedaccountingamount': '6.321',
      forexdiff: '0.000',
    });
    const details = await api.read('billing/customer-transactions', { 'transaction-ids': id });
    expect(details[id]).toMatchObject({ transactionkey: 'key-1', totalreceiptupdated: 'true' });
  });

  it('counts for the total receipts only if asked', async () => {
    const total = async () =>
      (await api.read('customers/details-by-id', { 'customer-id': JANE }))['totalreceipts'] as string;
    await api.write(FUND, fund({ 'update-total-receipt': 'false' }));
    expect(await total()).toBe('0.0');
    await api.write(FUND, fund({ 'transaction-key': 'b', amount: '5.125' }));
    expect(await total()).toBe('5.125');
    const [row] = await api.rows('customers/search', { 'customer-id': JANE });
    expect(row?.['customer.totalreceipts']).toBe('5.125');
    await api.write(DEBIT, debit({ 'update-total-receipt': 'true', 'selling-amount': '0.125' }));
    expect(await total()).toBe('5.0');
  });

  it('is exact', async () => {
    const id = String(await api.write('customers/signup', signup()));
    await api.write(FUND, fund({ 'customer-id': id, amount: '0.1', 'transaction-key': 'a' }));
    await api.write(FUND, fund({ 'customer-id': id, amount: '0.2', 'transaction-key': 'b' }));
    expect(await balance(id)).toContain('"totalsellingbalance":0.3,');
    await api.write(FUND, fund({ 'customer-id': id, amount: '999999999999999.999', 'transaction-key': 'c' }));
    expect(await balance(id)).toContain('"totalsellingbalance":1000000000000000.299,');
  });

  it.each<[Parameters, string]>([
    ...['customer-id', 'amount', 'description', 'transaction-type', 'transaction-key', 'update-total-receipt'].map(
      (name): [Parameters, string] => [{ [name]: '' }, `Required parameter missing: ${name}`],
    ),
    [{ 'customer-id': '1' }, 'Invalid customer-id'],
    [{ 'customer-id': 'Jane' }, 'Invalid customer-id'],
    ...['0', '0.000', '-1', '1.2345', '1e3', '1,5', 'five', '.5', '5.', ' 5', '٥', '1'.repeat(16)].map(
      (amount): [Parameters, string] => [{ amount }, '{amount=amount is invalid}'],
    ),
    [{ 'transaction-type': 'invoice' }, '{transaction-type=transaction-type is invalid}'],
    [{ 'transaction-type': 'Receipt' }, '{transaction-type=transaction-type is invalid}'],
    [{ 'update-total-receipt': 'TRUE' }, '{update-total-receipt=update-total-receipt is invalid}'],
  ])('%j is refused', async (changes, message) => {
    const answer = await api.post(FUND, fund(changes));
    expect(answer).toMatchObject({ status: 500, text: JSON.stringify({ status: 'ERROR', message }) });
    expect(await balance()).toContain('12.09');
  });
});

describe('a debit note', () => {
  it('lowers the balance by its amount and is in the ledger at once', async () => {
    const id = String(await api.write(DEBIT, debit({ greedy: 'true', 'payment-reminder-days': '7' })));
    expect(await balance()).toContain('"sellingcurrencybalance":9.59,');
    expect(await balance()).toContain('"accountingcurrencybalance":11.949,');
    expect(await newest()).toMatchObject({
      'customer_transaction.transid': id,
      'customer_transaction.transactiondate': '1795521600',
      'customer_transaction.type': 'debit',
      greedy: 'true',
      'customer_transaction.sellingamount': '-2.500',
      'customer_transaction.unutilisedsellingamount': '-2.500',
      'customer_transaction.accountingamount': '-3.161',
    });
    const details = await api.read('billing/customer-transactions', { 'transaction-ids': id });
    expect(details[id]).toMatchObject({ paymentreminderdays: '7', transactionkey: 'key-2' });
  });

  it('may exceed the funds', async () => {
    await api.write(DEBIT, debit({ 'selling-amount': '100' }));
    expect(await balance()).toContain('"sellingcurrencybalance":-87.91,');
  });

  it.each<[Parameters, string]>([
    ...['customer-id', 'selling-amount', 'description', 'debit-note-date', 'transaction-key'].map(
      (name): [Parameters, string] => [{ [name]: '' }, `Required parameter missing: ${name}`],
    ),
    ...['update-total-receipt', 'accounting-amount', 'conversion-rate'].map((name): [Parameters, string] => [
      { [name]: '' },
      `Required parameter missing: ${name}`,
    ]),
    [{ 'customer-id': '1' }, 'Invalid customer-id'],
    ...[
      ['selling-amount', '0'],
      ['selling-amount', '1.0001'],
      ['debit-note-date', '2026-11-24'],
      ['accounting-amount', '-3'],
      ['conversion-rate', '0'],
      ['conversion-rate', 'x'],
      ['greedy', 'yes'],
      ['payment-reminder-days', '1.5'],
    ].map(([name = '', value = '']): [Parameters, string] => [{ [name]: value }, `{${name}=${name} is invalid}`]),
  ])('%j is refused', async (changes, message) => {
    const answer = await api.post(DEBIT, debit(changes));
    expect(answer).toMatchObject({ status: 500, text: JSON.stringify({ status: 'ERROR', message }) });
    expect(await balance()).toContain('12.09');
  });
});

describe('a transaction-key', () => {
  it('is refused when it was used before, by either call and for any customer', async () => {
    await api.write(FUND, fund());
    const used = '{"status":"ERROR","message":"Transaction key already used"}';
    expect((await api.post(FUND, fund())).text).toBe(used);
    expect((await api.post(FUND, fund({ 'customer-id': '31000002' }))).text).toBe(used);
    expect((await api.post(DEBIT, debit({ 'transaction-key': 'key-1' }))).text).toBe(used);
    expect((await api.post(FUND, fund({ 'transaction-key': 'sys-88000001' }))).text).toBe(used);
    expect(await balance()).toContain('17.09');
  });

  it('of a generated row is used too', async () => {
    const [row] = await api.rows(SEARCH, { 'customer-id': '31000002', 'transaction-type': 'receipt' });
    const id = row?.['customer_transaction.transid'] ?? '';
    expect((await api.post(FUND, fund({ 'transaction-key': `man-${id}` }))).status).toBe(500);
    expect((await api.post(FUND, fund({ 'transaction-key': `sys-${id}` }))).status).toBe(200);
  });

  it('may give the first id again, or a second row', async () => {
    const first = await api.write(FUND, fund());
    await api.set({ repeatedTransactionKey: 'same_id' });
    expect(await api.write(FUND, fund())).toBe(first);
    expect(await balance()).toContain('17.09');
    await api.set({ repeatedTransactionKey: 'second_row' });
    expect(await api.write(FUND, fund())).toBe(Number(first) + 1);
    expect(await balance()).toContain('22.09');
  });
});

describe('balances', () => {
  it('of the reseller and of its sub-reseller', async () => {
    expect(await api.read('billing/reseller-balance', { 'reseller-id': '1100001' })).toEqual({
      sellingcurrencysymbol: 'GBP',
      sellingcurrencybalance: 310.4,
      sellingcurrencylockedbalance: 25,
    });
    expect((await api.get('billing/reseller-balance', { 'reseller-id': '7' })).text).toContain('Invalid reseller-id');
    expect((await api.get('billing/reseller-balance')).text).toContain('Required parameter missing: reseller-id');
  });

  it('need a known customer; a new one has nothing', async () => {
    expect(await balance('1')).toBe('{"status":"ERROR","message":"Invalid customer-id"}');
    expect(await balance('')).toBe('{"status":"ERROR","message":"Required parameter missing: customer-id"}');
    const id = String(await api.write('customers/signup', signup()));
    expect(await balance(id)).toContain('"totalsellingbalance":0.0,');
  });
});
