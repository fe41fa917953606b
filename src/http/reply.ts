/** Answers that are made without GraphQL, in the shape of those of GraphQL. */
import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '../errors.ts';

/** Why a request is not served. */
export interface Refusal {
  /** Of HTTP. */
  readonly status: number;
  readonly code: ErrorCode;
  /** What is wrong and what to do; never what was sent. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of an answer with one error. */
export function errorBody({ code, message }: Pick<Refusal, 'code' | 'message'>): string {
  return `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
}

/** Answers with JSON. */
export function reply(res: ServerResponse, status: number, body: object): void {
  send(res, status, `${JSON.stringify(body)}\n`, {});
}

/** Answers with an error. */
export function refuse(res: ServerResponse, refusal: Refusal): void {
  send(res, refusal.status, errorBody(refusal), refusal.headers ?? {});
}

/** Answers 405 with the methods that there are. */
export function refuseMethod(res: ServerResponse, allow: string, message = `Use ${allow}.`): void {
  refuse(res, { status: 405, code: 'INVALID_INPUT', message, headers: { allow } });
}

function send(res: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  };
  res.writeHead(status, all).end(text);
}
