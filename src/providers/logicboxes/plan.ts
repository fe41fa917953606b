/** What a write would send, for people to read. */
import type { PlannedRequest } from '../provider.ts';
import { REDACTED } from '../../redactor.ts';
import { secretParameters, type FunctionName, type Parameters } from './functions.ts';

/** Stands in a plan for a value that each send makes anew. */
export const MADE_WHEN_SENT = '[made when sent]';

/** One request of a plan, passwords redacted. */
export function planned(name: FunctionName, parameters: Parameters): PlannedRequest {
  return {
    function: name,
    parameters: parameters.map(([parameter, value]) => ({
      name: parameter,
      value: secretParameters.has(parameter) ? REDACTED : value,
    })),
  };
}
