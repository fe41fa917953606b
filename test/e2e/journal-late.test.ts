import { expect, it } from 'vitest';
import { apiOf, debit } from '../sandbox/logicboxes/client.ts';
import { LOGIN, sippyOf } from '../sandbox/sippy/client.ts';
import { driveUrl } from '../sandbox/drive.ts';
import { double } from '../../src/wire/xmlrpc-values.ts';
import { countRows, documentOf, moneyWrite, nthClient, type MoneyProvider, type MoneyWrite } from './crash/books.ts';
import { freshKey, useGraph } from './harness.ts';

/** How long a write is under way, and how much later its absence counts: three plus one plus one seconds, and two. */
const journal = { settleAfterMs: 2000, firstLookMs: 50, maxLookMs: 500 };
const graph = useGraph({
  providers: ['voipms', 'sippy', 'logicboxes'],
  clients: 60,
  account: { writeTimeoutMs: 1000, readTimeoutMs: 2500 },
  limits: { operationTimeoutMs: 3000 },
  journal,
});
const ABSENT_AFTER_MS = 3000 + 1000 + 1000 + journal.settleAfterMs;

const providers = ['voipms', 'sippy', 'logicboxes'] as const;
const functions: Readonly<Record<MoneyProvider, string>> = {
  voipms: 'addCharge',
  sippy: 'customerDebit',
  logicboxes: 'billing/add-customer-debit-note',
};

interface Shown {
  readonly state: string;
  readonly evidence: { readonly source: string; readonly applied: boolean | null; readonly statement: string } | null;
  readonly nextLookAt: string | null;
}
interface Payload {
  readonly operation: Shown | null;
  readonly charge: { readonly description: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}

const OPERATION = 'operation { state evidence { source applied statement } nextLookAt }';

let nextClient = 0;
/** A charge of a client that no other test has written to. */
function charge(provider: MoneyProvider): MoneyWrite {
  nextClient += 1;
  return moneyWrite(provider, nthClient(provider, nextClient), 'addCharge', freshKey());
}

async function post(write: MoneyWrite): Promise<Payload> {
  const { data, errors } = await graph.ask(documentOf(write, `${OPERATION} ROW { description }`), {
    input: write.input,
  });
  expect(errors).toBeUndefined();
  return data['addCharge'] as Payload;
}

/** What the schedule has made of it: reading by id does not settle what is looked at here by key alone. */
async function shown({ input }: MoneyWrite): Promise<Shown> {
  const query = `query ($key: String) { ${OPERATION.replace('operation', 'operation(idempotencyKey: $key)')} }`;
  const { data } = await graph.ask(query, { key: input.idempotencyKey });
  return data['operation'] as Shown;
}

/** All evidence and states until the operation is in this one; each once. */
async function until(state: string, write: MoneyWrite): Promise<readonly Shown[]> {
  const seen = new Map<string, Shown>();
  await expect
    .poll(
      async () => {
        const now = await shown(write);
        seen.set(JSON.stringify(now), now);
        return now.state;
      },
      { timeout: 25_000, interval: 100 },
    )
    .toBe(state);
  return [...seen.values()];
}

async function lose(write: MoneyWrite, kind: string, delayMs = 0): Promise<void> {
  await graph.fault(functions[write.provider], kind, { provider: write.provider, delayMs });
  expect((await post(write)).operation?.state).toBe('UNKNOWN');
}

/** It is UNKNOWN when its absence would count, and after a look more. */
async function staysUnknown(write: MoneyWrite): Promise<Shown> {
  const endsAt = Date.now() + ABSENT_AFTER_MS + 1500;
  await expect
    .poll(
      async () => {
        expect((await shown(write)).state).toBe('UNKNOWN');
        return Date.now() > endsAt;
      },
      { timeout: ABSENT_AFTER_MS + 20_000, interval: 250 },
    )
    .toBe(true);
  return shown(write);
}

const rowsOf = (write: MoneyWrite) => countRows(driveUrl(graph.sandbox), write, write.input.idempotencyKey);

/** The same for all providers at once, since most of it is waiting. */
const everywhere = (action: (provider: MoneyProvider) => Promise<void>) => Promise.all(providers.map(action));

const TIMEOUT_MS = 90_000;

it('a request that arrives late is not declared absent before, and is found after', { timeout: TIMEOUT_MS }, () =>
  everywhere(async (provider) => {
    const write = charge(provider);
    await lose(write, 'apply_late', 3500);
    expect(await rowsOf(write)).toBe(0);
    const seen = await until('RECONCILED_SUCCEEDED', write);
    expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['UNKNOWN', 'RECONCILED_SUCCEEDED']));
    const looks = seen.filter(({ state, evidence }) => state === 'UNKNOWN' && evidence !== null);
    expect(looks.length).toBeGreaterThan(0);
    for (const { evidence } of looks) {
      expect(evidence).toMatchObject({ source: 'BOOKS', applied: null });
      // A row that arrives while a look reads page after page makes Sippy's pages repeat: they could not be read then.
      expect(evidence!.statement).toMatch(/may still arrive until|no entry with the mark|could not be read/);
    }
    expect(seen.at(-1)).toMatchObject({ evidence: { source: 'BOOKS', applied: true }, nextLookAt: null });
    expect(await rowsOf(write)).toBe(1);
  }),
);

