/** Which module serves which kind of account: one line a provider. */
import type { AccountConfig } from '../config.ts';
import type { Provider } from './provider.ts';
import { createVoipmsProvider } from './voipms/provider.ts';

/** Makes the provider of a configured account. Opens no connection. Throws ConfigError-like errors for bad settings. */
export function createProvider(config: AccountConfig): Provider {
  switch (config.provider) {
    case 'VOIPMS':
      return createVoipmsProvider({ ...config, account: config.name });
  }
}
