/** The changes that a call can make, as they stand in the journal. */
import { z } from 'zod';

const text = z.string();
const row = z.strictObject({ id: z.string().regex(/^\d{1,15}$/), date: text, amount: text, description: text });
const profile = z.strictObject({
  client: z.string().regex(/^\d{1,15}$/),
  email: text,
  password: text,
  company: text,
  firstname: text,
  lastname: text,
  address: text,
  city: text,
  state: text,
  country: text,
  zip: text,
  phone_number: text,
  balance_management: text,
});

const write = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('charge'), client: text, row }),
  z.strictObject({ kind: z.literal('deposit'), client: text, row }),
  z.strictObject({ kind: z.literal('threshold'), client: text, threshold: text, email: text }),
  z.strictObject({ kind: z.literal('signup'), profile }),
  z.strictObject({ kind: z.literal('profile'), profile }),
  z.strictObject({ kind: z.literal('delete'), client: text }),
]);

/** One change. `signup` and `profile` carry the whole client. */
export type Write = z.output<typeof write>;

/** Reads a change of the journal. Throws a ZodError when it is none. */
export function parseWrite(value: unknown): Write {
  return write.parse(value);
}
