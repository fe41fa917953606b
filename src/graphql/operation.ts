/** `Operation`: one journaled write and how it went. */
import {
  transitions,
  type Evidence,
  type EvidenceSource,
  type Operation,
  type OperationAttempt,
  type OperationState,
} from '../journal/operation.ts';
import { builder, NodeInterface } from './builder.ts';
import { DeliveryEnum, deliveryOf, OperationKindEnum, operationKindOf } from './capability.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { AccountNode, ClientNode, OperationNode } from './nodes.ts';
import { UserErrorInterface } from './userError.ts';

const stateDescriptions: Record<OperationState, string> = {
  PREPARED: 'Recorded; nothing has been sent.',
  SENT: 'Under way; the answer is awaited.',
  SUCCEEDED: 'Confirmed by the upstream.',
  REJECTED: 'Certainly not applied. The last attempt tells why.',
  UNKNOWN:
    'Sent, and no valid answer came back: it may or may not have been applied. `evidence` tells what was seen of it since.',
  RECONCILED_SUCCEEDED: "The answer was lost, and the upstream's books show that it was applied, once.",
  RECONCILED_ABSENT:
    "The answer was lost, and the upstream's books do not show it although it can no longer be under way: it was not applied.",
  RESOLVED: 'The answer was lost, and a person has said what became of it: `evidence.applied`.',
};

/** The states of an operation. */
export const OperationStateEnum = builder.enumType('OperationState', {
  description: 'How far a write has come.',
  values: Object.fromEntries(
    Object.keys(transitions).map((state) => [state, { description: stateDescriptions[state as OperationState] }]),
  ) as Record<OperationState, { description: string }>,
});

const EvidenceSourceEnum = builder.enumType('EvidenceSource', {
  description: 'Where knowledge of an outcome comes from.',
  values: {
    BOOKS: { description: "The upstream's books." },
    PERSON: { description: 'A person, by `resolveOperation` or the command line.' },
  } satisfies Record<EvidenceSource, { description: string }>,
});

const AttemptType = builder.objectRef<OperationAttempt>('OperationAttempt');

AttemptType.implement({
  requires: [],
  description:
    'One try to send a write. There is a second one only after a refusal whose cause passes by itself, and where a second send changes nothing.',
  fields: (t) => ({
    startedAt: t.field({
      type: 'DateTime',
      description: 'When it was begun.',
      resolve: (attempt) => attempt.startedAt,
    }),
    endedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its outcome stood; null while it runs.',
      resolve: (attempt) => attempt.endedAt,
    }),
    outcome: t.field({
      type: OperationStateEnum,
      description: 'What came of it.',
      resolve: (attempt) => attempt.outcome,
    }),
    error: t.field({
      type: UserErrorInterface,
      nullable: true,
      description: 'Why it was not confirmed; null while it runs and after success.',
      resolve: (attempt) => attempt.problem,
    }),
  }),
});

/** What is known of a write whose answer was lost. */
const EvidenceType = builder.objectRef<Evidence>('OperationEvidence');

EvidenceType.implement({
  requires: [],
  description:
    "What is known of a write whose answer was lost: from a look into the upstream's books, or from a person.",
  fields: (t) => ({
    source: t.field({ type: EvidenceSourceEnum, description: 'Who or what says so.', resolve: ({ source }) => source }),
    applied: t.boolean({
      nullable: true,
      description: 'Whether it was applied; null when the look could not tell.',
      resolve: ({ applied }) => applied,
    }),
    observedAt: t.field({
      type: 'DateTime',
      description: 'When it was looked, or said.',
      resolve: ({ observedAt }) => observedAt,
    }),
    statement: t.string({
      personal: true,
      description: "What was seen, or the person's reason. For people; the wording may change.",
      resolve: ({ statement }) => statement,
    }),
    statedBy: t.string({
      personal: true,
      nullable: true,
      description: 'Who has said it; null for the books.',
      resolve: ({ statedBy }) => statedBy,
    }),
  }),
});

