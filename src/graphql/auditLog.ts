/** `auditLog`: who has done and seen what, when and why, as it stands in the journal's chain. */
import { mayUse } from '../access/caller.ts';
import { GatewayError } from '../errors.ts';
import { decodeGlobalId, encodeGlobalId } from '../ids.ts';
import type { AuditEntry, AuditFilter } from '../journal/store.ts';
import type { DisclosedClients } from '../journal/disclosed.ts';
import { AuditPage } from './auditPage.ts';
import { builder, NODES_DESCRIPTION } from './builder.ts';
import type { GraphContext } from './context.ts';
import { AccountNode, OperationNode } from './nodes.ts';
import { operationOf } from './operation.ts';

/** Who may read the log: it tells of clients, and of what others do. */
const requires = ['operations:read', 'clients:pii'] as const;

const AuditedClientsType = builder.objectRef<DisclosedClients>('AuditedClients').implement({
  requires,
  description: 'Clients of one account that an entry is about.',
  fields: (t) => ({
    account: t.field({
      calls: 'nothing',
      type: AccountNode,
      nullable: true,
      description: 'The account; null for one that is no longer configured.',
      resolve: ({ account: name }, _args, context) => {
        const account = context.accounts.find(name);
        return account === undefined ? null : new AccountNode(account);
      },
    }),
    clientIds: t.idList({
      description: 'Global ids of the clients: all of them, or the first ones of many.',
      resolve: ({ account, clientIds }) => clientIds.map((id) => encodeGlobalId('Client', account, id)),
    }),
    clientCount: t.int({
      description: 'How many clients there were, also those that `clientIds` does not name.',
      resolve: ({ clientCount }) => clientCount,
    }),
  }),
});

/** What the detail of an entry holds where the gateway has noted it. */
interface Detail {
  readonly operation?: string | null;
  readonly fields?: readonly string[];
  readonly accounts?: readonly DisclosedClients[];
}

function detailOf({ detail }: AuditEntry): Detail {
  return detail ?? {};
}

/** The clients that an entry is about, as far as the caller may use their accounts. */
function clientsOf(entry: AuditEntry, context: GraphContext): readonly DisclosedClients[] {
  const { operation } = entry;
  const ofOperation = operation && {
    account: operation.account,
    clientIds: operation.clientId === null ? [] : [operation.clientId],
    clientCount: operation.clientId === null ? 0 : 1,
  };
  const all = ofOperation === null ? (detailOf(entry).accounts ?? []) : [ofOperation];
  return all.filter(({ account }) => mayUse(context.caller, account));
}

const AuditEntryType = builder.objectRef<AuditEntry>('AuditEntry').implement({
  requires,
  description:
    'One thing that was done or seen, and by whom. Entries are never changed: each has a keyed hash over itself and the hash of the one before, which `reseller-graph journal verify` checks.',
  fields: (t) => ({
    sequence: t.int({
      description: 'Place in the chain, which counts the entries of all tenants from 1.',
      resolve: ({ sequence }) => sequence,
    }),
    at: t.field({ type: 'DateTime', description: 'When it was recorded.', resolve: ({ at }) => at }),
    actor: t.string({
      description:
        'Who has done it: tenant and caller, such as "acme/key:k3j9…" or "acme/jwt:jane". "gateway" for what it does by itself.',
      resolve: ({ actor }) => actor,
    }),
    action: t.string({
      description:
        'What was done. The states of an `Operation` and LOOKED: a write has got there. READ: personal data was handed out. AUDIT_READ: this log was read. DENIED: something was refused for lack of a scope or beyond a money limit. SIGN_IN_CHECKED, SESSION_RENEWED, PASSWORD_TAKEN: what mutations did besides operations. Others are of the command line, such as those of API keys.',
      resolve: ({ action }) => action,
    }),
    reason: t.string({
      calls: 'nothing',
      personal: true,
      nullable: true,
      description: 'Why: the `reason` of an input, or the request header `X-Access-Reason`. Null when none was given.',
      resolve: ({ reason }, _args, { view }) => reason && view.text(reason),
    }),
  }),
});

