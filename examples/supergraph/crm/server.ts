/** The CRM as a subgraph: an ordinary one, built with Apollo's library, that knows nothing of the billing gateway's code. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Books, Contact, CrmClient, Task } from './books.ts';

/** How to start the CRM. */
export interface CrmOptions {
  readonly port: number;
  readonly books: Books;
  /** Tokens of which a request must bring one; empty: whoever is on this machine may ask. */
  readonly tokens: readonly string[];
}

/** A client as a router refers to it: by one of the keys, with the balance where a field requires it. */
interface ClientReference {
  readonly id?: string;
  readonly account?: { readonly name: string };
  readonly upstreamId?: string;
  readonly balance?: { readonly current: { readonly amount: string } } | null;
}

interface CrmContext {
  readonly request: Request;
}

/** Path of the file with the schema of the CRM. */
export const crmSchemaFile = new URL('schema.graphql', import.meta.url);

function resolversOf(books: Books) {
  const find = ({ id, account, upstreamId }: ClientReference): CrmClient | undefined => {
    if (id !== undefined) return books.byId(id);
    return account === undefined || upstreamId === undefined ? undefined : books.byNumber(account.name, upstreamId);
  };
  return {
    Query: {
      contacts: (_root: unknown, { first }: { readonly first: number }) => books.contacts.slice(0, first),
      tasks: () => books.tasks,
    },
    Mutation: {
      addNote: (
        _root: unknown,
        note: { readonly account: string; readonly upstreamId: string; readonly text: string },
      ) => books.addNote(note.account, note.upstreamId, note.text) ?? null,
    },
    Contact: {
      client: ({ account, upstreamId }: Contact) => books.byNumber(account, upstreamId) ?? null,
    },
    Task: {
      client: ({ clientId }: Task) => (clientId === null ? null : books.byId(clientId)),
      due: ({ due }: Task) => dateOf(due),
    },
    Client: {
      __resolveReference(reference: ClientReference) {
        const client = find(reference);
        return client === undefined ? null : { ...client, balance: reference.balance };
      },
      contacts: (client: CrmClient) => books.contactsOf(client),
      advice: ({ balance }: ClientReference) => adviceFor(balance?.current.amount),
    },
  };
}

/** Amounts are text and stay text: the sign is all that is asked of this one. */
function adviceFor(amount: string | undefined): string | null {
  if (amount === undefined) return null;
  return amount.startsWith('-')
    ? `Owes ${amount.slice(1)}: offer to split the payment.`
    : 'Has funds: ask how things are.';
}

/** A fault on purpose, to show what becomes of one: a task without a date makes the program fail. */
function dateOf(due: string | null): string {
  if (due === null) throw new Error('crm-internal: table tasks, column due is NULL');
  return due;
}

/** Starts the CRM. Rejects when the port is taken. */
export async function startCrm({ port, books, tokens }: CrmOptions): Promise<Server> {
  const schema = buildSubgraphSchema([
    { typeDefs: parse(readFileSync(crmSchemaFile, 'utf8')), resolvers: resolversOf(books) },
  ]);
  const yoga = createYoga<CrmContext>({
    schema,
    graphiql: false,
    landingPage: false,
    logging: false,
    context: ({ request }) => {
      // The caller's own token came through the router. The CRM has no other way in, and asks nobody on its behalf.
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
      if (tokens.length === 0 || (token !== undefined && tokens.includes(token))) return {};
      throw new GraphQLError('The CRM does not know this token.', { extensions: { code: 'UNAUTHENTICATED' } });
    },
  });
  const server = createServer((request, response) => void yoga(request, response));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, '127.0.0.1', resolve);
  await promise;
  return server;
}
