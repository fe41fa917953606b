/** What a check stands on: both subgraphs, with somebody who counts in front of them, and one router. */
import { ask, type Answer, type Operation } from './http.ts';
import type { Running } from './processes.ts';
import type { RouterName } from './routers/routers.ts';
import type { SandboxControl } from './sandbox.ts';
import type { SubgraphName } from './subgraphs.ts';
import type { Seen, Tap } from './tap.ts';
import type { World } from './world.ts';

/** A trace that the caller has begun. */
export const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** The parts of a stage. */
export interface StageParts {
  readonly name: RouterName;
  readonly url: string;
  readonly world: World;
  readonly sandbox: SandboxControl;
  readonly taps: Readonly<Record<SubgraphName, Tap>>;
  /** Starts the router anew. */
  readonly restart: () => Promise<Running>;
}

/** One router in front of both subgraphs. */
export class Stage {
  readonly name: RouterName;
  readonly url: string;
  readonly world: World;
  readonly sandbox: SandboxControl;
  readonly taps: StageParts['taps'];
  readonly #restart: StageParts['restart'];
  router: Running;

  constructor(parts: StageParts, router: Running) {
    this.name = parts.name;
    this.url = parts.url;
    this.world = parts.world;
    this.sandbox = parts.sandbox;
    this.taps = parts.taps;
    this.#restart = parts.restart;
    this.router = router;
  }

  /** The token of the caller who may do everything; both subgraphs must get to see it. */
  get token(): string {
    return this.world.tokens?.full ?? '';
  }

  /** Asks the router, as the caller who may do everything unless told otherwise. */
  ask(operation: Operation, token: string = this.token): Promise<Answer> {
    return ask(this.url, operation, { authorization: token, traceparent: TRACE });
  }

  /** Asks the gateway without a router. */
  askGateway(operation: Operation): Promise<Answer> {
    return ask(this.world.gatewayUrl, operation, { authorization: this.token });
  }

  /** What the subgraphs were asked since the last call. */
  seen(): readonly Seen[] {
    return [...this.taps.billing.take(), ...this.taps.crm.take()];
  }

  /** Ends the router as a power cut would, and starts it again. */
  async crash(): Promise<void> {
    await this.router.kill();
    this.router = await this.#restart();
  }
}
