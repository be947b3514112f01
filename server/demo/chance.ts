/** Chance that falls the same in every installation. */
export interface Chance {
  /** From 0 to 1, without 1. */
  share(): number;
  /** From the first to the last of both. */
  whole(from: number, to: number): number;
  of<T>(items: readonly T[]): T;
  weighed<T>(items: readonly (readonly [T, number])[]): T;
}

/** mulberry32 by Tommy Ettinger, public domain. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    share,
    whole: (from, to) => from + Math.floor(share() * (to - from + 1)),
    of: (items) => items[Math.floor(share() * items.length)]!,
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
