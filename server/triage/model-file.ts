import { readFile, rename, writeFile } from "node:fs/promises";
import type { Model } from "./learner.ts";
import type { Rarity } from "./rarity.ts";

/** What every workspace's guesses rest on. */
export interface BaseModel extends Model {
  /** What it was learnt from, as a hash: models put upon it fit no other. */
  name: string;
  rarity: Rarity;
}

const kinds = { Int8Array, Int32Array, Float32Array };
type Numbers = Int8Array | Int32Array | Float32Array;

/** A model as bytes: a line of JSON that says what comes, then the numbers one array after the other. */
export function modelAsBytes({ rarity, ...model }: Model & { rarity?: Rarity }): Buffer {
  const arrays: Record<string, Numbers> = {
    // The wider ones first, so that each begins where its numbers may.
    places: model.places,
    scales: model.scales,
    biases: model.biases,
    ...(rarity && { rarePlaces: rarity.places, rareValues: rarity.values }),
    weights: model.weights,
  };
  const head = JSON.stringify({
    classes: model.classes,
    unseen: rarity?.unseen ?? null,
    arrays: Object.entries(arrays).map(([name, array]) => [name, array.constructor.name, array.length]),
  });
  return Buffer.concat([
    Buffer.from(`${head}\n`),
    ...Object.values(arrays).map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)),
  ]);
}

/** The other way round. Throws a SyntaxError or RangeError when the bytes are no model. */
export function modelFromBytes(bytes: Buffer): Model & { rarity?: Rarity } {
  const end = bytes.indexOf("\n");
  const head = JSON.parse(bytes.subarray(0, end).toString()) as {
    classes: string[];
    unseen: number | null;
    arrays: [string, keyof typeof kinds, number][];
  };
  const arrays: Record<string, Numbers> = {};
  let from = end + 1;
  for (const [name, kind, length] of head.arrays) {
    const Kind = kinds[kind];
    const size = length * Kind.BYTES_PER_ELEMENT;
    if (from + size > bytes.length) throw new RangeError("the model is cut off");
    arrays[name] = new Kind(new Uint8Array(bytes.subarray(from, from + size)).buffer, 0, length);
    from += size;
  }
  return {
    classes: head.classes,
    places: arrays.places as Int32Array,
    weights: arrays.weights as Int8Array,
    scales: arrays.scales as Float32Array,
    biases: arrays.biases as Float32Array,
    ...(head.unseen !== null && {
      rarity: {
        places: sameOr(arrays.places as Int32Array, arrays.rarePlaces as Int32Array),
        values: arrays.rareValues as Float32Array,
        unseen: head.unseen,
      },
    }),
  };
}

/** The base model's weights and rarities are of the same places: one list, so that there is one table of it. */
const sameOr = (first: Int32Array, second: Int32Array): Int32Array =>
  first.length === second.length && first.every((place, at) => place === second[at]) ? first : second;

export async function readModel(file: string, name: string): Promise<BaseModel> {
  return { ...(modelFromBytes(await readFile(file)) as Omit<BaseModel, "name">), name };
}

/** Writes it so that nobody ever finds half of it. */
export async function writeModel(file: string, model: Omit<BaseModel, "name">): Promise<void> {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, modelAsBytes(model));
  await rename(unfinished, file);
}
