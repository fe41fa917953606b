/** Why a call has no answer, and whether anything of it left this side. */

/** Why there is no answer. `queue_full` and `closed` before sending are decisions of this side. */
export type HttpFailureKind = 'connect' | 'timeout' | 'closed' | 'too_large' | 'aborted' | 'queue_full';

const failureMessages: Readonly<Record<HttpFailureKind, string>> = {
  connect: 'The connection could not be made',
  timeout: 'No whole answer arrived in time',
  closed: 'The connection was closed before the whole answer arrived',
  too_large: 'The answer is longer than allowed (maxResponseBytes)',
  aborted: 'The call was given up by its caller',
  queue_full: 'Too many calls are waiting for a connection',
};

/** A call without a whole answer. The message names neither path, body nor headers. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly kind: HttpFailureKind;
  /** The message without its full stop, for the middle of a sentence. */
  readonly reason: string;
  /** False only when certainly not one byte of the request has left. */
  readonly sent: boolean;

  constructor(kind: HttpFailureKind, sent: boolean, code = '') {
    const reason = `${failureMessages[kind]}${/^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? `: ${code}` : ''}`;
    super(`${reason}.`);
    this.reason = reason;
    this.kind = kind;
    this.sent = sent;
  }
}
