import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { scopeOf } from '../scope.ts';
import { fixture, useProvider } from './upstream.ts';

const its = useProvider();

const balance = async () => (await its.provider.capabilities.balances.byClientIds(['561115'], scopeOf())).get('561115');

describe('balances', () => {
  const documented = {
    current: '8.0588',
    currency: null,
    creditLimit: null,
    spentTotal: '1.9012',
    spentToday: '0.045',
    callsTotal: 56,
    callsToday: 2,
    talkTimeTotalSeconds: 3095,
    talkTimeTodaySeconds: 170,
    observedAt: expect.any(Date) as Date,
  };

  it.each(['documented', 'strings'])('reads the balance of the document, with types as %s', async (name) => {
    its.upstream.on('getResellerBalance', fixture(`getResellerBalance.${name}`));
    expect(await balance()).toEqual(documented);
  });

  it('reads a debt and the number 0 as time', async () => {
    its.upstream.on('getResellerBalance', fixture('getResellerBalance.no-calls'));
    expect(await balance()).toMatchObject({
      current: '-12.5',
      spentTotal: '0',
      callsTotal: 0,
      talkTimeTotalSeconds: 0,
    });
  });

  it.each(['getResellerBalance.without-figure', 'getResellerBalance.unreadable-figure', 'any.success'])(
    'never makes up a balance from %s',
    async (name) => {
      its.upstream.on('getResellerBalance', fixture(name));
      expect(await balance()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    },
  );

  it('asks once a client, within the budget and without more connections than allowed', async () => {
    let running = 0;
    let most = 0;
    its.upstream.on('getResellerBalance', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return fixture('getResellerBalance.documented');
    });
    const ids = Array.from({ length: 100 }, (_, index) => String(index + 1));
    const scope = scopeOf(90);
    const found = await its.provider.capabilities.balances.byClientIds(ids, scope);
    expect(its.upstream.count('getResellerBalance')).toBe(90);
    expect(most).toBeLessThanOrEqual(8);
    const failed = [...found.values()].filter((value) => value instanceof GatewayError);
    expect(failed.map(({ code }) => code)).toEqual(Array(10).fill('BUDGET_EXCEEDED'));
  });

  it("reads the reseller's own", async () => {
    its.upstream.on('getBalance', fixture('getBalance.documented'));
    expect(await its.provider.capabilities.ownBalance!.read(scopeOf())).toMatchObject({
      current: '21.05321',
      spentTotal: '112.192790',
      callsTotal: 2788,
      talkTimeTotalSeconds: 37068,
      talkTimeTodaySeconds: 650,
    });
    expect(its.upstream.calls[0]?.parameters).toEqual({ advanced: '1' });
  });
});
