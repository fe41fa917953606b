import { beforeEach, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { double, int, struct } from '../../../src/wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import { negateDecimal, parseDecimal } from '../../../src/money.ts';
import { decimalOf } from '../../../src/providers/sippy/map.ts';
import { scopeOf } from '../scope.ts';
import { drop, fixture, ok, providerAt, useProvider, type SeenCall } from './upstream.ts';

const its = useProvider();

/** Natural balances of the customers, "1" to "6"; the switch inverts them in getCustomerInfo. */
let natural: Map<string, string>;
let listIsInverted: boolean;

const asked = (call: SeenCall): string => (call.members['i_customer'] as string).slice(4);
const opposite = (text: string): string => negateDecimal(parseDecimal(text)!);
const infos = () => its.upstream.count('getCustomerInfo');
const readAt = (provider = its.provider, ids = [...natural.keys()], scope = scopeOf()) =>
  provider.capabilities.balances.byClientIds(ids, scope);
const figures = async (found: ReturnType<typeof readAt>) =>
  new Map([...(await found)].map(([id, value]) => [id, 'current' in value ? value.current : value.code]));

beforeEach(() => {
  natural = new Map(['0.00', '49.88', '-12.5', '0.0', '100', '-0.01'].map((text, index) => [String(index + 1), text]));
  listIsInverted = false;
  its.upstream.on('getCustomerInfo', (call) => {
    const balance = natural.get(asked(call));
    return balance === undefined
      ? fixture('getCustomerInfo.not-found.fault')
      : ok({ customer: struct({ balance: double(opposite(balance)), credit_limit: int(7), base_currency: 'EUR' }) });
  });
  its.upstream.on('listCustomers', () => {
    const rows = [...natural].map(([id, balance]) =>
      struct({
        i_customer: int(id),
        name: `C${id}`,
        balance: double(listIsInverted ? opposite(balance) : balance),
        credit_limit: double('7.0'),
        base_currency: 'EUR',
      }),
    );
    return ok({ customers: rows });
  });
});

describe('balances one by one', () => {
  it('turn the documented sign round', async () => {
    its.upstream.on('getCustomerInfo', fixture('getCustomerInfo.documented'));
    expect((await readAt(its.provider, ['3'])).get('3')).toEqual({
      current: '49.88',
      currency: 'USD',
      creditLimit: '0.0',
      spentTotal: null,
      spentToday: null,
      callsTotal: null,
      callsToday: null,
      talkTimeTotalSeconds: null,
      talkTimeTodaySeconds: null,
      observedAt: expect.any(Date) as Date,
    });
  });

  it('are read up to three, and leave out who is not known', async () => {
    expect(await figures(readAt(its.provider, ['2', '3', '77', 'x']))).toEqual(
      new Map([
        ['2', '49.88'],
        ['3', '-12.5'],
      ]),
    );
    expect([infos(), its.upstream.count('listCustomers')]).toEqual([3, 0]);
  });

  it.each<[XmlRpcValue | undefined, string]>([
    [int(100), '-100'],
    [double('-49.880000000000003'), '49.880000000000003'],
    ['12.50', '-12.50'],
    [undefined, 'UPSTREAM_UNAVAILABLE'],
    [null, 'UPSTREAM_UNAVAILABLE'],
    ['', 'UPSTREAM_UNAVAILABLE'],
    ['much', 'UPSTREAM_UNAVAILABLE'],
    ['1e999999', 'UPSTREAM_UNAVAILABLE'],
    [true, 'UPSTREAM_UNAVAILABLE'],
    [[], 'UPSTREAM_UNAVAILABLE'],
  ])('read %j as %s', async (balance, expected) => {
    its.upstream.on('getCustomerInfo', ok({ customer: struct({ balance, base_currency: 'USD' }) }));
    expect(await figures(readAt(its.provider, ['3']))).toEqual(new Map([['3', expected]]));
  });

  it("read Python's exponents exactly", () => {
    const digits = fc.integer({ min: -999_999, max: 999_999 });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 20 }), (mantissa, places) => {
        const plain = `${mantissa < 0 ? '-' : ''}${'0'.repeat(Math.max(0, places + 1 - String(Math.abs(mantissa)).length))}${Math.abs(mantissa)}`;
        const at = plain.length - places;
        const expected = parseDecimal(places === 0 ? plain : `${plain.slice(0, at)}.${plain.slice(at)}`);
        expect(decimalOf(`${mantissa}e-${places}`)).toBe(expected);
        expect(decimalOf(`${mantissa}E${places}`)).toBe(parseDecimal(`${mantissa}${'0'.repeat(places)}`));
      }),
    );
  });
});

