/** Which module serves which kind of account: one line a provider. */
import type { AccountConfig } from '../config.ts';
import type { Provider } from './provider.ts';
import { createVoipmsProvider } from './voipms/provider.ts';

const factories: Readonly<Record<AccountConfig['provider'], (config: AccountConfig) => Provider>> = {
  VOIPMS: (config) => createVoipmsProvider({ ...config, account: config.name }),
};

/** Makes the provider of a configured account. Opens no connection. Throws an Error that names a bad setting. */
export function createProvider(config: AccountConfig): Provider {
  return factories[config.provider](config);
}
