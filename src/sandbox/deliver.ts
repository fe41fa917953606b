/** One call under its fault: whether it is applied, and what the caller gets. */
import type { FaultKind } from './faults.ts';
import type { Holds } from './holds.ts';
import { htmlPage } from './pages.ts';
import type { UpstreamAnswer, UpstreamCall } from './upstream.ts';

/** An answer that comes in two halves: the second one when `rest` is true; when it is false, the connection is closed instead. */
export interface SplitAnswer extends UpstreamAnswer {
  readonly rest: Promise<boolean>;
}

/** An answer, or the end of the connection: `drop` closes it without a byte, `reset` aborts it (TCP RST). */
export type Delivery = UpstreamAnswer | SplitAnswer | 'drop' | 'reset';

const GARBAGE = '\u0001\u0002%PDF-1.4 }{ this is neither JSON nor XML \u0003';

type Effect = (call: UpstreamCall, delayMs: number, holds: Holds) => Delivery | Promise<Delivery>;

const EFFECTS: Readonly<Record<FaultKind, Effect>> = {
  refuse: () => 'reset',
  drop_before_apply: () => 'drop',
  apply_then_drop: (call) => {
    call.apply();
    return 'drop';
  },
  apply_late: async (call, delayMs, holds): Promise<Delivery> => {
    if (await holds.wait(delayMs)) call.apply();
    return 'drop';
  },
  apply_then_delay: async (call, delayMs, holds): Promise<Delivery> => {
    const answer = call.apply();
    return (await holds.wait(delayMs)) ? answer : 'drop';
  },
  split_reply: (call, delayMs, holds) => ({ ...call.apply(), rest: holds.wait(delayMs) }),
  delay: async (call, delayMs, holds): Promise<Delivery> => ((await holds.wait(delayMs)) ? call.apply() : 'drop'),
  rate_limited: (call) => call.rateLimited(),
  http_500_html: () => htmlPage(500),
  http_503_html: () => htmlPage(503),
  empty_body: (call) => ({ ...call.apply(), status: 200, body: '' }),
  garbage: (call) => ({ ...call.apply(), status: 200, body: GARBAGE }),
  truncated: (call) => half(call.apply()),
};

/** Carries out the call as the fault says; see `FAULT_KINDS` for their meaning. Null = no fault. */
export async function deliver(
  call: UpstreamCall,
  fault: { readonly kind: FaultKind; readonly delayMs: number } | null,
  holds: Holds,
): Promise<Delivery> {
  return fault === null ? call.apply() : EFFECTS[fault.kind](call, fault.delayMs, holds);
}

function half(answer: UpstreamAnswer): UpstreamAnswer {
  return { ...answer, status: 200, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}
