import { describe, expect, it } from 'vitest';
import { jane, mark, suspension } from './inputs.ts';
import { errorFrom, scopeOf } from '../scope.ts';
import { fieldsOf, fixture, refusal, useProvider } from './upstream.ts';

const its = useProvider();

describe('suspension, its end, and deletion', () => {
  it.each([
    ['suspendClient', 'customers/suspend'],
    ['resumeClient', 'customers/unsuspend'],
  ] as const)('%s sends %s', async (capability, name) => {
    its.upstream.on(name, 'true');
    const write = its.can[capability];
    await write.send(suspension(), scopeOf(), mark);
    await write.send(suspension({ reason: 'Not paid & overdue' }), scopeOf(), mark);
    expect(its.upstream.calls.map((call) => [call.name, call.parameters])).toEqual([
      [name, [['customer-id', jane]]],
      [
        name,
        [
          ['customer-id', jane],
          ['reason', 'Not paid & overdue'],
        ],
      ],
    ]);
    expect(await write.plan(suspension({ reason: 'r' }), scopeOf(), mark)).toEqual([
      {
        function: name,
        parameters: [
          { name: 'customer-id', value: jane },
          { name: 'reason', value: 'r' },
        ],
      },
    ]);
    const bad = suspension({ clientId: 'x', service: 'jane@example.com', reason: 'a\nb' });
    expect(fieldsOf(await write.check(bad, scopeOf()))).toEqual(['clientId', 'service', 'reason']);
    expect(await write.check(suspension(), scopeOf())).toEqual([]);
    expect(write.delivery).toBe('repeatable');
  });

  it('deleteClient sends customers/delete', async () => {
    const { deleteClient } = its.can;
    its.upstream.on('customers/delete', fixture('customers-delete.documented'));
    await deleteClient.send({ clientId: jane }, scopeOf(), mark);
    expect(its.upstream.calls[0]?.parameters).toEqual([['customer-id', jane]]);
    expect(await deleteClient.plan({ clientId: jane }, scopeOf(), mark)).toEqual([
      { function: 'customers/delete', parameters: [{ name: 'customer-id', value: jane }] },
    ]);
    expect(fieldsOf(await deleteClient.check({ clientId: '' }, scopeOf()))).toEqual(['clientId']);
    expect(await deleteClient.check({ clientId: jane }, scopeOf())).toEqual([]);
    its.upstream.on('customers/delete', refusal('Invalid customer-id'));
    const gone = await errorFrom(deleteClient.send({ clientId: '9' }, scopeOf(), mark));
    expect(gone).toMatchObject({ code: 'NOT_FOUND' });
    its.upstream.on('customers/delete', refusal('There is already an action pending on this Order.'));
    const refused = await errorFrom(deleteClient.send({ clientId: '9' }, scopeOf(), mark));
    // A second send that finds nobody says that the first was applied.
    const done = [gone, refused].map((error) => deleteClient.delivery === 'repeatable' && deleteClient.isDone?.(error));
    expect(done).toEqual([true, false]);
  });
});
