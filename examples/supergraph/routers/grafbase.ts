/** Grafbase's gateway: a program of its own, written in Rust, that comes as a package. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, print, visit, type DirectiveNode, type DocumentNode } from 'graphql';
import type { Subgraph, SubgraphName } from '../subgraphs.ts';
import { FORWARDED_HEADERS, SUBGRAPH_TIMEOUT_MS } from './settings.ts';

/** Path of the program; null where there is no package of this version for the platform. */
export function grafbaseProgram(): string | null {
  const folder = new URL('../node_modules/@grafbase/cli-x86_64-unknown-linux-musl/', import.meta.url);
  const program = fileURLToPath(new URL('grafbase', folder));
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(program) ? program : null;
}

/** Folder and environment of the program: it gets no variable of ours, and keeps its files in `folder`. */
export function grafbaseSettings(folder: string): { readonly cwd: string; readonly env: Record<string, string> } {
  return { cwd: folder, env: { HOME: folder, GRAFBASE_HOME: folder } };
}

/** Writes the schemas and the configuration into a folder; path of the configuration. */
export function writeGrafbaseFiles(
  folder: string,
  subgraphs: readonly Subgraph[],
  subgraphTimeoutMs = SUBGRAPH_TIMEOUT_MS,
): string {
  const sections = subgraphs.map(({ name, url, sdl }) => {
    writeFileSync(join(folder, `${name}.graphql`), withFewerKeys(parse(sdl), LEFT_OUT[name]));
    return [
      `[subgraphs.${name}]`,
      `schema_path = "./${name}.graphql"`,
      `url = "${url}"`,
      `subscription_protocol = "server_sent_events"`,
      `timeout = "${subgraphTimeoutMs}ms"`,
    ];
  });
  const headers = FORWARDED_HEADERS.map((name) => ['[[headers]]', 'rule = "forward"', `name = "${name}"`]);
  const gateway = [
    '[graph]',
    'introspection = true',
    '[gateway]',
    `timeout = "${subgraphTimeoutMs + 5000}ms"`,
    `subgraph_timeout = "${subgraphTimeoutMs}ms"`,
    '[gateway.retry]',
    'enabled = false',
    'retry_mutations = false',
    '[entity_caching]',
    'enabled = false',
  ];
  const config = join(folder, 'grafbase.toml');
  writeFileSync(config, [...gateway, ...headers.flat(), ...sections.flat(), ''].join('\n'));
  return config;
}

/** Types whose key `id` Grafbase does without. They have another one, by which everything is still reached. */
const LEFT_OUT: Readonly<Record<SubgraphName, string>> = { billing: 'ResellerAccount', crm: 'Client' };

/**
 * Grafbase 0.103 ends its whole process while it plans an operation over types that several keys lead to in both
 * subgraphs. It gets the accounts by name alone, and the CRM's clients by number alone.
 */
function withFewerKeys(schema: DocumentNode, leftOut: string): string {
  return print(
    visit(schema, {
      ObjectTypeDefinition: (node) =>
        node.name.value === leftOut
          ? { ...node, directives: node.directives?.filter((one) => !isKeyById(one)) }
          : undefined,
    }),
  );
}

function isKeyById({ name, arguments: given = [] }: DirectiveNode): boolean {
  return name.value === 'key' && given.some(({ value }) => value.kind === Kind.STRING && value.value === 'id');
}
