/** The log: one JSON line an event on standard error. */
import { pino, type Logger } from 'pino';
import type { Redactor } from './redactor.ts';

/** Longest text that is kept of an error's stack, in characters. */
const MAX_STACK = 4000;

/** Makes the log. Whatever an event holds, every line passes the redactor, and of an error only what is known stays. */
export function createLog(level: string, redactor: Redactor): Logger {
  const err = (error: unknown): object => faultOf(error, redactor);
  return pino(
    { level, base: null, serializers: { err, error: err } },
    { write: (line: string) => void process.stderr.write(redactor.line(line)) },
  );
}

/** What else hangs on an error may be an answer of an upstream, so it is left out; so are personal data in its text. */
function faultOf(error: unknown, redactor: Redactor): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = '', cause } = error;
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: name,
    message: redactor.fault(message.slice(0, MAX_STACK)),
    ...(typeof code === 'string' && { code }),
    stack: redactor.fault(stack.slice(0, MAX_STACK)),
    ...(cause instanceof Error && { cause: faultOf(cause, redactor) }),
  };
}
