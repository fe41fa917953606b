/** Asking for everything: operations that are made from the schema, and what their answers hold, field by field. */
import {
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Arguments by schema coordinate, for fields that demand some. */
export type ArgumentsOf = Readonly<Record<string, string>>;

/** A value with the field that it was answered for. */
export interface FoundValue {
  /** Such as "Client.email". */
  readonly coordinate: string;
  readonly value: string;
  /** True when the schema calls it personal. */
  readonly isPersonal: boolean;
}

interface Asked {
  readonly coordinate: string;
  readonly isPersonal: boolean;
  readonly selection: Selection | null;
}

interface Selection {
  readonly text: string;
  /** By the name in the answer. */
  readonly fields: ReadonlyMap<string, Asked>;
}

/** A query for one root field with everything below it, no type twice on the way down. */
export interface Walk {
  readonly query: string;
  /** All leaves of an answer that are text or numbers. */
  readonly valuesIn: (data: unknown) => readonly FoundValue[];
}

type Fields = GraphQLObjectType | GraphQLInterfaceType;

/** Makes walks. Fields that need a scope which is not in `scopes` are left out. */
export class Walker {
  readonly #schema: GraphQLSchema;
  readonly #scopes: ReadonlySet<string>;

  constructor(schema: GraphQLSchema, scopes: Iterable<string>) {
    this.#schema = schema;
    this.#scopes = new Set(scopes);
  }

  /** The root fields of queries that the scopes allow. */
  roots(): readonly string[] {
    const query = this.#schema.getQueryType()!;
    return Object.values(query.getFields())
      .filter((field) => this.#isAllowed(query, field))
      .map(({ name }) => name);
  }

  /** A query for one root field. Throws when a field demands arguments that `given` does not have. */
  walk(root: string, given: ArgumentsOf): Walk {
    const query = this.#schema.getQueryType()!;
    const field = query.getFields()[root]!;
    const { text, fields } = this.#fieldsOf(query, [field], new Set(), given, '');
    return { query: `query {${text}}`, valuesIn: (data) => [...leaves(fields, data)] };
  }

  /** The selection of a payload of a mutation, to be put behind its arguments. */
  payload(mutation: string, given: ArgumentsOf): string {
    const type = getNamedType(this.#schema.getMutationType()!.getFields()[mutation]!.type);
    return `{${this.#selectionOf(type as GraphQLCompositeType, new Set(), given).text}}`;
  }

  #selectionOf(type: GraphQLCompositeType, above: ReadonlySet<string>, given: ArgumentsOf): Selection {
    const seen = new Set([...above, type.name]);
    const own: Selection = isUnionType(type)
      ? { text: '', fields: new Map() }
      : this.#fieldsOf(type, Object.values(type.getFields()), seen, given, '');
    if (isObjectType(type)) return own;
    const all = this.#schema.getPossibleTypes(type);
    // What leads from one of them to another is on other walks.
    const inner = new Set([...seen, ...all.map(({ name }) => name)]);
    const parts = all.flatMap((possible) => {
      if (seen.has(possible.name)) return [];
      const more = Object.values(possible.getFields()).filter(({ name }) => !own.fields.has(name));
      const part = this.#fieldsOf(possible, more, inner, given, `${possible.name}_`);
      return part.text === '' ? [] : [{ ...part, text: ` ... on ${possible.name} {${part.text}}` }];
    });
    return {
      text: own.text + parts.map(({ text }) => text).join(''),
      fields: new Map([own, ...parts].flatMap(({ fields }) => [...fields])),
    };
  }

  #fieldsOf(
    type: Fields,
    asked: readonly GraphQLField<unknown, unknown>[],
    seen: ReadonlySet<string>,
    given: ArgumentsOf,
    prefix: string,
  ): Selection {
    const fields = new Map<string, Asked>();
    let text = '';
    for (const field of asked) {
      if (!this.#isAllowed(type, field)) continue;
      const named = getNamedType(field.type);
      const isComposite = isCompositeType(named);
      if (isComposite && seen.has(named.name)) continue;
      const selection = isComposite ? this.#selectionOf(named, seen, given) : null;
      if (selection?.text === '') continue;
      const coordinate = `${type.name}.${field.name}`;
      const name = prefix + field.name;
      fields.set(name, { coordinate, isPersonal: field.extensions['personal'] === true, selection });
      const inner = selection === null ? '' : ` {${selection.text}}`;
      text += ` ${prefix === '' ? '' : `${name}: `}${field.name}${argumentsOf(coordinate, field, given)}${inner}`;
    }
    return { text, fields };
  }

  #isAllowed(type: Fields, field: GraphQLField<unknown, unknown>): boolean {
    const required = [...scopesIn(type.extensions), ...scopesIn(field.extensions)];
    return required.every((scope) => this.#scopes.has(scope));
  }
}

function scopesIn(extensions: Readonly<Record<string, unknown>>): readonly string[] {
  return (extensions['requires'] as readonly string[] | undefined) ?? [];
}

function argumentsOf(coordinate: string, field: GraphQLField<unknown, unknown>, given: ArgumentsOf): string {
  const own = given[coordinate];
  if (own !== undefined) return own === '' ? '' : `(${own})`;
  const missing = field.args.find(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  if (missing !== undefined) throw new Error(`${coordinate} demands ${missing.name}: say which one to ask for.`);
  return field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '';
}

function* leaves(fields: ReadonlyMap<string, Asked>, data: unknown): Generator<FoundValue> {
  if (Array.isArray(data)) {
    for (const item of data) yield* leaves(fields, item);
    return;
  }
  if (typeof data !== 'object' || data === null) return;
  for (const [name, value] of Object.entries(data)) {
    const asked = fields.get(name);
    if (asked === undefined) continue;
    if (asked.selection !== null) yield* leaves(asked.selection.fields, value);
    else for (const leaf of [value].flat()) if (leaf !== null) yield { ...asked, value: String(leaf) };
  }
}
