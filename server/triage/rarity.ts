/** As many places as a model has for features; a power of two. */
export const places = 2 ** 18;

/** What a learner sees of a text: places, each once, and how strongly the text has them. */
export interface Features {
  places: Int32Array;
  values: Float32Array;
}

/** How rare each place is among some texts: the inverse document frequency. */
export interface Rarity {
  /** In order. */
  places: Int32Array;
  values: Float32Array;
  /** Of a place that none of them has. */
  unseen: number;
}

const indices = new WeakMap<Int32Array, Int32Array>();

/** Common features count for less, and a text as a whole weighs 1 (tf-idf, L2). */
export function weighed({ places: where, values }: Features, rarity: Rarity): Features {
  const out = new Float32Array(values.length);
  const rows = rowsAmong(rarity.places);
  let sum = 0;
  for (let i = 0; i < where.length; i++) {
    const row = rows[where[i]!]!;
    const value = values[i]! * (row < 0 ? rarity.unseen : rarity.values[row]!);
    out[i] = value;
    sum += value * value;
  }
  const size = Math.sqrt(sum) || 1;
  for (let i = 0; i < out.length; i++) out[i]! /= size;
  return { places: where, values: out };
}

export function rarityOf(texts: Features[]): Rarity {
  const counts = new Map<number, number>();
  for (const text of texts) for (const place of text.places) counts.set(place, (counts.get(place) ?? 0) + 1);
  const known = Int32Array.from(counts.keys()).sort();
  const value = (count: number) => Math.log((1 + texts.length) / (1 + count)) + 1;
  return {
    places: known,
    values: Float32Array.from(known, (place) => value(counts.get(place)!)),
    // As rare as what was seen once: it makes a text longer, and says nothing.
    unseen: value(1),
  };
}

/** Where each place stands among places in order, or -1: a table for all places there are, made once. */
export function rowsAmong(among: Int32Array): Int32Array {
  let rows = indices.get(among);
  if (!rows) {
    rows = new Int32Array(places).fill(-1);
    for (let row = 0; row < among.length; row++) rows[among[row]!] = row;
    indices.set(among, rows);
  }
  return rows;
}
