import { describe, expect, it } from 'vitest';
import { lostOptions, mutate, type Input, type Payload } from './crash/lost.ts';
import { freesideSignup, logicboxesSignup, person, sippySignup, voipmsSignup } from './four-world.ts';
import { clientId, freshKey, useGraph, type ProviderName } from './harness.ts';
import { renew } from './freeside-world.ts';

interface SignupCase {
  readonly provider: ProviderName;
  readonly mutation: string;
  readonly function: string;
  readonly input: (number: number) => Input;
}

const signups: readonly SignupCase[] = [
  {
    provider: 'voipms',
    mutation: 'signupVoipmsClient',
    function: 'signupClient',
    input: (n) => ({ ...voipmsSignup(person(n)) }),
  },
  {
    provider: 'sippy',
    mutation: 'signupSippyClient',
    function: 'createCustomer',
    input: (n) => ({ ...sippySignup(person(n)) }),
  },
  {
    provider: 'freeside',
    mutation: 'signupFreesideClient',
    function: 'new_customer',
    input: (n) => ({ ...freesideSignup(person(n)) }),
  },
  {
    provider: 'logicboxes',
    mutation: 'signupLogicboxesClient',
    function: 'customers/v2/signup',
    input: (n) => ({ ...logicboxesSignup(person(n)) }),
  },
];

describe('a lost sign-up', () => {
  const graph = useGraph(lostOptions);

  async function lose({ provider, mutation, function: name, input: inputOf }: SignupCase, kind: string) {
    await graph.fault(name, kind, { provider });
    const input = inputOf(1);
    expect((await mutate(graph, mutation, input)).operation?.state).toBe('UNKNOWN');
    return input;
  }

  it.each(signups)('at $provider is found with the client that it has made', async (signup) => {
    await renew(graph);
    const input = await lose(signup, 'apply_then_drop');
    type Made = Payload & { readonly client: { readonly company: string } | null };
    const again = await mutate<Made>(graph, signup.mutation, input, 'client { company }');
    expect(again).toMatchObject({
      operation: { state: 'RECONCILED_SUCCEEDED' },
      userErrors: [],
      client: { company: 'Zoe Comun 1' },
    });
    expect((await graph.calls(signup.provider))[signup.function]).toBe(1);
  });

  it('is absent when nobody has come, and not before its time is over', { timeout: 90_000 }, async () => {
    await renew(graph);
    await Promise.all(signups.map(isDeclaredAbsent));
  });

  async function isDeclaredAbsent(signup: SignupCase): Promise<void> {
    const input = await lose(signup, 'drop_before_apply');
    const states = new Set<string>();
    const state = async () => {
      const now = (await mutate(graph, signup.mutation, input)).operation!.state;
      states.add(now);
      return now;
    };
    await expect.poll(state, { timeout: 60_000, interval: 500 }).toBe('RECONCILED_ABSENT');
    expect(states).toEqual(new Set(['UNKNOWN', 'RECONCILED_ABSENT']));
    expect((await mutate(graph, signup.mutation, input)).userErrors).toMatchObject([{ code: 'NOT_APPLIED' }]);
    expect((await graph.calls(signup.provider))[signup.function]).toBe(1);
  }
});

const threshold = (client: string, amount: string) => ({
  clientId: clientId(client),
  amount,
  idempotencyKey: freshKey(),
});

describe('a lost write that a second send does not change', () => {
  const graph = useGraph(lostOptions);

  it('is sent again under its key', async () => {
    await graph.fault('setClientThreshold', 'apply_then_drop');
    const input = threshold('561116', '31');
    expect((await mutate(graph, 'setClientThreshold', input)).operation?.state).toBe('UNKNOWN');
    const again = await mutate(graph, 'setClientThreshold', input);
    expect(again).toMatchObject({
      operation: { state: 'SUCCEEDED', attempts: [{ outcome: 'UNKNOWN' }, { outcome: 'SUCCEEDED' }] },
      userErrors: [],
    });
    expect((await graph.calls())['setClientThreshold']).toBe(2);
  });

  it('is not when another write of the client came after it', async () => {
    await graph.fault('setClientThreshold', 'drop_before_apply');
    const input = threshold('561117', '31');
    expect((await mutate(graph, 'setClientThreshold', input)).operation?.state).toBe('UNKNOWN');
    expect((await mutate(graph, 'setClientThreshold', threshold('561117', '32'))).operation?.state).toBe('SUCCEEDED');
    expect((await mutate(graph, 'setClientThreshold', input)).operation?.state).toBe('UNKNOWN');
    expect((await graph.calls())['setClientThreshold']).toBe(2);
    const stored = await graph.upstream('getClientThreshold', { client: '561117' });
    expect(JSON.stringify(stored)).toContain('"32"');
  });
});
