import { describe, expect, it } from 'vitest';
import { InTurn } from '../../../src/providers/shared/in-turn.ts';

/** Does something that takes until the next turn of the loop, and notes its start and end. */
async function note(log: string[], name: string, fails = false): Promise<string> {
  log.push(`${name} begins`);
  await new Promise((resolve) => setImmediate(resolve));
  log.push(`${name} ends`);
  if (fails) throw new Error(name);
  return name;
}

describe('InTurn', () => {
  it('runs what has one key in the order of asking, and other keys beside it', async () => {
    const turns = new InTurn();
    const log: string[] = [];
    const all = ['a', 'b'].map((name) => turns.run('1', () => note(log, name)));
    const other = turns.run('2', () => note(log, 'c'));
    expect(await Promise.all([...all, other])).toEqual(['a', 'b', 'c']);
    const ofOne = log.filter((line) => !line.startsWith('c'));
    expect(ofOne).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(log.indexOf('c begins')).toBeLessThan(log.indexOf('b begins'));
  });

  it('goes on after one that failed, which fails alone', async () => {
    const turns = new InTurn();
    const log: string[] = [];
    const first = turns.run('1', () => note(log, 'a', true));
    const second = turns.run('1', () => note(log, 'b'));
    await expect(first).rejects.toThrow('a');
    expect(await second).toBe('b');
    expect(await turns.run('1', () => note(log, 'c'))).toBe('c');
  });
});
