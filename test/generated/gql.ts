/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query DashboardPage {\n  clients(first: 100) {\n    nodes {\n      upstreamId\n      displayName\n      balance {\n        current {\n          amount\n          currency\n        }\n      }\n      charges(first: 5) {\n        nodes {\n          upstreamId\n          date\n          amount {\n            amount\n            currency\n          }\n          description\n        }\n      }\n      deposits(first: 5) {\n        nodes {\n          upstreamId\n          date\n          amount {\n            amount\n            currency\n          }\n          description\n        }\n      }\n    }\n  }\n}": typeof types.DashboardPageDocument,
    "query ClientPage($account: String!, $upstreamId: String!) {\n  client(account: $account, upstreamId: $upstreamId) {\n    upstreamId\n    displayName\n    balance {\n      current {\n        amount\n        currency\n      }\n    }\n    charges(first: 5) {\n      nodes {\n        upstreamId\n        date\n        amount {\n          amount\n          currency\n        }\n        description\n      }\n    }\n  }\n}": typeof types.ClientPageDocument,
    "query LedgerOfClient($account: String!, $upstreamId: String!) {\n  client(account: $account, upstreamId: $upstreamId) {\n    balance {\n      current {\n        amount\n      }\n    }\n    charges {\n      totalCount\n    }\n  }\n}": typeof types.LedgerOfClientDocument,
};
const documents: Documents = {
    "query DashboardPage {\n  clients(first: 100) {\n    nodes {\n      upstreamId\n      displayName\n      balance {\n        current {\n          amount\n          currency\n        }\n      }\n      charges(first: 5) {\n        nodes {\n          upstreamId\n          date\n          amount {\n            amount\n            currency\n          }\n          description\n        }\n      }\n      deposits(first: 5) {\n        nodes {\n          upstreamId\n          date\n          amount {\n            amount\n            currency\n          }\n          description\n        }\n      }\n    }\n  }\n}": types.DashboardPageDocument,
    "query ClientPage($account: String!, $upstreamId: String!) {\n  client(account: $account, upstreamId: $upstreamId) {\n    upstreamId\n    displayName\n    balance {\n      current {\n        amount\n        currency\n      }\n    }\n    charges(first: 5) {\n      nodes {\n        upstreamId\n        date\n        amount {\n          amount\n          currency\n        }\n        description\n      }\n    }\n  }\n}": types.ClientPageDocument,
    "query LedgerOfClient($account: String!, $upstreamId: String!) {\n  client(account: $account, upstreamId: $upstreamId) {\n    balance {\n      current {\n        amount\n      }\n    }\n    charges {\n      totalCount\n    }\n  }\n}": types.LedgerOfClientDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DashboardPage {\n  clients(first: 100) {\n    nodes {\n      upstreamId\n      displayName\n      balance {\n        current {\n          amount\n          currency\n        }\n      }\n      charges(first: 5) {\n        nodes {\n          upstreamId\n          date\n          amount {\n            amount\n            currency\n          }\n          description\n        }\n      }\n      deposits(first: 5) {\n        nodes {\n          upstreamId\n          date\n          amount {\n            amount\n            currency\n          }\n          description\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').DashboardPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ClientPage($account: String!, $upstreamId: String!) {\n  client(account: $account, upstreamId: $upstreamId) {\n    upstreamId\n    displayName\n    balance {\n      current {\n        amount\n        currency\n      }\n    }\n    charges(first: 5) {\n      nodes {\n        upstreamId\n        date\n        amount {\n          amount\n          currency\n        }\n        description\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').ClientPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LedgerOfClient($account: String!, $upstreamId: String!) {\n  client(account: $account, upstreamId: $upstreamId) {\n    balance {\n      current {\n        amount\n      }\n    }\n    charges {\n      totalCount\n    }\n  }\n}"): typeof import('./graphql.ts').LedgerOfClientDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
