/** Ids that no upstream has written: they must come back as nobody's, and never be sent as somebody else's. */
import { expect, it } from 'vitest';
import type { ByKey, CallScope, Capabilities } from '../../../src/providers/provider.ts';
import { scopeOf, type Bench } from './bench.ts';

/** Forms of an id that look like the client's, or like none. */
export function oddIds(id: string): readonly string[] {
  const blanks = [`${id} `, ` ${id}`, `${id}\n`, `\t${id}`, `${id}\0`, `${id}\u00a0`];
  const signs = [`+${id}`, `-${id}`, `0${id}`, `${id}.0`, `${id}e0`, `0x${Number(id).toString(16)}`, `${id},${id}`];
  const attacks = [`../${id}`, `${id}/..`, '../1', '1 or 1', `${id} OR 1=1`, `${id}' --`, `${id}&client=1`, `${id}%00`];
  const letters = id.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
  const others = [
    '',
    ' ',
    '0',
    '-1',
    'null',
    'NaN',
    '__proto__',
    'constructor',
    '<id/>',
    '&lt;',
    ']]>',
    '\ud800',
    '💶',
  ];
  return [...blanks, ...signs, ...attacks, letters, ...others, '9'.repeat(21), '9'.repeat(400), 'x'.repeat(100_000)];
}

type ById = (ids: readonly string[], scope: CallScope) => Promise<ByKey<unknown>>;

/** Everything that takes ids of clients. */
function takersOf({ can, provider }: Bench): readonly (readonly [string, ById])[] {
  return Object.entries(provider.capabilities).flatMap(([name, capability]) =>
    Object.keys(can[name as keyof Capabilities])
      .concat('byClientIds' in capability ? ['byClientIds'] : [])
      .filter((member) => member.endsWith('Ids') && !(name === 'packages' && member === 'byIds'))
      .map((member) => {
        const taker = Reflect.get(can[name as keyof Capabilities], member) as ById;
        return [`${name}.${member}`, taker] as const;
      }),
  );
}

/** Ids of clients that stand in the requests that have arrived. */
async function sentIds(bench: Bench): Promise<readonly string[]> {
  const { idParameters } = bench.subject;
  const requests = await bench.requests();
  const isId = (name: string): boolean => idParameters.includes(name.replace(/[[(\s]*\d*[\])]*$/, ''));
  return requests.flatMap(({ query, body }) =>
    [...Object.entries(query), ...Object.entries(body)].filter(([name]) => isId(name)).map(([, value]) => value),
  );
}

/** Ids with something in the answer. A search of rows need not tell whether the client of none exists. */
function holders(found: ByKey<unknown>): readonly string[] {
  return [...found].filter(([, value]) => !Array.isArray(value) || value.length > 0).map(([id]) => id);
}

/** The tests of ids. */
export function testIds(capabilities: Capabilities, use: () => Bench): void {
  it('takes any text for an id of nobody, and sends no id that was not asked for', async () => {
    const bench = use();
    const { id } = bench.subject.client;
    const asked = [...oddIds(id), id];
    const takers = takersOf(bench);
    expect(takers.map(([name]) => name)).toEqual(expect.arrayContaining(['clients.byIds', 'balances.byClientIds']));
    await bench.control('calls/reset', {});
    for (const [name, take] of takers) {
      const found = await take(asked, scopeOf());
      expect(found.has(id), `of ${name}`).toBe(true);
      expect(
        holders(found).filter((key) => key !== id),
        `of ${name}`,
      ).toEqual([]);
      for (const odd of asked.slice(0, -1)) expect(holders(await take([odd], scopeOf())), `${name} ${odd}`).toEqual([]);
    }
    const sent = await sentIds(bench);
    expect(sent).toContain(id);
    expect(sent.flatMap((value) => value.split(',')).filter((value) => !asked.includes(value))).toEqual([]);
  });

  it('takes any text for an e-mail address of nobody', async () => {
    const bench = use();
    const { email } = bench.subject.client;
    const odd = [`${email} x`, `*@${email.split('@')[1]}`, '%', '@', 'a@b', `${email}'`, `${email}\0`, `"${email}`];
    for (const text of [...odd, ...oddIds(bench.subject.client.id)]) {
      const failures = await bench.failures(bench.can.clients.byEmail(text, scopeOf()));
      // An upstream that cannot look for such a text says so; otherwise nobody has it.
      const codes = failures.map(({ code }) => code);
      const found = codes.length > 0 ? null : await bench.can.clients.byEmail(text, scopeOf());
      expect([found, codes.filter((code) => code !== 'INVALID_INPUT')], `of ${text}`).toEqual([null, []]);
    }
  });

  it.each(capabilities.packages === undefined ? [] : ['packages'])(
    'takes any text for an id of none of the %s',
    async () => {
      const found = await use().can.packages.byIds(oddIds('2'), scopeOf());
      expect([...found.keys()]).toEqual([]);
    },
  );
}