describe('balances of many', () => {
  it.each([false, true])('come from one walk once the sign is settled, inverted: %s', async (isInverted) => {
    listIsInverted = isInverted;
    expect(await figures(readAt())).toEqual(natural);
    expect([infos(), its.upstream.count('listCustomers')]).toEqual([1, 1]);
    const scope = scopeOf();
    expect(await figures(readAt(its.provider, ['6', '5', '4', '3'], scope))).toEqual(
      new Map(['6', '5', '4', '3'].map((id) => [id, natural.get(id)])),
    );
    expect([infos(), scope.spent]).toEqual([1, 1]);
    await its.provider.capabilities.clients.list(scope);
    expect(scope.spent).toBe(1);
    const found = await readAt();
    expect(found.get('2')).toMatchObject({ currency: 'EUR', creditLimit: '7.0' });
  });

  it.each(['natural', 'inverted'] as const)('need no comparison when the settings say %s', async (sign) => {
    listIsInverted = sign === 'inverted';
    const provider = providerAt(its.upstream.baseUrl, { listBalanceSign: sign });
    expect(await figures(readAt(provider))).toEqual(natural);
    expect(infos()).toBe(0);
    await provider.close();
  });

  it('are asked one by one as long as the figures say nothing', async () => {
    its.upstream.on('getCustomerInfo', (call) =>
      ok({ customer: struct({ balance: double(`77.${asked(call)}`), base_currency: 'EUR' }) }),
    );
    const found = await figures(readAt());
    expect(found).toEqual(new Map([...natural].map(([id, text]) => [id, /[1-9]/.test(text) ? `-77.${id}` : text])));
    // Three that were compared are not asked again, and zero is zero with either sign.
    expect(infos()).toBe(4);
    await readAt();
    expect(infos()).toBe(8);
  });

  it('compare another client when the first cannot be read', async () => {
    const answers = new Map<string, typeof drop>([['2', drop]]);
    const play = (call: SeenCall) => {
      const balance = double(opposite(natural.get(asked(call))!));
      return answers.get(asked(call)) ?? ok({ customer: struct({ balance, base_currency: 'EUR' }) });
    };
    its.upstream.on('getCustomerInfo', play);
    expect(await figures(readAt())).toEqual(natural);
    expect(infos()).toBe(2);
  });

  it('of zero need no sign', async () => {
    natural = new Map(['0', '0.0', '-0.00', '0'].map((text, index) => [String(index + 1), text]));
    expect([...(await figures(readAt())).values()]).toEqual(['0', '0.0', '0.00', '0']);
    expect(infos()).toBe(0);
  });

  it('that the list lacks or garbles are asked for themselves', async () => {
    const odd = struct({ i_customer: int(2), name: 'x', balance: 'odd' });
    const good = struct({ i_customer: int(3), name: 'x', balance: double('-12.5'), base_currency: 'EUR' });
    its.upstream.on('listCustomers', ok({ customers: [odd, good] }));
    expect(await figures(readAt(its.provider, ['2', '3', '5', '77']))).toEqual(
      new Map([
        ['2', '49.88'],
        ['3', '-12.5'],
        ['5', '100'],
      ]),
    );
  });

  it('settle the sign for their own account alone', async () => {
    const other = providerAt(its.upstream.baseUrl, { name: 'other' });
    expect(await figures(readAt())).toEqual(natural);
    listIsInverted = true;
    expect(await figures(readAt(other))).toEqual(natural);
    await other.close();
  });
});
