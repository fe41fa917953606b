/** `reseller-graph keys create|list|revoke`: API keys, before the first start of a gateway and beside a running one. */
import { newKey, isKeyId, parseKey, secretHash } from '../access/keyText.ts';
import type { Core } from '../core.ts';
import { keyActions, type ApiKey, type StoredApiKey } from '../journal/api-key.ts';
import { ConfigError } from '../settings.ts';
import { DEFAULT_LIFE_DAYS, readKeyRequest, type KeyPlaces, type KeyRequest, type KeysValues } from './keyOptions.ts';
import { oneLine, print, printTable } from './print.ts';

const USAGE = 'Use: keys create --name NAME, keys list, or keys revoke ID';

/** What the change of a person at the command line is signed with. */
const ACTOR = 'command line';

/** Longest reason, in characters. */
const MAX_REASON_LENGTH = 500;

/** A command whose arguments are in order. */
export interface KeysCommand {
  /** True when it may make the journal: keys can be made before a gateway has started. */
  readonly makesJournal: boolean;
  /** Throws GatewayError when the journal cannot be used, ConfigError for a key that is not there. */
  run(core: Core): Promise<void>;
}

/** Reads a command. Throws ConfigError with a line for each thing that cannot be used. */
export function keysCommand(args: readonly string[], values: KeysValues, places: KeyPlaces): KeysCommand {
  const [verb = 'list', which, ...surplus] = args;
  if (surplus.length > 0) throw new ConfigError(USAGE);
  if (verb === 'create' && which === undefined) {
    const request = readKeyRequest(values, places, new Date());
    return { makesJournal: true, run: (core) => create(core, request, values.json === true) };
  }
  if (verb === 'list' && which === undefined)
    return { makesJournal: false, run: (core) => list(core, values.json === true) };
  if (verb === 'revoke') {
    const id = idIn(which);
    const reason = reasonIn(values.reason);
    return { makesJournal: false, run: (core) => revoke(core, id, reason, values.json === true) };
  }
  throw new ConfigError(USAGE);
}

async function create({ store }: Core, request: KeyRequest, asJson: boolean): Promise<void> {
  const { id, secret, text } = newKey();
  const createdAt = new Date();
  const key: ApiKey = { id, ...request, secretHash: secretHash(secret), createdAt, revokedAt: null };
  const note = { actor: ACTOR, action: keyActions.created, reason: null };
  // Of 36^12 ids none comes twice, unless the machine's random numbers are broken.
  if (!(await store.addKey(key, note))) throw new Error('An id of a key has come twice.');
  if (asJson) return print(JSON.stringify({ key: text, ...shown(key) }));
  print(text);
  const { name, tenant, expiresAt } = request;
  const until = expiresAt === null ? 'It does not expire' : `It expires at ${expiresAt.toISOString()}`;
  const lines = [
    `The key "${name}" of the tenant ${tenant}, above, is shown this once and kept nowhere: put it in a safe place.`,
    `${until} (without --expires: after ${DEFAULT_LIFE_DAYS} days). It may: ${key.scopes.join(', ')}.`,
    `Use it as "Authorization: Bearer KEY". "reseller-graph keys revoke ${id}" ends it.`,
  ];
  // On standard error, so that a file of the output holds nothing but the key.
  process.stderr.write(`${lines.join('\n')}\n`);
}

async function list({ store }: Core, asJson: boolean): Promise<void> {
  const all = await store.keys();
  if (asJson) return all.forEach((found) => print(JSON.stringify(shownFound(found))));
  if (all.length === 0) return print('There is no API key.');
  printTable(
    ['ID', 'STATE', 'NAME', 'TENANT', 'CREATED', 'EXPIRES', 'LAST USED', 'ACCOUNTS', 'SCOPES'],
    all.map((found) => rowOf(found, new Date())),
  );
}

async function revoke({ store }: Core, id: string, reason: string | null, asJson: boolean): Promise<void> {
  const key = await store.revokeKey(id, new Date(), { actor: ACTOR, action: keyActions.revoked, reason });
  if (key === null) throw new ConfigError(`There is no API key ${id}: "keys list" shows all.`);
  if (asJson) return print(JSON.stringify(shown(key)));
  print(`The key ${id} is revoked since ${key.revokedAt!.toISOString()}. Gateways notice it within 5 seconds.`);
}

/** The id, also where the whole key is given. */
function idIn(text = ''): string {
  const id = parseKey(text)?.id ?? text;
  if (!isKeyId(id))
    throw new ConfigError('keys revoke: name the key by its id, 12 characters, which "keys list" shows.');
  return id;
}

function reasonIn(text: string | undefined): string | null {
  if (text === undefined || text.trim() === '') return null;
  if (text.length > MAX_REASON_LENGTH) throw new ConfigError(`--reason: use at most ${MAX_REASON_LENGTH} characters.`);
  return text.trim();
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): string {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

function rowOf(found: StoredApiKey, now: Date): readonly string[] {
  if (!found.isGenuine) return [oneLine(found.id), 'EDITED', ...Array.from({ length: 7 }, () => '-')];
  const { key, lastUsedAt } = found;
  return [
    key.id,
    stateOf(key, now),
    oneLine(key.name),
    key.tenant,
    key.createdAt.toISOString().slice(0, 10),
    key.expiresAt?.toISOString().slice(0, 16) ?? 'never',
    lastUsedAt?.toISOString().slice(0, 16) ?? 'never',
    key.accounts?.join(',') ?? 'all',
    key.scopes.join(','),
  ];
}

/** What is shown of a key: everything but the hash of its secret. */
function shown(key: ApiKey): object {
  const { secretHash: _, ...rest } = key;
  return { ...rest, state: stateOf(key, new Date()) };
}

function shownFound(found: StoredApiKey): object {
  if (!found.isGenuine) return { id: found.id, state: 'EDITED' };
  return { ...shown(found.key), lastUsedAt: found.lastUsedAt };
}
