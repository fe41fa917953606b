import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allScopes } from '../../src/access/scopes.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { encodeGlobalId } from '../../src/ids.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server.ts';
import type { RunningGateway } from '../../src/server.ts';
import { accountOf, documented, globalIdOf, providers } from './four-world.ts';
import { freshKey, type Answer, type ProviderName } from './harness.ts';
import { askAt, gatewayFor, withoutPii } from './personal-world.ts';
import { Walker, type ArgumentsOf, type FoundValue } from './personal-walk.ts';

const schema = buildSchema();

/** A text as it stands in a ledger, with what is personal in it. */
const NOTE = 'Refund for jo.spy@example.org, call 555-010-7788';
const IN_NOTE = ['jo.spy@example.org', '555-010-7788'];

let sandbox: RunningSandbox;
/** The gateway of a caller with every scope, and that of one who may do the same but see personal data. */
let whole: RunningGateway;
let masked: RunningGateway;

beforeAll(async () => {
  sandbox = await startSandbox({ host: '127.0.0.1', port: 0, clients: 2, seed: 7, dataDir: null });
  whole = await gatewayFor({ accounts: demoAccounts(sandbox.url), scopes: allScopes });
  masked = await gatewayFor({ accounts: demoAccounts(sandbox.url), scopes: withoutPii });
  for (const { url } of [whole, masked]) {
    for (const provider of ['voipms', 'sippy', 'logicboxes'] as const) {
      const answer = await askAt(url, PAY, payment(provider));
      if (!JSON.stringify(answer).includes('SUCCEEDED')) throw new Error(JSON.stringify(answer));
    }
  }
}, 60_000);

afterAll(async () => {
  await whole?.close();
  await masked?.close();
  await sandbox?.close();
});

const PAY =
  'mutation ($input: AddPaymentInput!) { addPayment(input: $input) { operation { state } userErrors { message } } }';
const KEY = freshKey();

function payment(provider: ProviderName): object {
  const id = globalIdOf(provider);
  const input = { clientId: id, amount: '1.25', description: NOTE, reason: NOTE, idempotencyKey: `${KEY}${provider}` };
  return { input: { ...input, ...(provider === 'sippy' && { currency: 'USD' }) } };
}

/** An operation that was refused as a whole would prove nothing. */
function requireData({ data, errors }: Answer<unknown>, where: string): void {
  if (data == null) throw new Error(`${where}: ${JSON.stringify(errors)?.slice(0, 500)}`);
}

function argumentsAt(provider: ProviderName): ArgumentsOf {
  const account = `"${accountOf(provider)}"`;
  const ids = [encodeGlobalId('ResellerAccount', accountOf(provider)), globalIdOf(provider)];
  const today = new Date().toISOString().slice(0, 10);
  const since = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  return {
    'Query.account': `name: ${account}`,
    'Query.client': `account: ${account}, upstreamId: "${documented[provider]}"`,
    'Query.node': `id: "${globalIdOf(provider)}"`,
    'Query.nodes': `ids: ${JSON.stringify(ids)}`,
    'Query.operation': `idempotencyKey: "${KEY}voipms"`,
    'Query._entities': `representations: [{ __typename: "Client", id: "${globalIdOf(provider)}" }]`,
    'Query.reconciliation': `account: ${account}, from: "${since}", to: "${today}"`,
    'ResellerAccount.transactions': `from: "${since}", to: "${today}"`,
    'ResellerAccount.isUsernameAvailable': 'username: "jane", domain: "example.com"',
  };
}

/** The accounts at which a root field is asked: one is enough where it reaches all of them by itself. */
function accountsOf(root: string): readonly ProviderName[] {
  return Object.hasOwn(argumentsAt('voipms'), `Query.${root}`) ? providers : ['voipms'];
}

/** Values of fields that hold texts in which only patterns are masked. What is personal in them is looked for by itself. */
const TEXTS = /\.(?:description|csv|reason|statement|statedBy|type|value)$/;

/** Words that say nothing of anybody: countries, numbers, and what the vendors' documents give for a city and a state. */
const HARMLESS =
  /^(?:united states|canada|mexico|germany|france|\d{1,6}|example\.(?:com|net|org)|none|localhost|city|state)$/i;