it('a row that the books show late is found when they do', { timeout: TIMEOUT_MS }, () =>
  everywhere(async (provider) => {
    await graph.set({ ledgerDelayMs: 2500 }, provider);
    const write = charge(provider);
    await lose(write, 'apply_then_drop');
    const seen = await until('RECONCILED_SUCCEEDED', write);
    expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['UNKNOWN', 'RECONCILED_SUCCEEDED']));
    expect(seen.some(({ evidence }) => evidence?.applied === null)).toBe(true);
    expect((await post(write)).charge?.description).toBe(write.input['description']);
    expect(await rowsOf(write)).toBe(1);
  }),
);

it('what has not arrived is absent once it cannot any more, and is not sent again', { timeout: TIMEOUT_MS }, () =>
  everywhere(async (provider) => {
    const name = functions[provider];
    // A switch that shows no mark at all may hide all of them.
    expect((await post(charge(provider))).operation?.state).toBe('SUCCEEDED');
    const write = charge(provider);
    const sentAt = Date.now();
    await lose(write, 'drop_before_apply');
    const seen = await until('RECONCILED_ABSENT', write);
    expect(Date.now() - sentAt).toBeGreaterThanOrEqual(ABSENT_AFTER_MS);
    expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['UNKNOWN', 'RECONCILED_ABSENT']));
    expect(seen.at(-1)).toMatchObject({ evidence: { source: 'BOOKS', applied: false }, nextLookAt: null });
    const calls = (await graph.calls(provider))[name];
    const again = await post(write);
    expect(again).toMatchObject({
      operation: { state: 'RECONCILED_ABSENT' },
      charge: null,
      userErrors: [{ code: 'NOT_APPLIED' }],
    });
    expect((await graph.calls(provider))[name]).toBe(calls);
    expect(await rowsOf(write)).toBe(0);
  }),
);

it('an equal charge that was made by hand is never taken for a lost one', { timeout: TIMEOUT_MS }, () =>
  everywhere(async (provider) => {
    expect((await post(charge(provider))).operation?.state).toBe('SUCCEEDED');
    const write = charge(provider);
    await lose(write, 'drop_before_apply');
    await byHand[provider](write.client);
    expect((await staysUnknown(write)).evidence).toMatchObject({ applied: null });
    expect((await shown(write)).evidence!.statement).toMatch(/could be it/);
    expect(await post(write)).toMatchObject({ operation: { state: 'UNKNOWN' }, charge: null });
    expect(await rowsOf(write)).toBe(0);
  }),
);

const cuts: Readonly<Record<MoneyProvider, string>> = {
  voipms: 'descriptionCutAt',
  sippy: 'notesCutAt',
  logicboxes: 'descriptionCutAt',
};

it('a description that is cut behind the mark is found', { timeout: TIMEOUT_MS }, () =>
  everywhere(async (provider) => {
    await graph.set({ [cuts[provider]]: 40 }, provider);
    const write = charge(provider);
    await lose(write, 'apply_then_drop');
    await until('RECONCILED_SUCCEEDED', write);
    // The mark and the blank behind it take sixteen.
    const kept = String(write.input['description']).slice(0, 24);
    expect((await post(write)).charge).toEqual({ description: kept });
  }),
);

it('a mark that is cut proves nothing', { timeout: TIMEOUT_MS }, () =>
  everywhere(async (provider) => {
    // LogicBoxes has the mark as transaction-key as well.
    if (provider === 'logicboxes') return;
    await graph.set({ [cuts[provider]]: 8 }, provider);
    const write = charge(provider);
    await lose(write, 'apply_then_drop');
    const { evidence } = await staysUnknown(write);
    expect(evidence).toMatchObject({ source: 'BOOKS', applied: null });
    expect(evidence!.statement).toMatch(/one entry without any mark could be it/);
  }),
);

it('a mark that is cut is found where the books keep it as a key as well', async () => {
  await graph.set({ descriptionCutAt: 8 }, 'logicboxes');
  const write = charge('logicboxes');
  await lose(write, 'apply_then_drop');
  await until('RECONCILED_SUCCEEDED', write);
  expect((await post(write)).charge?.description).toMatch(/^RG-.{5}$/);
});

/** Charges of the same amount, made past the gateway. */
const byHand: Readonly<Record<MoneyProvider, (client: string) => Promise<unknown>>> = {
  voipms: (client) => graph.upstream('addCharge', { client, charge: '3.17', description: 'by hand' }),
  sippy: (client) =>
    sippyOf(driveUrl(graph.sandbox), LOGIN).call('customerDebit', {
      i_customer: Number(client),
      amount: double('3.17'),
      currency: 'USD',
      payment_notes: 'by hand',
    }),
  logicboxes: (client) =>
    apiOf(driveUrl(graph.sandbox)).write(
      'billing/add-customer-debit-note',
      debit({ 'customer-id': client, 'selling-amount': '3.17', description: 'by hand', 'transaction-key': freshKey() }),
    ),
};
