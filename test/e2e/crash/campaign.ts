/**
 * A campaign of crashes: gateways are killed one after the other, each amid several writes that stand at points between
 * intent and outcome. What became of each key is told by the sandbox's books and by the journal.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../../src/sandbox/random.ts';
import { documentOf, moneyWrite, nthClient, randomWrite, type MoneyWrite } from './books.ts';
import { Deployment, type Gateway } from './deployment.ts';
import { endings, heldPoints, MAX_DELAY_MS, MIN_LATE_MS, type Point } from './points.ts';
import { Proxy, type Held } from './proxy.ts';

/** One write under its own key. */
export interface Run {
  readonly key: string;
  readonly write: MoneyWrite;
  readonly point: Point;
  /** True once it has stood at its point, with its gateway alive. */
  hasStood: boolean;
  /** States that callers were told, in order. */
  readonly told: string[];
}

/** What is going on until the next kill. */
interface Round {
  readonly gateway: Gateway;
  readonly runs: ReadonlyMap<string, Run>;
  readonly killed: PromiseWithResolvers<void>;
  /** Lets answers pass that wait for the end of the round. */
  readonly released: PromiseWithResolvers<void>;
  readonly standing: ReadonlyMap<string, PromiseWithResolvers<void>>;
  /** Called by the proxy at the next connection, or at the first bytes of a write. */
  onConnect: () => void;
  onFirstBytes: (key: string | null) => void;
}

/** Writes that stand still when a gateway is killed, and writes that are on their way. */
const HELD_RUNS = 2 * heldPoints.length;
const ENDING_RUNS = 4;
/** Keys of the last two kills that are asked for again after the next. */
const REPEATED_PERCENT = 60;

const KEY = /crash-\d+-\d{4}/;

/** Times that make a campaign short, and that a slow machine can keep. */
const settings = {
  account: { writeTimeoutMs: 3000, readTimeoutMs: 2500 },
  limits: { operationTimeoutMs: 3000, maxFailuresInARow: 1000 },
  journal: { settleAfterMs: 1000, firstLookMs: 200, maxLookMs: 2000 },
};

/** What needs each other and is made one after the other. */
interface Made {
  proxy?: Proxy;
  campaign?: Campaign;
}

/** The kills of one journal. */
export class Campaign {
  readonly runs: Run[] = [];
  readonly deployment: Deployment;
  readonly #proxy: Proxy;
  readonly #seed: number;
  readonly #late: Promise<unknown>[] = [];
  #round: Round | null = null;
  #kills = 0;

  private constructor(seed: number, deployment: Deployment, proxy: Proxy) {
    this.#seed = seed;
    this.deployment = deployment;
    this.#proxy = proxy;
  }

  /** Starts sandbox and proxy. */
  static async start(seed: number, databaseUrl: string | null): Promise<Campaign> {
    const made: Made = {};
    const deployment = await Deployment.start({
      ...settings,
      databaseUrl,
      upstreamUrl: async (sandboxUrl) => {
        made.proxy = await Proxy.start({
          sandboxUrl,
          onConnect: () => made.campaign!.#round?.onConnect(),
          onFirstBytes: (text) => made.campaign!.#round?.onFirstBytes(KEY.exec(text)?.[0] ?? null),
          onRequest: (held) => made.campaign!.#onRequest(held),
        });
        return made.proxy.url;
      },
    });
    made.campaign = new Campaign(seed, deployment, made.proxy!);
    return made.campaign;
  }

  /** Kills gateways until there are at least so many runs. Requests of the last one may still arrive then. */
  async rage(runs: number): Promise<void> {
    while (this.runs.length < runs) await this.#killOne();
  }

