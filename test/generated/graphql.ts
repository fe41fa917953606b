/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type DashboardPageQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardPageQuery = { clients: { nodes: Array<{ upstreamId: string, displayName: string, balance: { current: { amount: string, currency: string } } | null, charges: { nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null, deposits: { nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null> } };

export type ClientPageQueryVariables = Exact<{
  account: string;
  upstreamId: string;
}>;


export type ClientPageQuery = { client: { upstreamId: string, displayName: string, balance: { current: { amount: string, currency: string } } | null, charges: { nodes: Array<{ upstreamId: string, date: string, description: string, amount: { amount: string, currency: string } } | null> } | null } | null };

export type LedgerOfClientQueryVariables = Exact<{
  account: string;
  upstreamId: string;
}>;


export type LedgerOfClientQuery = { client: { balance: { current: { amount: string } } | null, charges: { totalCount: number | null } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const DashboardPageDocument = new TypedDocumentString(`
    query DashboardPage {
  clients(first: 100) {
    nodes {
      upstreamId
      displayName
      balance {
        current {
          amount
          currency
        }
      }
      charges(first: 5) {
        nodes {
          upstreamId
          date
          amount {
            amount
            currency
          }
          description
        }
      }
      deposits(first: 5) {
        nodes {
          upstreamId
          date
          amount {
            amount
            currency
          }
          description
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DashboardPageQuery, DashboardPageQueryVariables>;
export const ClientPageDocument = new TypedDocumentString(`
    query ClientPage($account: String!, $upstreamId: String!) {
  client(account: $account, upstreamId: $upstreamId) {
    upstreamId
    displayName
    balance {
      current {
        amount
        currency
      }
    }
    charges(first: 5) {
      nodes {
        upstreamId
        date
        amount {
          amount
          currency
        }
        description
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ClientPageQuery, ClientPageQueryVariables>;
export const LedgerOfClientDocument = new TypedDocumentString(`
    query LedgerOfClient($account: String!, $upstreamId: String!) {
  client(account: $account, upstreamId: $upstreamId) {
    balance {
      current {
        amount
      }
    }
    charges {
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<LedgerOfClientQuery, LedgerOfClientQueryVariables>;