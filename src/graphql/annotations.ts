/**
 * What types and fields say of themselves besides their shape, as options of the builder: who may read them, what they call. It ends in
 * `extensions`, from which the check before execution and the printed directives are made.
 */
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosOutputFieldType,
  type PothosTypeConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Scope } from '../access/scopes.ts';
import type { FieldCalls } from '../cost/calls.ts';
import type { GraphContext } from './context.ts';

const NAME = 'annotations';

/** Place of the context among the parameters of a resolver. */
const CONTEXT = 2;

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
      /** What the field calls at the upstreams besides what its parent has called; see src/cost/calls.ts. */
      calls?: FieldCalls;
      /** Entries of a list without pages, at most; `limits.maxPageSize` where it is not told. */
      entries?: number;
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
    const { requires, personal, calls, entries } = config.pothosOptions;
    const resolve = (config.pothosOptions as { readonly resolve?: Resolver }).resolve;
    const own = {
      ...(requires !== undefined && { requires }),
      ...(personal === true && { personal }),
      ...(calls !== undefined && { calls }),
      ...(entries !== undefined && { entries }),
      // Only the context leads to an upstream: a test asks such fields what they call.
      ...(resolve !== undefined && resolve.length > CONTEXT && { usesContext: true }),
    };
    return {
      ...config,
      ...withNeeds(config.description, requires ?? []),
      extensions: { ...config.extensions, ...own },
    };
  }

  override wrapResolve(resolver: Resolver, config: PothosOutputFieldConfig<Types>): Resolver {
    const coordinate = `${config.parentType}.${config.name}`;
    if (config.pothosOptions.personal === true) return telling(coordinate, resolver);
    return config.parentType === 'Client' && isObject(config.type) ? tellingHolder(resolver) : resolver;
  }
}

type Resolver = GraphQLFieldResolver<unknown, object>;

/** Tells the audit of the operation that a personal field was handed out, and of which object. */
function telling(coordinate: string, resolver: Resolver): Resolver {
  return (parent, args, context, info) => {
    const value = resolver(parent, args, context, info);
    const { disclosures } = (context as GraphContext).audit;
    if (disclosures !== null && value !== null && value !== undefined) disclosures.field(coordinate, parent);
    return value;
  };
}

/** Tells it of whom an object was handed out: many objects do not know. */
function tellingHolder(resolver: Resolver): Resolver {
  return (parent, args, context, info) => {
    (context as GraphContext).audit.disclosures?.holder(parent);
    return resolver(parent, args, context, info);
  };
}

function isObject<Types extends SchemaTypes>(type: PothosOutputFieldType<Types>): boolean {
  return type.kind === 'List' ? isObject(type.type) : type.kind === 'Object' || type.kind === 'Interface';
}

/** The description with the scopes that are needed, so that who explores the graph sees them. */
function withNeeds(description: string | null | undefined, requires: Requires): { readonly description?: string } {
  if (description == null || requires.length === 0) return {};
  return { description: `${description} Needs ${requires.map((scope) => `\`${scope}\``).join(' and ')}.` };
}

SchemaBuilder.registerPlugin(NAME, AnnotationsPlugin);

export { NAME as annotations };
