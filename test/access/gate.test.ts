import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/access/gate.ts';

describe('a gate', () => {
  it('lets so many run, so many wait, and no more; a failure frees its place', async () => {
    const gate = new Gate(2, 3);
    let running = 0;
    let most = 0;
    const action = async (fails: boolean): Promise<string> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      if (fails) throw new Error('failed');
      return 'done';
    };
    const all = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => gate.run(() => action(index === 0))));
    expect(most).toBe(2);
    expect(all.map((one) => (one.status === 'rejected' ? 'failed' : (one.value?.result ?? 'refused')))).toEqual([
      'failed',
      'done',
      'done',
      'done',
      'done',
      'refused',
      'refused',
      'refused',
    ]);
    expect(await gate.run(() => action(false))).toEqual({ result: 'done' });
  });
});
