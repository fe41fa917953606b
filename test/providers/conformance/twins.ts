/** Two accounts of one provider whose clients have the same ids, and what errors may say. */
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import { Bench, scopeOf } from './bench.ts';
import { readingOf } from './read-calls.ts';
import type { Subject } from './subject.ts';
import { samplesOf, writeOf } from './writes.ts';

/** Everything that is read of all clients, without the moments of reading. */
async function everything({ can, provider }: Bench): Promise<unknown> {
  const scope = scopeOf();
  const clients = await can.clients.list(scope);
  const ids = clients.map(({ upstreamId }) => upstreamId);
  const parts = await Promise.all([
    can.clients.byIds(ids, scope),
    can.balances.byClientIds(ids, scope),
    provider.capabilities.ledger && can.ledger.chargesByClientIds(ids, scope),
    provider.capabilities.ledger && can.ledger.depositsByClientIds(ids, scope),
    provider.capabilities.packages && can.packages.byClientIds(ids, scope),
  ]);
  const plain = [clients, ...parts.map((part) => (part === undefined ? null : [...part].toSorted(byKey)))];
  return JSON.parse(JSON.stringify(plain, (name, value: unknown) => (name === 'observedAt' ? null : value))) as unknown;
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** Ids of the clients in that. */
function idsOf(all: unknown): readonly string[] {
  const [clients] = all as readonly (readonly { readonly upstreamId: string }[])[];
  return clients!.map(({ upstreamId }) => upstreamId);
}

/** A value in the forms in which it could be seen. */
function formsOf(secret: string): readonly string[] {
  const form = new URLSearchParams({ secret }).toString().slice('secret='.length);
  return [secret, encodeURIComponent(secret), form, Buffer.from(secret).toString('base64').replace(/=+$/, '')];
}

/** The tests of two accounts. */
export function testTwins(subject: Subject, use: () => Bench): void {
  it('never mixes two accounts of the same kind with the same ids', async () => {
    const one = use();
    const other = await Bench.start(subject, new Set(), 8);
    try {
      const alone = [await everything(one), await everything(other)];
      expect(alone[0]).not.toEqual(alone[1]);
      const shared = idsOf(alone[0]).filter((id) => idsOf(alone[1]).includes(id));
      expect(shared.length).toBeGreaterThan(3);
      expect(await Promise.all([everything(one), everything(other)])).toEqual(alone);
      for (const [name, sample] of samplesOf(subject)) {
        for (const bench of [one, other]) await bench.control('reset', {});
        const [mine, theirs] = [await sample.input(one), await sample.input(other)];
        const before = [await sample.state(one, mine), await sample.state(other, theirs)];
        await other.control('calls/reset', {});
        await writeOf(one, name).send(mine, scopeOf(), newMark());
        expect(await other.requests(), `of ${name}`).toEqual([]);
        expect(await sample.state(one, mine), `of ${name}`).toEqual(sample.after(before[0] as never, mine));
        expect(await sample.state(other, theirs), `of ${name}`).toEqual(before[1]);
      }
    } finally {
      await other.close();
    }
  });
}

/** The tests of secrets. To be run last: they look at all errors that the others have met. */
export function testSecrets(subject: Subject, use: () => Bench, seen: () => readonly Error[]): void {
  it('shows no secret in any error of any fault, nor when its login is refused', async () => {
    const canary = { username: 'canary-user@example.com', password: 'Canary pass&word/1' };
    const bench = use();
    await bench.renew(canary);
    for (const [, calls] of readingOf(bench)) {
      const failures = await Promise.all(calls(bench, scopeOf()).map((call) => bench.failures(call)));
      for (const { code } of failures.flat()) expect(code).toBe('ACCOUNT_REFUSED');
    }
    const errors = [...seen(), ...bench.errors];
    expect(errors.length).toBeGreaterThan(100);
    expect(bench.errors.length).toBeGreaterThan(0);
    const texts = errors.map((error) => inspect(error, { depth: 20, showHidden: true }));
    const secrets = [
      ...subject.secrets,
      ...Object.values(canary),
      ...samplesOf(subject).flatMap(([, one]) => one.secrets ?? []),
    ];
    for (const form of secrets.flatMap(formsOf)) {
      expect(
        texts.filter((text) => text.includes(form)),
        `of ${form}`,
      ).toEqual([]);
    }
  });
}
