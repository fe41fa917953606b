/** Dry runs of mutations at VoIP.ms: what would be sent, without secrets and without writing. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  DeleteDocument,
  JustChargeDocument,
  JustPayDocument,
  SignupDocument,
  ThresholdDocument,
  UpdateDocument,
} from '../generated/graphql.ts';
import { clientId, freshKey, SEED, useGraph } from './harness.ts';
import { problemsOf, signupInput } from './inputs.ts';
import { functionsIn, inputIn, parametersIn, planOf } from './plans.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const graph = useGraph();

describe('a dry run', () => {
  let before: object;
  beforeEach(async () => {
    before = await graph.state();
  });

  const dryRun = { dryRun: true, clientId: clientId() };

  it.each([
    ['addCharge', '3.0688'],
    ['addPayment', '13.0488'],
  ])('of %s shows what would be sent and the balance, and writes nothing', async (name, balance) => {
    const input = { ...dryRun, amount: '4.99', description: 'x', idempotencyKey: freshKey() };
    await graph.forgetCalls();
    const plan = await planOf(graph, async () =>
      name === 'addCharge'
        ? (await graph.get(JustChargeDocument, { input })).addCharge
        : (await graph.get(JustPayDocument, { input })).addPayment,
    );
    expect(plan).toMatchObject({ delivery: 'PROBED', rehearsed: true, predictedBalance: usd(balance) });
    expect(inputIn(plan)).toEqual({ clientId: SEED, amount: '4.99', description: 'x' });
    expect(functionsIn(plan)).toEqual([name]);
    const amount = name === 'addCharge' ? { charge: '4.99' } : { payment: '4.99' };
    expect(parametersIn(plan)).toEqual({ client: SEED, ...amount, description: 'RG-(made when sent) x' });
    // The upstream's own dry run.
    expect(await graph.calls()).toEqual({ [name]: 1, getResellerBalance: 1 });
    expect(await graph.state()).toEqual(before);
  });

  it('of every other mutation shows what would be sent and writes nothing', async () => {
    const noMoney = { rehearsed: false, predictedBalance: null };
    const repeatable = { ...noMoney, delivery: 'REPEATABLE' };
    const threshold = await planOf(
      graph,
      async () => (await graph.get(ThresholdDocument, { input: { ...dryRun, amount: '9' } })).setClientThreshold,
    );
    expect(threshold).toMatchObject(repeatable);
    expect(inputIn(threshold)).toEqual({ clientId: SEED, amount: '9' });
    expect(functionsIn(threshold)).toEqual(['setClientThreshold']);

    const input = { ...dryRun, password: 'Fresh-Pass-1', address: { city: 'MIAMI' } };
    const update = await planOf(graph, async () => (await graph.get(UpdateDocument, { input })).updateClient);
    expect(update).toMatchObject(repeatable);
    expect(inputIn(update)).toEqual({ clientId: SEED, password: '[redacted]', city: 'MIAMI' });
    expect(functionsIn(update)).toEqual(['getClients', 'setClient']);
    expect(parametersIn(update, 1)).toMatchObject({ client: SEED, city: 'MIAMI', password: '[redacted]' });

    const signup = await planOf(
      graph,
      async () => (await graph.get(SignupDocument, { input: signupInput({ dryRun: true }) })).signupVoipmsClient,
    );
    expect(signup).toMatchObject({ ...noMoney, delivery: 'PROBED' });
    expect(inputIn(signup)).toMatchObject({
      firstName: 'Ada',
      city: 'BOSTON',
      activate: 'true',
      password: '[redacted]',
      passwordConfirmation: '[redacted]',
    });
    expect(functionsIn(signup)).toEqual(['signupClient']);
    expect(parametersIn(signup)).toMatchObject({ password: '[redacted]', confirm_password: '[redacted]' });

    const deletion = await planOf(graph, async () => {
      const { deleteClient } = await graph.get(DeleteDocument, { input: dryRun });
      expect(deleteClient.deletedClientId).toBeNull();
      return deleteClient;
    });
    expect(deletion).toMatchObject(repeatable);
    expect(functionsIn(deletion)).toEqual(['delClient']);
    expect(JSON.stringify([update, signup])).not.toMatch(/Fresh-Pass-1|Engine-1843/);
    expect(await graph.state()).toEqual(before);
  });

  it('leaves the idempotency key free', async () => {
    const input = { clientId: clientId(), amount: '1', idempotencyKey: freshKey() };
    await graph.get(JustChargeDocument, { input: { ...input, dryRun: true } });
    const { addCharge } = await graph.get(JustChargeDocument, { input: { ...input, amount: '2' } });
    expect(addCharge.operation?.state).toBe('SUCCEEDED');
  });

  it('asks the upstream too, where it has a dry run', async () => {
    const input = { ...dryRun, clientId: clientId('999999'), amount: '1', idempotencyKey: freshKey() };
    const { addCharge } = await graph.get(JustChargeDocument, { input });
    expect(problemsOf(addCharge)).toEqual(['NOT_FOUND input.clientId']);
    expect(addCharge.plan).toBeNull();
    expect(await graph.state()).toEqual(before);
  });
});
