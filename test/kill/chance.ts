/** Chance that can be had again: the same seed, the same draws (mulberry32). */
export interface Chance {
  /** From 0, below 1. */
  next(): number;
  below(limit: number): number;
  oneOf<T>(all: readonly T[]): T;
  shuffled<T>(all: readonly T[]): T[];
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    oneOf: (all) => all[below(all.length)]!,
    shuffled(all) {
      const left = [...all];
      return all.map(() => left.splice(below(left.length), 1)[0]!);
    },
  };
}