/** The node of a journal entry; null when there is none or its account is no longer configured. */
export function operationOf(context: GraphContext, operation: Operation | null): OperationNode | null {
  const account = operation && context.accounts.find(operation.account);
  return operation && account ? new OperationNode(account, context.view.operation(operation)) : null;
}

builder.objectType(OperationNode, {
  requires: [],
  name: 'Operation',
  keys: ['id', 'idempotencyKey'],
  description:
    'One write through this gateway, from the first request with its idempotency key on. Kept in the journal for good.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: (node) => node.id }),
    idempotencyKey: t.string({
      description:
        'The key of the input, or one made by the gateway ("auto-...") where the mutation does not ask for one.',
      resolve: ({ operation }) => operation.idempotencyKey,
    }),
    kind: t.field({
      type: OperationKindEnum,
      description: 'What was to be written.',
      resolve: ({ operation }) => operationKindOf(operation.kind),
    }),
    state: t.field({
      type: OperationStateEnum,
      description: 'How far it has come.',
      resolve: ({ operation }) => operation.state,
    }),
    delivery: t.field({
      type: DeliveryEnum,
      description: 'How far a lost answer can be settled for this kind of write.',
      resolve: ({ operation }) => deliveryOf(operation.delivery),
    }),
    account: t.field({
      type: AccountNode,
      description: 'Where it was written.',
      resolve: ({ account }) => new AccountNode(account),
    }),
  }),
});

builder.objectFields(OperationNode, (t) => ({
  client: t.field({
    calls: { loads: 'clients' },
    requires: ['clients:read'],
    type: ClientNode,
    nullable: true,
    description: 'The client that it is about; null for a sign-up without a result and for a client that is gone.',
    resolve: async ({ account, operation }, _args, context) => {
      if (operation.clientId === null) return null;
      const record = await context.loaders.of(account.name).clients.load(operation.clientId);
      return record && new ClientNode(account, record);
    },
  }),
  amount: t.field({
    type: MoneyType,
    nullable: true,
    description: 'The amount as it was asked for, above zero also for a charge; null where no money moves.',
    resolve: ({ operation }) => operation.amount,
  }),
  reason: t.string({
    personal: true,
    nullable: true,
    description: 'The `reason` of the input.',
    resolve: ({ operation }) => operation.reason,
  }),
}));

builder.objectFields(OperationNode, (t) => ({
  mark: t.string({
    description:
      "The text by which its entry can be found in the upstream's books, where these have a place for it: it stands in front of the description of a charge or payment.",
    resolve: ({ operation }) => operation.mark,
  }),
  upstreamId: t.string({
    nullable: true,
    description:
      "The upstream's number of what it has made: the client of a sign-up, the entry of a charge or payment where it is known. Null otherwise.",
    resolve: ({ operation }) => operation.upstreamId,
  }),
  evidence: t.field({
    type: EvidenceType,
    nullable: true,
    description: 'The last look, or what a person has said; null as long as only the answer counts.',
    resolve: ({ operation }) => operation.evidence,
  }),
  nextLookAt: t.field({
    type: 'DateTime',
    nullable: true,
    description:
      "When the gateway looks into the upstream's books next, by itself; null when it does not: the outcome stands, or a person has to say.",
    resolve: ({ operation }) => operation.nextLookAt,
  }),
  attempts: t.field({
    type: [AttemptType],
    description: 'The tries, oldest first. Of more than 20 the first one, those in doubt and the latest.',
    resolve: ({ operation }) => operation.attempts,
  }),
  attemptCount: t.int({
    description: 'How many tries there were.',
    resolve: ({ operation }) => operation.attemptCount,
  }),
  createdAt: t.field({
    type: 'DateTime',
    description: 'When it was first asked for.',
    resolve: ({ operation }) => operation.createdAt,
  }),
  updatedAt: t.field({
    type: 'DateTime',
    description: 'When it last changed, looks included.',
    resolve: ({ operation }) => operation.updatedAt,
  }),
}));
