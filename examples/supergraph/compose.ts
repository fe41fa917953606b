/**
 * Composes the supergraph with every composer that there is, so that no router is shut out: Apollo's, Hive's and Cosmo's,
 * and Grafbase's where its program is installed. `node compose.ts` says what each has to say.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithHive } from '@theguild/federation-composition';
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from '@wundergraph/composition';
import { parse, visit, type DocumentNode } from 'graphql';
import { grafbaseProgram, grafbaseSettings, writeGrafbaseFiles } from './routers/grafbase.ts';
import { subgraphsAt, type Subgraph } from './subgraphs.ts';

/** What composers made of the subgraphs. */
export interface Supergraph {
  /**
   * Of Apollo's composer, for Apollo Gateway. Without the rules of who may read what: that router refuses to start with rules that it
   * cannot check. The subgraphs check them anyway.
   */
  readonly apollo: string;
  /** Of Hive's composer, for Hive Gateway. */
  readonly hive: string;
  /** Names of all composers that took the subgraphs. */
  readonly composers: readonly string[];
}

/** Composes with all. Throws an error that says which composer refuses, and why. */
export function compose(subgraphs: readonly Subgraph[]): Supergraph {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  composeForApollo(services);
  const open = services.map((service) => ({ ...service, typeDefs: withoutAccessRules(service.typeDefs) }));
  const hive = composeWithHive(services);
  if (hive.supergraphSdl === undefined) throw refusal("Hive's", hive.errors ?? []);
  const cosmo = federateSubgraphs({
    subgraphs: services.map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs })),
    version: LATEST_ROUTER_COMPATIBILITY_VERSION,
  });
  if (!cosmo.success) throw refusal("Cosmo's", cosmo.errors);
  const program = grafbaseProgram();
  if (program !== null) composeWithGrafbase(program, subgraphs);
  const composers = ['Apollo', 'Hive', 'Cosmo', ...(program === null ? [] : ['Grafbase'])];
  return { apollo: composeForApollo(open), hive: hive.supergraphSdl, composers };
}

interface Service {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

function composeForApollo(services: readonly Service[]): string {
  const { supergraphSdl, errors } = composeWithApollo([...services]);
  if (supergraphSdl === undefined) throw refusal("Apollo's", errors ?? []);
  return supergraphSdl;
}

const ACCESS_RULES: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);

/** The schema without its access rules, and without their import. */
function withoutAccessRules(typeDefs: DocumentNode): DocumentNode {
  return visit(typeDefs, {
    Directive: (node) => (ACCESS_RULES.has(node.name.value) ? null : undefined),
    StringValue: (node) => (node.value.startsWith('@') && ACCESS_RULES.has(node.value.slice(1)) ? null : undefined),
  });
}

function composeWithGrafbase(program: string, subgraphs: readonly Subgraph[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
  try {
    const config = writeGrafbaseFiles(folder, subgraphs);
    execFileSync(program, ['compose', '-c', config], { ...grafbaseSettings(folder), stdio: 'pipe' });
  } catch (error) {
    throw refusal("Grafbase's", [{ message: String((error as { stderr?: unknown }).stderr ?? error) }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refusal(whose: string, errors: readonly { readonly message: string }[]): Error {
  const reasons = errors.map(({ message }) => message.replaceAll('\n', '\n    '));
  return new Error(`${whose} composer refuses the subgraphs:\n  - ${reasons.join('\n  - ')}`);
}

if (import.meta.main) {
  try {
    const urls = { billing: 'http://127.0.0.1:4000/graphql', crm: 'http://127.0.0.1:4200/graphql' };
    const { apollo, hive, composers } = compose(subgraphsAt(urls));
    const folder = new URL('composed/', import.meta.url);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL('apollo.graphql', folder), apollo);
    writeFileSync(new URL('hive.graphql', folder), hive);
    process.stdout.write(`Composed by ${composers.join(', ')}; see composed/.\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
