/** A small seeded random source for demo data. Equal keys give equal sequences on every machine. Not for secrets. */
export class Random {
  #state: number;

  /** The sequence is a function of all numbers of the key, e.g. seed, index and a number for the purpose. */
  constructor(...key: readonly number[]) {
    this.#state = key.reduce((state, part) => mix(Math.imul(state, 31) ^ part), 0x9e3779b9);
  }

  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    return min + ((mix(this.#state) >>> 0) % (max - min + 1));
  }

  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  /** One of the values; the list must not be empty. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.int(0, values.length - 1)];
    if (value === undefined) throw new RangeError('Nothing to pick from.');
    return value;
  }

  /** That many decimal digits. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('');
  }
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
