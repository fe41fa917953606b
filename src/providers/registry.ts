/** Which module serves which kind of account: one line a provider. */
import type { AccountConfig } from '../accountConfig.ts';
import { createFreesideProvider } from './freeside/provider.ts';
import { createLogicboxesProvider } from './logicboxes/provider.ts';
import type { Provider } from './provider.ts';
import { createSippyProvider } from './sippy/provider.ts';
import { createVoipmsProvider } from './voipms/provider.ts';

type Factories = {
  readonly [Kind in AccountConfig['provider']]: (config: Extract<AccountConfig, { provider: Kind }>) => Provider;
};

const factories: Factories = {
  VOIPMS: createVoipmsProvider,
  FREESIDE: createFreesideProvider,
  LOGICBOXES: createLogicboxesProvider,
  SIPPY: createSippyProvider,
};

/** Makes the provider of a configured account. Opens no connection. Throws an Error that names a bad setting. */
export function createProvider(config: AccountConfig): Provider {
  const create = factories[config.provider] as (config: AccountConfig) => Provider;
  return create(config);
}
