/** `addCharge` and `addPayment`: money moves. */
import type { Decimal } from '../money.ts';
import type { Account } from '../accounts.ts';
import { GatewayError } from '../errors.ts';
import { standingOf } from '../journal/operation.ts';
import type { MoneyInput, PaymentKind } from '../providers/records.ts';
import { builder, type InputFields } from './builder.ts';
import type { GraphContext } from './context.ts';
import { ChargeNode, DepositNode } from './nodes.ts';
import { clientPayload, commonFields, inputTexts, readClient } from './payload.ts';
import { clientOf, refused, runWrite, type CommonInput, type WriteOutcome } from './write.ts';

/** Where clients have currencies of their own, the client's record tells it, or else its balance. */
async function currencyOf(context: GraphContext, account: Account, clientId: string): Promise<string> {
  if (account.provider.currency !== null) return account.provider.currency;
  const loaders = context.loaders.of(account.name);
  const client = await loaders.clients.load(clientId);
  if (client === null) {
    throw new GatewayError('NOT_FOUND', 'The upstream does not know this client (any more).', { field: ['clientId'] });
  }
  return client.currency ?? (await loaders.balances.load(clientId)).currency ?? 'XXX';
}

interface MoveInput extends CommonInput {
  readonly clientId: string;
  readonly amount: Decimal;
  readonly currency?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly paymentKind?: PaymentKind | null | undefined;
  readonly accounting?: MoneyInput['accounting'] | undefined;
}

async function move(context: GraphContext, kind: 'addCharge' | 'addPayment', input: MoveInput): Promise<WriteOutcome> {
  const target = clientOf(context, input.clientId);
  if ('problem' in target) return refused(null, null, [target.problem]);
  const { account, clientId } = target;
  const { amount, currency = null, description = null, paymentKind = null, accounting = null } = input;
  return runWrite(context, {
    kind,
    account,
    clientId,
    common: input,
    input: { clientId, amount, currency, description, paymentKind, accounting },
    amount: async () => ({ amount, currency: currency ?? (await currencyOf(context, account, clientId)) }),
    madeRowId: ({ rowId }) => rowId,
  });
}

/** The new row with its client: the one with the operation's mark, or the number that the upstream has told. */
async function madeRow(context: GraphContext, outcome: WriteOutcome, side: 'charges' | 'deposits') {
  const { account, clientId, operation } = outcome;
  if (operation === null || standingOf(operation) !== 'APPLIED' || account === null || clientId === null) return null;
  const loaders = context.loaders.of(account.name);
  if (!loaders.has('ledger')) return null;
  const rows = await loaders[side].load(clientId);
  const row =
    rows.find(({ mark }) => mark === operation.mark) ??
    rows.find(({ upstreamId }) => upstreamId === operation.upstreamId) ??
    null;
  const client = row && (await readClient(context, account, clientId));
  return row && client && { row, client };
}

const AddChargePayload = clientPayload('AddChargePayload', 'What became of a charge.');
const AddPaymentPayload = clientPayload('AddPaymentPayload', 'What became of a payment.');

builder.objectField(AddChargePayload, 'charge', (t) =>
  t.field({
    calls: { reads: ['charges', 'clients'] },
    type: ChargeNode,
    nullable: true,
    description:
      "The new entry in the upstream's books. Null unless it is known to have been applied, and while the books do not show it. Costs two upstream calls.",
    resolve: async (outcome, _args, context) => {
      const made = await madeRow(context, outcome, 'charges');
      return made && new ChargeNode(made.client, made.row);
    },
  }),
);

builder.objectField(AddPaymentPayload, 'deposit', (t) =>
  t.field({
    calls: { reads: ['deposits', 'clients'] },
    type: DepositNode,
    nullable: true,
    description:
      "The new entry in the upstream's books. Null unless it is known to have been applied, and while the books do not show it. Costs two upstream calls.",
    resolve: async (outcome, _args, context) => {
      const made = await madeRow(context, outcome, 'deposits');
      return made && new DepositNode(made.client, made.row);
    },
  }),
);

function moveFields(t: InputFields) {
  return {
    clientId: t.id({ required: true, description: inputTexts.clientId }),
    amount: t.field({
      type: 'Decimal',
      required: true,
      description:
        'How much, above zero, with at most the decimals that the provider keeps (VoIP.ms: 6, LogicBoxes: 3).',
    }),
    currency: t.field({
      type: 'CurrencyCode',
      description: "Only to be sure: refused unless it is the currency of the client's money.",
    }),
    description: t.string({
      description:
        'Text for the upstream\'s books, which the client may see; at most 255 characters. A short mark is put in front of it there ("RG-..."), by which the entry can be found again.',
    }),
  };
}

const PaymentKindEnum = builder.enumType('PaymentKind', {
  description: 'What a payment is in the books.',
  values: {
    RECEIPT: { description: 'Money came in. What is meant when nothing is said.' },
    CREDIT: { description: 'A credit that is granted without money. Not every provider tells the two apart.' },
  } satisfies Record<PaymentKind, { description: string }>,
});

const AccountingInput = builder.inputType('AccountingInput', {
  description: "The amount in the reseller's own books, where these have another currency than the client's.",
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', required: true, description: 'Above zero, in the currency of those books.' }),
    conversionRate: t.field({
      type: 'Decimal',
      required: true,
      description: "How much of the currency of those books one unit of the client's currency is.",
    }),
  }),
});

const AddChargeInput = builder.inputType('AddChargeInput', {
  description: 'A charge: money to be debited from a client.',
  fields: (t) => ({
    ...moveFields(t),
    accounting: t.field({
      type: AccountingInput,
      description: 'Demanded by LogicBoxes where the two currencies differ; refused elsewhere.',
    }),
    ...commonFields(t, true),
  }),
});

const AddPaymentInput = builder.inputType('AddPaymentInput', {
  description: 'A payment: money to be credited to a client.',
  fields: (t) => ({
    ...moveFields(t),
    paymentKind: t.field({
      type: PaymentKindEnum,
      description: 'Money that came in, or a credit; money when left out. Only where the provider tells the two apart.',
    }),
    ...commonFields(t, true),
  }),
});

builder.mutationFields((t) => ({
  addCharge: t.field({
    calls: { writes: 'addCharge' },
    requires: ['charges:write'],
    type: AddChargePayload,
    description:
      'Debits a client: the balance goes down and a charge appears. Sent once for a key; when the answer is lost, the operation is UNKNOWN, nothing is sent again, and the books are searched for it.',
    args: { input: t.arg({ type: AddChargeInput, required: true, description: 'What to charge.' }) },
    resolve: (_root, { input }, context) => move(context, 'addCharge', input),
  }),
  addPayment: t.field({
    calls: { writes: 'addPayment' },
    requires: ['payments:write'],
    type: AddPaymentPayload,
    description:
      'Credits a client: the balance goes up and a deposit appears. Sent once for a key; when the answer is lost, the operation is UNKNOWN, nothing is sent again, and the books are searched for it.',
    args: { input: t.arg({ type: AddPaymentInput, required: true, description: 'What to credit.' }) },
    resolve: (_root, { input }, context) => move(context, 'addPayment', input),
  }),
}));
