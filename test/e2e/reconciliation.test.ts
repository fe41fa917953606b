import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { linesOf } from '../reconciliation/csv-lines.ts';
import { rowsOf, saidOf, subjects, World, type Row } from './reconciliation-world.ts';

const byDescription = (rows: readonly Row[], text: string) => rows.filter(({ description }) => description === text);

describe.each(subjects)('the journal against the books of $provider', (subject) => {
  const [first, second, third] = subject.clients;
  let its: World;
  beforeAll(async () => {
    its = await World.start(subject);
  });
  beforeEach(() => its.graph.reset());
  afterAll(() => its.graph.close());

  it('knows what was made through the graph, and what was made elsewhere', async () => {
    const charge = await its.move('CHARGE', first, '4.99', 'Support call');
    const payment = await its.move('DEPOSIT', second, '20.12', 'Wire 7');
    await its.byHand('CHARGE', first, '4.99', 'by hand');
    await its.byHand('DEPOSIT', second, '1.5', '=HYPERLINK("http://example.com")');
    const report = await its.report();
    expect([report.complete, report.failures]).toEqual([true, []]);
    expect(saidOf(report, charge)).toEqual(['MATCHED 4.99 4.99']);
    expect(saidOf(report, payment)).toEqual(['MATCHED 20.12 20.12']);
    expect(rowsOf(report, charge)[0]).toMatchObject({
      side: 'CHARGE',
      upstreamClientId: first,
      upstreamId: expect.stringMatching(/^\d+$/) as string,
      description: 'Support call',
      client: { upstreamId: first },
      operation: { state: 'SUCCEEDED' },
      note: null,
    });
    expect(rowsOf(report, payment)[0]).toMatchObject({ side: 'DEPOSIT', upstreamClientId: second });
    const [hand, ...others] = byDescription(report.rows.nodes, 'by hand');
    expect(others).toEqual([]);
    expect(hand).toMatchObject({
      verdict: 'MADE_ELSEWHERE',
      operation: null,
      journalAmount: null,
      upstreamAmount: { amount: expect.stringMatching(/^4\.990?$/) as string },
    });
    const line = linesOf(report.csv).find(({ description }) => description?.includes('HYPERLINK'));
    expect(line).toMatchObject({
      verdict: 'MADE_ELSEWHERE',
      side: 'DEPOSIT',
      upstream_amount: expect.stringMatching(/^1\.50*$/) as string,
      description: '\'=HYPERLINK("http://example.com")',
    });
    expect(linesOf(report.csv)).toHaveLength(report.rows.totalCount);
  });

  it('finds a lost charge in the books, and says how to settle it', async () => {
    const lost = await its.lose(first, '7.25');
    const before = await its.report();
    expect(saidOf(before, lost)).toEqual(['STILL_UNKNOWN 7.25 7.25']);
    expect(rowsOf(before, lost)[0]?.note).toMatch(/ask for the operation, which settles it/);
    const asked = await its.graph.ask('query ($key: String) { operation(idempotencyKey: $key) { state } }', {
      key: lost.idempotencyKey,
    });
    expect(asked.data['operation']).toEqual({ state: 'RECONCILED_SUCCEEDED' });
    expect(saidOf(await its.report(), lost)).toEqual(['MATCHED 7.25 7.25']);
  });

  it('contradicts a person who has said that a charge was not applied', async () => {
    const lost = await its.lose(third, '3.10');
    const input = { id: lost.id, applied: false, reason: 'Not seen.' };
    const { data } = await its.graph.ask(
      'mutation ($input: ResolveOperationInput!) { resolveOperation(input: $input) { operation { state } } }',
      { input },
    );
    expect(data).toEqual({ resolveOperation: { operation: { state: 'RESOLVED' } } });
    const report = await its.report();
    expect(saidOf(report, lost)).toEqual(['CONTRADICTED 3.1 3.1']);
    expect(rowsOf(report, lost)[0]?.note).toMatch(/Money has moved/);
  });

  it('sees what went missing, what has another amount, and what is there twice', async () => {
    const missing = await its.move('CHARGE', first, '4.99');
    const changed = await its.move('CHARGE', second, '5.00');
    // The upstream has lost its books; the gateway has not lost its own.
    await its.graph.reset();
    await its.byHand('CHARGE', second, '5.01', `${changed.mark} restored`);
    const twice = await its.move('DEPOSIT', first, '2.00');
    await its.byHand('DEPOSIT', first, '2.00', `${twice.mark} once more`);
    const copied = await its.move('CHARGE', third, '6.00');
    await its.byHand('CHARGE', first, '6.00', `${copied.mark} at another client`);
    const report = await its.report();
    expect(saidOf(report, missing)).toEqual(['MISSING_UPSTREAM 4.99 -']);
    expect(rowsOf(report, missing)[0]).toMatchObject({
      upstreamId: null,
      note: expect.stringMatching(/last hour/) as string,
    });
    expect(saidOf(report, changed)).toEqual(['AMOUNT_DIFFERS 5 5.01']);
    expect(rowsOf(report, twice).map(({ verdict, journalAmount }) => [verdict, journalAmount?.amount])).toEqual([
      ['DUPLICATED', '2.00'],
      ['DUPLICATED', undefined],
    ]);
    expect(rowsOf(report, copied).map(({ verdict }) => verdict)).toEqual(['MATCHED']);
    const [copy] = byDescription(report.rows.nodes, 'at another client');
    expect(copy).toMatchObject({ verdict: 'MADE_ELSEWHERE', operation: null });
    expect(copy?.note).toContain(copied.idempotencyKey);
  });

  it('never takes an entry without the whole mark for it, but by its number', async () => {
    await its.graph.set(subject.cut, subject.provider);
    const charge = await its.move('CHARGE', third, '4.99');
    const report = await its.report([third]);
    const [row] = rowsOf(report, charge);
    const [entry] = byDescription(report.rows.nodes, charge.mark.slice(0, 8));
    // LogicBoxes is the only one that tells the number of a new entry.
    const isNumbered = subject.provider === 'logicboxes';
    expect(row?.verdict).toBe(isNumbered ? 'MATCHED' : 'MISSING_UPSTREAM');
    expect(entry?.verdict).toBe(isNumbered ? 'MATCHED' : 'MADE_ELSEWHERE');
    expect(row?.note).toContain(
      isNumbered ? 'number that the upstream told' : `Without a mark, but of the same amount: ${entry!.upstreamId}.`,
    );
  });
});
