/** Lost charges and payments, looked for at the sandbox. */
import { describe, expect, it, vi } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { Capabilities } from '../../../src/providers/provider.ts';
import type { MoneyInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { probed } from '../shared/lost-writes.ts';
import { accounting, jane, mark, money } from './inputs.ts';
import { byHand, find, lostNow, send, useLogicboxes } from './lost-writes.ts';

const its = useLogicboxes();
const can = () => its.lab.provider.capabilities as Required<Capabilities>;

const CHARGE = 'billing/add-customer-debit-note';
const FUND = 'billing/add-customer-fund';
const DETAILS = 'billing/customer-transactions';
const applied = { verdict: 'applied', upstreamId: expect.any(String) as string };
const absent = { verdict: 'absent' };

const charge = (changes: Partial<MoneyInput> = {}) => money({ accounting, ...changes });
const unclear = (reason: RegExp) => ({ verdict: 'unclear', reason: expect.stringMatching(reason) as string });

/** Each kind of money that moves: its function, the write and a good input. */
const kinds = [
  ['a charge', CHARGE, () => can().addCharge, charge()],
  ['a receipt', FUND, () => can().addPayment, money()],
  ['a credit', FUND, () => can().addPayment, money({ paymentKind: 'CREDIT' })],
] as const;

/** A debit note of the same amount that somebody else makes. */
const debitByHand = (changes: Readonly<Record<string, string>> = {}) =>
  byHand(its.lab, CHARGE, {
    'customer-id': jane,
    'selling-amount': '4.99',
    description: 'Support call',
    'debit-note-date': String(Math.floor(Date.now() / 1000)),
    'transaction-key': `hand-${newMark()}`,
    'update-total-receipt': 'false',
    'accounting-amount': '6.31',
    'conversion-rate': '1.2645',
    ...changes,
  });

/** The only new entry of the client, whichever side it is on. */
async function newEntry(): Promise<string> {
  const known = new Set(['88000001', '88000013']);
  const scope = scopeOf();
  const sides = [can().ledger.chargesByClientIds([jane], scope), can().ledger.depositsByClientIds([jane], scope)];
  const rows = (await Promise.all(sides)).flatMap((side) => side.get(jane) as readonly { upstreamId: string }[]);
  const fresh = rows.filter(({ upstreamId }) => !known.has(upstreamId));
  expect(fresh).toHaveLength(1);
  return fresh[0]!.upstreamId;
}

describe.each(kinds)('%s', (_, name, write, input) => {
  it.each(['apply_then_drop', 'empty_body', 'garbage'])('is found after %s', async (kind) => {
    await its.lab.fault(name, kind);
    const lost = await send(write(), input);
    expect(await find(write(), lost)).toEqual({ verdict: 'applied', upstreamId: await newEntry() });
  });

  it.each(['drop_before_apply', 'refuse', 'http_500_html'])('is absent after %s', async (kind) => {
    await its.lab.fault(name, kind);
    expect(await find(write(), await send(write(), input))).toEqual(absent);
  });

  it('is absent until it arrives late, and found then', async () => {
    await its.lab.renew({ writeTimeoutMs: 250 });
    await its.lab.fault(name, 'apply_late', 600);
    const lost = await send(write(), input);
    const looks = new Set<string>();
    const look = async () => {
      const { verdict } = await find(write(), lost);
      looks.add(verdict);
      expect(verdict).toBe('applied');
    };
    await vi.waitFor(look, { timeout: 20_000, interval: 20 });
    expect(looks).not.toContain('unclear');
  });

  it('is absent as long as its entry is not shown', async () => {
    await its.lab.turn({ ledgerDelayMs: 600_000 });
    const lost = await send(write(), input);
    expect(await find(write(), lost)).toEqual(absent);
    await its.lab.turn({ ledgerDelayMs: 0 });
    expect(await find(write(), lost)).toEqual(applied);
  });

  it.each([
    ['descriptions cut behind the mark', { descriptionCutAt: 40 }],
    ['descriptions cut after the mark', { descriptionCutAt: 15 }],
    ['descriptions cut inside the mark', { descriptionCutAt: 8 }],
    ['descriptions cut to nothing of it', { descriptionCutAt: 1 }],
    ['signs left out', { ledgerSign: 'positive' }],
    ['keys that run on', { pageKeys: 'run_on' }],
    ['everything settled archived', { archiveAgeDays: 0 }],
    ['errors with status 200', { errorStatus: 200, envelope: 'A' }],
  ])('is found or absent with %s', async (_how, switches) => {
    await its.lab.turn(switches);
    const longer = { ...input, description: `${input.description} of the ${'long '.repeat(20)}kind` };
    await its.lab.fault(name, 'drop_before_apply');
    expect(await find(write(), await send(write(), longer))).toEqual(absent);
    await its.lab.fault(name, 'apply_then_drop');
    const lost = await send(write(), longer);
    expect(await find(write(), lost)).toEqual({ verdict: 'applied', upstreamId: await newEntry() });
  });

  it('with its mark cut is unclear where the upstream tells no keys, and not looked for while it is away', async () => {
    await its.lab.turn({ descriptionCutAt: 8 });
    const lost = await send(write(), input);
    await its.lab.turn({ forcedErrors: { [DETAILS]: 'You are not allowed to perform this action' } });
    expect(await find(write(), lost)).toEqual(unclear(/one entry without any mark could be it/));
    await its.lab.turn({ forcedErrors: {} });
    await its.lab.fault(DETAILS, 'http_503_html');
    expect(await errorFrom(find(write(), lost))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it.each(['http_503_html', 'drop_before_apply', 'rate_limited'])(
    'is found by its description alone when the keys cannot be read: %s',
    async (kind) => {
      const lost = await send(write(), input);
      await its.lab.fault(DETAILS, kind);
      expect(await find(write(), lost)).toEqual(applied);
    },
  );

  it('is no other entry: of another amount, kind, client or write', async () => {
    const lost = await send(write(), input);
    const other = name === CHARGE ? can().addPayment : can().addCharge;
    const trace = { ...lost.trace, amount: '5.00' };
    expect(await find(write(), { ...lost, trace })).toEqual(unclear(/has another amount/));
    expect(await find(other, lost)).toEqual(unclear(/is no (debit|receipt|credit)\.$/));
    expect(await find(write(), { ...lost, trace: { ...lost.trace, clientId: '31000002' } })).toEqual(absent);
    expect(await find(write(), { ...lost, mark: newMark() })).toEqual(absent);
    expect(await find(write(), { ...lost, sentAt: new Date(Date.now() + 40 * 3600_000) })).toEqual(
      unclear(/a date that does not fit/),
    );
  });
});

describe('a payment', () => {
  it('is not looked for among those of another kind', async () => {
    const lost = await send(can().addPayment, money());
    const credit = { ...lost, trace: { ...lost.trace, paymentKind: 'CREDIT' } };
    expect(await find(can().addPayment, credit)).toEqual(unclear(/is no credit/));
    expect(await find(can().addPayment, { ...credit, mark: newMark() })).toEqual(absent);
  });

  it('that the upstream dates by a wrong clock is unclear, and not absent with its mark cut', async () => {
    await its.lab.control('clock', { now: '2020-02-03T04:05:06Z' });
    const lost = await send(can().addPayment, money());
    expect(await find(can().addPayment, lost)).toEqual(unclear(/a date that does not fit/));
    await its.lab.turn({ descriptionCutAt: 1 });
    const cut = await send(can().addPayment, money({ amount: decimal('7.77') }), newMark());
    expect(await find(can().addPayment, cut)).toEqual(unclear(/a date that does not fit/));
  });
});

describe('an equal charge that was made by hand', () => {
  it('is not taken for a lost one, which is then unclear', async () => {
    await debitByHand();
    await its.lab.fault(CHARGE, 'drop_before_apply');
    const lost = await send(can().addCharge, charge());
    expect(await find(can().addCharge, lost)).toEqual(unclear(/could be it/));
  });

  it.each([40, 8])('before and after it is told apart, descriptions cut at %i', async (descriptionCutAt) => {
    await its.lab.turn({ descriptionCutAt });
    const before = await debitByHand();
    await its.lab.fault(CHARGE, 'apply_then_drop');
    const lost = await send(can().addCharge, charge());
    const after = await debitByHand();
    const found = await find(can().addCharge, lost);
    expect(found).toEqual(applied);
    expect([before, after]).not.toContain((found as { upstreamId: string }).upstreamId);
  });

  it('with our description is not ours', async () => {
    await its.lab.fault(CHARGE, 'drop_before_apply');
    const lost = await send(can().addCharge, charge());
    await debitByHand({ description: `${mark} Support call` });
    expect(await find(can().addCharge, lost)).toEqual(unclear(/another transaction-key/));
    await debitByHand({ description: `${mark} Support call` });
    expect(await find(can().addCharge, lost)).toEqual(unclear(/2 entries have the mark/));
  });
});

describe('a repeated transaction-key', () => {
  it('that is refused leaves one entry, which is found', async () => {
    const lost = await send(can().addCharge, charge());
    const again = await errorFrom(can().addCharge.send(charge(), scopeOf(), mark));
    expect(again.code).toBe('OUTCOME_UNKNOWN');
    expect(await find(can().addCharge, lost)).toEqual({ verdict: 'applied', upstreamId: await newEntry() });
  });

  it('that gives the same id leaves one entry, which is found', async () => {
    await its.lab.turn({ repeatedTransactionKey: 'same_id' });
    const lost = await send(can().addCharge, charge());
    const upstreamId = await newEntry();
    expect(await can().addCharge.send(charge(), scopeOf(), mark)).toEqual({ rowId: upstreamId });
    expect(await find(can().addCharge, lost)).toEqual({ verdict: 'applied', upstreamId });
  });

  it.each([40, 8])('that makes a second entry is unclear, descriptions cut at %i', async (descriptionCutAt) => {
    await its.lab.turn({ repeatedTransactionKey: 'second_row', descriptionCutAt });
    const lost = await send(can().addCharge, charge());
    await can().addCharge.send(charge(), scopeOf(), mark);
    expect(await find(can().addCharge, lost)).toEqual(unclear(/2 entries have the mark/));
  });
});

describe('a look', () => {
  it('goes through all pages of a long ledger', async () => {
    const clientId = '31000002';
    for (const pageKeys of ['restart', 'run_on']) {
      await its.lab.turn({ pageKeys });
      const lost = await send(can().addCharge, charge({ clientId }), newMark());
      expect(await find(can().addCharge, lost)).toEqual(applied);
      expect(await find(can().addCharge, { ...lost, mark: newMark() })).toEqual(absent);
    }
  });

  it('sees what was made after the operation has read the ledger', async () => {
    const scope = scopeOf();
    await can().ledger.chargesByClientIds([jane], scope);
    const lost = await send(can().addCharge, charge());
    expect(await probed(can().addCharge).find(lost, scope)).toEqual(applied);
  });

  it('claims no absence for a client that is not there or is deleted', async () => {
    const nobody = lostNow(probed(can().addCharge).trace(charge({ clientId: '99999999' })));
    expect(await find(can().addCharge, nobody)).toEqual(unclear(/does not know the client/));
    const lost = lostNow(probed(can().addCharge).trace(charge()));
    expect(await find(can().addCharge, lost)).toEqual(absent);
    await can().deleteClient.send({ clientId: jane }, scopeOf(), mark);
    expect(await find(can().addCharge, lost)).toEqual(unclear(/does not know the client/));
    expect(await find(can().addCharge, { ...lost, trace: {} })).toMatchObject({ verdict: 'unclear' });
  });

  it.each([
    'billing/customer-transactions/search',
    'billing/customer-archived-transactions/search',
    'customers/details-by-id',
  ])('fails when %s cannot be read', async (name) => {
    const lost = lostNow(probed(can().addCharge).trace(charge()));
    await its.lab.fault(name, 'http_503_html');
    expect(await errorFrom(find(can().addCharge, lost))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});