builder.objectFields(AuditEntryType, (t) => ({
  operation: t.field({
    calls: 'nothing',
    type: OperationNode,
    nullable: true,
    description: 'The write as it was after this; null for what is about none.',
    resolve: (entry, _args, context) => operationOf(context, entry.operation),
  }),
  clients: t.field({
    calls: 'nothing',
    type: [AuditedClientsType],
    description: 'Whom it is about, by account. Empty for what is about no account.',
    resolve: (entry, _args, context) => [...clientsOf(entry, context)],
  }),
  fields: t.stringList({
    description:
      'Which fields with personal data were handed out, such as "Client.email"; for DENIED, which were refused. Empty for others.',
    resolve: (entry) => [...(detailOf(entry).fields ?? [])],
  }),
  operationName: t.string({
    nullable: true,
    description: 'Name of the GraphQL operation, where it had one and was recorded.',
    resolve: (entry) => detailOf(entry).operation,
  }),
  detail: t.string({
    calls: 'nothing',
    nullable: true,
    description:
      'All that was noted besides, as the JSON text that the hash covers. Null for nothing, and for callers that may not use every account.',
    resolve: ({ detail }, _args, { caller }) =>
      detail === null || caller.accounts !== null ? null : JSON.stringify(detail),
  }),
  hash: t.string({
    description:
      'The keyed hash, 64 hexadecimal digits: kept elsewhere, it proves later that nothing before it changed.',
    resolve: ({ hash }) => hash,
  }),
}));

const AuditConnection = builder.connectionObject(
  {
    type: AuditEntryType,
    name: 'AuditEntryConnection',
    requires,
    description: 'A page of the audit log. How many entries match is not counted: there can be millions.',
    fields: (t) => ({
      nodes: t.field({
        type: [AuditEntryType],
        description: NODES_DESCRIPTION,
        resolve: (connection) => connection.nodes as readonly AuditEntry[],
      }),
    }),
  },
  { requires, description: 'An entry and its place in the list.' },
);

const AuditWhere = builder.inputType('AuditWhere', {
  description: 'Which entries. Conditions are combined with AND.',
  fields: (t) => ({
    actor: t.string({ description: 'Only those of this `actor`, written as an entry has it.' }),
    action: t.string({ description: 'Only this `action`, such as "READ".' }),
    client: t.id({
      description:
        'Only those about the client with this global id. Reads of more clients than an entry names are found as well, since it may be among them.',
    }),
    account: t.string({ description: 'Only those about the account of this name.' }),
    operation: t.id({ description: 'Only those about the write with this global id.' }),
    from: t.field({ type: 'DateTime', description: 'Only those of this moment or later.' }),
    to: t.field({ type: 'DateTime', description: 'Only those before this moment.' }),
  }),
});

/** The filter; null when no entry can match. */
function filterOf(context: GraphContext, where: typeof AuditWhere.$inferInput): AuditFilter | null {
  const { actor, action, from, to } = where;
  const client = where.client == null ? null : partsOf('Client', where.client, 'client');
  const operation = where.operation == null ? null : partsOf('Operation', where.operation, 'operation');
  if (client && where.account != null && where.account !== client.account) return null;
  const account = client?.account ?? where.account;
  const { tenant, accounts } = context.caller;
  return {
    tenant,
    ...(accounts !== null && { accounts: context.accounts.all.map(({ name }) => name) }),
    ...(account != null && { account }),
    ...(client && { clientId: client.id }),
    ...(operation && { operationId: operation.id }),
    ...(actor != null && { actor }),
    ...(action != null && { action }),
    ...(from != null && { from }),
    ...(to != null && { to }),
  };
}

function partsOf(typename: string, globalId: string, field: string): { readonly account: string; readonly id: string } {
  const decoded = decodeGlobalId(globalId);
  const id = decoded?.parts[0];
  if (decoded?.typename === typename && id !== undefined) return { account: decoded.account, id };
  const message = `This is not the id of ${typename === 'Client' ? 'a client' : 'an operation'}.`;
  throw new GatewayError('INVALID_INPUT', message, { field: ['where', field] });
}

builder.queryField('auditLog', (t) =>
  t.field({
    requires,
    calls: 'nothing',
    type: AuditConnection,
    description:
      "What was done and seen in the name of the caller's tenant, newest first: writes, accesses to personal data, refusals. Reading it is recorded in it.",
    args: {
      ...t.arg.connectionArgs(),
      where: t.arg({ type: AuditWhere, description: 'Which ones; all when left out.' }),
    },
    resolve: (_root, { where, ...args }, context) => AuditPage.read(context, filterOf(context, where ?? {}), args),
  }),
);
