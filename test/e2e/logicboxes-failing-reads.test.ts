/** Each reading function of LogicBoxes with each kind of fault: one field is lost, with its reason, and no other. */
import { describe, expect, it } from 'vitest';
import { useGraph, type Answer } from './harness.ts';
import { ACCOUNT, JANE } from './logicboxes.ts';

/** Long enough for what is not delayed, even on a busy machine. */
const READ_TIMEOUT_MS = 750;

const options = { providers: ['logicboxes'], clients: 2, limits: { maxFailuresInARow: 10_000 } } as const;
const graph = useGraph(options);
const impatient = useGraph({ ...options, account: { readTimeoutMs: READ_TIMEOUT_MS } });

/** Every reading function once, but the two searches of transactions, which two fields each need. */
const EVERYTHING = `{
  client(account: "${ACCOUNT}", upstreamId: "${JANE}") {
    displayName
    logicboxes { username }
    balance { current { amount } }
    charges { totalCount }
    deposits { totalCount }
  }
  byEmail: client(account: "${ACCOUNT}", email: "jane@example.com") { displayName }
  account(name: "${ACCOUNT}") {
    clients { totalCount nodes { displayName } }
    balance { current { amount } }
    priceBands { planCategory }
    current: logicboxesTransactions(where: { clientIds: ["${JANE}"] }) { totalCount }
    archived: logicboxesTransactions(archived: true) { totalCount }
  }
}`;

const BOOKS = ['client.charges', 'client.deposits'];

/** Which fields are served by which function. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  'customers/details-by-id': ['client'],
  'customers/details': ['byEmail'],
  'customers/search': ['account.clients'],
  'billing/customer-balance': ['client.balance'],
  'billing/reseller-balance': ['account.balance'],
  'billing/customer-transactions/search': [...BOOKS, 'account.current'],
  'billing/customer-archived-transactions/search': [...BOOKS, 'account.archived'],
  'mock/products/reseller-price': ['account.priceBands'],
};

const unavailable = { code: 'UPSTREAM_UNAVAILABLE', account: ACCOUNT, retryable: true };
const limited = { code: 'RATE_LIMITED', account: ACCOUNT, retryable: true };
const extensionsOf: Readonly<Record<string, object>> = {
  delay: unavailable,
  apply_late: unavailable,
  apply_then_delay: unavailable,
  split_reply: unavailable,
  refuse: unavailable,
  drop_before_apply: unavailable,
  apply_then_drop: unavailable,
  http_500_html: unavailable,
  http_503_html: unavailable,
  empty_body: unavailable,
  truncated: unavailable,
  garbage: unavailable,
  rate_limited: limited,
};

interface Tree {
  [name: string]: Tree | null;
}

/** The same data with the field at `path` gone; a list of clients is empty and counts nothing. */
function without(data: Tree, path: string): Tree {
  const [name, ...rest] = path.split('.') as [string, ...string[]];
  if (rest.length > 0) return { ...data, [name]: without(data[name]!, rest.join('.')) };
  return { ...data, [name]: name === 'clients' ? ({ totalCount: null, nodes: [] } as unknown as Tree) : null };
}

const slow = ['delay', 'apply_late', 'apply_then_delay', 'split_reply'];
const cases = Object.keys(fieldsOf).flatMap((name) => Object.keys(extensionsOf).map((kind) => [name, kind] as const));

describe('a read that fails', () => {
  it('is not what happens when nothing is wrong', async () => {
    const { data, errors } = await graph.ask(EVERYTHING);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('null');
    const counts = Object.entries(fieldsOf).map(([name, fields]) => [name, fields.length === 3 ? 2 : 1]);
    expect(await graph.calls('logicboxes')).toEqual(Object.fromEntries(counts));
  });

  it.each(cases)('leaves the rest whole: %s, %s', async (name, kind) => {
    const on = slow.includes(kind) ? impatient : graph;
    const paths = fieldsOf[name]!;
    const { data: healthy } = (await graph.ask(EVERYTHING)) as Answer<Tree>;
    await on.forgetCalls();
    await on.fault(name, kind, { provider: 'logicboxes', delayMs: READ_TIMEOUT_MS * 4, count: -1 });
    const { data, errors = [] } = await on.ask(EVERYTHING);
    expect(data).toEqual(paths.reduce(without, healthy));
    expect(new Set(errors.map(({ path }) => path?.join('.')))).toEqual(new Set(paths));
    expect(errors).toMatchObject(paths.map(() => ({ extensions: extensionsOf[kind] })));
    for (const { message } of errors) expect(message).toMatch(/LogicBoxes/);
    // The books are one reading, which the first search that fails ends.
    expect((await on.calls('logicboxes'))[name]).toBe(paths.length === 3 ? 2 : 1);
  });

  it('fails one client of a page and no other', async () => {
    await graph.fault('billing/customer-balance', 'truncated', { provider: 'logicboxes' });
    const { data, errors } = await graph.ask('{ clients { nodes { balance { current { amount } } } } }');
    const { nodes } = data['clients'] as { nodes: { balance: object | null }[] };
    const index = nodes.findIndex(({ balance }) => balance === null);
    expect(nodes.filter(({ balance }) => balance === null)).toHaveLength(1);
    expect(errors).toMatchObject([{ path: ['clients', 'nodes', index, 'balance'], extensions: unavailable }]);
  });
});
