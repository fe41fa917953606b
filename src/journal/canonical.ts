/** Operations as text and back. The text is canonical: equal operations give equal texts, so that they can be hashed. */
import type { Evidence, Operation, OperationAttempt } from './operation.ts';

/** What JSON makes of a value with dates in it. */
type Stored<T> = T extends string
  ? T
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Stored<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Stored<T[Key]> }
        : T;

/** JSON in which the order of properties does not matter: they are sorted. Dates become ISO 8601 text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** The operation of a canonical text. Throws a SyntaxError or TypeError for any other text. */
export function parseOperation(text: string): Operation {
  const stored = JSON.parse(text) as Stored<Operation>;
  return {
    ...stored,
    attempts: stored.attempts.map(parseAttempt),
    evidence: stored.evidence === null ? null : parseEvidence(stored.evidence),
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
    sendUntil: dateOrNull(stored.sendUntil),
    nextLookAt: dateOrNull(stored.nextLookAt),
  };
}

function parseAttempt(stored: Stored<OperationAttempt>): OperationAttempt {
  return { ...stored, startedAt: new Date(stored.startedAt), endedAt: dateOrNull(stored.endedAt) };
}

function parseEvidence(stored: Stored<Evidence>): Evidence {
  return { ...stored, observedAt: new Date(stored.observedAt) };
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
