/** What must be found of a lost charge or payment, wherever it was made: one suite for upstreams that show descriptions. */
import { beforeEach, describe, expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { decimal } from '../../../src/money.ts';
import type { MoneyInput } from '../../../src/providers/records.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { lose, probed, verdict, type Lab } from './lost-writes.ts';

/** One kind of upstream. */
export interface LostMoneySubject {
  readonly its: Readonly<{ lab: Lab }>;
  /** A client without an entry of 4.99, and another client. */
  readonly client: string;
  readonly other: string;
  /** The upstream's functions. */
  readonly functions: {
    readonly addCharge: string;
    readonly addPayment: string;
    readonly charges: string;
    readonly deposits: string;
  };
  /** Name of the switch that cuts descriptions. */
  readonly cutSwitch: string;
  /** Makes an entry as a person would, without the gateway. */
  byHand(kind: Kind, entry: { readonly client: string; readonly amount: string; readonly text: string }): Promise<void>;
  /** Lets the client be deleted. */
  readonly deletion: Readonly<Record<string, unknown>>;
}

type Kind = 'addCharge' | 'addPayment';

const description = 'Support call on the fourth of May, forty-five minutes';
const amount = '4.99';

/** Registers the tests of one kind of write. */
export function testLostMoney(subject: LostMoneySubject, kind: Kind): void {
  const { its, client, other, functions } = subject;
  const input = (changes: Partial<MoneyInput> = {}): MoneyInput => ({
    clientId: client,
    amount: decimal(amount),
    currency: null,
    description,
    ...changes,
  });
  const write = () => probed(its.lab.provider.capabilities[kind]);
  const rows = async (id = client) => {
    const { ledger } = its.lab.provider.capabilities;
    const found = await (kind === 'addCharge'
      ? ledger!.chargesByClientIds([id], scopeOf())
      : ledger!.depositsByClientIds([id], scopeOf()));
    const list = found.get(id);
    if (list === undefined || !('length' in list)) throw new Error('No rows.');
    return list;
  };
  const loseWith = async (fault: string, mark = newMark(), given = input()) => {
    await its.lab.fault(functions[kind], fault);
    return lose(write(), given, mark);
  };

  describe(`a lost ${kind}`, () => {
    // One that was confirmed, for another client: at some upstreams it must be known that entries show.
    beforeEach(async () => {
      await write().send(input({ clientId: other, amount: decimal('1') }), scopeOf(), newMark());
    });

    it('that was applied is found with its row', async () => {
      const lost = await loseWith('apply_then_drop');
      const [row] = await rows();
      expect(row).toMatchObject({ amount, description, mark: lost.mark });
      expect(await write().find(lost, scopeOf())).toEqual({ verdict: 'applied', upstreamId: row!.upstreamId });
    });

    it('that was applied without a description is found', async () => {
      const lost = await loseWith('apply_then_drop', newMark(), input({ description: null }));
      expect(await rows()).toMatchObject([{ description: '', mark: lost.mark }, ...(await rows()).slice(1)]);
      expect(await verdict(write(), lost)).toBe('applied');
    });

    it('that was not applied is absent', async () => {
      expect(await verdict(write(), await loseWith('drop_before_apply'))).toBe('absent');
    });

    it('that is applied late is absent before and found then', async () => {
      await its.lab.renew({ writeTimeoutMs: 300 });
      await its.lab.fault(functions[kind], 'apply_late', 3000);
      const lost = await lose(write(), input());
      expect(await verdict(write(), lost)).toBe('absent');
      await expect.poll(() => verdict(write(), lost), { timeout: 20_000, interval: 200 }).toBe('applied');
    });

    it('whose row shows late is found when it does', async () => {
      await its.lab.turn({ ledgerDelayMs: 600_000 });
      const lost = await loseWith('apply_then_drop');
      expect(await verdict(write(), lost)).not.toBe('applied');
      await its.lab.turn({ ledgerDelayMs: 0 });
      expect(await verdict(write(), lost)).toBe('applied');
    });

    it('is found by a mark whose description is cut behind it', async () => {
      await its.lab.turn({ [subject.cutSwitch]: 40 });
      const lost = await loseWith('apply_then_drop');
      expect(await rows()).toMatchObject([
        { mark: lost.mark, description: description.slice(0, 24) },
        ...(await rows()).slice(1),
      ]);
      expect(await verdict(write(), lost)).toBe('applied');
    });

    it.each([14, 8, 3, 1])('is doubtful when the mark is cut at %i', async (length) => {
      await its.lab.turn({ [subject.cutSwitch]: length });
      expect(await verdict(write(), await loseWith('apply_then_drop'))).toBe('unclear');
    });

    it('is told apart from equal entries that were made by hand before and after it', async () => {
      await subject.byHand(kind, { client, amount, text: description });
      const lost = await loseWith('apply_then_drop');
      await subject.byHand(kind, { client, amount, text: description });
      const ours = (await rows()).find(({ mark }) => mark === lost.mark);
      expect(await write().find(lost, scopeOf())).toEqual({ verdict: 'applied', upstreamId: ours!.upstreamId });
    });

    it('that was not applied is doubtful beside an equal entry that was made by hand', async () => {
      const lost = await loseWith('drop_before_apply');
      expect(await verdict(write(), lost)).toBe('absent');
      await subject.byHand(kind, { client, amount, text: description });
      expect(await verdict(write(), lost)).toBe('unclear');
    });

    it('is told apart from an equal one with another mark', async () => {
      const lost = await loseWith('drop_before_apply');
      await write().send(input(), scopeOf(), newMark());
      expect(await verdict(write(), lost)).toBe('absent');
    });

    it('is doubtful when two entries have its mark', async () => {
      const mark = newMark();
      await write().send(input(), scopeOf(), mark);
      expect(await verdict(write(), await loseWith('apply_then_drop', mark))).toBe('unclear');
    });

    it('is doubtful when the entry with its mark has another amount', async () => {
      const lost = await loseWith('drop_before_apply');
      await subject.byHand(kind, { client, amount: '4.98', text: `${lost.mark} ${description}` });
      expect(await verdict(write(), lost)).toBe('unclear');
    });

    it("is not another client's entry, nor one of the other kind", async () => {
      const lost = await loseWith('drop_before_apply');
      await subject.byHand(kind, { client: other, amount, text: lost.mark });
      await subject.byHand(kind === 'addCharge' ? 'addPayment' : 'addCharge', { client, amount, text: lost.mark });
      expect(await verdict(write(), lost)).toBe('absent');
    });

    it.each(['2020-01-01T00:00:00Z', '2033-01-01T00:00:00Z'])(
      "is never absent nor found by chance when the upstream's clock stands at %s",
      async (now) => {
        await its.lab.control('clock', { now });
        const lost = await loseWith('apply_then_drop');
        expect(await verdict(write(), lost)).toBe('unclear');
        await its.lab.control('reset', {});
        await its.lab.turn({ [subject.cutSwitch]: 1 });
        await its.lab.control('clock', { now });
        expect(await verdict(write(), await loseWith('apply_then_drop'))).toBe('unclear');
      },
    );

    it('is doubtful when the client is not known any more', async () => {
      const lost = await loseWith('apply_then_drop');
      await its.lab.turn(subject.deletion);
      await its.lab.provider.capabilities.deleteClient!.send({ clientId: client }, scopeOf(), newMark());
      expect(await verdict(write(), lost)).toBe('unclear');
      expect(await verdict(write(), { ...lost, trace: { ...lost.trace, clientId: null } })).toBe('unclear');
    });

    it.each(['http_503_html', 'garbage', 'truncated', 'drop_before_apply', 'rate_limited'])(
      'is not judged when the books cannot be read: %s',
      async (fault) => {
        const lost = await loseWith('drop_before_apply');
        await its.lab.fault(kind === 'addCharge' ? functions.charges : functions.deposits, fault);
        expect((await errorFrom(write().find(lost, scopeOf()))).code).toMatch(/^(UPSTREAM_UNAVAILABLE|RATE_LIMITED)$/);
        expect(await verdict(write(), lost)).toBe('absent');
      },
    );
  });
}
