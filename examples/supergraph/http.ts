/** GraphQL over HTTP, as any client speaks it. */

/** An operation. */
export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** An error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Sends an operation and reads the answer, whatever its status. Throws when there is none within the time. */
export async function ask(
  url: string,
  operation: Operation,
  headers: Readonly<Record<string, string>> = {},
  timeoutMs = 60_000,
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(operation),
    signal: AbortSignal.timeout(timeoutMs),
  });
  return (await response.json()) as Answer;
}
