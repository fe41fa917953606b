/** `UpstreamPlan`: what a dry run found. */
import { seesPersonalData, type Caller } from '../access/caller.ts';
import type { Account } from '../accounts.ts';
import { addDecimals, negateDecimal, type Decimal, type Money } from '../money.ts';
import { maskPlanned, type PlannedValue } from '../personal/plans.ts';
import type { Delivery, PlannedRequest, WriteName } from '../providers/provider.ts';
import { REDACTED } from '../redactor.ts';
import { builder } from './builder.ts';
import { DeliveryEnum, deliveryOf } from './capability.ts';
import type { GraphContext } from './context.ts';
import { MoneyType } from './money.ts';
import { moneyAt } from './nodes.ts';

/** What a dry run found. */
export interface Plan {
  readonly kind: WriteName;
  readonly account: Account;
  readonly clientId: string | null;
  /** The input as it was checked. May hold secrets. */
  readonly input: unknown;
  readonly requests: readonly PlannedRequest[];
  readonly delivery: Delivery;
  /** True when the upstream has checked the request in its own dry run. */
  readonly rehearsed: boolean;
}

const ParameterType = builder.objectRef<PlannedValue>('UpstreamParameter');

ParameterType.implement({
  requires: [],
  description: 'A value by its name.',
  fields: (t) => ({
    name: t.string({
      description: 'The upstream\'s name of it; for a value of the input that of the gateway, such as "city".',
      resolve: (parameter) => parameter.name,
    }),
    value: t.string({
      calls: 'nothing',
      personal: true,
      description:
        'Its value as it would be sent; "[redacted]" for a secret. Callers without the scope `clients:pii` see numbers, amounts and choices, and "[masked]" for the rest.',
      resolve: (parameter, _args, { redactor }) => redactor.clean(parameter.value),
    }),
  }),
});

const RequestType = builder.objectRef<PlannedRequest>('UpstreamRequest');

RequestType.implement({
  requires: [],
  description: 'A request that a mutation would send to the upstream.',
  fields: (t) => ({
    function: t.string({
      description: 'The upstream\'s function, such as "addCharge".',
      resolve: (request) => request.function,
    }),
    parameters: t.field({
      calls: 'nothing',
      type: [ParameterType],
      description: 'Its parameters in order, without those that authenticate.',
      resolve: (request, _args, { caller }) => plannedFor(caller, request.parameters),
    }),
  }),
});

const lostAnswers: Readonly<Record<Delivery, string>> = {
  repeatable:
    'The operation would be UNKNOWN. A second send changes nothing, so the same mutation with the same key is sent again, unless something else was written for the client since.',
  probed:
    "The operation would be UNKNOWN and nothing would be sent again. The gateway looks for it in the upstream's books, where it is known by its mark or by what is unique in it, until it is there or can no longer arrive.",
  unproven:
    'The operation would be UNKNOWN and nothing would be sent again. The upstream has nothing by which it could be found: a person has to look and to say with `resolveOperation` what became of it.',
};

/** The type of `MutationPayload.plan`. */
export const PlanType = builder.objectRef<Plan>('UpstreamPlan');

PlanType.implement({
  requires: [],
  description: 'What a mutation would do. Only a dry run answers with it, and a dry run writes nothing anywhere.',
  fields: (t) => ({
    input: t.field({
      calls: 'nothing',
      type: [ParameterType],
      description: 'The input as it was understood and checked, value by value; "[redacted]" for secrets.',
      resolve: (plan, _args, { caller }) => plannedFor(caller, flat('', plan.input)),
    }),
    requests: t.field({
      type: [RequestType],
      description:
        'The requests that would be sent, in order. A mark that makes an entry recognizable is made when it is sent.',
      resolve: (plan) => plan.requests,
    }),
    delivery: t.field({
      type: DeliveryEnum,
      description: 'How far a lost answer could be settled.',
      resolve: (plan) => deliveryOf(plan.delivery),
    }),
    ifAnswerIsLost: t.string({
      description: 'What a lost answer would lead to, for people.',
      resolve: (plan) => lostAnswers[plan.delivery],
    }),
    predictedBalance: t.field({
      calls: { reads: ['balances'] },
      type: MoneyType,
      nullable: true,
      description:
        "The client's balance after it, if nothing else moves it: what the upstream says now, and the amount. Null where no money of a known client moves. Costs one upstream call.",
      resolve: predictedBalance,
    }),
    rehearsed: t.boolean({
      description:
        'True when the upstream has checked the request in a dry run of its own, as VoIP.ms does for charges and payments.',
      resolve: (plan) => plan.rehearsed,
    }),
  }),
});

function plannedFor(caller: Caller, values: readonly PlannedValue[]): readonly PlannedValue[] {
  return seesPersonalData(caller) ? values : maskPlanned(values);
}

async function predictedBalance(
  { kind, account, clientId, input }: Plan,
  _args: unknown,
  context: GraphContext,
): Promise<Money | null> {
  if (clientId === null || (kind !== 'addCharge' && kind !== 'addPayment')) return null;
  const { amount } = input as { readonly amount: Decimal };
  const balance = await context.loaders.of(account.name).balances.load(clientId);
  const change = kind === 'addCharge' ? negateDecimal(amount) : amount;
  return moneyAt(account, addDecimals(balance.current, change), balance.currency);
}

/** Names of the input whose values are secrets: passwords, codes, and what pays. */
const SECRET =
  /password(?!Policy)|verification|cardNumber|cardExpiry|bankAccountNumber|bankRoutingNumber|payerName|registrationCode/i;

/** The values of an input with their places; what is null or left out is left out. */
function flat(place: string, value: unknown): readonly PlannedValue[] {
  if (value === null || value === undefined) return [];
  if (SECRET.test(place)) return [{ name: place, value: REDACTED }];
  if (typeof value !== 'object')
    return [{ name: place, value: typeof value === 'string' ? value : JSON.stringify(value) }];
  return Object.entries(value).flatMap(([name, inner]) => flat(place === '' ? name : `${place}.${name}`, inner));
}
