/** Lost sign-ups, looked for at the sandbox and in answers that it does not give. */
import { describe, expect, it, vi } from 'vitest';
import { newMark } from '../../../src/mark.ts';
import type { Finding, Lost, Provider } from '../../../src/providers/provider.ts';
import type { SignupFreesideInput } from '../../../src/providers/records-freeside.ts';
import { creating } from '../conformance/common.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { probed, useLab } from '../shared/lost-writes.ts';
import { byCard, mark, signupInput } from './signup-inputs.ts';
import { answer, providerAt, useProvider, type Printable, type SeenCall } from './upstream.ts';

const applied = { verdict: 'applied', upstreamId: expect.stringMatching(/^\d+$/) as string };
const absent = { verdict: 'absent' };
const unclear = (reason: RegExp) => ({ verdict: 'unclear', reason: expect.stringMatching(reason) as string });

const signupOf = (provider: Provider) => probed(provider.capabilities.signupFreesideClient);

const lostBy = (provider: Provider, input: SignupFreesideInput): Lost => ({
  trace: signupOf(provider).trace(input),
  mark,
  sentAt: new Date(),
});

/** A row of the list, with changes. */
const customer = (changes: Readonly<Record<string, Printable>> = {}): Printable => ({
  custnum: '77',
  agentnum: '1',
  first: 'Ada',
  last: "O'Neil-Smith, Jr.",
  status: 'ordered',
  signupdate: String(Math.floor(Date.now() / 1000)),
  comments: mark,
  ...changes,
});

