/** Words for a refused control request. */
import type { z } from 'zod';

/** One text for each problem, with the field's name and what is allowed. `fields` are all fields that exist. */
export function problemsOf(error: z.ZodError, fields: readonly string[]): string[] {
  return error.issues.map((issue) => {
    const field = issue.path.join('.');
    if (issue.code === 'unrecognized_keys' && field === '') {
      return `${issue.keys.join(', ')}: unknown field; the fields are ${fields.join(', ')}`;
    }
    return `${field === '' ? 'body' : field}: ${issue.message}`;
  });
}
