/** Further pages of long lists are in the estimate, up to a number; beyond it the read fails. */
import { describe, expect, it } from 'vitest';
import { codesOf, useGraph } from './harness.ts';

const CLIENTS = 2200;
const list = (account: string): string =>
  `{ clients(first: 1, where: { accounts: ["${account}-demo"] }) { totalCount } }`;

describe('a list of several pages', () => {
  const graph = useGraph({ clients: CLIENTS, providers: ['sippy', 'logicboxes'], limits: { maxFurtherCalls: 4 } });

  it.each([
    ['sippy', 3],
    ['logicboxes', 5],
  ])('costs a call a page: %s', async (account, pages) => {
    const { errors, data, extensions } = await graph.ask(list(account));
    expect(errors).toBeUndefined();
    expect((data['clients'] as { totalCount: number }).totalCount).toBeGreaterThan(CLIENTS - 1);
    expect(extensions?.upstream).toEqual({ estimatedCalls: 1 + 4, calls: pages });
  });
});

describe('a list of more pages than an operation may read', () => {
  const graph = useGraph({ clients: CLIENTS, providers: ['sippy', 'logicboxes'], limits: { maxFurtherCalls: 1 } });

  it.each(['sippy', 'logicboxes'])('fails and names the setting: %s', async (account) => {
    const answer = await graph.ask(list(account));
    expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED']);
    expect(answer.errors?.[0]?.message).toMatch(/more than 1 further pages.*limits\.maxFurtherCalls/);
    expect(answer.extensions?.upstream).toEqual({ estimatedCalls: 2, calls: 2 });
  });
});

describe('a search for an e-mail address client by client', () => {
  const graph = useGraph({ clients: 30, providers: ['sippy'], limits: { maxScannedClients: 10, maxFurtherCalls: 0 } });

  it('is refused where there are too many, after the list', async () => {
    const answer = await graph.ask('{ client(account: "sippy-demo", email: "nobody@example.com") { displayName } }');
    expect(codesOf(answer)).toEqual(['BUDGET_EXCEEDED']);
    expect(answer.errors?.[0]?.message).toMatch(/one by one and 10 may be.*limits\.maxScannedClients/);
    expect(answer.extensions?.upstream).toEqual({ estimatedCalls: 11, calls: 1 });
  });
});
