/** The two transaction searches: every filter, sort and paging parameter; and details by id. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JANE, debit, fund, rowsOf, start } from './client.ts';
import type { Api, Parameters, Row } from './client.ts';

const CURRENT = 'billing/customer-transactions/search';
const ARCHIVED = 'billing/customer-archived-transactions/search';
const BUSY = '31000002';

let api: Api;
let busy: Row[] = [];
beforeAll(async () => {
  api = await start({ clients: 40 });
  await api.write('billing/add-customer-fund', fund({ 'transaction-type': 'credit', amount: '7.91' }));
  await api.write('billing/add-customer-debit-note', debit());
  busy = await everything(ARCHIVED, { 'customer-id': BUSY });
  busy.push(...(await everything(CURRENT, { 'customer-id': BUSY })));
});
afterAll(() => api.close());

const field = (row: Row, name: string) => row[`customer_transaction.${name}`] ?? '';
const ids = (rows: readonly Row[]) => rows.map((row) => field(row, 'transid'));
const ofJane = (parameters: Parameters = {}) => api.rows(CURRENT, { 'customer-id': JANE, ...parameters });

const between = (after: string, before: string) =>
  ofJane({ 'transaction-date-start': after, 'transaction-date-end': before });

async function everything(name: string, parameters: Parameters, size = 500): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await api.read(name, { ...parameters, 'no-of-records': String(size), 'page-no': String(page) });
    rows.push(...rowsOf(answer));
    if (rows.length >= Number(answer['recsindb']) || answer['recsonpage'] === '0') return rows;
  }
}

describe('filters', () => {
  it('customer-id and username, repeated and together', async () => {
    expect(await ofJane()).toHaveLength(4);
    const two = await api.rows(CURRENT, { 'customer-id': [JANE, '31000003'] });
    expect(new Set(two.map((row) => field(row, 'customerid')))).toEqual(new Set([JANE, '31000003']));
    expect(await api.rows(CURRENT, { username: ['jane@example.com', 'x@y.example'] })).toEqual(await ofJane());
    expect(await api.rows(CURRENT, { username: 'jane@example.com', 'customer-id': BUSY })).toEqual([]);
    expect(await api.rows(CURRENT, { 'customer-id': '99' })).toEqual([]);
    expect(await api.rows(CURRENT, { 'customer-id': [JANE, JANE] })).toEqual(await ofJane());
  });

  it.each([
    [['invoice'], ['invoice']],
    [
      ['credit', 'debit'],
      ['credit', 'debit'],
    ],
    [['receipt'], ['receipt']],
  ])('transaction-type %j', async (types, expected) => {
    const rows = await ofJane({ 'transaction-type': types });
    expect(rows.map((row) => field(row, 'type')).toSorted()).toEqual(expected);
  });

  it('transaction-key: by hand or by the system', async () => {
    expect(ids(await ofJane({ 'transaction-key': 'systemgenerated' }))).toEqual(['88000001']);
    expect(ids(await ofJane({ 'transaction-key': 'manually' }))).toEqual(ids(await ofJane()).slice(1));
  });

  it('transaction-id, also of another customer', async () => {
    expect(ids(await api.rows(CURRENT, { 'transaction-id': ['88000013', '88000001', '7'] }))).toEqual([
      '88000001',
      '88000013',
    ]);
    expect(await api.rows(CURRENT, { 'transaction-id': '88000001', 'customer-id': BUSY })).toEqual([]);
    const archived = ids(busy)[0] ?? '';
    expect(ids(await api.rows(ARCHIVED, { 'transaction-id': archived }))).toEqual([archived]);
    expect(await api.rows(CURRENT, { 'transaction-id': archived })).toEqual([]);
  });

  it('transaction-description finds a part', async () => {
    expect(ids(await ofJane({ 'transaction-description': '[rg-1]' }))).toHaveLength(1);
    expect(await ofJane({ 'transaction-description': 'SUPPORT' })).toEqual([]);
    expect(await ofJane({ 'transaction-description': 'nowhere' })).toEqual([]);
  });

  it('balance-type, which the archive does not have', async () => {
    expect(await ofJane({ 'balance-type': 'onlyunbalanced' })).toHaveLength(4);
    expect(await ofJane({ 'balance-type': 'onlybalanced' })).toEqual([]);
    const open = await everything(CURRENT, { 'customer-id': '31000003', 'balance-type': 'onlyunbalanced' });
    expect(open.every((row) => field(row, 'unutilisedsellingamount') !== '0.000')).toBe(true);
    const [all, asked] = await Promise.all([
      everything(ARCHIVED, { 'customer-id': BUSY }),
      everything(ARCHIVED, { 'customer-id': BUSY, 'balance-type': 'onlyunbalanced' }),
    ]);
    expect(asked).toEqual(all);
  });

  it.each([
    [{ 'amt-range-start': '3' }, ['-7.910', '20.000', '7.910']],
    [{ 'amt-range-end': '7' }, ['-2.500']],
    [{ 'amt-range-start': '7', 'amt-range-end': '8' }, ['-7.910', '7.910']],
    [{ 'amt-range-start': '20', 'amt-range-end': '20' }, ['20.000']],
    [{ 'amt-range-start': '0', 'amt-range-end': '0' }, []],
  ])('%j is about the amount without its sign', async (range, expected) => {
    expect((await ofJane(range)).map((row) => field(row, 'sellingamount')).toSorted()).toEqual(expected.toSorted());
  });

  it('transaction-date is strictly after and strictly before', async () => {
    expect(ids(await between('1745369821', '1745369823'))).toEqual(['88000001']);
    expect(await between('1745369822', '1745369823')).toEqual([]);
    expect(await between('1745369821', '1745369822')).toEqual([]);
    expect(ids(await between('', '1745456223'))).toEqual(['88000001', '88000013']);
  });

  it('all together, and empty or unknown ones are ignored', async () => {
    const one = { 'transaction-type': 'debit', 'amt-range-start': '2', 'transaction-key': 'manually' };
    expect(await ofJane(one)).toHaveLength(1);
    expect(await ofJane({ 'transaction-type': '', 'balance-type': '', 'order-by': '', colour: 'red' })).toHaveLength(4);
    expect(await ofJane({ 'transaction-type[]': 'invoice', 'transaction-type[0]': 'debit' })).toHaveLength(4);
  });

  it.each([
    ['transaction-type', 'Invoice'],
    ['transaction-key', 'automatic'],
    ['balance-type', 'open'],
    ['customer-id', 'x'],
    ['transaction-id', '1.5'],
    ['amt-range-start', '1.5'],
    ['amt-range-end', '-1'],
    ['transaction-date-start', '2026-01-01'],
    ['transaction-date-end', 'now'],
    ['order-by', 'colour'],
    ['order-by', 'customerid sideways'],
  ])('%s=%s is refused by its name', async (name, value) => {
    const answer = await api.get(CURRENT, { 'no-of-records': '10', 'page-no': '1', [name]: value });
    expect(answer).toMatchObject({ status: 500, text: `{"status":"ERROR","message":"{${name}=${name} is invalid}"}` });
  });
});

const sorted = (rows: readonly Row[], name: string) => rows.map((row) => Number(field(row, name)));

describe('order', () => {
  it('is by id unless asked for otherwise', async () => {
    const all = await everything(CURRENT, {});
    expect(sorted(all, 'transid')).toEqual(sorted(all, 'transid').toSorted((left, right) => left - right));
  });

  it.each([
    ['customer-id', 'customerid'],
    ['customerid', 'customerid'],
    ['transaction-id', 'transid'],
    ['customer_transaction.sellingamount', 'sellingamount'],
    ['transactiondate', 'transactiondate'],
  ])('%s ascends, with desc it descends', async (orderBy, name) => {
    const up = sorted(await everything(CURRENT, { 'order-by': orderBy }), name);
    expect(up).toEqual(up.toSorted((left, right) => left - right));
    const down = sorted(await everything(CURRENT, { 'order-by': `${orderBy} desc` }), name);
    expect(down).toEqual(up.toReversed());
  });

  it('several: the first one counts most', async () => {
    const rows = await everything(CURRENT, { 'order-by': ['type desc', 'sellingamount'] });
    const pairs = rows.map((row) => [field(row, 'type'), Number(field(row, 'sellingamount'))] as const);
    for (const [place, [type, amount]] of pairs.entries()) {
      const [nextType, nextAmount] = pairs[place + 1] ?? [type, amount];
      expect(nextType < type || (nextType === type && nextAmount >= amount)).toBe(true);
    }
  });
});

describe('pages', () => {
  it('of a customer with 1,200 rows hold every row once', () => {
    expect(busy).toHaveLength(1200);
    expect(new Set(ids(busy)).size).toBe(1200);
  });

  it('are counted, and the keys begin at 1 again', async () => {
    const page = await api.read(CURRENT, { 'customer-id': BUSY, 'no-of-records': '500', 'page-no': '2' });
    expect(Object.keys(page).slice(0, 2)).toEqual(['1', '2']);
    expect(Number(page['recsonpage'])).toBe(rowsOf(page).length);
    expect(Number(page['recsindb'])).toBe(500 + rowsOf(page).length);
    const beyond = await api.read(CURRENT, { 'customer-id': BUSY, 'no-of-records': '500', 'page-no': '9' });
    expect(beyond).toEqual({ recsonpage: '0', recsindb: page['recsindb'] });
  });

  it('of any size give the same rows', async () => {
    const large = await everything(CURRENT, { 'order-by': 'type' }, 500);
    expect(await everything(CURRENT, { 'order-by': 'type' }, 77)).toEqual(large);
  });

  it('of all customers show a new row at once', async () => {
    const before = await api.read(CURRENT, { 'no-of-records': '1', 'page-no': '1' });
    await api.write('billing/add-customer-fund', fund({ 'customer-id': BUSY, 'transaction-key': 'fresh' }));
    const after = await api.read(CURRENT, { 'no-of-records': '1', 'page-no': '1' });
    expect(Number(after['recsindb'])).toBe(Number(before['recsindb']) + 1);
  });

  it.each([
    [{}, 'Required parameter missing: no-of-records'],
    [{ 'no-of-records': '10' }, 'Required parameter missing: page-no'],
    [{ 'no-of-records': '0', 'page-no': '1' }, 'no-of-records should be between 1 and 500'],
    [{ 'no-of-records': '501', 'page-no': '1' }, 'no-of-records should be between 1 and 500'],
    [{ 'no-of-records': 'ten', 'page-no': '1' }, '{no-of-records=no-of-records is invalid}'],
    [{ 'no-of-records': '10', 'page-no': '0' }, '{page-no=page-no is invalid}'],
    [{ 'no-of-records': '10', 'page-no': '-1' }, '{page-no=page-no is invalid}'],
  ])('%j is refused', async (parameters, message) => {
    for (const name of [CURRENT, ARCHIVED]) {
      const answer = await api.get(name, parameters);
      expect(answer).toMatchObject({ status: 500, text: JSON.stringify({ status: 'ERROR', message }) });
    }
  });
});

const isSettled = (row: Row) => Number(field(row, 'unutilisedsellingamount')) === 0;

describe('the archive', () => {
  it('has the settled rows that are older than a year, by the sandbox clock', async () => {
    const cutoff = Date.UTC(2025, 10, 24) / 1000;
    const [archived, current] = await Promise.all([everything(ARCHIVED, {}), everything(CURRENT, {})]);
    const isOld = (row: Row) => Number(field(row, 'transactiondate')) < cutoff;
    expect(archived.length).toBeGreaterThan(600);
    expect(archived.every((row) => isOld(row) && isSettled(row))).toBe(true);
    expect(current.every((row) => !isOld(row) || !isSettled(row))).toBe(true);
    expect(current.some((row) => isOld(row) && !isSettled(row))).toBe(true);
    const others = archived.filter((row) => field(row, 'customerid') !== BUSY);
    expect(new Set(others.map((row) => field(row, 'customerid'))).size).toBeGreaterThan(5);
  });

  it('grows as the clock goes on', async () => {
    const size = (await everything(ARCHIVED, { 'customer-id': BUSY })).length;
    await api.driven.control('clock', { now: '2027-06-01T00:00:00Z' });
    expect((await everything(ARCHIVED, { 'customer-id': BUSY })).length).toBeGreaterThan(size);
    await api.driven.control('clock', { now: '2026-11-24T12:00:00Z' });
  });
});

describe('details by id', () => {
  it('are keyed by id and have the transaction-key', async () => {
    const found = await api.read('billing/customer-transactions', { 'transaction-ids': ['88000001', '88000013', '5'] });
    expect(Object.keys(found)).toEqual(['88000001', '88000013']);
    expect(found['88000001']).toMatchObject({
      transid: '88000001',
      transactionkey: 'sys-88000001',
      type: 'invoice',
      key: 'domcno',
      customer_name: 'Jane Doe',
      customer_telnocc: '1',
      resellerid: '1100001',
      reseller_company: 'Demo Hosting Ltd',
      sellingamount: '-7.910',
      sellingtaxamount: '0.000',
      accountingamountwithouttax: '-10.000',
      greedy: 'false',
    });
    expect(found['88000001']).not.toHaveProperty('timestamp');
    expect(found['88000013']).not.toHaveProperty('key');
  });

  it('have the moment of the settlement', async () => {
    const id = ids(busy)[0] ?? '';
    const found = await api.read('billing/customer-transactions', { 'transaction-ids': id });
    expect(found[id]).toMatchObject({
      timestamp: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.000000\+00$/),
    });
  });

  it('need an id', async () => {
    expect((await api.get('billing/customer-transactions')).text).toContain(
      'Required parameter missing: transaction-ids',
    );
    expect(await api.read('billing/customer-transactions', { 'transaction-ids': '5' })).toEqual({});
  });
});
