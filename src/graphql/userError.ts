/** What a mutation answers when it did not do what was asked. */
import { seesPersonalData } from '../access/caller.ts';
import { errorCodes, type ErrorCode, type Problem } from '../errors.ts';
import { builder } from './builder.ts';

/** The closed set of codes, with their descriptions. */
export const UserErrorCode = builder.enumType('UserErrorCode', {
  description: 'Every reason that a mutation can give. The same codes stand in `extensions.code` of top-level errors.',
  values: Object.fromEntries(
    Object.entries(errorCodes).map(([code, description]) => [code, { description }]),
  ) as Record<ErrorCode, { description: string }>,
});

/** The interface of all user errors; its one type is told apart by where the problem was found. */
export const UserErrorInterface = builder.interfaceRef<Problem>('UserError');

UserErrorInterface.implement({
  requires: [],
  description: 'Why a mutation did not do what was asked, in terms of its input.',
  resolveType: (problem) => (problem.upstream === undefined ? 'InputError' : 'UpstreamError'),
  fields: (t) => ({
    code: t.field({
      type: UserErrorCode,
      description: 'The reason, for programs.',
      resolve: (problem) => problem.code,
    }),
    message: t.string({
      calls: 'nothing',
      description: 'The reason and the remedy, for people. Holds no secret. The wording may change.',
      resolve: (problem, _args, { redactor }) => redactor.message(problem.message),
    }),
    path: t.stringList({
      nullable: true,
      description:
        'The field of the input that it is about, such as ["input", "amount"]; null when it is about no single field.',
      resolve: (problem) => (problem.field.length === 0 ? null : ['input', ...problem.field]),
    }),
    upstreamText: t.string({
      calls: 'nothing',
      personal: true,
      nullable: true,
      description:
        "The upstream's own words where these are free text, in which a name may stand: on one line, at most 200 characters, without e-mail addresses and phone numbers. Null when it had none, and for callers without the scope `clients:pii`.",
      resolve: ({ upstreamText }, _args, { caller }) => (seesPersonalData(caller) ? upstreamText : null),
    }),
  }),
});

builder.objectRef<Problem>('InputError').implement({
  requires: [],
  description: 'Something that the gateway itself found wrong before anything was written at the upstream.',
  interfaces: [UserErrorInterface],
});

builder.objectRef<Problem>('UpstreamError').implement({
  requires: [],
  description: 'What the upstream answered to the write, or that it gave no valid answer.',
  interfaces: [UserErrorInterface],
  fields: (t) => ({
    upstreamCode: t.string({
      nullable: true,
      description: "The upstream's own code, as it was sent; null when it sent none.",
      resolve: (problem) => problem.upstream?.code,
    }),
    retryable: t.boolean({
      description: 'True when the same mutation under the same idempotency key can succeed later without a change.',
      resolve: (problem) => problem.upstream?.retryable ?? false,
    }),
  }),
});
