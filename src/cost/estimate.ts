/** The bound of the upstream calls of an operation, before it is executed. */
import {
  getVariableValues,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { AccountsView } from '../accounts.ts';
import { planOf, TooLarge, type PlannedField } from './plan.ts';
import type { Shares } from './tally.ts';
import { Walk, type CostBounds } from './walk.ts';

/** What is to be estimated. The document is valid. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they were sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Those that the caller may use. */
  readonly accounts: AccountsView;
}

/** Calls that an operation can cost at most; of a subscription, each of its events. */
export interface Estimate {
  readonly calls: number;
  /** By the path of the field that causes them; what further pages may cost is in none of them. */
  readonly shares: Shares;
}

const NOTHING: Estimate = { calls: 0, shares: new Map() };
const TOO_MANY: Estimate = { calls: 1e9, shares: new Map() };

/**
 * Estimates operations of one schema. What depends on a document alone is kept as long as the document is, from the second
 * time on: of the many that come once nothing is to stay in memory.
 */
export class Estimator {
  readonly #schema: GraphQLSchema;
  readonly #bounds: CostBounds;
  readonly #plans = new WeakMap<OperationDefinitionNode, readonly PlannedField[] | TooLarge | 'SEEN'>();

  constructor(schema: GraphQLSchema, bounds: CostBounds) {
    this.#schema = schema;
    this.#bounds = bounds;
  }

  /** The estimate; 0 for variables that are wrong, since nothing is executed then. */
  estimate({ document, operation, variables: given, accounts }: AskedOperation): Estimate {
    const plan = this.#planOf(document, operation);
    if (plan instanceof TooLarge) return TOO_MANY;
    if (plan.length === 0) return NOTHING;
    const variables = this.#coerced(operation, given);
    if (variables === null) return NOTHING;
    const walk = new Walk({ accounts, bounds: this.#bounds, variables });
    const root = { count: 1, accounts: accounts.all, clients: null, packages: null };
    if (operation.operation !== OperationTypeNode.MUTATION) walk.visit(plan, root);
    // Mutations run one after the other.
    else for (const field of plan) walk.visit([field], root);
    const { total, shares } = walk.result();
    return { calls: total, shares };
  }

  #planOf(document: DocumentNode, operation: OperationDefinitionNode): readonly PlannedField[] | TooLarge {
    const known = this.#plans.get(operation);
    if (known !== undefined && known !== 'SEEN') return known;
    const fresh = this.#make(document, operation);
    this.#plans.set(operation, known === undefined ? 'SEEN' : fresh);
    return fresh;
  }

  #make(document: DocumentNode, operation: OperationDefinitionNode): readonly PlannedField[] | TooLarge {
    try {
      return planOf(this.#schema, document, operation);
    } catch (error) {
      if (error instanceof TooLarge) return error;
      throw error;
    }
  }

  #coerced(
    { variableDefinitions = [] }: OperationDefinitionNode,
    given: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | null {
    if (variableDefinitions.length === 0) return {};
    const { coerced } = getVariableValues(this.#schema, variableDefinitions, given, { maxErrors: 1 });
    return coerced ?? null;
  }
}

/** The fields that cost most, the dearest first. */
export function dearest({ shares }: Estimate, count: number): readonly (readonly [path: string, calls: number])[] {
  return [...shares].toSorted(([, left], [, right]) => right - left).slice(0, count);
}
