/** Apollo Gateway with Apollo Server: `node routers/apollo.ts PORT SUPERGRAPH_FILE SUBGRAPH_TIMEOUT_MS`. */
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { explorerPage } from './explorer.ts';
import { forwarded, settingsFrom } from './settings.ts';

interface Context {
  /** Headers that go on to the subgraphs. */
  readonly headers: Readonly<Record<string, string>>;
}

const { port, supergraphFile, subgraphTimeoutMs } = settingsFrom(process.argv.slice(2));

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraphFile, 'utf8'),
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource<Context>({
      ...(url !== undefined && { url }),
      // It sends once: the library's own way of fetching has `retry: false`, and so has the platform's.
      fetcher: (address, init) =>
        fetch(address, { ...(init as RequestInit), signal: AbortSignal.timeout(subgraphTimeoutMs) }),
      willSendRequest({ request, context }) {
        // The router's own start has no context.
        const { headers = {} } = context as Partial<Context>;
        for (const [name, value] of Object.entries(headers)) request.http?.headers.set(name, value);
      },
    }),
});

const explorer: ApolloServerPlugin<Context> = {
  serverWillStart: async () => ({
    renderLandingPage: async () => ({ html: explorerPage('Apollo Gateway') }),
  }),
};

const server = new ApolloServer<Context>({
  gateway,
  introspection: true,
  includeStacktraceInErrorResponses: false,
  plugins: [explorer],
});

await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port },
  context: async ({ req }) => ({ headers: forwarded((name) => req.headers[name]) }),
});
