/** The control endpoint below `/_sandbox/`: calls, requests, faults, switches, clock, reset. Answers are JSON. */
import { z } from 'zod';
import { FAULT_KINDS, MAX_FAULTS } from './faults.ts';
import { problemsOf } from './problems.ts';
import type { SandboxUpstream, UpstreamAnswer } from './upstream.ts';
import type { World } from './world.ts';

/** A control request, with its body as text. */
export interface ControlRequest {
  readonly httpMethod: string;
  readonly path: string;
  readonly body: string;
}

/** Longest wait that a fault can ask for, in milliseconds. */
export const MAX_DELAY_MS = 600_000;

type Handler = (world: World, body: unknown) => UpstreamAnswer;

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /_sandbox', () => json(200, { endpoints: [...HANDLERS.keys()] })],
  ['GET /_sandbox/calls', (world) => json(200, countsOf(world))],
  ['POST /_sandbox/calls/reset', resetCalls],
  ['GET /_sandbox/requests', (world) => json(200, { requests: world.log.requests() })],
  ['GET /_sandbox/faults', (world) => json(200, { faults: world.faults.list() })],
  ['POST /_sandbox/faults', addFault],
  ['DELETE /_sandbox/faults', clearFaults],
  ['GET /_sandbox/switches', (world) => json(200, switchesOf(world))],
  ['POST /_sandbox/switches', changeSwitches],
  ['GET /_sandbox/clock', (world) => json(200, { now: world.clock.now().toISOString() })],
  ['POST /_sandbox/clock', setClock],
  ['POST /_sandbox/reset', resetWorld],
]);

/** Carries out a control request: 404 for an unknown address, 400 with `problems` when the body is not as it must be. */
export function control(world: World, request: ControlRequest): UpstreamAnswer {
  const handler = HANDLERS.get(`${request.httpMethod} ${request.path}`);
  if (handler === undefined) return json(404, { error: 'Unknown control request.', endpoints: [...HANDLERS.keys()] });
  if (request.body.trim() === '') return handler(world, {});
  try {
    return handler(world, JSON.parse(request.body));
  } catch (error) {
    if (error instanceof SyntaxError) return invalid(['body: not JSON']);
    throw error;
  }
}

/**
 * True for a Host header, or an Origin header, that names this machine. Others are refused: a web page that points a name
 * of its own at the loopback, or posts to it, must not reach the control endpoint.
 */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^https?:\/\//i, '').replace(/:\d+$/, '');
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/i.test(name);
}

function json(status: number, value: unknown): UpstreamAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: `${JSON.stringify(value)}\n` };
}

function invalid(problems: readonly string[]): UpstreamAnswer {
  return json(400, { error: problems.join('; '), problems });
}

function resetCalls(world: World): UpstreamAnswer {
  world.log.reset();
  return json(200, { ok: true });
}

function clearFaults(world: World): UpstreamAnswer {
  world.faults.clear();
  return json(200, { ok: true });
}

function resetWorld(world: World): UpstreamAnswer {
  world.reset();
  return json(200, { ok: true });
}

function addFault(world: World, body: unknown): UpstreamAnswer {
  const schema = z.strictObject({
    provider: z.enum(world.upstreams.map((upstream) => upstream.name)),
    function: z.string(),
    kind: z.enum(FAULT_KINDS),
    count: z.int().min(-1).max(1_000_000).default(1),
    delayMs: z.int().min(0).max(MAX_DELAY_MS).default(1000),
  });
  const parsed = schema.safeParse(body);
  if (!parsed.success) return invalid(problemsOf(parsed.error, Object.keys(schema.shape)));
  const fault = parsed.data;
  const functions = ['*', ...(upstreamOf(world, fault.provider)?.functions ?? [])];
  if (!functions.includes(fault.function)) return invalid([`function: expected one of ${functions.join(', ')}`]);
  if (fault.count === 0) return invalid(['count: expected -1 (until cleared) or 1 and more']);
  if (!world.faults.add(fault)) return invalid([`faults: at most ${MAX_FAULTS} can wait; DELETE /_sandbox/faults`]);
  return json(200, { ok: true, faults: world.faults.list() });
}

function changeSwitches(world: World, body: unknown): UpstreamAnswer {
  const schema = z.looseObject({ provider: z.enum(world.upstreams.map((upstream) => upstream.name)) });
  const parsed = schema.safeParse(body);
  if (!parsed.success) return invalid(problemsOf(parsed.error, ['provider']));
  const { provider, ...patch } = parsed.data;
  const problems = upstreamOf(world, provider)?.switches.change(patch) ?? [];
  return problems.length > 0 ? invalid(problems) : json(200, switchesOf(world));
}

function setClock(world: World, body: unknown): UpstreamAnswer {
  const error = 'expected an ISO 8601 date, or date and time with Z or offset, or null';
  const now = z.union([z.iso.datetime({ offset: true }), z.iso.date()], { error });
  const parsed = z.strictObject({ now: now.nullable() }).safeParse(body);
  if (!parsed.success) return invalid(problemsOf(parsed.error, ['now']));
  world.clock.set(parsed.data.now === null ? null : new Date(parsed.data.now));
  return json(200, { now: world.clock.now().toISOString() });
}

/** Every upstream has its entry, also before its first call. */
function countsOf(world: World): Record<string, unknown> {
  const counts = world.log.counts();
  return Object.fromEntries(world.upstreams.map(({ name }) => [name, counts[name] ?? {}]));
}

function switchesOf(world: World): Record<string, unknown> {
  return Object.fromEntries(world.upstreams.map((upstream) => [upstream.name, upstream.switches.current()]));
}

function upstreamOf(world: World, name: string): SandboxUpstream | undefined {
  return world.upstreams.find((upstream) => upstream.name === name);
}
