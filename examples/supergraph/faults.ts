/** What goes wrong between router and subgraphs: no charge may be made twice, and none may be forgotten. */
import { codesOf, same } from './equal.ts';
import type { Answer, Operation } from './http.ts';
import { pause } from './processes.ts';
import type { Report } from './report.ts';
import type { Fault } from './sandbox.ts';
import type { Stage } from './stage.ts';
import type { Behaviour, Tap } from './tap.ts';

const CLIENT = '561115';

/** Longest wait of an upstream in these checks: long enough to do something meanwhile. */
const UPSTREAM_DELAY_MS = 1500;

function charge(clientId: string, idempotencyKey: string, amount: string): Operation {
  const query = `mutation Charge($input: AddChargeInput!) {
    addCharge(input: $input) { operation { state } client { displayName accountManager } userErrors { code } }
  }`;
  return { query, variables: { input: { clientId, amount, idempotencyKey } } };
}

function stateOf({ data }: Answer): unknown {
  const payload = data?.['addCharge'] as { readonly operation?: { readonly state: string } | null } | null | undefined;
  return payload?.operation?.state;
}

/** A charge that no other check makes: its amount and its key are its own. */
interface Own {
  readonly operation: Operation;
  /** How often it stands in the books. */
  readonly inBooks: () => Promise<number>;
}

type FaultCheck = (stage: Stage, own: Own) => Promise<void>;

const checks: Readonly<Record<string, FaultCheck>> = {
  'a gateway that stops answering costs its own fields and no others': async (stage) => {
    const query = '{ contacts(first: 2) { name client { displayName } } }';
    const answer = await during('hang', stage.taps.billing, () => stage.ask({ query }));
    const contacts = answer.data?.['contacts'] as readonly { readonly name: string; readonly client: unknown }[] | null;
    same(
      'contacts',
      contacts?.map(({ name, client }) => [name !== '', client]),
      [
        [true, null],
        [true, null],
      ],
    );
    same('there are errors', codesOf(answer).length > 0, true);
    same('errors once it answers again', codesOf(await stage.ask({ query })), []);
  },

  'a charge whose gateway does not answer is made once when it is sent again': async (stage, own) => {
    const lost = await during('hang', stage.taps.billing, () => stage.ask(own.operation));
    same('state without an answer', stateOf(lost), undefined);
    same('mutations sent by the router', mutations(stage), 1);
    same('charges before it was sent again', await own.inBooks(), 0);
    await sendAgain(stage, own);
  },

  'a charge whose answer is lost is not sent again by the router, and not made again': async (stage, own) => {
    const lost = await during('lose answers', stage.taps.billing, () => stage.ask(own.operation));
    same('state without an answer', stateOf(lost), undefined);
    same('mutations sent by the router', mutations(stage), 1);
    same('charges before it was sent again', await own.inBooks(), 1);
    await sendAgain(stage, own);
  },

  'a router that is killed during a charge': async (stage, own) => {
    await stage.sandbox.fault(slowCharge);
    const lost = stage.ask(own.operation).then(
      () => 'answered',
      () => 'no answer',
    );
    while (mutations(stage) === 0) await pause(10);
    await stage.crash();
    same('the first answer', await lost, 'no answer');
    await sendAgain(stage, own);
  },

  'the same charge delivered twice at once': async (stage, own) => {
    await stage.sandbox.fault(slowCharge);
    const answers = await Promise.all([stage.ask(own.operation), stage.ask(own.operation)]);
    same('states', answers.map(stateOf), ['SUCCEEDED', 'SUCCEEDED']);
    same('charges in the books', await own.inBooks(), 1);
  },

  'a charge of which the CRM cannot tell its part is told all the same': async (stage, own) => {
    const answer = await during('lose answers', stage.taps.crm, () => stage.ask(own.operation));
    same('state', stateOf(answer), 'SUCCEEDED');
    same('there are errors', codesOf(answer).length > 0, true);
    same('charges in the books', await own.inBooks(), 1);
  },
};

const slowCharge: Fault = {
  provider: 'voipms',
  function: 'addCharge',
  kind: 'delay',
  delayMs: UPSTREAM_DELAY_MS,
  count: 1,
};

async function during(behaviour: Behaviour, tap: Tap, send: () => Promise<Answer>): Promise<Answer> {
  tap.behaviour = behaviour;
  try {
    return await send();
  } finally {
    tap.behaviour = 'pass';
  }
}

/** Mutations that reached a subgraph since the last call. */
function mutations(stage: Stage): number {
  return stage.seen().filter(({ kind }) => kind === 'mutation').length;
}

async function sendAgain(stage: Stage, { operation, inBooks }: Own): Promise<void> {
  same('state', stateOf(await stage.ask(operation)), 'SUCCEEDED');
  same('charges in the books', await inBooks(), 1);
}

/** Every check of one router. `clientId` is the documented client of VoIP.ms. */
export async function checkFaults(report: Report, stage: Stage, clientId: string): Promise<void> {
  for (const [index, [title, check]] of Object.entries(checks).entries()) {
    const amount = `2.0${index + 1}`;
    const operation = charge(clientId, `fault-${stage.name}-${index}`, amount);
    const inBooks = (): Promise<number> => stage.sandbox.charges(CLIENT, amount);
    stage.seen();
    await report.check(`${stage.name}: ${title}`, () => check(stage, { operation, inBooks }));
  }
}