function personalIn({ coordinate, value, isPersonal }: FoundValue): readonly string[] {
  if (!isPersonal) return [];
  const parts = TEXTS.test(coordinate)
    ? [
        ...(value.match(/[\w.+-]+@[\w.-]+\w/g) ?? []),
        ...(value.match(/(?<![\w-])\+?\d[\d-]{8,}\d/g) ?? []).filter(isPhone),
      ]
    : [value];
  return parts.filter((part) => part.length >= 4 && !HARMLESS.test(part));
}

function isPhone(text: string): boolean {
  return !/^\d{4}-\d\d-\d\d/.test(text);
}

/** All texts of an answer, and what stands in them in base64: ids and cursors. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const hidden = (value.match(/[\w-]{12,}/g) ?? []).map((token) => Buffer.from(token, 'base64url').toString('utf8'));
    return [value, ...hidden];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

interface Seen {
  /** Personal values by the first field that had them. */
  readonly personal: ReadonlyMap<string, string>;
  readonly coordinates: ReadonlySet<string>;
  /** Names of countries and notes on providers, in which a name or a city stands by chance. */
  readonly fixed: ReadonlySet<string>;
}

const FIXED: ReadonlySet<string> = new Set(['_Service.sdl', 'Country.name', 'AccountCapability.note']);

let everything: Promise<Seen> | null = null;

/** What a caller with every scope sees, over all accounts and all root fields. */
function seenByWhole(): Promise<Seen> {
  everything ??= (async () => {
    const personal = new Map(IN_NOTE.map((text) => [text, 'the note']));
    const coordinates = new Set<string>();
    const fixed = new Set<string>();
    const walker = new Walker(schema, allScopes);
    for (const root of walker.roots()) {
      for (const provider of accountsOf(root)) {
        const { query, valuesIn } = walker.walk(root, argumentsAt(provider));
        const answer = await askAt(whole.url, query);
        requireData(answer, `${root} at ${provider}`);
        for (const found of valuesIn(answer.data)) {
          if (found.isPersonal) coordinates.add(found.coordinate);
          if (FIXED.has(found.coordinate)) fixed.add(found.value);
          for (const value of personalIn(found)) personal.set(value, found.coordinate);
        }
      }
    }
    return { personal, coordinates, fixed };
  })();
  return everything;
}

