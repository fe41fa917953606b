/** The journal's side of redaction: no text reaches the store with a secret in it. */
import type { Problem } from './errors.ts';
import type { Operation } from './journal/operation.ts';
import type { AuditNote, ChangeNote, JournalStore } from './journal/store.ts';
import type { Redactor } from './redactor.ts';

/** The same store; texts of what is added or replaced are cleaned first. Keys, marks and ids are never touched. */
export function cleanStore<Store extends JournalStore>(store: Store, redactor: Redactor): Store {
  const texts = cleanersOf(redactor);
  const add: JournalStore['add'] = (operation, trace, note) =>
    store.add(texts.operation(operation), trace, texts.note(note));
  const replace: JournalStore['replace'] = (operation, note, trace, limits) =>
    store.replace(texts.operation(operation), texts.note(note), trace, limits);
  const note: JournalStore['note'] = (...notes) => store.note(...notes.map(texts.auditNote));
  const addKey: JournalStore['addKey'] = (key, why) => store.addKey(key, texts.note(why));
  const revokeKey: JournalStore['revokeKey'] = (id, at, why) => store.revokeKey(id, at, texts.note(why));
  const own: Readonly<Record<PropertyKey, unknown>> = { add, replace, note, addKey, revokeKey };
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(own, name)) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      // A private member knows the store itself only.
      return typeof value === 'function' ? (value as (...args: readonly unknown[]) => unknown).bind(target) : value;
    },
  });
}

function cleanersOf(redactor: Redactor) {
  const text = (value: string): string => redactor.message(value);
  const problem = (value: Problem | null): Problem | null =>
    value && {
      ...value,
      message: text(value.message),
      ...(value.upstreamText !== undefined && { upstreamText: redactor.text(value.upstreamText) }),
    };
  const note = <Note extends ChangeNote>(value: Note): Note => ({
    ...value,
    reason: value.reason && text(value.reason),
  });
  const operation = (value: Operation): Operation => ({
    ...value,
    reason: value.reason && text(value.reason),
    attempts: value.attempts.map((attempt) => ({ ...attempt, problem: problem(attempt.problem) })),
    evidence: value.evidence && { ...value.evidence, statement: text(value.evidence.statement) },
  });
  const auditNote = (value: AuditNote): AuditNote => ({ ...note(value), detail: within(value.detail, text) });
  return { note, auditNote, operation };
}

/** The value with each text in it cleaned. */
function within(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((item) => within(item, text));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(inner, text)]));
}
