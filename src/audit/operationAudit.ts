/** The audit log as one request writes it: signed by its caller, with the reason that the caller gives. */
import { randomUUID } from 'node:crypto';
import { actorOf, seesPersonalData, type Caller } from '../access/caller.ts';
import type { AuditReads } from '../accessConfig.ts';
import { GatewayError } from '../errors.ts';
import type { AuditEntry, AuditFilter, AuditNote, AuditSlice, JournalStore } from '../journal/store.ts';
import type { Auditor } from './auditor.ts';
import { Disclosures } from './disclosures.ts';
import type { Refusals } from './refusals.ts';

/** Header that says why a caller reads personal data. */
export const REASON_HEADER = 'x-access-reason';

/** Longest reason, in characters. */
const MAX_REASON_LENGTH = 500;

/** What the audit of a request is made of. */
export interface AuditParts {
  readonly auditor: Auditor;
  readonly store: Pick<JournalStore, 'entries'>;
  readonly refusals: Refusals;
  readonly reads: AuditReads;
}

/** What stands with every entry: which GraphQL operation it was. */
export interface OperationName {
  readonly operation: string | null;
  readonly kind: string;
}

/** The audit of one GraphQL operation. */
export class OperationAudit {
  /** What is handed out; null where it is not recorded, or masked. */
  readonly disclosures: Disclosures | null;
  readonly #parts: AuditParts;
  readonly #caller: Caller;
  readonly #reason: string | null;
  #reading: Promise<void> | null = null;

  constructor(parts: AuditParts, caller: Caller, reason: string | null) {
    this.#parts = parts;
    this.#caller = caller;
    this.#reason = reason;
    this.disclosures = parts.reads !== 'off' && seesPersonalData(caller) ? new Disclosures() : null;
  }

  /** The same for another operation of the same request, such as the next event of a subscription. */
  again(): OperationAudit {
    return new OperationAudit(this.#parts, this.#caller, this.#reason);
  }

  /** Records what was handed out, before it leaves. Throws JOURNAL_UNAVAILABLE where that is required and fails. */
  async recordDisclosures(name: OperationName): Promise<void> {
    const disclosed = this.disclosures?.disclosed() ?? null;
    if (disclosed !== null) await this.#record('READ', { ...name, ...disclosed });
  }

  /**
   * Entries of the audit log, newest first. That they are read is recorded first, once an operation. Throws
   * JOURNAL_UNAVAILABLE.
   */
  async entries(filter: AuditFilter, slice: AuditSlice): Promise<readonly AuditEntry[]> {
    this.#reading ??= this.#record('AUDIT_READ', { filter });
    await this.#reading;
    return this.#parts.store.entries(filter, slice);
  }

  /** Records something that was done besides the journal's operations. Never throws. */
  async note(action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#parts.auditor.note(this.#noteOf(action, detail));
  }

  /** Records that something was refused: a few times a minute for each caller, and how many more there were. Never throws. */
  denied(detail: Readonly<Record<string, unknown>>): void {
    const unrecorded = this.#parts.refusals.admit(actorOf(this.#caller));
    if (unrecorded === null) return;
    void this.note('DENIED', unrecorded === 0 ? detail : { ...detail, unrecorded });
  }

  async #record(action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    const { auditor, reads } = this.#parts;
    const note = this.#noteOf(action, detail);
    if (reads === 'required') await auditor.mustNote(note);
    else await auditor.note(note);
  }

  /** The id tells apart two accesses from one that was written twice, when an acknowledgement of the store got lost. */
  #noteOf(action: string, detail: Readonly<Record<string, unknown>>): AuditNote {
    const { tenant, kind } = this.#caller;
    const whole = { id: randomUUID(), callerKind: kind, ...detail };
    return { tenant, actor: actorOf(this.#caller), action, reason: this.#reason, detail: whole };
  }
}

/** The reason in a header: percent-encoded UTF-8; null for none. Throws INVALID_INPUT for what is no printable text. */
export function reasonOf(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  const text = decoded(typeof header === 'string' ? header : header.join(' '));
  if (text !== null && text.length <= MAX_REASON_LENGTH && !/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u.test(text))
    return text.trim() === '' ? null : text.trim();
  const message = `X-Access-Reason: use at most ${MAX_REASON_LENGTH} printable characters, as percent-encoded UTF-8.`;
  throw new GatewayError('INVALID_INPUT', message);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
