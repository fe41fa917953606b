/** What every resolver is given: the only way from the graph to accounts, loaders and journal. */
import type { Caller } from '../access/caller.ts';
import type { AccountsView } from '../accounts.ts';
import type { OperationAudit } from '../audit/operationAudit.ts';
import type { Limits } from '../config.ts';
import type { GatewayError } from '../errors.ts';
import type { Handover } from '../handover.ts';
import type { Feed } from '../journal/feed.ts';
import type { Journal } from '../journal/journal.ts';
import type { Loaders } from '../loaders.ts';
import type { RecordView } from '../personal/records.ts';
import type { CallerUsage } from '../rates/usage.ts';
import type { Redactor } from '../redactor.ts';

/** The context of one GraphQL operation. */
export interface GraphContext {
  /** The accounts that the caller may use. For it there are no others. */
  readonly accounts: AccountsView;
  readonly loaders: Loaders;
  readonly journal: Journal;
  /** Changes of operations as they happen. */
  readonly feed: Feed;
  /** What the audit log gets to know of the operation. */
  readonly audit: OperationAudit;
  /** Who asks. */
  readonly caller: Caller;
  /** What it has used so far. */
  readonly usage: CallerUsage;
  /** What the caller gets to see of records that do not come from the loaders; those of the loaders have passed it. */
  readonly view: RecordView;
  /** What every text passes on its way out that is not a value of the upstream's books. */
  readonly redactor: Redactor;
  /** Where passwords that an upstream has made are read, since they must not stand in an answer. */
  readonly handover: Handover;
  readonly limits: Limits;
  /** What a write of money does while an earlier one for the same client has an unknown outcome. */
  readonly predecessorUnknown: 'warn' | 'refuse';
  /** Adds an error to the answer without taking anything from it: an account that is missing in a list over several. */
  addPartialError(error: GatewayError, path: readonly (string | number)[]): void;
}
