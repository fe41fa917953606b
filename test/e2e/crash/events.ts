/** Server-Sent Events of a subscription. */

/** A subscription as a client sees it. */
export interface Events {
  readonly status: number;
  /** Answers so far, oldest first. */
  readonly answers: readonly Record<string, unknown>[];
  /** Resolves when the server has ended it, or the connection is gone. */
  readonly ended: Promise<void>;
  /** Leaves, as a browser does whose page is closed. */
  leave(): void;
}

/** Subscribes at a gateway; resolves when its answer has begun. */
export async function subscribe(gatewayUrl: string, query: string, variables: object = {}): Promise<Events> {
  const controller = new AbortController();
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: controller.signal,
  });
  const answers: Record<string, unknown>[] = [];
  // The end of a process is an end like any other.
  const ended = read(response, answers).catch(() => {});
  return { status: response.status, answers, ended, leave: () => controller.abort() };
}

async function read(response: Response, answers: Record<string, unknown>[]): Promise<void> {
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const events = (text + chunk).split('\n\n');
    text = events.pop()!;
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data !== undefined) answers.push(JSON.parse(data) as Record<string, unknown>);
    }
  }
}
