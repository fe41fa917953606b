/** The model: gateways, a journal, an upstream and callers, all of it under the control of one list of commands. */
import { rmSync } from 'node:fs';
import { vi } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import type { Operation } from '../../src/journal/operation.ts';
import { absentFrom } from '../../src/journal/steps.ts';
import type { JournalStore } from '../../src/journal/store.ts';
import type { Trace } from '../../src/providers/provider.ts';
import { scopeOf } from '../providers/scope.ts';
import { Callers, type Asked } from './world-callers.ts';
import { inputs, keys, type Command, type Story } from './world-commands.ts';
import { PlannedFault, SimulatedGateway } from './world-gateway.ts';
import { bounds, Situation, type Counts } from './world-situation.ts';
import { quiet } from './world-turns.ts';
import { bookOf } from './world-upstream.ts';
import { newFolder, openAt } from './world.ts';

const BEGINNING = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

/** Runs one story from its beginning to its end, and counts what happens. Throws for whatever must not happen. */
export async function runStory(story: Story, counts: Counts): Promise<void> {
  const dataDir = newFolder();
  const stores: JournalStore[] = [await openAt(dataDir, story.isExclusive)];
  if (!story.isExclusive) stores.push(await openAt(dataDir));
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: BEGINNING });
  const situation = new Situation(stores[0]!, counts);
  try {
    await new Model(story, stores, situation).run();
  } finally {
    vi.useRealTimers();
    situation.count('turns', situation.turns.count);
    for (const store of stores) await store.close();
    rmSync(dataDir, { recursive: true });
  }
}

class Model {
  readonly #story: Story;
  /** One for each gateway. */
  readonly #stores: readonly JournalStore[];
  readonly #situation: Situation;
  readonly #callers: Callers;
  readonly #gateways: SimulatedGateway[] = [];
  readonly #leases = new Map<string, { holder: unknown; until: number }>();
  #hasCrashed = false;

  constructor(story: Story, stores: readonly JournalStore[], situation: Situation) {
    this.#story = story;
    this.#stores = stores;
    this.#situation = situation;
    this.#callers = new Callers(situation);
  }

  async run(): Promise<void> {
    for (const command of this.#story.commands) {
      this.#situation.count('steps');
      this.#situation.count(command.do);
      await this.#do(command);
      await quiet();
      await this.#situation.check();
    }
    await this.#end();
  }

