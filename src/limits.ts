/** Static bounds of a document, as a validation rule: they depend on nothing but the document, so they can be cached with it. */
import {
  GraphQLError,
  Kind,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import type { Limits } from './config.ts';

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0 };

/** Measures selection sets with their fragments expanded; each fragment is measured once. */
class Meter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, Size>();

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  /** Sizes of a selection set. A fragment that spreads itself counts as nothing there; another rule refuses it. */
  measure(set: SelectionSetNode | undefined): Size {
    let { depth, fields, aliases } = NOTHING;
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#fragment(selection.name.value)
          : this.measure(selection.selectionSet);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      fields += inner.fields + (isField ? 1 : 0);
      aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
    }
    return { depth, fields, aliases };
  }

  /** Number of root fields of an operation. */
  rootFields(set: SelectionSetNode, open: ReadonlySet<string> = new Set()): number {
    let count = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) count += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) count += this.rootFields(selection.selectionSet, open);
      else if (!open.has(selection.name.value)) {
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment) count += this.rootFields(fragment.selectionSet, new Set([...open, selection.name.value]));
      }
    }
    return count;
  }

  #fragment(name: string): Size {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    this.#measured.set(name, NOTHING);
    const size = this.measure(this.#fragments.get(name)?.selectionSet);
    this.#measured.set(name, size);
    return size;
  }
}

/** The rule that refuses operations beyond the limits, naming the figure, the bound and the remedy. */
export function sizeRule(limits: Limits): ValidationRule {
  return (context) => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of context.getDocument().definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const meter = new Meter(fragments);
    return {
      OperationDefinition(operation: OperationDefinitionNode) {
        for (const message of excesses(meter, operation, limits)) {
          context.reportError(new GraphQLError(message, { nodes: operation, extensions: { code: 'BUDGET_EXCEEDED' } }));
        }
        return false;
      },
    };
  };
}

function excesses(meter: Meter, operation: OperationDefinitionNode, limits: Limits): readonly string[] {
  const { depth, fields, aliases } = meter.measure(operation.selectionSet);
  const figures: readonly (readonly [string, number, number])[] = [
    ['levels of fields', depth, limits.maxDepth],
    ['fields', fields, limits.maxFields],
    ['aliases', aliases, limits.maxAliases],
    ['root fields', meter.rootFields(operation.selectionSet), limits.maxRootFields],
  ];
  return figures
    .filter(([, figure, bound]) => figure > bound)
    .map(([what, figure, bound]) => `The operation has ${figure} ${what}, at most ${bound} are allowed: split it.`);
}
