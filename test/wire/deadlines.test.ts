import { describe, expect, it } from 'vitest';
import { Deadlines, type Timed } from '../../src/wire/deadlines.ts';

function callOf(timeoutMs: number): Timed {
  return { deadlineMs: performance.now() + timeoutMs };
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

/** Deadlines, and a promise of the first `count` calls that are over, in the order in which they were handed over. */
function collect(count: number): { deadlines: Deadlines<Timed>; over: Promise<readonly Timed[]> } {
  const { promise, resolve } = Promise.withResolvers<readonly Timed[]>();
  const found: Timed[] = [];
  const deadlines = new Deadlines<Timed>((calls) => {
    found.push(...calls);
    if (found.length >= count) resolve(found);
  });
  return { deadlines, over: promise };
}

describe('Deadlines', () => {
  it('hands over each call once, the shortest first, whatever the order of their starts', async () => {
    const { deadlines, over } = collect(3);
    const [late, early, middle] = [callOf(120), callOf(20), callOf(70)];
    for (const call of [late, early, middle]) deadlines.add(call);
    expect(await over).toEqual([early, middle, late]);
    expect(performance.now()).toBeGreaterThanOrEqual(late.deadlineMs);
  });

  it('does not hand over a call that has ended, nor wait for it', async () => {
    const { deadlines, over } = collect(1);
    const [ended, open] = [callOf(10), callOf(60)];
    deadlines.add(ended);
    deadlines.add(open);
    deadlines.delete(ended);
    expect(await over).toEqual([open]);
  });

  it('leaves no timer behind the last call', () => {
    const { deadlines } = collect(1);
    const before = timers();
    const call = callOf(60_000);
    deadlines.add(call);
    expect(timers()).toBe(before + 1);
    deadlines.delete(call);
    expect(timers()).toBe(before);
  });

  it('starts its clock again after it has been without a call', async () => {
    const { deadlines, over } = collect(1);
    const [first, second] = [callOf(60_000), callOf(20)];
    deadlines.add(first);
    deadlines.delete(first);
    deadlines.add(second);
    expect(await over).toEqual([second]);
  });
});
