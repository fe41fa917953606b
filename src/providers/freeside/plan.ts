/** What a write would send, for people to read. */
import type { PlannedRequest } from '../provider.ts';
import { REDACTED } from '../../redactor.ts';
import { sessionMemberOf, type WriteMethod } from './api.ts';
import type { Members } from './door.ts';
import { secretMembers } from './fields.ts';

/** One request of a plan: session, passwords and payment data redacted. */
export function planned(method: WriteMethod, members: Members): PlannedRequest {
  const all = { [sessionMemberOf(method)]: '', ...members };
  return {
    function: method,
    parameters: Object.entries(all).map(([name, value]) => ({
      name,
      value: secretMembers.has(name) ? REDACTED : value,
    })),
  };
}
