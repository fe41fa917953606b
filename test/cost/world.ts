/** Accounts that only have costs, and estimates over them. */
import { getOperationAST, parse } from 'graphql';
import { Accounts, type AccountsView } from '../../src/accounts.ts';
import { demoAccounts } from '../../src/accountConfig.ts';
import { defaultLimits } from '../../src/config.ts';
import { Estimator, type Estimate } from '../../src/cost/estimate.ts';
import { buildSchema } from '../../src/graphql/schema.ts';
import { encodeGlobalId } from '../../src/ids.ts';
import { createProvider } from '../../src/providers/registry.ts';

const limits = { ...defaultLimits(), maxFurtherCalls: 0 };

/** The four demo accounts; nothing listens at their address. */
export const accounts = new Accounts(
  demoAccounts('http://127.0.0.1:9').map((config) => ({ provider: createProvider(config), writeTimeoutMs: 1000 })),
  limits,
  () => {},
);

const estimator = new Estimator(buildSchema(), limits);

/** Only some of the accounts. */
export function only(...names: readonly string[]): AccountsView {
  return {
    all: accounts.all.filter(({ name }) => names.includes(name)),
    find: (name) => (names.includes(name) ? accounts.find(name) : undefined),
  };
}

/** The VoIP.ms account alone. */
export const voipms = only('voipms-demo');

/** Global id of a client. */
export function clientIn(account: string, number: string): string {
  return encodeGlobalId('Client', account, number);
}

/** The estimate of the only operation of a document. Further pages cost nothing here. */
export function estimate(
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  view: AccountsView = voipms,
): Estimate {
  const document = parse(text);
  const operation = getOperationAST(document, null);
  if (operation == null) throw new Error('There must be one operation.');
  return estimator.estimate({ document, operation, variables, accounts: view });
}

/** Its calls. */
export function callsOf(...given: Parameters<typeof estimate>): number {
  return estimate(...given).calls;
}
