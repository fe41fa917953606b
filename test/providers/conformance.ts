/**
 * One suite for all providers. A provider is done when its description (`Subject`) passes: `conforms` registers a test for
 * each thing that the interface promises (src/providers/provider.ts), as far as the provider has the capability.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { capabilityDescriptions, writeDescriptions, type CapabilityName } from '../../src/providers/provider.ts';
import { Bench, membersOf } from './conformance/bench.ts';
import { testCost } from './conformance/cost.ts';
import { testIds } from './conformance/ids.ts';
import { otherReads, testOtherReads } from './conformance/other-reads.ts';
import { readCalls } from './conformance/read-calls.ts';
import { testReads } from './conformance/reads.ts';
import type { Subject } from './conformance/subject.ts';
import { testSecrets, testTwins } from './conformance/twins.ts';
import { testWrites, writesOf } from './conformance/writes.ts';

/** A provider that opens no connection, to see what it can do. */
function capabilitiesOf(subject: Subject) {
  return subject.create('http://127.0.0.1:1').capabilities;
}

/** What docs/providers.md says of a kind of provider: a capability, and how far a write can be proven. */
function documented(kind: string): Readonly<Record<string, string>> {
  const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8');
  // The first table of the page; others follow it.
  const table = page.slice(page.indexOf('| capability')).split('\n\n', 1)[0]!;
  const rows = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const column = rows[0]!.indexOf(kind);
  return Object.fromEntries(rows.slice(2).map((cells) => [cells[1]!.replaceAll('`', ''), cells[column]!]));
}

function testList(subject: Subject): void {
  const { kind, capabilities, notes } = subject.create('http://127.0.0.1:1');

  it('has the capabilities that the docs list, and a note on nothing else', () => {
    const names = Object.keys(capabilityDescriptions) as readonly CapabilityName[];
    const wordOf = (name: CapabilityName): string => {
      const capability = capabilities[name];
      if (capability === undefined) return 'no';
      return 'delivery' in capability ? `yes, ${capability.delivery}` : 'yes';
    };
    expect(documented(kind)).toEqual(Object.fromEntries(names.map((name) => [name, wordOf(name)])));
    expect(Object.keys(capabilities).filter((name) => !(name in capabilityDescriptions))).toEqual([]);
    expect(Object.keys(notes).filter((name) => !(name in capabilities))).toEqual([]);
  });

  it('describes a sample for each of its writes', () => {
    expect(Object.keys(subject.writes).toSorted()).toEqual([...writesOf(capabilities)].toSorted());
  });
}

/** Registers all tests of a provider. */
export function conforms(subject: Subject): void {
  const capabilities = capabilitiesOf(subject);
  const used = new Set<string>();
  const errors: Error[] = [];
  describe(`the provider of ${subject.name}`, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await Bench.start(subject, used);
    });
    beforeEach(async () => {
      errors.push(...bench.errors.splice(0));
      await bench.control('reset', {});
      await bench.renew();
    });
    afterAll(() => bench.close());
    const use = (): Bench => bench;
    testList(subject);
    testReads(capabilities, use);
    testOtherReads(capabilities, use);
    testIds(capabilities, use);
    testWrites(subject, use);
    testCost(subject, use);
    testTwins(subject, use);
    testSecrets(subject, use, () => errors);

    it('was tried in everything that it can do', () => {
      expect([...used].toSorted()).toEqual([...new Set(membersOf(capabilities))].toSorted());
    });
  });
}

/** Registers the test that the suite itself leaves no capability out. */
export function coversEverything(): void {
  it('every capability of the interface has a test', () => {
    const tried = [...otherReads, 'clients', 'balances', 'ledger', ...Object.keys(writeDescriptions)];
    expect(tried.toSorted()).toEqual(Object.keys(capabilityDescriptions).toSorted());
    expect([...Object.keys(readCalls), ...Object.keys(writeDescriptions)].toSorted()).toEqual(tried.toSorted());
  });
}
