/*
 * What stands in for zod in the desk's build (`vite.config.ts`). The contract is written with zod; of it the browser
 * needs the addresses, the types, which cost nothing, and the lists of an enumeration. Checking is the server's work:
 * its refusals come back with the field at fault. Left in, zod would be a tenth of all script an agent loads first.
 */

type Shape = (...args: unknown[]) => Shape;

const names = new Set(["parse", "safeParse", "parseAsync", "safeParseAsync", "decode", "encode"]);

/** A shape nobody looks into: whatever is asked of it is again such a shape. Only checking with it is refused. */
const inert: Shape = new Proxy((() => inert) as Shape, {
  get(_, name) {
    if (typeof name === "symbol" || name === "then") return undefined;
    if (names.has(name)) {
      throw new Error(
        `The desk does not carry zod, so it cannot ${name}. Let the server judge, or use an enumeration.`,
      );
    }
    return inert;
  },
  apply: () => inert,
});

/** An enumeration works in full: the desk draws its choices from it and reads addresses with it. */
function enumeration(given: readonly string[] | Record<string, string>): unknown {
  const entries = Array.isArray(given) ? given.map((value) => [value, value]) : Object.entries(given);
  const options: string[] = entries.map(([, value]) => value);
  const without = (gone: readonly string[]) => options.filter((option) => !gone.includes(option));
  const own = {
    options,
    enum: Object.fromEntries(entries),
    parse(value: string) {
      if (!options.includes(value)) throw new TypeError(`${value} is none of ${options.join(", ")}`);
      return value;
    },
    safeParse: (value: string) =>
      options.includes(value)
        ? { success: true, data: value }
        : { success: false, error: new TypeError(value) },
    extract: (kept: readonly string[]) => enumeration(options.filter((option) => kept.includes(option))),
    exclude: (gone: readonly string[]) => enumeration(without(gone)),
  };
  return new Proxy(own, {
    get: (target, name) => (name in target ? Reflect.get(target, name) : inert[name as never]),
  });
}

export const z = new Proxy(inert, {
  get: (_, name) => (name === "enum" ? enumeration : inert[name as never]),
});
