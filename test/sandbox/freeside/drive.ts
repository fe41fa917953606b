/** A small raw client for the Freeside stand-in: XML-RPC over fetch, and plain objects for what it answers. */
import { readFileSync } from 'node:fs';
import { decodeAnswer, encodeCall } from '../../../src/wire/xmlrpc.ts';
import { XmlRpcBase64, XmlRpcDate, isStruct, struct } from '../../../src/wire/xmlrpc-values.ts';
import type { XmlRpcValue } from '../../../src/wire/xmlrpc-values.ts';
import type { SandboxOptions } from '../../../src/sandbox/server.ts';
import { drive } from '../drive.ts';
import type { Driven } from '../drive.ts';

/** Prefix of the public door. */
export const PUBLIC = 'FS.SelfService.XMLRPC.';
/** Prefix of the back-end door. */
export const BACK_END = 'FS.ClientAPI_XMLRPC.';
/** The demo reseller's login. */
export const LOGIN = { username: 'demo', password: 'demo-freeside' };

/** A value of an answer: texts, lists, objects; a date as `date:` and base64 as `base64:` with its text. */
export type Plain = string | null | readonly Plain[] | { readonly [name: string]: Plain };
/** A result, or a fault as `{ faultCode, codeType, faultString }`. */
export type Result = Readonly<Record<string, Plain>>;
/** Members of a call. */
export type Members = Readonly<Record<string, XmlRpcValue>>;

/** A started sandbox with calls to Freeside. */
export interface Freeside extends Driven {
  /** Address of the API. */
  readonly url: string;
  /** Session of agent 1, begun at the start. */
  readonly session: string;
  /** Calls a method at the public door with one struct, without adding anything. */
  ask(method: string, members?: Members): Promise<Result>;
  /** The same with the session of agent 1, as `agent_session_id` when there is a `custnum`. */
  call(method: string, members?: Members): Promise<Result>;
  /** `error` of such a call; absent = ''. */
  error(method: string, members?: Members): Promise<string>;
  /** Posts a document; returns the body as text. */
  post(body: string | Uint8Array, contentType?: string): Promise<string>;
  /** Sets switches of Freeside. */
  turn(switches: Readonly<Record<string, unknown>>): Promise<void>;
  /** Adds a fault for Freeside. */
  fail(fault: Readonly<Record<string, unknown>>): Promise<void>;
  /** Begins a session. */
  login(members?: Members): Promise<string>;
}

/** Starts a sandbox on a free port: three generated customers, seed 7, memory only, unless told otherwise. */
export async function driveFreeside(options: Partial<SandboxOptions> = {}): Promise<Freeside> {
  return freesideOf(await drive(options));
}

/** The same for a sandbox that runs already. */
export async function freesideOf(driven: Driven): Promise<Freeside> {
  const url = `${driven.sandbox.url}/selfservice/xmlrpc.cgi`;
  const post: Freeside['post'] = async (body, contentType = 'text/xml') => {
    const bytes = typeof body === 'string' ? body : new Uint8Array(body);
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body: bytes });
    if (answer.status !== 200) throw new Error(`Status ${answer.status}.`);
    return answer.text();
  };
  const ask: Freeside['ask'] = async (method, members = {}) =>
    readResult(await post(encodeCall(PUBLIC + method, [struct(members)])));
  const login: Freeside['login'] = async (members = LOGIN) => asText((await ask('agent_login', members))['session_id']);
  const session = await login();
  const call: Freeside['call'] = (method, members = {}) =>
    ask(method, { ['custnum' in members ? 'agent_session_id' : 'session_id']: session, ...members });
  const accepted = async (path: string, body: object) => {
    const answer = await driven.control(path, { provider: 'freeside', ...body });
    if (answer.status !== 200) throw new Error(String(answer.body['error']));
  };
  return {
    ...driven,
    url,
    session,
    ask,
    call,
    error: async (method, members) => asText((await call(method, members))['error']),
    post,
    turn: (switches) => accepted('switches', switches),
    fail: (fault) => accepted('faults', fault),
    login,
  };
}

/** Reads an answer. */
export function readResult(body: string | Uint8Array): Result {
  const answer = decodeAnswer(Buffer.from(body));
  if ('value' in answer) return plain(answer.value) as Result;
  const { code, codeType, text } = answer.fault;
  return { faultCode: code, codeType, faultString: text };
}

/** A value without its types. */
export function plain(value: XmlRpcValue): Plain {
  if (isStruct(value)) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof XmlRpcDate) return `date:${value.text}`;
  if (value instanceof XmlRpcBase64) return `base64:${Buffer.from(value.bytes).toString('base64')}`;
  if (value === null || typeof value === 'string') return value;
  throw new Error('Freeside answers with texts alone.');
}

/** A value that must be text; absent = ''. */
export function asText(value: Plain | undefined): string {
  if (value === undefined || typeof value === 'string') return value ?? '';
  throw new Error('Not a text.');
}

/** Bytes of a documented document. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../providers/fixtures/freeside/${name}.xml`, import.meta.url));
}

/** A whole valid sign-up without its session; change single members. A member that is undefined is left out. */
export function signup(changes: Readonly<Record<string, XmlRpcValue | undefined>> = {}): Members {
  const members = {
    first: 'Ada',
    last: "O'Connor",
    company: 'Analytical Engines',
    address1: '12 Main St',
    city: 'Boston',
    state: 'MA',
    zip: '02134',
    country: 'US',
    daytime: '617-555-0100',
    invoicing_list: 'ada@example.org',
    payby: 'CARD',
    payinfo: '4111111111111111',
    paydate: '12/2028',
    pkgpart: '2',
    username: 'ada',
    _password: 'Tr1cky-Pw',
    ...changes,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** All states that have a flag. */
export const ALL = { prospect: '1', active: '1', susp: '1', cancel: '1' };

/** Rows of agent_list_customers. */
export async function rowsOf(freeside: Freeside, members: Members): Promise<Record<string, string>[]> {
  return (await freeside.call('agent_list_customers', members))['customers'] as Record<string, string>[];
}
