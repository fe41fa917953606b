/** The subgraphs: their schemas, and where they listen. */
import { readFileSync } from 'node:fs';
import { crmSchemaFile } from './crm/server.ts';

/** Name of a subgraph. */
export type SubgraphName = 'billing' | 'crm';

/** One subgraph. */
export interface Subgraph {
  readonly name: SubgraphName;
  /** Its GraphQL address. */
  readonly url: string;
  /** Its schema as text. */
  readonly sdl: string;
}

const billingSchemaFile = new URL('../../schema/subgraph.graphql', import.meta.url);

/** Both, at these addresses. */
export function subgraphsAt(urls: Readonly<Record<SubgraphName, string>>): readonly Subgraph[] {
  return [
    { name: 'billing', url: urls.billing, sdl: readFileSync(billingSchemaFile, 'utf8') },
    { name: 'crm', url: urls.crm, sdl: readFileSync(crmSchemaFile, 'utf8') },
  ];
}
