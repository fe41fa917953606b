/**
 * What types and fields say of themselves besides their shape, as options of the builder: who may read them. It ends in
 * `extensions`, from which the check before execution and the printed directives are made.
 */
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { Scope } from '../access/scopes.ts';

const NAME = 'annotations';

/** Scopes of which a caller needs every one; [] is for any caller that is authenticated. */
export type Requires = readonly Scope[];

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      annotations: AnnotationsPlugin<Types>;
    }

    interface BaseTypeOptions<Types extends SchemaTypes = SchemaTypes> {
      /** Who may read any field of the type. A field without a rule of its own or of its type is closed to everybody. */
      requires?: Requires;
      /** Sets of fields by which other subgraphs may refer to an object of the type. */
      keys?: readonly string[];
      /** True for a value type that other subgraphs may define alike. */
      shareable?: boolean;
    }

    interface FieldOptions {
      /** Who may read the field, besides what its type asks for. */
      requires?: Requires;
      /** True for personal data, which callers without `clients:pii` get masked. */
      personal?: boolean;
    }
  }
}

/** The Pothos plugin. */
class AnnotationsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const { requires, keys, shareable } = config.pothosOptions;
    const own = {
      ...(requires !== undefined && { requires }),
      ...(keys !== undefined && { keys }),
      ...(shareable === true && { shareable }),
    };
    return {
      ...config,
      ...withNeeds(config.description, requires ?? []),
      extensions: { ...config.extensions, ...own },
    };
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { requires, personal } = config.pothosOptions;
    const own = { ...(requires !== undefined && { requires }), ...(personal === true && { personal }) };
    return {
      ...config,
      ...withNeeds(config.description, requires ?? []),
      extensions: { ...config.extensions, ...own },
    };
  }
}

/** The description with the scopes that are needed, so that who explores the graph sees them. */
function withNeeds(description: string | null | undefined, requires: Requires): { readonly description?: string } {
  if (description == null || requires.length === 0) return {};
  return { description: `${description} Needs ${requires.map((scope) => `\`${scope}\``).join(' and ')}.` };
}

SchemaBuilder.registerPlugin(NAME, AnnotationsPlugin);

export { NAME as annotations };
