/** The log: one JSON line an event on standard error. */
import { pino, type Logger } from 'pino';

/**
 * Makes the log. As a last guard, none of `secrets` leaves it, whatever an event holds; texts of fewer than 4
 * characters are not replaced, since they occur everywhere.
 */
export function createLog(level: string, secrets: readonly string[]): Logger {
  const hidden = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const clean = (line: string): string => hidden.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line);
  return pino({ level, base: null }, { write: (line: string) => void process.stderr.write(clean(line)) });
}
