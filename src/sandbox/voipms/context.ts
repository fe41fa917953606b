/** What every function of the stand-in works with. */
import type { SandboxClock } from '../clock.ts';
import type { Parameters } from './checks.ts';
import { required } from './checks.ts';
import type { Json } from './json.ts';
import { refuse } from './refusal.ts';
import type { VoipmsStore } from './store.ts';
import type { VoipmsSwitches } from './switchboard.ts';
import type { Profile } from './types.ts';

/** State, clock and switches at the time of the call, and its parameters. */
export interface Context {
  readonly store: VoipmsStore;
  readonly clock: SandboxClock;
  readonly switches: VoipmsSwitches;
  readonly parameters: Parameters;
  readonly remoteAddress: string;
}

/** One function: returns the fields beside `status`, in their order. Throws a `Refusal` for an error answer. */
export type ApiFunction = (context: Context) => Readonly<Record<string, Json>>;

/** A row or another flat object of texts as JSON. */
export function jsonOf(row: object): Json {
  return { ...row };
}

/**
 * A list in the encoding that the switch asks for. `indexed` has a gap before the last of three or more rows, as the
 * documented getCharges sample has (0, 1, 3): PHP prints a list as an object when it has a gap.
 */
export function listOf(switches: VoipmsSwitches, rows: readonly object[]): Json {
  const encoded = rows.map(jsonOf);
  const [only] = encoded;
  if (switches.listEncoding === 'bare' && only !== undefined && encoded.length === 1) return only;
  if (switches.listEncoding !== 'indexed') return encoded;
  const last = encoded.length - 1;
  return Object.fromEntries(encoded.map((row, index) => [index === last && last > 1 ? last + 1 : index, row]));
}

/** The client that the parameter `client` names by id. Throws missing_client or invalid_client. */
export function clientOf({ store, switches, parameters }: Context): Profile {
  const id = required(parameters, 'client', 'missing_client');
  if (switches.accountKind === 'plain') refuse('invalid_client');
  return store.profile(id) ?? refuse('invalid_client');
}
