/** Measures documents. Every fragment is measured once, so that the time is that of reading the document. */
import {
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** Sizes of a selection set, with its fragments expanded. */
export interface OperationSize {
  /** Fields inside each other. */
  readonly depth: number;
  /** Selection sets inside each other, those of fragments included. */
  readonly nesting: number;
  readonly fields: number;
  readonly aliases: number;
  /** Fields of the set itself. */
  readonly rootFields: number;
}

/** The largest figures of a document, as it is written. */
export interface DocumentSize {
  /** Selections of one set that have the same name. */
  duplicates: number;
  directives: number;
  directivesPerPlace: number;
  listItems: number;
  valueDepth: number;
  introspects: boolean;
}

const NOTHING: OperationSize = { depth: 0, nesting: 0, fields: 0, aliases: 0, rootFields: 0 };

/** Fragments in fragments make numbers of any length; nobody needs to know them further. */
const MAX_FIGURE = 1_000_000_000;

/** Measures the definitions of one document. */
export class DocumentMeter {
  /** Of what was measured so far. */
  readonly size: DocumentSize = {
    duplicates: 0,
    directives: 0,
    directivesPerPlace: 0,
    listItems: 0,
    valueDepth: 0,
    introspects: false,
  };
  /** A fragment that spreads itself, directly or through others; null when there is none so far. */
  circle: string | null = null;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #maxValueDepth: number;
  /** Null while a fragment is being measured. */
  readonly #measured = new Map<string, OperationSize | null>();

  constructor(
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    { maxValueDepth }: { readonly maxValueDepth: number },
  ) {
    this.#fragments = fragments;
    this.#maxValueDepth = maxValueDepth;
  }

  /** Sizes of an operation. */
  measure({ directives, variableDefinitions = [], selectionSet }: OperationDefinitionNode): OperationSize {
    this.#directives(directives);
    for (const variable of variableDefinitions) {
      this.#directives(variable.directives);
      if (variable.defaultValue) this.#value(variable.defaultValue, 0);
    }
    return this.#set(selectionSet);
  }

  /** Measures the fragments that no operation uses. */
  measureRest(): void {
    for (const name of this.#fragments.keys()) this.#fragment(name);
  }

  #set({ selections }: SelectionSetNode): OperationSize {
    let { depth, nesting, fields, aliases, rootFields } = NOTHING;
    const names = new Map<string, number>();
    for (const selection of selections) {
      const name = nameOf(selection);
      const count = (names.get(name) ?? 0) + 1;
      names.set(name, count);
      if (count > this.size.duplicates) this.size.duplicates = count;
      const inner = this.#selection(selection);
      depth = Math.max(depth, inner.depth);
      nesting = Math.max(nesting, inner.nesting);
      fields = Math.min(MAX_FIGURE, fields + inner.fields);
      aliases = Math.min(MAX_FIGURE, aliases + inner.aliases);
      rootFields = Math.min(MAX_FIGURE, rootFields + inner.rootFields);
    }
    return { depth, nesting: nesting + 1, fields, aliases, rootFields };
  }

  /** What a selection adds to its set. */
  #selection(selection: SelectionNode): OperationSize {
    this.#directives(selection.directives);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.#set(selection.selectionSet);
    return this.#field(selection);
  }

  #field({ name, alias, arguments: given = [], selectionSet }: FieldNode): OperationSize {
    if (name.value === '__schema' || name.value === '__type') this.size.introspects = true;
    for (const { value } of given) this.#value(value, 0);
    const { depth, nesting, fields, aliases } = selectionSet ? this.#set(selectionSet) : NOTHING;
    return { depth: depth + 1, nesting, fields: fields + 1, aliases: aliases + (alias ? 1 : 0), rootFields: 1 };
  }

  #fragment(name: string): OperationSize {
    const known = this.#measured.get(name);
    if (known === null) this.circle ??= name;
    if (known !== undefined) return known ?? NOTHING;
    const fragment = this.#fragments.get(name);
    // One that is not there is found by validation.
    if (fragment === undefined) return NOTHING;
    this.#measured.set(name, null);
    this.#directives(fragment.directives);
    const size = this.#set(fragment.selectionSet);
    this.#measured.set(name, size);
    return size;
  }

  #directives(directives: readonly DirectiveNode[] = []): void {
    if (directives.length === 0) return;
    this.size.directives += directives.length;
    this.size.directivesPerPlace = Math.max(this.size.directivesPerPlace, directives.length);
    for (const { arguments: given = [] } of directives) for (const { value } of given) this.#value(value, 0);
  }

  /** `depth` is the number of lists and objects around the value. No deeper than one beyond the bound. */
  #value(value: ValueNode, depth: number): void {
    if (value.kind !== Kind.LIST && value.kind !== Kind.OBJECT) return;
    this.size.valueDepth = Math.max(this.size.valueDepth, depth + 1);
    if (depth >= this.#maxValueDepth) return;
    if (value.kind === Kind.OBJECT) {
      for (const field of value.fields) this.#value(field.value, depth + 1);
      return;
    }
    this.size.listItems = Math.max(this.size.listItems, value.values.length);
    for (const item of value.values) this.#value(item, depth + 1);
  }
}

/** What a selection must not share with many others of its set. */
function nameOf(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
  return `... on ${selection.typeCondition?.name.value ?? ''}`;
}
