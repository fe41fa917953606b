import { describe, expect, it } from 'vitest';
import { Accounts } from '../../src/accounts.ts';
import { defaultLimits } from '../../src/config.ts';
import { GatewayError } from '../../src/errors.ts';
import { Loaders } from '../../src/loaders.ts';
import { wholeView } from '../../src/personal/records.ts';
import type { ByKey, Capabilities } from '../../src/providers/provider.ts';
import type { ClientRecord, LedgerRow } from '../../src/providers/records.ts';
import { readBooks, type BooksRequest } from '../../src/reconciliation/books.ts';
import { readReconciliation } from '../../src/reconciliation/read.ts';
import { OperationScope } from '../../src/scope.ts';
import { clientOf, DAY, entryOf } from './world.ts';

type Ledgers = ByKey<readonly LedgerRow[]>;

/** What an upstream has, told by a provider without any wire. A client that is in no map is unknown to it. */
interface Upstream {
  readonly clients?: readonly ClientRecord[];
  readonly charges?: Ledgers;
  readonly deposits?: Ledgers;
  readonly currency?: string | null;
  readonly hasLedger?: boolean;
  readonly maxUpstreamCalls?: number;
}

/** One call a client. */
function readFrom(ledgers: Ledgers) {
  return async (ids: readonly string[], scope: { spend(): void }): Promise<Ledgers> => {
    for (const _ of ids) scope.spend();
    return new Map([...ledgers].filter(([id]) => ids.includes(id)));
  };
}

function accountWith(upstream: Upstream) {
  const { clients = [], charges = new Map(), deposits = new Map(), currency = 'USD', hasLedger = true } = upstream;
  const capabilities = {
    clients: { list: async () => clients, byIds: async () => new Map(), byEmail: async () => null },
    balances: { byClientIds: async () => new Map() },
    ...(hasLedger && { ledger: { chargesByClientIds: readFrom(charges), depositsByClientIds: readFrom(deposits) } }),
  } satisfies Capabilities;
  const provider = {
    kind: 'VOIPMS',
    account: 'one',
    currency,
    capabilities,
    costs: { login: 0, listLacks: [], reads: {}, writes: {} },
    notes: {},
    close: async () => {},
  } as const;
  const limits = { ...defaultLimits(), maxUpstreamCalls: upstream.maxUpstreamCalls ?? 1000 };
  const accounts = new Accounts([{ provider, writeTimeoutMs: 1000 }], limits, () => {});
  const scope = new OperationScope(limits);
  return {
    account: accounts.all[0]!,
    loaders: new Loaders(accounts, scope, wholeView),
    limits,
    close: () => scope.close(),
  };
}

async function booksOf(upstream: Upstream, request: Partial<BooksRequest> = {}) {
  const { account, loaders, close } = accountWith(upstream);
  try {
    const whole = { clientIds: null, journalClientIds: new Set<string>(), maxClients: 10, ...request };
    return await readBooks(account, loaders.of('one'), whole);
  } finally {
    close();
  }
}

const rowWith = (changes: Parameters<typeof entryOf>[0] = {}) => entryOf(changes).row;
const away = new GatewayError('UPSTREAM_UNAVAILABLE', 'Away.');
const none: Ledgers = new Map(['1', '2', '7'].map((id) => [id, []]));

describe('the books', () => {
  it('are both sides of every client of the list and of the journal', async () => {
    const [charge, deposit, gone] = [rowWith(), rowWith(), rowWith()];
    const { books, failures } = await booksOf(
      {
        clients: [clientOf('1'), clientOf('2')],
        charges: new Map([
          ['1', [charge]],
          ['2', []],
          ['7', [gone]],
        ]),
        deposits: new Map([
          ['1', []],
          ['2', [deposit]],
          ['7', []],
        ]),
      },
      { journalClientIds: new Set(['2', '7']) },
    );
    expect(books.entries.map(({ side, clientId, row }) => [side, clientId, row])).toEqual([
      ['CHARGE', '1', charge],
      ['CHARGE', '7', gone],
      ['DEPOSIT', '2', deposit],
    ]);
    expect([failures, books.unread, [...books.clients.keys()]]).toEqual([[], new Set(), ['1', '2']]);
  });

  it.each<[string, string | undefined, string | null, string | null, string]>([
    ['the entry', 'EUR', 'GBP', 'USD', 'EUR'],
    ['the client', undefined, 'GBP', 'USD', 'GBP'],
    ['the account', undefined, null, 'USD', 'USD'],
    ['nobody', undefined, null, null, 'XXX'],
  ])('have the currency that is told by %s', async (_, ofRow, ofClient, currency, expected) => {
    const { books } = await booksOf({
      clients: [{ ...clientOf('1'), currency: ofClient }],
      charges: new Map([['1', [rowWith(ofRow === undefined ? {} : { currency: ofRow })]]]),
      deposits: none,
      currency,
    });
    expect(books.entries[0]?.amount).toEqual({ amount: '4.99', currency: expected });
  });

  it.each([
    [DAY, DAY],
    [null, null],
    ['2026-13-45', null],
    ['2026-02-30', null],
    ['0000-00-00', null],
  ])('know no day that no calendar has: %s', async (date, expected) => {
    const { books } = await booksOf({
      clients: [clientOf('1')],
      charges: new Map([['1', [rowWith({ date })]]]),
      deposits: none,
    });
    expect(books.entries[0]?.date).toBe(expected);
  });

  it('are read of the clients that were asked for, and of no others', async () => {
    const entries = new Map(['1', '2', '7'].map((id) => [id, [rowWith()]]));
    const upstream = { clients: [clientOf('1'), clientOf('2')], charges: entries, deposits: none };
    const { books } = await booksOf(upstream, { clientIds: ['2', '2'], journalClientIds: new Set(['1']) });
    expect(books.entries.map(({ clientId }) => clientId)).toEqual(['2']);
  });
});

