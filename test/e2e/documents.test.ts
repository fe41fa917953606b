/** Documents leave nothing behind: neither trees nor compiled code. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { useGraph } from './harness.ts';

const graph = useGraph({ clients: 0 });

/** A document of some 800 fields that nobody has sent before and that calls no upstream. */
function documentOf(index: number): string {
  const fields = Array.from({ length: 28 }, (_, at) => ['id', 'email', 'company', 'upstreamId'][at % 4]).join(' ');
  const roots = Array.from(
    { length: 28 },
    (_, at) => `a${at}: client(account: "x", upstreamId: "${index}") { ${fields} }`,
  );
  return `{ ${roots.join(' ')} }`;
}

/** Sends documents, each three times so that it is compiled, and returns what is still alive afterwards, in bytes. */
async function heapAfter(from: number, to: number, collect: () => void): Promise<number> {
  for (let index = from; index < to; index += 1) {
    for (const _ of [1, 2, 3]) await graph.ask(documentOf(index));
  }
  collect();
  return process.memoryUsage().heapUsed;
}

describe('many different documents', () => {
  it('take no more memory than the bounded cache', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const full = await heapAfter(0, 100, collect);
    const later = await heapAfter(100, 250, collect);
    // Each of them would leave 1 to 2 MB if anything kept it.
    expect(later - full).toBeLessThan(25_000_000);
  });
});
