/** The audit log of a gateway, for writing. */
import type { Logger } from 'pino';
import type { AuditReads } from '../accessConfig.ts';
import type { JournalStore } from '../journal/store.ts';
import { Auditor } from './auditor.ts';
import type { AuditParts } from './operationAudit.ts';
import { Refusals } from './refusals.ts';

/** What each request's audit is made of. The auditor is to be closed before the store is. */
export function openAudit(store: Pick<JournalStore, 'note' | 'entries'>, reads: AuditReads, log: Logger): AuditParts {
  const auditor = new Auditor({
    store,
    onLost: (count) => log.error({ count }, 'entries of the audit log are lost: the journal cannot be written'),
    onFault: (error) => log.error({ err: error }, 'the audit log cannot be written'),
  });
  return { auditor, store, refusals: new Refusals(), reads };
}
