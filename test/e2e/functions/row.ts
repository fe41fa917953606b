/** One upstream function, where it stands in the graph, and the end-to-end test that shows it. */
export interface FunctionRow {
  /** The upstream's name of it. */
  readonly function: string;
  /** True when the seed document lists it, false when only the sheet does. */
  readonly seed: boolean;
  /** Field or mutation through which it is reached, such as "Mutation.addCharge". */
  readonly field: string;
  /** File of the end-to-end test, from the repository's folder. */
  readonly test: string;
  /** Title of the test in it that shows a success. */
  readonly title: string;
}
