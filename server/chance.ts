/** Chance that can be had again: the same seed, the same draws. Anybody can foretell it; it is for nothing secret. */
export interface Chance {
  /** From 0, below 1. */
  share(): number;
  /** A whole number from 0, below the limit. */
  below(limit: number): number;
  /** A whole number from the first to the last of both. */
  whole(from: number, to: number): number;
  of<T>(items: readonly T[]): T;
  /** One of them by its weight. */
  weighed<T>(items: readonly (readonly [T, number])[]): T;
}

/** mulberry32 by Tommy Ettinger, public domain. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(share() * limit);
  return {
    share,
    below,
    whole: (from, to) => from + below(to - from + 1),
    of: (items) => items[below(items.length)]!,
    weighed(items) {
      let left = share() * items.reduce((all, [, weight]) => all + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items.at(-1)![0];
    },
  };
}
