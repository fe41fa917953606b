/** How settings are described, read and refused: shared by config.ts and accountConfig.ts. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A configuration that cannot be used. Each line of the message names a setting and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A whole number within bounds. */
export const whole = (max: number, min = 1) => z.int().min(min).max(max);
/** The same with a default. */
export const count = (fallback: number, max: number, min = 1) => whole(max, min).default(fallback);

/** Reads a value by its schema. Throws ConfigError with a line for each problem; `where` names the source. */
export function parse<T extends z.ZodType>(schema: T, value: unknown, where: string): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Zod's messages tell what was expected and never repeat the value, which may be a password.
  const lines = result.error.issues.map((issue) => `${where} ${issue.path.join('.') || '(whole)'}: ${issue.message}`);
  throw new ConfigError(lines.join('\n'));
}

/** Text of a file. Throws ConfigError; `what` begins its message. */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ConfigError(`${what} is to come from the file "${path}", which cannot be read: ${code}.`, { cause });
  }
}

/** A secret as it is written: the text itself, or the variable or the file that holds it. */
export const secretSchema = z.union([
  z.string().min(1),
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
]);

/** Reads a secret from where it is. Throws ConfigError; `what` names it at the beginning of a sentence. */
export function readSecret(
  value: z.infer<typeof secretSchema>,
  env: Readonly<Record<string, string>>,
  what: string,
): string {
  if (typeof value === 'string') return value;
  if ('env' in value) {
    const found = env[value.env];
    if (found === undefined) throw new ConfigError(`${what} is to come from the variable ${value.env}: set it.`);
    return found;
  }
  return readText(value.file, what).replace(/\r?\n$/, '');
}