  /** The gateway with this number, begun (anew) if it does not run. */
  #gateway(number: number): SimulatedGateway {
    const index = number % this.#stores.length;
    const running = this.#gateways[index];
    if (running?.isAlive === true) return running;
    const gateway = this.#newGateway(this.#stores[index]!);
    this.#gateways[index] = gateway;
    gateway.round();
    return gateway;
  }

  #newGateway(store: JournalStore): SimulatedGateway {
    const situation = this.#situation;
    return new SimulatedGateway({
      turns: situation.turns,
      store,
      isExclusive: this.#story.isExclusive,
      bounds,
      leases: this.#leases,
      look: (operation, lost) => {
        situation.count('looks');
        if (!situation.upstream.isReadable) throw new GatewayError('UPSTREAM_UNAVAILABLE', 'The books are closed.');
        return situation.find(operation, lost);
      },
      onChange: (added) => situation.changed(added),
      onFault: (error) => {
        if (!(error instanceof PlannedFault)) situation.wrong(`there was a fault: ${String(error)}`);
      },
    });
  }

  async #do(command: Command): Promise<void> {
    const { turns, upstream } = this.#situation;
    if (command.do === 'turns') for (const pick of command.picks) await this.#turn(pick);
    if (command.do === 'flow') await this.#flow();
    if (command.do === 'advance') await advance(command.ms);
    if (command.do === 'advance to') await advance(this.#msTo(command.moment) - command.earlierMs);
    if (command.do === 'books') upstream.isReadable = command.isReadable;
    if (command.do === 'by hand') this.#byHand(command.input, command.text);
    if (!('gateway' in command)) return;
    const gateway = this.#gateway(command.gateway);
    if (command.do === 'submit') this.#callers.submit(gateway, this.#asked(command), command.fate);
    if (command.do === 'ask') this.#callers.ask(gateway, this.#asked(command));
    if (command.do === 'predecessors') void this.#predecessors(gateway, command.client);
    if (command.do === 'round') gateway.round();
    if (command.do === 'outage') gateway.outage = command.failing;
    if (command.do === 'resolve') void this.#resolve(gateway, command.key, command.isTrue);
    if (command.do === 'crash') {
      this.#hasCrashed = true;
      gateway.isAlive = false;
      await turns.crash(gateway, command.pick);
    }
  }

  #asked({ key, input }: { readonly key: number; readonly input: number | null }): Asked {
    const index = this.#story.keys[key]!;
    return { ...keys[index]!, input: input ?? this.#story.meant[index]! };
  }

  async #turn(pick: number): Promise<void> {
    await this.#situation.turns.take(pick);
    await this.#situation.check();
  }

  async #flow(): Promise<void> {
    for (let count = 0; this.#situation.turns.size > 0; count += 1) {
      if (count > 2000) throw new Error('It never comes to rest.');
      await this.#turn(0);
    }
  }

  /** Time until one of the moments at which something is due, the next one first; 1 minute when nothing is. */
  #msTo(which: number): number {
    const { operations } = this.#situation;
    const dates = operations.flatMap((one) => [one.nextLookAt, one.sendUntil, absentFrom(one, bounds)]);
    const waits = dates.map((date) => (date?.getTime() ?? 0) - Date.now()).filter((wait) => wait > 0);
    return waits.toSorted((left, right) => left - right)[which] ?? 60_000;
  }

  #byHand(input: number, how: string): void {
    const { upstream, operations } = this.#situation;
    const { kind, clientId, amount } = inputs[input]!;
    const book = bookOf(kind, clientId);
    const mark = operations.find((other) => other.kind === kind && other.clientId === clientId)?.mark ?? 'RG-';
    const texts: Record<string, string> = { none: '', part: mark.slice(0, 9), copy: upstream.seenText(book) ?? '' };
    const bookedAt = Date.now() - (how === 'old' ? 3 * DAY_MS : 0);
    upstream.handMade.push({ book, amount, text: texts[how] ?? 'Set-up fee', bookedAt });
  }

  /** What is unknown of a client's money is in UNKNOWN, and of this client. */
  async #predecessors(gateway: SimulatedGateway, client: string): Promise<void> {
    const found = await gateway.journal
      .openMoney({
        account: 'one',
        clientId: client,
        caller: 'alice',
        actor: 'alice',
        idempotencyKey: null,
        scope: scopeOf(),
      })
      .catch((error: unknown) => this.#refused(error));
    for (const { state, clientId, amount } of found ?? []) {
      const isUnknownMoney = (state === 'UNKNOWN' || state === 'SENT') && clientId === client && amount !== null;
      if (!isUnknownMoney) this.#situation.wrong(`${state} of client ${clientId} was shown as unknown`);
    }
  }

  /** A person says what became of an operation, be it true or not. */
  async #resolve(gateway: SimulatedGateway, key: number, isTrue: boolean): Promise<void> {
    const { operations, upstream } = this.#situation;
    const { caller, idempotencyKey } = keys[this.#story.keys[key]!]!;
    const known = operations.find((one) => one.caller === caller && one.idempotencyKey === idempotencyKey);
    if (known === undefined) return;
    const applied = upstream.applied(known.mark) > 0 === isTrue;
    const operation = await gateway.journal
      .resolve(known.id, applied, 'seen', 'eve')
      .catch((error: unknown) => this.#refused(error));
    if (operation && (operation.state !== 'RESOLVED' || operation.evidence?.applied !== applied))
      this.#situation.wrong('a person was told something else than she has said');
  }

  /** A person gets no other errors than that the store is away, and that an operation is not open any more. */
  #refused(error: unknown): null {
    const isExpected = error instanceof GatewayError && ['JOURNAL_UNAVAILABLE', 'INVALID_INPUT'].includes(error.code);
    if (!isExpected) this.#situation.wrong(`a person was refused with ${String(error)}`);
    return null;
  }

  /** All is well again, and as much time passes as it takes: then everything is known that can be known. */
  async #end(): Promise<void> {
    this.#situation.upstream.isReadable = true;
    for (const index of this.#stores.keys()) this.#gateway(index).outage = null;
    await this.#flow();
    for (let rounds = 0; this.#isSomethingDue(); rounds += 1) {
      if (rounds > 200) throw new Error('It is never settled.');
      for (const gateway of this.#gateways) gateway.round();
      for (let turns = 0; turns < this.#story.pace; turns += 1) await this.#turn(0);
      await advance(this.#msTo(0));
      await this.#flow();
    }
    await this.#checkEnd();
  }

  /** True while something is under way, or was not looked for since nothing of it can arrive any more. */
  #isSomethingDue(): boolean {
    return this.#situation.operations.some((operation) => {
      const { state, delivery, evidence, nextLookAt } = operation;
      if (state !== 'UNKNOWN' || delivery !== 'probed') return state === 'SENT';
      const since = absentFrom(operation, bounds) ?? new Date();
      return nextLookAt !== null && (evidence === null || evidence.observedAt < since);
    });
  }

  async #checkEnd(): Promise<void> {
    const observer = this.#stores[0]!;
    // Longer than the least pause between two looks.
    await advance(2000);
    for (const operation of this.#situation.operations)
      void this.#gateways[0]!.journal.settling.settle(operation, 'eve');
    await this.#flow();
    if (this.#callers.waiting > 0) throw new Error('A caller still waits.');
    for (const operation of this.#situation.operations) {
      this.#situation.count(operation.state);
      await this.#checkOutcome(operation, await observer.traceOf(operation.id));
    }
    const { problems } = await observer.verify();
    if (problems.length > 0) throw new Error(problems.join('; '));
    await this.#situation.check();
  }

  /** What the books tell is known, and nothing is kept that is of no more use. */
  async #checkOutcome(operation: Operation, trace: Trace | null): Promise<void> {
    const { state, delivery, mark, idempotencyKey } = operation;
    const isKept = (state === 'UNKNOWN' && delivery === 'probed') || state === 'RECONCILED_ABSENT';
    if ((trace !== null) !== isKept)
      this.#situation.wrong(`${idempotencyKey} (${state}) has the trace ${JSON.stringify(trace)}`);
    if (state === 'SENT') this.#situation.wrong(`${idempotencyKey} is SENT in the end`);
    const isAnswered = this.#situation.upstream.sentWith(mark).every((sent) => sent.isAnswered);
    if (state === 'UNKNOWN' && isAnswered && !this.#hasCrashed)
      this.#situation.wrong(`${idempotencyKey} is UNKNOWN although all of it was answered, or nothing was sent`);
    if (state !== 'UNKNOWN' || trace === null) return;
    const sentAt = operation.attempts.at(-1)!.startedAt;
    const { verdict } = this.#situation.find(operation, { trace, mark, sentAt });
    if (verdict !== 'unclear') this.#situation.wrong(`${idempotencyKey} is UNKNOWN, and the books say ${verdict}`);
  }
}

async function advance(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(Math.max(ms, 0));
}
