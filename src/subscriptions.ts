/** Subscriptions: each event is executed like an operation of its own, with fresh loaders and a fresh grant of calls. */
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** A context that belongs to one execution. */
export interface Closable {
  close(): void;
}

/** What subscriptions need besides the schema. */
export interface SubscriptionOptions<Context extends Closable> {
  /** Takes a place for a subscription, and returns what gives it back. Throws when there is none. */
  readonly enter: (subscription: Context) => () => void;
  /** Longest life of a subscription; it then ends, and the client may begin a new one. */
  readonly subscriptionTimeoutMs: number;
  /** Makes the context of one event from that of the subscription. */
  readonly contextOf: (subscription: Context) => Context;
  /** Completes the answer to an event; `context` is that of the event. */
  readonly finish: (
    answer: ExecutionResult,
    context: Context,
    args: ExecutionArgs,
  ) => ExecutionResult | Promise<ExecutionResult>;
}

/** The Yoga plugin. */
export function useFreshEvents<Context extends Closable>(options: SubscriptionOptions<Context>): Plugin<Context> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async (args: ExecutionArgs) => {
        const end = options.enter(args.contextValue as Context);
        try {
          const events = await createSourceEventStream(args);
          if (Symbol.asyncIterator in events) {
            return new Answers(events, (event) => answer(args, event, options), options.subscriptionTimeoutMs, end);
          }
          end();
          return events;
        } catch (error) {
          end();
          throw error;
        }
      });
    },
  };
}

async function answer<Context extends Closable>(
  args: ExecutionArgs,
  event: unknown,
  { contextOf, finish }: SubscriptionOptions<Context>,
): Promise<ExecutionResult> {
  const contextValue = contextOf(args.contextValue as Context);
  try {
    return await finish(await execute({ ...args, rootValue: event, contextValue }), contextValue, args);
  } finally {
    contextValue.close();
  }
}

/** The answers to the events. Its end does not wait for the next event, as that of a generator would. */
class Answers implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #events: AsyncIterator<unknown>;
  readonly #answer: (event: unknown) => Promise<ExecutionResult>;
  readonly #end: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(
    events: AsyncIterable<unknown>,
    answerTo: (event: unknown) => Promise<ExecutionResult>,
    timeoutMs: number,
    end: () => void,
  ) {
    this.#events = events[Symbol.asyncIterator]();
    this.#answer = answerTo;
    this.#end = end;
    this.#timer = setTimeout(() => void this.return(), timeoutMs);
    this.#timer.unref();
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const step = await this.#events.next();
    if (step.done === true) return this.return();
    return { done: false, value: await this.#answer(step.value) };
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    clearTimeout(this.#timer);
    this.#end();
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
