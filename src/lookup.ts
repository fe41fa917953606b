/** Looking for a lost write: from an operation of the journal to the provider that can read the upstream's books. */
import type { Accounts } from './accounts.ts';
import type { Look } from './journal/settling.ts';
import { AccountScope, OperationScope, type Grant } from './scope.ts';

/** The look of a gateway. One that no operation asks for has the calls and the time of an operation of its own. */
export function createLook(accounts: Accounts, bounds: Grant): Look {
  return async (operation, lost, asking) => {
    const account = accounts.find(operation.account);
    const write = account?.provider.capabilities[operation.kind];
    if (account === undefined || write?.delivery !== 'probed') return null;
    if (asking !== null) return write.find(lost, asking);
    const scope = new OperationScope(bounds);
    try {
      return await write.find(lost, new AccountScope(scope, account));
    } finally {
      scope.close();
    }
  };
}
