import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { analyse } from "../language/index.ts";
import { featuresOf } from "./features.ts";
import { type Example, learn, usualTraining } from "./learner.ts";
import { type BaseModel, readModel, writeModel } from "./model-file.ts";
import { type Features, rarityOf, weighed } from "./rarity.ts";
import { nothing, readSeeds, type Seed } from "./seeds.ts";
import { inWorker } from "./training.ts";

const server = join(import.meta.dirname, "..");
const build = join(server, "..", "build");
/** What the model follows from: the seeds, and all that makes features of them. */
const sources = [
  "triage/seeds",
  "triage/seeds.ts",
  "triage/features.ts",
  "triage/learner.ts",
  "triage/rarity.ts",
  "triage/base-model.ts",
  "language/concepts",
  "language/stems",
  "language/analyse.ts",
  "language/lexicon.ts",
  "language/tokens.ts",
  "language/fold.ts",
  "language/grams.ts",
  "language/simplified.ts",
];

let loaded: Promise<BaseModel> | null = null;

/**
 * What guesses rest on before a workspace has said anything. Learnt from the seeds once, which takes some seconds,
 * and kept in `build/` for as long as they and the analysis stay the same.
 */
export function baseModel(say: (line: string) => void = () => undefined): Promise<BaseModel> {
  loaded ??= load(say).catch((error) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function load(say: (line: string) => void): Promise<BaseModel> {
  const name = await fingerprint();
  const file = join(build, `triage-${name}.model`);
  try {
    return await readModel(file, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  say("Learning what customers write about …");
  await mkdir(build, { recursive: true });
  await inWorker({ learn: "seeds", file });
  await removeFormer(name);
  return readModel(file, name);
}

/** Models of former seeds are of no use. */
async function removeFormer(name: string) {
  for (const file of await readdir(build))
    if (/^triage-\w+\.model$/.test(file) && !file.includes(name))
      await rm(join(build, file), { force: true });
}

/** Learns from the seeds. Some seconds of one core: for a worker. */
export function learnSeeds(seeds: Seed[] = readSeeds(), training = usualTraining): Omit<BaseModel, "name"> {
  const classes = [...new Set(seeds.map(({ intent }) => intent))]
    .filter((intent) => intent !== nothing)
    .sort();
  const texts = withoutRarities(seeds.map(({ text, language }) => featuresOf(analyse(text, language))));
  const rarity = rarityOf(texts);
  const examples = texts.map((features, at): Example => {
    const { intent } = seeds[at]!;
    const is = intent === nothing ? null : classes.indexOf(intent);
    return { input: weighed(features, rarity), is };
  });
  return { ...learn(classes, examples, training), rarity };
}

/** What one message alone has says nothing of others. */
function withoutRarities(texts: Features[]): Features[] {
  const counts = new Map<number, number>();
  for (const text of texts) for (const place of text.places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return texts.map(({ places, values }) => {
    const kept = [...places.keys()].filter((at) => counts.get(places[at]!)! > 1);
    return {
      places: Int32Array.from(kept, (at) => places[at]!),
      values: Float32Array.from(kept, (at) => values[at]!),
    };
  });
}

export const writeLearntSeeds = (file: string): Promise<void> => writeModel(file, learnSeeds());

async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort();
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources)
    for (const name of await filesOf(join(server, source)))
      hash.update(name.slice(server.length)).update(await readFile(name));
  return hash.digest("hex").slice(0, 16);
}
