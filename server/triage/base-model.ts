import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { analyse } from "../language/index.ts";
import { featuresOf } from "./features.ts";
import { type Example, learn, rarityOf, usualTraining, weighed } from "./learner.ts";
import { type BaseModel, readModel, writeModel } from "./model-file.ts";
import { readSeeds, type Seed } from "./seeds.ts";
import { inWorker } from "./training.ts";

const server = join(import.meta.dirname, "..");
const build = join(server, "..", "build");
/** What the model follows from; whatever changes here, changes it. */
const sources = ["language", "triage"];

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
  return readModel(file, name);
}

/** Learns from the seeds. Some seconds of one core: for a worker. */
export function learnSeeds(seeds: Seed[] = readSeeds(), training = usualTraining): Omit<BaseModel, "name"> {
  const classes = [...new Set(seeds.map(({ intent }) => intent))].sort();
  const texts = seeds.map(({ text, language }) => featuresOf(analyse(text, language)));
  const rarity = rarityOf(texts);
  const examples = texts.map(
    (features, at): Example => ({ input: weighed(features, rarity), is: classes.indexOf(seeds[at]!.intent) }),
  );
  return { ...learn(classes, examples, training), rarity };
}

export const writeLearntSeeds = (file: string): Promise<void> => writeModel(file, learnSeeds());

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    const entries = await readdir(join(server, source), { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) hash.update(name.slice(server.length)).update(await readFile(name));
  }
  return hash.digest("hex").slice(0, 16);
}