describe('a lost sign-up at the sandbox', () => {
  const its = useLab('freeside', creating('FREESIDE'));
  const turn = (switches: Readonly<Record<string, unknown>>) => its.lab.turn(switches);
  const fault = (kind: string, delayMs = 0) => its.lab.fault('new_customer', kind, delayMs);
  const find = (lost: Lost): Promise<Finding> => signupOf(its.lab.provider).find(lost, scopeOf());
  const sent = async (input: SignupFreesideInput, itsMark = mark, provider = its.lab.provider): Promise<Lost> => {
    const lost = { ...lostBy(provider, input), mark: itsMark };
    await signupOf(provider)
      .send(input, scopeOf(), itsMark)
      .catch(() => undefined);
    return lost;
  };
  const idOf = async (email: string) =>
    (await its.lab.provider.capabilities.clients.byEmail(email, scopeOf()))?.upstreamId;

  /** The same person, signed up by another hand. */
  const byHand = (changes: Partial<SignupFreesideInput> = {}, comments = 'by hand') =>
    signupOf(its.lab.provider).send(signupInput({ username: 'byhand', ...byCard, ...changes }), scopeOf(), comments);

  it.each(['apply_then_drop', 'empty_body', 'truncated', 'garbage'])('is found after %s', async (kind) => {
    await fault(kind);
    const lost = await sent(signupInput({ comments: 'Likes tea' }));
    expect(await find(lost)).toEqual({ verdict: 'applied', upstreamId: await idOf('ada@example.com') });
  });

  it.each(['drop_before_apply', 'refuse', 'http_500_html', 'rate_limited'])('is absent after %s', async (kind) => {
    await fault(kind);
    expect(await find(await sent(signupInput()))).toEqual(absent);
  });

  it('is absent until it arrives late, and found then', async () => {
    await its.lab.renew({ writeTimeoutMs: 250 });
    // Logs in, so that the patience is for the sign-up alone.
    expect(await find(lostBy(its.lab.provider, signupInput()))).toEqual(absent);
    await fault('apply_late', 600);
    const lost = await sent(signupInput());
    const looks = new Set<string>();
    const again = async () => {
      const { verdict } = await find(lost);
      looks.add(verdict);
      expect(verdict).toBe('applied');
    };
    await vi.waitFor(again, { timeout: 20_000, interval: 20 });
    expect(looks).not.toContain('unclear');
  });

  it.each<readonly [string, Partial<SignupFreesideInput>]>([
    ['by e-mail', {}],
    ['by the second of two e-mails', { invoiceEmails: ["o'neil@example.com", 'ada@example.com'] }],
    ['by name', { invoiceEmails: [], postalInvoices: true, lastName: 'Smith-Jones van Ö' }],
  ])('is found or absent %s, in both branches', async (_, changes) => {
    for (const branch of ['master', '2.3']) {
      await turn({ branch });
      const input = signupInput({ ...byCard, ...changes, username: `ada${branch[0]}` });
      const itsMark = newMark();
      await fault('drop_before_apply');
      expect(await find(await sent(input, itsMark))).toEqual(absent);
      await fault('apply_then_drop');
      expect(await find(await sent(input, itsMark))).toEqual(applied);
    }
  });

  it.each([
    { lastName: "O'Neil" },
    { lastName: 'Neil, Jr.' },
    { lastName: 'Neil 2' },
    { lastName: 'X' },
    { lastName: 'Jones', invoiceEmails: ["o'neil@example.com"] },
  ])('of %j without another address is found in the list, and absent only where a search is sure', async (changes) => {
    const input = signupInput({ invoiceEmails: [], postalInvoices: true, ...changes });
    await fault('drop_before_apply');
    const isSure = changes.lastName === 'Jones';
    expect(await find(await sent(input))).toEqual(isSure ? absent : unclear(/cannot be searched/));
    await fault('apply_then_drop');
    expect(await find(await sent(input))).toEqual(applied);
  });

  it('that was declined is unclear: a cancelled client stays behind', async () => {
    await turn({ realtimeBilling: 'decline' });
    await fault('apply_then_drop');
    expect(await find(await sent(signupInput(byCard)))).toEqual(unclear(/cancelled it/));
  });

  it('that waits for a third party to collect the payment is there', async () => {
    await turn({ realtimeBilling: 'collect' });
    const input = signupInput(byCard);
    const lost = lostBy(its.lab.provider, input);
    const error = await errorFrom(signupOf(its.lab.provider).send(input, scopeOf(), mark));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', details: { upstreamCode: '_collect' } });
    expect(await find(lost)).toEqual({ verdict: 'applied', upstreamId: await idOf('ada@example.com') });
  });

  it('is not the same person signed up by hand, which leaves it unclear', async () => {
    await byHand();
    await fault('drop_before_apply');
    const lost = await sent(signupInput());
    expect(await find(lost)).toEqual(unclear(/one of the same name was made then without any mark/));
    const apart = await sent(signupInput());
    expect(await find(apart)).toEqual({ verdict: 'applied', upstreamId: expect.any(String) as string });
  });

  it('is absent beside the same person made long before, by another operation, or of another name', async () => {
    await its.lab.control('clock', { now: new Date(Date.now() - 37 * 3600_000).toISOString() });
    await byHand({ username: 'before' });
    await its.lab.control('clock', { now: null });
    await byHand({ username: 'marked' }, newMark());
    await byHand({ username: 'edited' }, `Called on Monday. ${newMark()}`);
    await byHand({ username: 'eve', firstName: 'Eve' });
    await fault('drop_before_apply');
    expect(await find(await sent(signupInput()))).toEqual(absent);
  });

  it('with its mark at two clients is unclear', async () => {
    await sent(signupInput({ ...byCard, username: 'one' }));
    const lost = await sent(signupInput({ ...byCard, username: 'two' }));
    expect(await find(lost)).toEqual(unclear(/2 clients have the mark/));
  });

  it("is not another agent's client", async () => {
    await turn({ foreignRows: 'on' });
    const input = signupInput({ ...byCard, invoiceEmails: [], postalInvoices: true, lastName: 'Jones' });
    const login = { username: 'other', password: 'other-freeside' };
    const other = providerAt(`${its.lab.url}/selfservice/xmlrpc.cgi`, login);
    const lost = await sent(input, mark, other);
    expect(await signupOf(other).find(lost, scopeOf())).toEqual(applied);
    expect(await find(lost)).toEqual(absent);
    await other.close();
  });

  it('is not looked for while the list is away', async () => {
    await its.lab.fault('agent_list_customers', 'http_503_html');
    expect(await errorFrom(find(lostBy(its.lab.provider, signupInput())))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });
});

describe('a lost sign-up', () => {
  const its = useProvider();
  /** What the search finds, and what the list has. */
  const serve = (searched: readonly Printable[], listed: readonly Printable[] = []): void =>
    its.upstream.on('agent_list_customers', ({ members }: SeenCall) =>
      answer({ customers: members['search'] === undefined ? listed : searched }),
    );
  const find = (changes: Partial<SignupFreesideInput> = {}) =>
    signupOf(its.provider).find(lostBy(its.provider, signupInput(changes)), scopeOf());

  it('is found by a search in a state that is in no list, which is not read then', async () => {
    serve([customer()]);
    expect(await find()).toEqual({ verdict: 'applied', upstreamId: '77' });
    const calls = its.upstream.calls.filter(({ method }) => method === 'agent_list_customers');
    expect(calls.map(({ members }) => members)).toEqual([{ session_id: 's1', search: 'ada@example.com' }]);
  });

  it('is looked for in the list, cancelled clients included, when the search does not find it', async () => {
    serve([], [customer()]);
    expect(await find()).toEqual({ verdict: 'applied', upstreamId: '77' });
    expect(its.upstream.calls.at(-1)?.members).toEqual({
      session_id: 's1',
      prospect: '1',
      active: '1',
      susp: '1',
      cancel: '1',
    });
  });

  it('is found where people have written into the comments', async () => {
    serve([customer({ comments: `Called on Monday. ${mark} Likes tea` })]);
    expect(await find()).toEqual({ verdict: 'applied', upstreamId: '77' });
  });

  it.each(['cancelled', 'Cancelled'])('with the state %s is unclear', async (status) => {
    serve([customer({ status })]);
    expect(await find()).toEqual(unclear(/cancelled it/));
  });

  it.each<readonly [string, Readonly<Record<string, Printable>>]>([
    ['are not shown', { comments: '' }],
    ['are cut', { comments: mark.slice(0, 9) }],
    ['are cut, of a moment that is not told', { comments: mark.slice(0, 9), signupdate: '' }],
    ['are cut, its name written otherwise', { comments: null, first: 'ADA ', last: "O'NEIL-SMITH,  JR." }],
  ])('is unclear where comments %s', async (_, changes) => {
    for (const [searched, listed] of [
      [[customer(changes)], []],
      [[], [customer(changes)]],
    ]) {
      serve(searched!, listed);
      expect(await find()).toEqual(unclear(/one of the same name/));
    }
  });

  it('is absent where nobody is like it', async () => {
    serve([], [customer({ comments: '', first: 'Eve' }), customer({ comments: newMark() })]);
    expect(await find()).toEqual(absent);
    serve([customer({ agentnum: '2' })]);
    expect(await find()).toEqual(absent);
  });

  it('keeps of a sign-up what the look needs', () => {
    const likeness = expect.stringMatching(/^[\w-]{40,}$/) as string;
    for (const [changes, search] of [
      [{}, 'ada@example.com'],
      [{ invoiceEmails: [], lastName: ' de la Cruz ' }, 'de la Cruz'],
      [{ invoiceEmails: [], lastName: '123' }, null],
    ] as const) {
      const input = signupInput({ ...byCard, comments: 'Secret', ...changes });
      expect(signupOf(its.provider).trace(input)).toEqual({ search, likeness });
    }
  });
});
