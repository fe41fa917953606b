/** `node` and `nodes`: any object again by its global id. */
import type { Scope } from '../access/scopes.ts';
import { GatewayError } from '../errors.ts';
import { decodeGlobalId, type GlobalId } from '../ids.ts';
import { builder, NodeInterface } from './builder.ts';
import type { GraphContext } from './context.ts';
import { AccountNode, ChargeNode, ClientNode, DepositNode, PackageNode, type AnyNode } from './nodes.ts';
import { operationOf } from './operation.ts';
import { ownOperation } from './operations.ts';
import { refusalFor } from './scopeRefusal.ts';

type Fetch = (context: GraphContext, id: GlobalId) => Promise<AnyNode | null> | AnyNode | null;

const fetchers: Readonly<Record<AnyNode['typename'], Fetch>> = {
  ResellerAccount: (context, { account: name }) => {
    const account = context.accounts.find(name);
    return account === undefined ? null : new AccountNode(account);
  },
  Client: (context, { account, parts: [clientId] }) => fetchClient(context, account, clientId),
  Package: async (context, { account: name, parts: [packageId] }) => {
    const account = context.accounts.find(name);
    if (account === undefined || packageId === undefined) return null;
    const found = await context.loaders.of(name).packages.load(packageId);
    return found && new PackageNode(account, found);
  },
  Charge: async (context, { account, parts: [clientId, chargeId] }) => {
    const client = await fetchClient(context, account, clientId);
    const rows = client && (await context.loaders.of(account).charges.load(client.record.upstreamId));
    const row = rows?.find((candidate) => candidate.upstreamId === chargeId);
    return client && row ? new ChargeNode(client, row) : null;
  },
  Deposit: async (context, { account, parts: [clientId, depositId] }) => {
    const client = await fetchClient(context, account, clientId);
    const rows = client && (await context.loaders.of(account).deposits.load(client.record.upstreamId));
    const row = rows?.find((candidate) => candidate.upstreamId === depositId);
    return client && row ? new DepositNode(client, row) : null;
  },
  Operation: async (context, { account, parts: [operationId] }) => {
    const node =
      operationId === undefined
        ? null
        : operationOf(context, ownOperation(context, await context.journal.byId(operationId)));
    return node?.account.name === account ? node : null;
  },
};

/** Scopes that it takes to fetch an object by its id alone: those of the fields that lead to it otherwise. */
const fetchScopes: Readonly<Record<AnyNode['typename'], readonly Scope[]>> = {
  ResellerAccount: [],
  Client: ['clients:read'],
  Package: ['clients:read'],
  Charge: ['clients:read', 'ledger:read'],
  Deposit: ['clients:read', 'ledger:read'],
  Operation: ['operations:read'],
};

/** The client with this number; null when the account or the client does not exist. */
export async function fetchClient(
  context: GraphContext,
  accountName: string,
  clientId: string | undefined,
): Promise<ClientNode | null> {
  const account = context.accounts.find(accountName);
  if (account === undefined || clientId === undefined) return null;
  const record = await context.loaders.of(accountName).clients.load(clientId);
  return record && new ClientNode(account, record);
}

/** Throws FORBIDDEN when the caller may not fetch objects of the type. */
export function requireScopes(context: GraphContext, typename: AnyNode['typename']): void {
  const missing = fetchScopes[typename].find((scope) => !context.caller.scopes.has(scope));
  if (missing === undefined) return;
  const message = `An object of the type ${typename} needs the scope \`${missing}\`.`;
  throw refusalFor(context, message, { field: ['id'], coordinate: typename });
}

/**
 * The object that an id names; null when it does not exist (any more). Throws FORBIDDEN for a type that the caller may not
 * fetch.
 */
export async function fetchNode(
  context: GraphContext,
  id: GlobalId & { readonly typename: AnyNode['typename'] },
): Promise<AnyNode | null> {
  requireScopes(context, id.typename);
  return fetchers[id.typename](context, id);
}

/** Reads a global id. Throws INVALID_INPUT for a text that is none of this graph. */
export function nodeIdOf(text: string): GlobalId & { readonly typename: AnyNode['typename'] } {
  const id = decodeGlobalId(text);
  if (id !== null && Object.hasOwn(fetchers, id.typename)) return id as ReturnType<typeof nodeIdOf>;
  throw new GatewayError('INVALID_INPUT', 'This is not a global id of this graph: use the `id` of an object.', {
    field: ['id'],
  });
}

builder.queryFields((t) => ({
  node: t.field({
    calls: { does: 'fetchNodes' },
    requires: [],
    type: NodeInterface,
    nullable: true,
    description: 'Any object by its global id; null when it does not exist (any more).',
    args: { id: t.arg.id({ required: true, description: 'A global id, from the `id` field of any object.' }) },
    resolve: (_root, { id }, context) => fetchNode(context, nodeIdOf(id)),
  }),
  nodes: t.field({
    calls: { does: 'fetchNodes' },
    requires: [],
    type: [NodeInterface],
    nullable: { list: false, items: true },
    description:
      'Objects by their global ids, in the order of the ids; null where one does not exist. Clients asked for together are read together.',
    args: {
      ids: t.arg.idList({ required: true, description: 'Global ids; the number is bounded (`limits.maxNodes`).' }),
    },
    resolve: async (_root, { ids }, context) => {
      if (ids.length > context.limits.maxNodes) {
        throw new GatewayError('INVALID_INPUT', `Ask for at most ${context.limits.maxNodes} ids at once.`, {
          field: ['ids'],
        });
      }
      const settled = await Promise.allSettled(ids.map(async (id) => fetchNode(context, nodeIdOf(id))));
      // A bad id fails its own place in the list and no other: an Error as an item is an error at that index.
      return settled.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as AnyNode)));
    },
  }),
}));
