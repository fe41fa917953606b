/** Switches of one upstream: a zod schema gives names, allowed values and defaults. */
import type { z } from 'zod';
import type { SwitchControl } from './upstream.ts';
import { problemsOf } from './problems.ts';

/** The present setting of a strict zod object in which every field has a default. */
export class Switches<Shape extends z.ZodRawShape> implements SwitchControl {
  readonly #schema: z.ZodObject<Shape, z.core.$strict>;
  #values: z.output<z.ZodObject<Shape, z.core.$strict>>;

  constructor(schema: z.ZodObject<Shape, z.core.$strict>) {
    this.#schema = schema;
    this.#values = schema.parse({});
  }

  /** The values, typed; read them anew for each call. */
  get values(): z.output<z.ZodObject<Shape, z.core.$strict>> {
    return this.#values;
  }

  current(): Readonly<Record<string, unknown>> {
    return { ...this.#values };
  }

  change(patch: Readonly<Record<string, unknown>>): readonly string[] {
    const parsed = this.#schema.safeParse({ ...this.#values, ...patch });
    if (!parsed.success) return problemsOf(parsed.error, Object.keys(this.#schema.shape));
    this.#values = parsed.data;
    return [];
  }

  reset(): void {
    this.#values = this.#schema.parse({});
  }
}
