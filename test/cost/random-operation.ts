/** Random operations over the whole schema, for tests of what they cost. The same seed makes the same operation. */
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** What arguments can be, by their name, as GraphQL literals. */
export type Values = Readonly<Record<string, readonly string[]>>;

const MAX_DEPTH = 7;

/** Numbers from 0 to 1 by a seed. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes operations. They take the variables `$yes` (true), `$no` (false) and `$count` (a small number). */
export class OperationWriter {
  readonly #random: () => number;
  readonly #schema: GraphQLSchema;
  readonly #values: Values;
  readonly #fragments: string[] = [];
  #fields = 0;

  constructor(schema: GraphQLSchema, values: Values, seed: number) {
    this.#schema = schema;
    this.#values = values;
    this.#random = numbersFrom(seed);
  }

  /** A query with its fragments. */
  query(): string {
    const root = this.#selection(this.#schema.getQueryType()!, 1);
    const uses = '__typename @include(if: $yes) @skip(if: $no)';
    const counted = '... on Query @skip(if: $yes) { clients(first: $count) { totalCount } }';
    return `query ($yes: Boolean!, $no: Boolean!, $count: Int) { ${uses} ${counted} ${root} } ${this.#fragments.join(' ')}`;
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const all = Object.values(type.getFields());
    const fields = all.filter((field) => depth < MAX_DEPTH || isLeafType(getNamedType(field.type)));
    const count = 1 + Math.floor(this.#random() * 4);
    const chosen = Array.from({ length: count }, (_, index) => this.#field(this.#one(fields), `f${index}`, depth));
    const text = chosen.join(' ');
    if (this.#random() > 0.15 || text.trim() === '') return text === '' ? '__typename' : text;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
    return `...${name} ...${name}`;
  }

  #field(field: GraphQLField<unknown, unknown> | undefined, alias: string, depth: number): string {
    if (field === undefined || this.#fields > 120) return '__typename';
    this.#fields += 1;
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const condition =
      this.#random() < 0.1 ? this.#one([' @include(if: $yes)', ' @skip(if: $yes)', ' @include(if: $no)']) : '';
    const head = `${alias}: ${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${condition}`;
    const named = getNamedType(field.type);
    if (isObjectType(named)) return `${head} { ${this.#selection(named, depth + 1)} }`;
    if (!isAbstractType(named)) return head;
    const types = this.#schema.getPossibleTypes(named).map((type) => this.#onType(type, depth));
    return `${head} { __typename ${types.join(' ')} }`;
  }

  /** Aliases carry the type's name, since types of one place must not name different things alike. */
  #onType(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth + 1 < MAX_DEPTH || isLeafType(getNamedType(field.type)),
    );
    const chosen = Array.from({ length: 2 }, (_, index) =>
      this.#field(this.#one(fields), `${type.name.toLowerCase()}${index}`, depth + 1),
    );
    return `... on ${type.name} { ${chosen.join(' ')} }`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string[] {
    const isOptional = !isNonNullType(type) || defaultValue !== undefined;
    if (isOptional && this.#random() < (name === 'first' ? 0.2 : 0.6)) return [];
    return [`${name}: ${this.#value(name, type)}`];
  }

  #value(name: string, type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#value(name, type.ofType);
    const known = this.#values[name];
    if (isListType(type)) {
      const count = Math.floor(this.#random() * 4);
      return `[${Array.from({ length: count }, () => this.#value(name, type.ofType)).join(', ')}]`;
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).flatMap((field) => this.#argument(field));
      return `{ ${fields.join(', ')} }`;
    }
    if (known !== undefined) return this.#one(known)!;
    if (isEnumType(type)) return this.#one(type.getValues())!.name;
    if (type.name === 'Int') return String(Math.floor(this.#random() * 5));
    if (type.name === 'Boolean') return this.#one(['true', 'false'])!;
    if (type.name === 'Decimal') return this.#one(['"0"', '"5"', '"1000"'])!;
    if (type.name === 'Date') return '"2026-06-01"';
    if (type.name === 'DateTime') return '"2026-06-01T00:00:00Z"';
    return '"a"';
  }

  #one<T>(values: readonly T[]): T | undefined {
    return values[Math.floor(this.#random() * values.length)];
  }
}
