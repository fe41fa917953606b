/** A small client of the LogicBoxes stand-in: HTTP and JSON, nothing of the provider. */
import { readFileSync } from 'node:fs';
import { drive } from '../drive.ts';
import type { Driven } from '../drive.ts';
import type { SandboxOptions } from '../../../src/sandbox/server.ts';

/** Parameters without the login; a list is a repeated name. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

/** The demo reseller's login. */
export const LOGIN = { 'auth-userid': '100001', 'api-key': 'demo-logicboxes' };

/** The documented customer. */
export const JANE = '31000001';

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A row of a search. */
export type Row = Readonly<Record<string, string>>;

/** A running sandbox, seen as a LogicBoxes API. */
export interface Api {
  readonly driven: Driven;
  readonly url: string;
  /** A GET with everything in the query. */
  get(name: string, parameters?: Parameters): Promise<Answer>;
  /** A POST with everything in the body. */
  post(name: string, parameters?: Parameters): Promise<Answer>;
  /** The JSON of a GET that must have status 200. */
  read(name: string, parameters?: Parameters): Promise<Record<string, unknown>>;
  /** The JSON of a POST that must have status 200. */
  write(name: string, parameters?: Parameters): Promise<unknown>;
  /** Rows of a billing search, first page of 500 unless told otherwise. */
  rows(name: string, parameters?: Parameters): Promise<Row[]>;
  set(switches: Readonly<Record<string, unknown>>): Promise<void>;
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

/** Names and values in the form of a query. */
export function form(parameters: Parameters): URLSearchParams {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs);
}

/** Starts a sandbox; its clock stands at noon of 24 November 2026, so that archived rows are the same on any day. */
export async function start(options: Partial<SandboxOptions> = {}): Promise<Api> {
  const driven = await drive(options);
  await driven.control('clock', { now: '2026-11-24T12:00:00Z' });
  return apiOf(driven);
}

/** The same for a sandbox that runs already. */
export function apiOf(driven: Driven): Api {
  const url = `${driven.sandbox.url}/api`;
  const path = (name: string) => `${url}/${/\.(json|xml)$/.test(name) ? name : `${name}.json`}`;
  const get: Api['get'] = async (name, parameters = {}) =>
    answerOf(await fetch(`${path(name)}?${form({ ...LOGIN, ...parameters }).toString()}`));
  const post: Api['post'] = async (name, parameters = {}) =>
    answerOf(await fetch(path(name), { method: 'POST', body: form({ ...LOGIN, ...parameters }) }));
  const read: Api['read'] = async (name, parameters) =>
    accepted(await get(name, parameters)) as Record<string, unknown>;
  return {
    driven,
    url,
    get,
    post,
    read,
    write: async (name, parameters) => accepted(await post(name, parameters)),
    rows: async (name, parameters) => {
      const page = await read(name, { 'no-of-records': '500', 'page-no': '1', ...parameters });
      return rowsOf(page);
    },
    set: (switches) => driven.set({ provider: 'logicboxes', ...switches }),
    fault: (fault) => driven.fault({ provider: 'logicboxes', ...fault }),
    close: () => driven.sandbox.close(),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, type: headers.get('content-type') ?? '', text: await response.text() };
}

/** The numbered rows of a page, in the order of their numbers. */
export function rowsOf(page: Readonly<Record<string, unknown>>): Row[] {
  return Object.keys(page)
    .filter((key) => /^\d+$/.test(key))
    .toSorted((left, right) => Number(left) - Number(right))
    .map((key) => page[key] as Row);
}

function accepted({ status, text }: Answer): unknown {
  if (status !== 200) throw new Error(`${status} ${text}`);
  return JSON.parse(text);
}

/** A document of the vendor, byte for byte. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../providers/fixtures/logicboxes/${name}`, import.meta.url), 'utf8');
}

/** A whole valid sign-up; change single fields, or empty them. */
export function signup(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    username: 'ada@example.org',
    passwd: 'Engine#1843',
    name: 'Ada Lovelace',
    company: 'Analytical & Engines',
    'address-line-1': '12 Main St',
    city: 'London',
    state: 'Not Applicable',
    country: 'GB',
    zipcode: 'EC1A 1BB',
    'phone-cc': '44',
    phone: '2079460123',
    'lang-pref': 'en',
    ...changes,
  };
}

/** A fund for the documented customer. */
export function fund(changes: Parameters = {}): Parameters {
  return {
    'customer-id': JANE,
    amount: '5',
    description: 'Thank you [rg-1]',
    'transaction-type': 'receipt',
    'transaction-key': 'key-1',
    'update-total-receipt': 'true',
    ...changes,
  };
}

/** A debit note for the documented customer. */
export function debit(changes: Parameters = {}): Parameters {
  return {
    'customer-id': JANE,
    'selling-amount': '2.5',
    description: 'Support call',
    'debit-note-date': '1795521600',
    'transaction-key': 'key-2',
    'update-total-receipt': 'false',
    'accounting-amount': '3.161',
    'conversion-rate': '0.791',
    ...changes,
  };
}
