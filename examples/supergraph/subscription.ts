/** A subscription through a router, as Server-Sent Events. */
import { setTimeout as pause } from 'node:timers/promises';
import { same } from './equal.ts';
import type { Answer } from './http.ts';
import { TRACE, type Stage } from './stage.ts';

const WATCH = `subscription Watch { operationChanged { state kind client { displayName accountManager } } }`;

const CHARGE = `mutation Charge($input: AddChargeInput!) { addCharge(input: $input) { operation { state } } }`;

/** Longest wait for an event, and how often something happens meanwhile. */
const TIMEOUT_MS = 30_000;
const INTERVAL_MS = 500;

/** An event of the gateway arrives with a field of the CRM. */
export async function watchesChanges(stage: Stage, clientId: string): Promise<void> {
  const abort = new AbortController();
  // Nobody says when a subscription has begun, so something happens until it is heard.
  const charging = keepCharging(stage, clientId, abort.signal);
  try {
    const response = await fetch(stage.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: stage.token,
        traceparent: TRACE,
      },
      body: JSON.stringify({ query: WATCH }),
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const { data, errors } = await firstEvent(response);
    same('errors of the event', errors, undefined);
    const event = data?.['operationChanged'] as { readonly client: unknown } | undefined;
    same('the event', event?.client, { displayName: 'Consulting', accountManager: 'Ada Lund' });
  } finally {
    abort.abort();
    await charging;
  }
  const seen = stage.seen().filter(({ kind }) => kind === 'subscription');
  same(
    'tokens of subscriptions',
    seen.map(({ headers }) => headers.authorization),
    [stage.token],
  );
}

async function keepCharging(stage: Stage, clientId: string, signal: AbortSignal): Promise<void> {
  for (let number = 1; !signal.aborted; number += 1) {
    const input = { clientId, amount: '0.01', idempotencyKey: `watch-${stage.name}-${number}` };
    await stage.askGateway({ query: CHARGE, variables: { input } }).catch(() => undefined);
    await pause(INTERVAL_MS);
  }
}

async function firstEvent(response: Response): Promise<Answer> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const line = text.split('\n').find((one) => one.startsWith('data:') && one.includes('{'));
    if (line !== undefined && text.includes(`${line}\n`)) return JSON.parse(line.slice('data:'.length)) as Answer;
  }
  throw new Error(`There was no event: status ${response.status}, ${text.slice(0, 300)}`);
}

/** A router that carries no subscriptions says so; it does not let a caller wait. */
export async function refusesSubscriptions(stage: Stage): Promise<void> {
  const { data, errors = [] } = await stage.ask({ query: WATCH });
  same('the answer', { data: data ?? null, refused: errors.length > 0 }, { data: null, refused: true });
}
