/** Things that exist when a test runs, and not yet when the tests are collected. */

/** Stands for the thing of the present test: whatever is read, called or set is that one's. */
export function later<T extends object>(now: () => T): T {
  return new Proxy({} as T, {
    get: (_, name) => {
      const thing = now();
      const value: unknown = Reflect.get(thing, name, thing);
      return typeof value === 'function' ? value.bind(thing) : value;
    },
    set: (_, name, value) => Reflect.set(now(), name, value),
  });
}