describe('a ledger that cannot be read', () => {
  it('is a failure of that side of that client alone', async () => {
    const { books, failures } = await booksOf({
      clients: [clientOf('10'), clientOf('9')],
      charges: new Map<string, readonly LedgerRow[] | GatewayError>([
        ['9', away],
        ['10', away],
      ]),
      deposits: new Map<string, readonly LedgerRow[] | GatewayError>([
        ['9', away],
        ['10', [rowWith()]],
      ]),
    });
    expect(failures.map(({ side, clientId }) => `${side} ${clientId}`)).toEqual(['CHARGE 9', 'DEPOSIT 9', 'CHARGE 10']);
    expect(failures[0]).toMatchObject({ client: clientOf('9'), error: { code: 'UPSTREAM_UNAVAILABLE' } });
    expect(books.unread).toEqual(new Set(['CHARGE 9', 'DEPOSIT 9', 'CHARGE 10']));
    expect(books.entries).toHaveLength(1);
  });

  it('is gone with its client when only the journal knows that one', async () => {
    const upstream = { clients: [clientOf('1')], charges: new Map([['1', []]]), deposits: new Map([['1', []]]) };
    expect((await booksOf(upstream, { journalClientIds: new Set(['7']) })).failures).toEqual([]);
    const both = { clientIds: ['7'], journalClientIds: new Set(['7']) };
    expect((await booksOf(upstream, both)).failures).toEqual([]);
  });

  it('is a failure when the list has the client, when nobody knows it, and when it only did not answer', async () => {
    const unknown = { clients: [clientOf('1')] };
    expect((await booksOf(unknown)).failures).toMatchObject([
      { error: { code: 'NOT_FOUND' } },
      { error: { code: 'NOT_FOUND' } },
    ]);
    const listed = await booksOf(unknown, { journalClientIds: new Set(['1']) });
    expect(listed.failures).toMatchObject([{ side: 'CHARGE', clientId: '1' }, { side: 'DEPOSIT' }]);
    const nobody = { clients: [], charges: new Map(), deposits: new Map() };
    expect((await booksOf(nobody, { clientIds: ['7'] })).failures).toMatchObject([{ clientId: '7', client: null }, {}]);
    const silent = { charges: new Map([['7', away]]), deposits: none };
    expect((await booksOf(silent, { journalClientIds: new Set(['7']) })).failures).toMatchObject([{ side: 'CHARGE' }]);
  });
});

describe('too much', () => {
  const clients = Array.from({ length: 11 }, (_, index) => clientOf(String(index)));
  const all: Ledgers = new Map(clients.map(({ upstreamId }) => [upstreamId, []]));

  it('are more clients than may be looked at, and the remedy is told', async () => {
    const many = booksOf({ clients, charges: all, deposits: all });
    await expect(many).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
      message: expect.stringMatching(/11 clients .* 10: .*`clientIds`/) as string,
    });
    const some = { clientIds: ['1', '2'] };
    expect((await booksOf({ clients, charges: all, deposits: all }, some)).failures).toEqual([]);
  });

  it('are more calls than are granted: no report is better than half of one', async () => {
    const upstream = { clients, charges: all, deposits: all, maxUpstreamCalls: 15 };
    await expect(booksOf(upstream, { maxClients: 100 })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  it('are more rows than a report may have', async () => {
    const rows = Array.from({ length: 100_001 }, () => rowWith());
    const journal = { list: async () => [], byId: async () => null, byMark: async () => null };
    const read = async (ledger: readonly LedgerRow[]) => {
      const { account, close, ...source } = accountWith({
        clients: [clientOf('1')],
        charges: new Map([['1', ledger]]),
        deposits: none,
      });
      const request = { from: DAY, to: DAY, caller: null, clientIds: null };
      return readReconciliation({ ...source, journal }, account, request).finally(close);
    };
    expect((await read(rows.slice(1))).rows).toHaveLength(100_000);
    await expect(read(rows)).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
      message: expect.stringMatching(/100001 rows.*shorter/) as string,
    });
  });
});

describe('faults', () => {
  it('of ours are no failures of the upstream', async () => {
    const broken = { clients: [clientOf('1')], charges: null as unknown as Ledgers, deposits: none };
    await expect(booksOf(broken)).rejects.toBeInstanceOf(TypeError);
  });

  it('of the request are told before anything is read', async () => {
    const journal = {
      list: () => Promise.reject(new Error('asked')),
      byId: async () => null,
      byMark: async () => null,
    };
    const { account, close, ...source } = accountWith({ hasLedger: false });
    const read = (from: string, to: string) =>
      readReconciliation({ ...source, journal }, account, { from, to, caller: null, clientIds: null });
    await expect(read(DAY, DAY)).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    await expect(read('2026-11-31', DAY)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['from'] },
    });
    await expect(read(DAY, '2026-11')).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: ['to'] } });
    await expect(read('2026-11-11', DAY)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['from'] },
    });
    await expect(read('2026-01-01', '2027-01-01')).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    await expect(read('2026-01-01', '2027-01-02')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: ['to'] },
    });
    close();
  });
});