  /** Resolves when everything has arrived that ever will. */
  async arrivals(): Promise<void> {
    await Promise.all(this.#late);
  }

  /** Kills so far. */
  get kills(): number {
    return this.#kills;
  }

  /** Asks for a write with its key, and notes what was told. */
  async post(gateway: Gateway, run: Run): Promise<void> {
    const { mutation, input } = run.write;
    try {
      const { data } = await gateway.ask<Record<string, { operation: { state: string } | null } | null> | null>(
        documentOf(run.write),
        { input },
      );
      run.told.push(data?.[mutation]?.operation?.state ?? 'nothing');
    } catch {
      // The gateway was killed.
    }
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.deployment.close();
    await this.#proxy.close();
  }

  async #killOne(): Promise<void> {
    const random = new Random(this.#seed, this.#kills);
    const ending = endings[this.#kills % endings.length]!;
    const gateway = await this.deployment.gateway();
    const before = this.runs.filter(() => random.chance(REPEATED_PERCENT)).slice(-2 * (HELD_RUNS + ENDING_RUNS));
    const held = Array.from({ length: HELD_RUNS }, (_, index) =>
      this.#newRun(random, heldPoints[index % heldPoints.length]!),
    );
    const last = Array.from({ length: ENDING_RUNS }, () => this.#newRun(random, ending));
    const round = this.#newRound(gateway, [...held, ...last]);
    const repeated = before.map((run) => this.post(gateway, run));
    const posted = held.map((run) => this.post(gateway, run));
    // Each stands, or was answered because it could not be sent or took too long.
    await Promise.all(held.map(({ key }, index) => Promise.race([round.standing.get(key)!.promise, posted[index]])));
    const ended = await this.#end(round, ending, last, random);
    await Promise.all([...repeated, ...posted, ...ended]);
    this.#kills += 1;
  }

  /** The kill, at a moment that the ending says. */
  async #end(round: Round, ending: Point, last: readonly Run[], random: Random): Promise<readonly Promise<void>[]> {
    const { gateway } = round;
    const keys = new Set<string | null>(last.map(({ key }) => key));
    const now = (): void => gateway.program.signal('SIGKILL');
    round.onFirstBytes = (key) => (ending === 'at_connect' || ending === 'at_first_byte') && keys.has(key) && now();
    if (ending === 'at_connect') round.onConnect = now;
    const posted = last.map((run) => this.post(gateway, run));
    if (ending === 'after_reply') {
      await Promise.all(last.map(({ key }, index) => Promise.race([round.standing.get(key)!.promise, posted[index]])));
      round.released.resolve();
      await delay(random.int(0, MAX_DELAY_MS.after_reply));
    } else if (ending === 'random_moment') {
      await delay(random.int(0, MAX_DELAY_MS.random_moment));
    } else {
      await Promise.race([gateway.program.exited, Promise.all(posted)]);
    }
    await gateway.kill();
    round.killed.resolve();
    this.#round = null;
    return posted;
  }

  #newRun(random: Random, point: Point): Run {
    const key = `crash-${this.#seed}-${String(this.runs.length).padStart(4, '0')}`;
    const write = point === 'at_connect' ? writeWithoutReads(random, key) : randomWrite(random, key);
    const run: Run = { key, write, point, hasStood: false, told: [] };
    this.runs.push(run);
    return run;
  }

  #newRound(gateway: Gateway, runs: readonly Run[]): Round {
    const round: Round = {
      gateway,
      runs: new Map(runs.map((run) => [run.key, run])),
      killed: Promise.withResolvers(),
      released: Promise.withResolvers(),
      standing: new Map(runs.map(({ key }) => [key, Promise.withResolvers()])),
      onConnect: () => {},
      onFirstBytes: () => {},
    };
    this.#round = round;
    return round;
  }

  /** Where a write of this round stands still; everything else passes. */
  async #onRequest(held: Held): Promise<void> {
    const round = this.#round;
    const key = KEY.exec(held.text)?.[0];
    const run = key === undefined ? undefined : round?.runs.get(key);
    if (round === null || run === undefined || held.isWithoutCredentials) return held.answer(await held.forward());
    const stands = (): void => {
      run.hasStood = true;
      round.standing.get(run.key)!.resolve();
    };
    await this.#holdAt[run.point](held, round, stands);
  }

  readonly #holdAt: Readonly<Record<Point, (held: Held, round: Round, stands: () => void) => Promise<void>>> = {
    before_forward: async (_held, _round, stands) => stands(),
    after_apply: async (held, _round, stands) => {
      await held.forward();
      stands();
    },
    half_reply: async (held, _round, stands) => {
      held.answerHalf(await held.forward());
      stands();
    },
    apply_late: async (held, { killed }, stands) => {
      stands();
      const random = new Random(this.#seed, this.#kills, held.text.length);
      const late = async (): Promise<void> => {
        await killed.promise;
        await delay(random.int(MIN_LATE_MS, MAX_DELAY_MS.apply_late));
        await held.forward();
      };
      this.#late.push(late());
    },
    after_reply: async (held, { released }, stands) => {
      const reply = await held.forward();
      stands();
      await released.promise;
      held.answer(reply);
    },
    // These are killed before anything of them is passed on, or wherever they are.
    at_connect: async (held) => held.answer(await held.forward()),
    at_first_byte: async (_held, _round, stands) => stands(),
    random_moment: async (held) => held.answer(await held.forward()),
  };
}

/** A write that nothing is read for, at a client for whom nothing is lost otherwise: the next connection is its own. */
function writeWithoutReads(random: Random, key: string): MoneyWrite {
  return moneyWrite('voipms', nthClient('voipms', random.int(3, 4)), 'addCharge', key);
}
