/** What a write would send, for people to read. */
import type { PlannedRequest } from '../provider.ts';
import { secretParameters, type Parameters, type ReadMethod, type WriteMethod } from './api.ts';
import { REDACTED } from '../../redactor.ts';

/** One request of a plan, passwords redacted. */
export function planned(method: ReadMethod | WriteMethod, parameters: Parameters): PlannedRequest {
  return {
    function: method,
    parameters: Object.entries(parameters).map(([name, value]) => ({
      name,
      value: secretParameters.has(name) ? REDACTED : value,
    })),
  };
}
