/** The page of the router's explorer: GraphiQL with everything in it, so that a browser asks no other host for anything. */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/** What the page opens with. */
const QUERY = `# Two subgraphs, one answer: the CRM knows the contact and the gateway knows the money.
query Example {
  contacts(first: 3) {
    name
    client {
      displayName
      accountManager
      advice
      balance { current { amount currency } }
    }
  }
}
`;

/** The page for the endpoint /graphql of the same host. */
export function explorerPage(title: string): string {
  return renderGraphiQL({ title, endpoint: '/graphql', defaultQuery: QUERY });
}
