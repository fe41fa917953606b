import { beforeEach, describe, expect, it } from 'vitest';
import type { WrittenFragment } from '../generated/graphql.ts';
import { useGraph } from './harness.ts';
import { problemsOf } from './inputs.ts';
import { ACME, everyAttribute, logIn, SIPPY, switchOf } from './sippy-inputs.ts';
import { allWritesOf, clientWritesOf, mutationsOf } from './sippy-mutations.ts';

const graph = useGraph({ providers: ['sippy'], clients: 2 });
beforeEach(() => logIn(graph));

const { signup, update, change, charge, reset } = mutationsOf(graph);
const writes = clientWritesOf(graph);

/** Path of the field, or null, as in the answer. */
type Path = readonly string[] | null;

/** What matters of a payload that the switch has refused. */
function shortOf({ operation, userErrors }: WrittenFragment): object {
  const attempts = operation?.attempts.map(({ outcome, error }) => `${outcome} ${error?.code}`);
  const errors = userErrors.map(({ upstreamText: _words, ...error }) => ({ ...error, message: '' }));
  return { state: operation?.state, attempts, userErrors: errors };
}

/** What stands there after one attempt and one answer of the switch. */
function refused(code: string, upstreamCode: string, path: Path = null, state = 'REJECTED'): object {
  const error = { __typename: 'UpstreamError', code, message: '', upstreamCode, retryable: false };
  const userErrors = [{ ...error, path: path && ['input', ...path] }];
  return { state, attempts: [`${state} ${code}`], userErrors };
}

describe('what the switch refuses of its own', () => {
  it.each([
    ['a login that is taken', { webLogin: 'acme' }, 'ALREADY_EXISTS', '409', ['webLogin']],
    ['a text that is too long for it', { firstName: 'x'.repeat(33) }, 'INVALID_INPUT', '490', ['firstName']],
    ['a tariff that it does not know', { tariffId: 99 }, 'UPSTREAM_REJECTED', '404', null],
  ])('in a sign-up: %s', async (_what, changes, code, upstreamCode, path) => {
    expect(shortOf(await signup(changes))).toEqual(refused(code, upstreamCode, path));
    expect((await graph.calls('sippy'))['createCustomer']).toBe(1);
    const { customers } = await switchOf(graph).call('listCustomers');
    expect(customers).toHaveLength(3);
  });

  it('in a sign-up, but for a name that is taken, which is not even sent', async () => {
    const { operation, userErrors } = await signup({ name: 'Acme' });
    expect(operation).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'ALREADY_EXISTS', path: ['input', 'name'] }]);
    expect(await graph.calls('sippy')).not.toHaveProperty('createCustomer');
  });

  it('as PostgreSQL words it', async () => {
    await graph.set({ duplicateFault: 'postgres' }, 'sippy');
    expect(shortOf(await signup({ webLogin: 'acme' }))).toEqual(refused('ALREADY_EXISTS', '490'));
    expect(shortOf(await update({ webLogin: 'demo' }))).toEqual(refused('ALREADY_EXISTS', '490'));
  });

  it.each([
    ['a name that is taken', { name: 'Demo Reseller' }, 'ALREADY_EXISTS', '409', ['name']],
    ['a text that is too long for it', { city: 'x'.repeat(33) }, 'INVALID_INPUT', '490', ['city']],
    ['a tariff of another currency', { tariffId: 2 }, 'INVALID_INPUT', '400', ['tariffId']],
  ])('in a change: %s', async (_what, changes, code, upstreamCode, path) => {
    expect(shortOf(await update(changes))).toEqual(refused(code, upstreamCode, path));
  });

  it('in a change of what is common, with the path of that input', async () => {
    const payload = await change({ address: { city: 'x'.repeat(33) } });
    expect(shortOf(payload)).toEqual(refused('INVALID_INPUT', '490', ['address', 'city']));
  });

  it('for funds that do not suffice', async () => {
    await graph.set({ debitBeyondLimit: 'refuse' }, 'sippy');
    expect(shortOf(await charge({ amount: '49.89' }))).toEqual(refused('INSUFFICIENT_FUNDS', '403', ['amount']));
    expect((await charge({ amount: '49.88' })).operation?.state).toBe('SUCCEEDED');
  });

  it.each(['updateCustomer', 'deleteCustomer', 'setLowBalance', 'blockCustomer', 'unblockCustomer'])(
    'for a client that it does not know, whatever its code for that: %s',
    async (name) => {
      expect(shortOf(await writes[name]!({}, '999'))).toEqual(refused('NOT_FOUND', '404', ['clientId']));
      await graph.set({ notFoundCode: -17 }, 'sippy');
      expect(shortOf(await writes[name]!({}, '999'))).toEqual(refused('NOT_FOUND', '-17', ['clientId']));
      expect((await graph.calls('sippy'))[name]).toBe(2);
    },
  );

  it.each(['customerDebit', 'customerAddFunds', 'customerCredit'])(
    'before money moves for a client that it does not know: %s',
    async (name) => {
      const payload = await writes[name]!({}, '999');
      expect(problemsOf(payload)).toEqual(['NOT_FOUND input.clientId']);
      expect(payload.operation).toBeNull();
      expect(await graph.calls('sippy')).toEqual({ getCustomerInfo: 1 });
    },
  );

  it.each(['blockCustomer', 'unblockCustomer'])('before version 5.2: %s', async (name) => {
    await graph.set({ version: 'before_5.2' }, 'sippy');
    expect(shortOf(await writes[name]!())).toEqual(refused('NOT_SUPPORTED', '1'));
  });

  it('for a one-time password of nobody', async () => {
    expect(shortOf(await reset({ webLogin: 'nobody' }))).toEqual(refused('NOT_FOUND', '404', ['webLogin']));
  });
});

