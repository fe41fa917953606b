/** What a caller gets to see of the texts of an operation. */
import type { Operation } from '../journal/operation.ts';
import { maskText } from './text.ts';

/** The operation with personal data masked in what people have written: its reason, and what one has stated. */
export function maskOperation(operation: Operation): Operation {
  const { reason, evidence } = operation;
  if (reason === null && evidence?.source !== 'PERSON') return operation;
  return {
    ...operation,
    reason: reason === null ? null : maskText(reason),
    evidence:
      evidence?.source === 'PERSON'
        ? {
            ...evidence,
            statement: maskText(evidence.statement),
            statedBy: evidence.statedBy === null ? null : maskText(evidence.statedBy),
          }
        : evidence,
  };
}