/** Personal values that stand in an answer as words of their own, each with the field that has told it. */
async function leakedIn(answer: unknown): Promise<readonly string[]> {
  const { personal, fixed } = await seenByWhole();
  const texts = [...new Set(textsIn(answer))].filter((text) => !fixed.has(text)).map((text) => text.toLowerCase());
  const all = texts.join('\n');
  return [...personal].flatMap(([value, coordinate]) => {
    if (!all.includes(value.toLowerCase())) return [];
    const word = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(value.toLowerCase())}(?![\\p{L}\\p{N}])`, 'u');
    const text = texts.find((one) => word.test(one));
    return text === undefined ? [] : [`${coordinate} "${value}" in ${text.slice(0, 200)}`];
  });
}

describe('a caller with every scope', () => {
  it('sees personal data of each kind', async () => {
    const { personal, coordinates } = await seenByWhole();
    expect(personal.size).toBeGreaterThan(80);
    const expected = [
      ...['displayName', 'company', 'firstName', 'lastName', 'email', 'phoneNumber'].map((name) => `Client.${name}`),
      ...['street', 'city', 'state', 'postalCode', 'country'].map((name) => `PostalAddress.${name}`),
      'BalanceThreshold.email',
      'SippyClient.webLogin',
      'SippyClient.email',
      'FreesideClient.invoiceEmails',
      'FreesideService.value',
      'LogicboxesClient.username',
      'LogicboxesPhone.number',
      'Charge.phoneNumber',
      'Deposit.description',
      'Operation.reason',
      'Reconciliation.csv',
    ];
    expect(expected.filter((coordinate) => !coordinates.has(coordinate))).toEqual([]);
  }, 120_000);

  it('is told what the search below would find', async () => {
    const { query } = new Walker(schema, allScopes).walk('client', argumentsAt('sippy'));
    expect((await leakedIn(await askAt(whole.url, query))).length).toBeGreaterThan(10);
  });
});

describe('a caller without clients:pii', () => {
  const walker = new Walker(schema, withoutPii);

  it.each(walker.roots())('learns none of them from the query %s, at any account', async (root) => {
    for (const provider of accountsOf(root)) {
      const { query } = walker.walk(root, argumentsAt(provider));
      const answer = await askAt(masked.url, query);
      requireData(answer, `${root} at ${provider}`);
      expect({ provider, leaked: await leakedIn(answer) }).toEqual({ provider, leaked: [] });
    }
  });

  it.each(providers)('gets the same fields as null, and the same numbers, at %s', async (provider) => {
    const { query, valuesIn } = walker.walk('client', argumentsAt(provider));
    const [seen, hidden] = await Promise.all([askAt(whole.url, query), askAt(masked.url, query)]);
    const volatile = /observedAt|[Cc]ursor|^Operation|^AccountHealth/;
    const shape = ({ data }: Answer<unknown>) =>
      valuesIn(data)
        .filter(({ coordinate }) => !volatile.test(coordinate))
        .map(({ coordinate, value, isPersonal }) => (isPersonal ? coordinate : `${coordinate} ${value}`));
    const [all, rest] = [new Set(shape(seen)), new Set(shape(hidden))];
    expect([...all.symmetricDifference(rest)]).toEqual([]);
    expect(JSON.stringify(hidden.data)).toContain(`"displayName":"Client ${documented[provider]}"`);
  });
});

describe('a write of a caller without clients:pii', () => {
  const walker = new Walker(schema, withoutPii);
  const update = (provider: ProviderName) =>
    `mutation ($input: UpdateClientInput!) { updateClient(input: $input) ${walker.payload('updateClient', argumentsAt(provider))} }`;

  it.each(['voipms', 'sippy', 'logicboxes'] as const)('shows none in the plan at %s', async (provider) => {
    const input = { clientId: globalIdOf(provider), address: { city: 'Elsewhere' }, dryRun: true };
    const answer = await askAt(masked.url, update(provider), { input });
    expect(answer.data).toMatchObject({ updateClient: { userErrors: [], plan: { requests: expect.any(Array) } } });
    expect(await leakedIn(answer)).toEqual([]);
    // The change itself is what the caller has given, and is masked in the same way.
    expect(JSON.stringify(answer)).not.toContain('Elsewhere');
  });

  it.each(['voipms', 'sippy', 'logicboxes'] as const)('loses nothing at %s that it cannot see', async (provider) => {
    const all = new Walker(schema, allScopes).walk('client', argumentsAt(provider));
    const kept = async () => {
      const values = all.valuesIn((await askAt(whole.url, all.query)).data);
      return values
        .filter(({ coordinate, isPersonal }) => isPersonal && !/(?:PostalAddress|SippyClient)\.city/.test(coordinate))
        .map(({ coordinate, value }) => `${coordinate} ${value}`);
    };
    const before = await kept();
    const input = { clientId: globalIdOf(provider), address: { city: 'Elsewhere' }, idempotencyKey: freshKey() };
    const answer = await askAt(masked.url, update(provider), { input });
    expect(answer.data).toMatchObject({ updateClient: { userErrors: [], operation: { state: 'SUCCEEDED' } } });
    expect(await leakedIn(answer)).toEqual([]);
    expect(await kept()).toEqual(before);
  });

  it.each(['refuse', 'apply_then_drop', 'drop_before_apply', 'http_500_html', 'truncated', 'garbage'])(
    'that fails by %s tells none',
    async (kind) => {
      for (const [provider, name] of [
        ['voipms', 'setClient'],
        ['sippy', 'updateCustomer'],
        ['logicboxes', 'customers/modify'],
      ] as const) {
        const fault = { provider, function: name, kind, count: 1 };
        await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
        const input = { clientId: globalIdOf(provider), company: 'Other', idempotencyKey: freshKey() };
        const answer = await askAt(masked.url, update(provider), { input });
        expect({ provider, leaked: await leakedIn(answer) }).toEqual({ provider, leaked: [] });
        await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
      }
    },
  );
});