/** Faults that any function can end with, and what the graph makes of them. */
const faults: readonly (readonly [code: number, text: string, ours: string, state: string])[] = [
  [403, 'Permission denied', 'FORBIDDEN', 'REJECTED'],
  [599, 'Never seen before', 'UPSTREAM_REJECTED', 'REJECTED'],
  [501, 'Fatal error', 'OUTCOME_UNKNOWN', 'UNKNOWN'],
  [1, "<type 'exceptions.KeyError'>:'x'", 'OUTCOME_UNKNOWN', 'UNKNOWN'],
  [1, "<type 'exceptions.TypeError'>:__execute() takes exactly 4 arguments (3 given)", 'UPSTREAM_REJECTED', 'REJECTED'],
];

describe('a fault of the switch', () => {
  const all = allWritesOf(graph);

  it.each(Object.keys(all).flatMap((name) => faults.map((fault) => [name, ...fault] as const)))(
    'is carried with its code: %s, %i %s',
    async (name, code, text, ours, state) => {
      await graph.set({ forcedErrors: { [name]: { code, text } } }, 'sippy');
      const payload = await all[name]!();
      expect(shortOf(payload)).toEqual(refused(ours, String(code), null, state));
      const [error] = payload.userErrors;
      expect(error?.upstreamText ?? error?.message).toContain(text);
      expect((await graph.calls('sippy'))[name]).toBe(1);
    },
  );

  it.each(everyAttribute)('names the field: %s', async (name, _value, wireName) => {
    for (const text of [`Missing mandatory parameter: ${wireName}`, `Invalid value of parameter: ${wireName}`]) {
      const forced = { code: 400, text };
      await graph.set({ forcedErrors: { createCustomer: forced, updateCustomer: forced } }, 'sippy');
      expect(shortOf(await signup())).toEqual(refused('INVALID_INPUT', '400', [name]));
      expect(shortOf(await update({ fax: '7' }))).toEqual(refused('INVALID_INPUT', '400', [name]));
    }
  });

  it.each([
    [403, 'Permission denied', 'FORBIDDEN', false],
    [501, 'Fatal error', 'UPSTREAM_REJECTED', false],
    [599, 'Never seen before', 'UPSTREAM_REJECTED', false],
    [1, "<type 'exceptions.Exception'>:method is new", 'UPSTREAM_REJECTED', false],
  ])('of a read stands at its field: %i %s', async (code, text, graphCode, retryable) => {
    await graph.set({ forcedErrors: { getLowBalance: { code, text } } }, 'sippy');
    const fields = 'displayName threshold { email }';
    const { data, errors } = await graph.ask(`{ client(account: "${SIPPY}", upstreamId: "${ACME}") { ${fields} } }`);
    expect(data).toEqual({ client: { displayName: 'Acme', threshold: null } });
    const extensions = { code: graphCode, upstreamCode: String(code), account: SIPPY, retryable };
    expect(errors).toMatchObject([{ path: ['client', 'threshold'], extensions }]);
  });
});
