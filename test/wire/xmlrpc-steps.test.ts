import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { XmlRpcError } from '../../src/wire/xmlrpc-values.ts';
import { decodeAnswer, decodeAnswerInSteps, encodeAnswer } from '../../src/wire/xmlrpc.ts';

/** About 2 MB, with characters of every length in UTF-8, so that a piece may end inside one. */
const large = Buffer.from(encodeAnswer(Array.from({ length: 20_000 }, (_, index) => `row ${index} é€🔑 <&>`)));

describe('an answer that is read in steps', () => {
  it('is the same as one that is read at once', async () => {
    expect(await decodeAnswerInSteps(large)).toEqual(decodeAnswer(large));
  });

  it('lets others run between', async () => {
    const progress = { turns: 0, done: false };
    const count = async (): Promise<void> => {
      for (; !progress.done; progress.turns += 1) await setImmediate();
    };
    const counting = count();
    await decodeAnswerInSteps(large);
    progress.done = true;
    await counting;
    expect(progress.turns).toBeGreaterThan(10);
  });

  it.each([
    ['cut off', large.subarray(0, large.length - 30)],
    ['followed by text', Buffer.concat([large, Buffer.from('<more/>')])],
    ['empty', Buffer.alloc(0)],
  ])('is refused when it is %s', async (_what, bytes) => {
    await expect(decodeAnswerInSteps(bytes)).rejects.toThrow(XmlRpcError);
  });
});
