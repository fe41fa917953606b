/** The operations that go through every router, each with what a caller would ask of the gateway without one. */
import type { ImportedClient } from './crm/books.ts';
import type { Operation } from './http.ts';
import type { Fault } from './sandbox.ts';

/** One operation through a router. */
export interface Case {
  readonly name: string;
  readonly operation: Operation;
  /** The same of the gateway alone; it must cost the same upstream calls. Left out where nothing of it reaches an upstream. */
  readonly direct?: Operation;
  /** What fails while it runs. */
  readonly fault?: Fault;
  /** Codes of the errors that must come, sorted; none when left out. */
  readonly codes?: readonly string[];
  /** Mutations that may reach a subgraph: never more than were asked for. */
  readonly mutations?: number;
}

const ACCOUNT = 'voipms-demo';
const SEED = '561115';

const ENTITIES = `query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Client { displayName upstreamId } }
}`;

const CHARGE = (ofCrm: string): string => `mutation Charge($input: AddChargeInput!) {
  addCharge(input: $input) {
    operation { state amount { amount currency } }
    charge { description amount { amount } }
    client { displayName ${ofCrm} }
    userErrors { code path }
  }
}`;

function byNumber({ account, upstreamId }: ImportedClient): object {
  return { __typename: 'Client', account: { name: account }, upstreamId };
}

/** Joins that only read. `imported` are the clients of the CRM, in the order of its book. */
export function joins(imported: readonly ImportedClient[]): readonly Case[] {
  const thousand = imported.slice(0, 1000);
  const one = `account: "${ACCOUNT}", upstreamId: "${SEED}"`;
  return [
    {
      name: 'from the CRM to the gateway, by account and number',
      operation: {
        query: '{ contacts(first: 3) { name client { displayName upstreamId account { name provider } } } }',
      },
      direct: { query: ENTITIES, variables: { representations: imported.slice(0, 3).map(byNumber) } },
    },
    {
      name: 'from the gateway to the CRM, a page of clients',
      operation: {
        query: '{ clients(first: 20) { totalCount nodes { displayName accountManager contacts { name } } } }',
      },
      direct: { query: '{ clients(first: 20) { totalCount nodes { displayName } } }' },
    },
    {
      name: 'from the CRM to the gateway and back, by global id',
      operation: { query: '{ tasks { title client { displayName status accountManager } } }' },
      direct: {
        query: ENTITIES,
        variables: { representations: [{ __typename: 'Client', id: imported[0]?.id }] },
      },
    },
    {
      name: 'a field of the CRM that requires one of the gateway',
      operation: { query: `{ client(${one}) { displayName advice } }` },
      direct: { query: `{ client(${one}) { displayName balance { current { amount } } } }` },
    },
    {
      name: 'the same for every client of a page',
      operation: { query: '{ clients(first: 12) { nodes { displayName advice } } }' },
      direct: { query: '{ clients(first: 12) { nodes { displayName balance { current { amount } } } } }' },
    },
    {
      name: 'a thousand entities over four accounts',
      operation: { query: '{ contacts(first: 1000) { client { displayName upstreamId } } }' },
      direct: { query: ENTITIES, variables: { representations: thousand.map(byNumber) } },
    },
    {
      name: 'an object by its global id, with a field of the CRM',
      operation: {
        query: `query Node($id: ID!) { node(id: $id) { id ... on Client { displayName accountManager } } }`,
        variables: { id: imported[0]?.id },
      },
      direct: {
        query: `query Node($id: ID!) { node(id: $id) { id ... on Client { displayName } } }`,
        variables: { id: imported[0]?.id },
      },
    },
    {
      name: 'a client that does not exist',
      operation: { query: `{ client(account: "${ACCOUNT}", upstreamId: "999999") { displayName accountManager } }` },
      direct: { query: `{ client(account: "${ACCOUNT}", upstreamId: "999999") { displayName } }` },
    },
  ];
}

/** Writes. `key` is a text that nobody has used, so that each router has its own. */
export function writes(imported: readonly ImportedClient[], key: string): readonly Case[] {
  const clientId = imported.find(({ account, upstreamId }) => account === ACCOUNT && upstreamId === SEED)?.id;
  const input = { clientId, amount: '1.25', description: 'Set-up', idempotencyKey: `${key}-charge` };
  const direct = { ...input, idempotencyKey: `${key}-direct` };
  return [
    {
      name: 'a charge, with what the CRM knows of the client',
      operation: { query: CHARGE('accountManager'), variables: { input } },
      direct: { query: CHARGE(''), variables: { input: direct } },
      mutations: 1,
    },
    {
      name: 'the same charge delivered again with the same key',
      operation: { query: CHARGE('accountManager'), variables: { input } },
      direct: { query: CHARGE(''), variables: { input: direct } },
      mutations: 1,
    },
    {
      name: 'a charge whose input is wrong',
      operation: {
        query: CHARGE('accountManager'),
        variables: { input: { ...input, amount: '0', idempotencyKey: `${key}-zero` } },
      },
      direct: { query: CHARGE(''), variables: { input: { ...input, amount: '0', idempotencyKey: `${key}-zero` } } },
      mutations: 1,
    },
    {
      name: 'a note in the CRM, with what the gateway knows of the client',
      operation: {
        query: `mutation Note($text: String!) {
          addNote(account: "${ACCOUNT}", upstreamId: "${SEED}", text: $text) { accountManager displayName balance { current { currency } } }
        }`,
        variables: { text: key },
      },
      direct: {
        query: `query Entities($representations: [_Any!]!) {
          _entities(representations: $representations) { ... on Client { displayName balance { current { currency } } } }
        }`,
        variables: { representations: [{ __typename: 'Client', id: clientId }] },
      },
      mutations: 1,
    },
  ];
}

/** What goes wrong. */
export function failures(imported: readonly ImportedClient[]): readonly Case[] {
  const two = ['voipms-demo', 'freeside-demo'].map((name) => imported.find(({ account }) => account === name)?.id);
  return [
    {
      name: 'an account that fails in a list over four',
      operation: { query: LIST('accountManager') },
      direct: { query: LIST('') },
      fault: { provider: 'freeside', function: '*', kind: 'http_500_html' },
      codes: ['UPSTREAM_UNAVAILABLE'],
    },
    {
      name: 'one object of two that fails',
      operation: {
        query: 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { ... on Client { displayName accountManager } } }',
        variables: { ids: two },
      },
      direct: {
        query: 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { ... on Client { displayName } } }',
        variables: { ids: two },
      },
      fault: { provider: 'freeside', function: '*', kind: 'http_500_html' },
      codes: ['UPSTREAM_UNAVAILABLE'],
    },
    {
      name: 'an argument that the gateway refuses',
      operation: { query: `{ client(account: "${ACCOUNT}") { displayName accountManager } }` },
      codes: ['INVALID_INPUT'],
    },
    {
      name: 'a program error in a subgraph, which is masked',
      operation: { query: '{ tasks { title due } }' },
      codes: ['INTERNAL_SERVER_ERROR'],
    },
  ];
}

const LIST = (ofCrm: string): string => `{
  clients(first: 40) {
    totalCount
    nodes { displayName ${ofCrm} }
    completeness { complete accounts { account { name } state code } }
  }
}`;
