/** The proof of a federation router, where the request is read and nothing of it is done yet. */
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { AccessError } from './access/authenticator.ts';
import type { Caller } from './access/caller.ts';
import type { RouterProof } from './access/router.ts';

/** The Yoga plugin. To stand before those that change the request: the signature is over what was sent. */
export function useRouterCheck<Context extends { readonly req: IncomingMessage; readonly caller: Caller }>(
  proof: RouterProof,
): Plugin<object, Context> {
  return {
    onParams({ params, context: { req, caller } }) {
      try {
        proof.check(req.headers, params, caller);
      } catch (error) {
        throw error instanceof AccessError ? asAnswer(error) : error;
      }
    },
  };
}

function asAnswer({ code, message, http }: AccessError): GraphQLError {
  const { status, challenge } = http;
  const headers = challenge === null ? {} : { 'www-authenticate': challenge };
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}
