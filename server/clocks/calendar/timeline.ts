import { merged, type Stretch } from "./wall.ts";

/** So far ahead is looked for an opening: ten years, in milliseconds. */
export const horizon = 3653 * 86_400_000;

/** Twelve weeks: little work to compute, few steps to a year. */
const pieceLength = 84 * 86_400_000;

/** Nobody looks at so many; whoever does, computes anew. */
const mostPieces = 500;

/** The openings of twelve weeks. `before` is how much is open before each of them, `open` how much in all. */
interface Piece {
  from: Float64Array;
  to: Float64Array;
  before: Float64Array;
  open: number;
}

/** Openings that are computed when they are first asked for, and counted along. */
export interface Timeline {
  isOpen(at: number): boolean;
  between(from: number, to: number): number;
  add(from: number, openMilliseconds: number): number | null;
  nextOpening(at: number): number | null;
  openings(from: number, to: number): Stretch[];
}

/** `compute` gives all openings that touch a stretch, in any order; they may overlap. */
export function timelineOf(compute: (from: number, to: number) => Stretch[]): Timeline {
  const pieces = new Map<number, Piece>();
  const indexOf = (at: number) => Math.floor(at / pieceLength);

  function piece(index: number): Piece {
    const known = pieces.get(index);
    if (known) return known;
    const [from, to] = [index * pieceLength, (index + 1) * pieceLength];
    const made = pieceOf(clipped(merged(compute(from, to)), from, to));
    if (pieces.size >= mostPieces) pieces.clear();
    pieces.set(index, made);
    return made;
  }

  /** What is open in the piece of an instant before it. */
  function openBefore({ from, to, before }: Piece, at: number): number {
    const last = countUpTo(from, at) - 1;
    return last < 0 ? 0 : before[last]! + Math.min(at, to[last]!) - from[last]!;
  }

  function isOpen(at: number) {
    const { from, to } = piece(indexOf(at));
    const last = countUpTo(from, at) - 1;
    return last >= 0 && at < to[last]!;
  }

  function between(from: number, to: number) {
    if (to <= from) return 0;
    const [first, last] = [indexOf(from), indexOf(to)];
    let open = openBefore(piece(last), to) - openBefore(piece(first), from);
    for (let index = first; index < last; index++) open += piece(index).open;
    return open;
  }

  function add(from: number, openMilliseconds: number) {
    if (openMilliseconds <= 0) return from;
    let index = indexOf(from);
    let wanted = openMilliseconds + openBefore(piece(index), from);
    for (const end = indexOf(from + horizon); wanted > piece(index).open; index++) {
      wanted -= piece(index).open;
      if (index >= end) return null;
    }
    const { from: starts, before } = piece(index);
    // The last opening with less before it than is wanted: where one closes as the count is full, that is the time.
    const at = countUpTo(before, wanted, "below") - 1;
    const due = starts[at]! + wanted - before[at]!;
    return due <= from + horizon ? due : null;
  }

  function nextOpening(at: number) {
    if (isOpen(at)) return at;
    for (let index = indexOf(at), end = indexOf(at + horizon); index <= end; index++) {
      const { from } = piece(index);
      const next = from[countUpTo(from, at)];
      if (next !== undefined) return next <= at + horizon ? next : null;
    }
    return null;
  }

  function openings(from: number, to: number) {
    const all: Stretch[] = [];
    for (let index = indexOf(from), end = indexOf(to); index <= end; index++) {
      const found = piece(index);
      found.from.forEach((start, at) => {
        all.push({ from: start, to: found.to[at]! });
      });
    }
    return clipped(merged(all), from, to);
  }

  return { isOpen, between, add, nextOpening, openings };
}

const clipped = (stretches: Stretch[], from: number, to: number) =>
  stretches
    .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.from < one.to);

function pieceOf(openings: Stretch[]): Piece {
  const before = new Float64Array(openings.length);
  let open = 0;
  openings.forEach(({ from, to }, index) => {
    before[index] = open;
    open += to - from;
  });
  return {
    from: Float64Array.from(openings, ({ from }) => from),
    to: Float64Array.from(openings, ({ to }) => to),
    before,
    open,
  };
}

/** How many of the sorted values are not above a value, or are below it. */
function countUpTo(values: Float64Array, value: number, how: "up to" | "below" = "up to"): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (how === "below" ? values[middle]! < value : values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
