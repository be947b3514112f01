import type { Language } from "../../contract/languages.ts";
import { type Analysis, analyse } from "../language/index.ts";
import { featuresOf, likenessOf } from "./features.ts";
import { type Example, learn, type Model, scoresOf, softmax, type Training } from "./learner.ts";
import type { BaseModel } from "./model-file.ts";
import { type Features, weighed } from "./rarity.ts";
import { nothing, readSeeds } from "./seeds.ts";

/** A message of a workspace with what its people say it is. */
export interface Lesson {
  id: string;
  text: string;
  language: Language;
  intent: string;
}

/**
 * What a workspace has taught: lessons to be recalled at once, and what was absorbed of them since by a model of its
 * own upon the base.
 */
export interface Learnt {
  memory: Memory | null;
  absorbed: Model | null;
}

/** A lesson that a text resembles, by the cosine between them. */
export interface Recalled {
  lesson: Lesson;
  likeness: number;
}

/** A guess: what each class is likely to be, and the lessons it leans on. */
export interface Guess {
  shares: Map<string, number>;
  like: Recalled[];
}

export const nothingLearnt: Learnt = { memory: null, absorbed: null };

/** Makes the guesses of the base milder or bolder, so that of those given 70 % seven in ten are right. */
const temperature = 0.7;

/** What a text is about, after the base and what the workspace has taught. */
export function guess(base: BaseModel, learnt: Learnt, analysis: Analysis): Guess {
  const input = weighed(featuresOf(analysis), base.rarity);
  const scores = softmax(modelScores(base, learnt.absorbed, input), temperature);
  const classes = learnt.absorbed?.classes ?? base.classes;
  const shares = new Map(classes.map((name, at) => [name, scores[at]!]));
  const like = learnt.memory?.recall(analysis) ?? [];
  const [nearest] = like;
  if (!nearest) return { shares, like: [] };

  const say = Math.min(1, Math.max(0, (nearest.likeness - deaf) / (certain - deaf))) * mostSay;
  if (say === 0) return { shares, like: [] };
  const votes = new Map<string, number>();
  let all = 0;
  for (const { lesson, likeness } of like) {
    const vote = likeness ** 6;
    votes.set(lesson.intent, (votes.get(lesson.intent) ?? 0) + vote);
    all += vote;
  }
  for (const [name, share] of shares) shares.set(name, share * (1 - say));
  for (const [name, vote] of votes) shares.set(name, (shares.get(name) ?? 0) + (say * vote) / all);
  return { shares, like };
}

const neighbours = 7;
/** Below this likeness a lesson has no say; from the other on it has the most. */
const deaf = 0.19;
const certain = 0.23;
const mostSay = 0.92;

/** What a class is worth that the base does not know, before anything is learnt of it. */
const newcomer = -1;

function modelScores(base: BaseModel, absorbed: Model | null, input: Features): Float32Array {
  const scores = scoresOf(base, input);
  return absorbed ? scoresOf(absorbed, input, upon(scores, absorbed.classes.length)) : scores;
}

/** The base's scores with room for the classes of a workspace, which stand after the base's. */
function upon(scores: Float32Array, count: number): Float32Array {
  const all = new Float32Array(count).fill(newcomer);
  all.set(scores);
  return all;
}

/** Lessons as they can be recalled from the next message on. */
export class Memory {
  readonly #base: BaseModel;
  readonly #lessons: (Lesson | null)[] = [];
  readonly #at = new Map<string, number>();
  readonly #rows = new Map<number, { lessons: number[]; values: number[] }>();

  constructor(base: BaseModel) {
    this.#base = base;
  }

  has(id: string): boolean {
    return this.#at.has(id);
  }

  ids(): Iterable<string> {
    return this.#at.keys();
  }

  add(lesson: Lesson): void {
    const at = this.#lessons.push(lesson) - 1;
    this.#at.set(lesson.id, at);
    const { places, values } = this.#likeness(analyse(lesson.text, lesson.language));
    for (let i = 0; i < places.length; i++) {
      let row = this.#rows.get(places[i]!);
      if (!row) {
        row = { lessons: [], values: [] };
        this.#rows.set(places[i]!, row);
      }
      row.lessons.push(at);
      row.values.push(values[i]!);
    }
  }

  /** Of length 1, so that the product of two is their cosine. */
  #likeness(analysis: Analysis): Features {
    const { places, values } = likenessOf(analysis, this.#base.rarity);
    let square = 0;
    for (const value of values) square += value * value;
    return { places, values: values.map((value) => value / (Math.sqrt(square) || 1)) };
  }

  forget(id: string): void {
    const at = this.#at.get(id);
    if (at === undefined) return;
    this.#lessons[at] = null;
    this.#at.delete(id);
  }

  /** The lessons that resemble a text, the nearest first. */
  recall(analysis: Analysis): Recalled[] {
    if (!this.#at.size) return [];
    const { places, values } = this.#likeness(analysis);
    const likeness = new Float32Array(this.#lessons.length);
    for (let i = 0; i < places.length; i++) {
      const row = this.#rows.get(places[i]!);
      if (!row) continue;
      const value = values[i]!;
      for (let j = 0; j < row.lessons.length; j++) likeness[row.lessons[j]!]! += row.values[j]! * value;
    }
    const found: Recalled[] = [];
    for (const [at, lesson] of this.#lessons.entries())
      if (lesson && likeness[at]! > deaf) found.push({ lesson, likeness: likeness[at]! });
    return found.sort((a, b) => b.likeness - a.likeness).slice(0, neighbours);
  }
}

const inputOf = (base: BaseModel, { text, language }: Pick<Lesson, "text" | "language">): Features =>
  weighed(featuresOf(analyse(text, language)), base.rarity);

/**
 * Absorbs lessons into a model upon the base. Among them it sees seeds again, so that what a workspace teaches of one
 * thing does not unlearn the others. Seconds for thousands of lessons: for a worker.
 */
export function learnLessons(base: BaseModel, lessons: Lesson[]): Model {
  const added = [...new Set(lessons.map(({ intent }) => intent))]
    .filter((intent) => !base.classes.includes(intent))
    .sort();
  const classes = [...base.classes, ...added];
  const example = (one: Pick<Lesson, "text" | "language" | "intent">, weight: number): Example => {
    const input = inputOf(base, one);
    const before = upon(scoresOf(base, input), classes.length);
    return { input, is: one.intent === nothing ? null : classes.indexOf(one.intent), before, weight };
  };
  const seeds = readSeeds();
  const every = Math.max(1, Math.floor(seeds.length / (400 + 2 * lessons.length)));
  return learn(
    classes,
    [
      ...lessons.map((lesson) => example(lesson, 1)),
      ...seeds.filter((_, at) => at % every === 0).map((seed) => example(seed, 0.5)),
    ],
    absorbing,
  );
}

const absorbing: Training = { rounds: 15, pace: 0.15, restraint: 3e-5 };
