/** Calls that were made before the script had come: what `Tandem(…)` and `Tandem.open()` of the stub put aside. */
export type Held = ArrayLike<unknown>[];

/**
 * A function that carries out `Tandem("open")`, with the same as methods, and what was held until now. A call that
 * fails says so and leaves the others alone; a name that nobody knows is told to the developer.
 */
export function commands<Verbs extends Record<string, (...args: never[]) => unknown>>(
  verbs: Verbs,
  held: Held | undefined,
  complain: (...words: unknown[]) => void,
) {
  const run = (name: string, ...args: unknown[]): unknown => {
    const verb = verbs[name] as ((...args: unknown[]) => unknown) | undefined;
    return verb ? verb(...args) : complain(`Tandem: no such command: ${name}`);
  };
  const api = Object.assign(run, verbs);
  for (const call of held || []) {
    try {
      run.apply(null, call as unknown as [string]);
    } catch (error) {
      complain(error);
    }
  }
  return api;
}
