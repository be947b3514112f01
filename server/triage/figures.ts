import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "../../contract/languages.ts";
import { type Line, lines } from "../../contract/lines.ts";
import { whichLanguage } from "../language/index.ts";
import { baseModel } from "./base-model.ts";
import { type Lesson, learnLessons, Memory } from "./learnt.ts";
import { baseGround, type Ground, isSureEnough, triage } from "./verdict.ts";

/** How often triage is right in one language, in shares of 1, on texts that nothing was learnt from. */
export interface TriageFigures {
  language: Locale;
  texts: number;
  /** Service or support. */
  line: number;
  /** The intent is the first guess; it is among the first three. */
  first: number;
  inThree: number;
  /** Guesses too unsure to stand in a new workspace, which are put before a person; of the others, those right. */
  asked: number;
  rightUnasked: number;
  urgency: number;
  mood: number;
  /** Near paraphrases of a corrected message that are taken for what it was corrected to: at once, and after a night. */
  paraphrases: number;
  atOnce: number;
  afterNight: number;
  /** Other texts whose right first guess is still right when all those corrections are known. */
  undisturbed: number;
}

interface Measured {
  text: string;
  intent: string;
  urgency: string;
  mood: string;
}
interface Taught {
  intent: string;
  taught: string;
  like: string[];
}

/** Where a new workspace begins. */
const usualAskBelow = 0.5;

const folder = join(import.meta.dirname, "evaluation");
const readLines = <T>(name: string): T[] =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T);

/** Measures all languages, the worst by its lines first. */
export async function triageFigures(): Promise<TriageFigures[]> {
  const figures: TriageFigures[] = [];
  for (const language of locales) figures.push(await figuresOf(language));
  return figures.sort((a, b) => a.line - b.line || a.first - b.first);
}

async function figuresOf(language: Locale): Promise<TriageFigures> {
  const base = await baseModel();
  const ground = baseGround();
  const tell = (text: string, on: Ground = ground) => {
    const spoken = whichLanguage(text);
    return triage(base, on, { text, language: spoken.language, languageP: spoken.p, lines, usual: null });
  };
  const measured = readLines<Measured>(`${language}.jsonl`);
  const verdicts = measured.map(({ text }) => tell(text));
  const share = (right: (one: Measured, at: number) => boolean) =>
    measured.filter(right).length / measured.length;
  const isUnasked = (at: number) => isSureEnough(verdicts[at]!, usualAskBelow);
  const isFirst = (verdict: ReturnType<typeof tell>, intent: string) => verdict.intents[0]?.intent === intent;

  const groups = readLines<Taught>(`corrections.${language}.jsonl`);
  const lessons = groups.map(
    ({ intent, taught }, at): Lesson => ({ id: String(at), text: taught, language, intent }),
  );
  const memory = new Memory(base);
  for (const lesson of lessons) memory.add(lesson);
  const own = groups.map(({ intent, taught }): [string, Line] => [intent, likelierLine(tell(taught).line)]);
  const lineOf = new Map([...own, ...ground.lineOf]);
  const taughtGround = { lineOf, learnt: { memory, absorbed: null } };
  const nightGround = { lineOf, learnt: { memory, absorbed: learnLessons(base, lessons) } };
  const like = groups.flatMap(({ intent, like }) => like.map((text) => ({ intent, text })));
  const right = (on: Ground) =>
    like.filter(({ text, intent }) => isFirst(tell(text, on), intent)).length / like.length;
  const rightBefore = measured.filter((one, at) => isFirst(verdicts[at]!, one.intent));
  return {
    language,
    texts: measured.length,
    line: share((one, at) => likelierLine(verdicts[at]!.line) === ground.lineOf.get(one.intent)),
    first: share((one, at) => isFirst(verdicts[at]!, one.intent)),
    inThree: share((one, at) => verdicts[at]!.intents.some(({ intent }) => intent === one.intent)),
    asked: share((_, at) => !isSureEnough(verdicts[at]!, usualAskBelow)),
    rightUnasked:
      measured.filter((one, at) => isUnasked(at) && isFirst(verdicts[at]!, one.intent)).length /
      measured.filter((_, at) => isUnasked(at)).length,
    urgency: share((one, at) => verdicts[at]!.urgency.level === one.urgency),
    mood: share((one, at) => verdicts[at]!.mood.mood === one.mood),
    paraphrases: like.length,
    atOnce: right(taughtGround),
    afterNight: right(nightGround),
    undisturbed:
      rightBefore.filter(({ text, intent }) => isFirst(tell(text, nightGround), intent)).length /
      rightBefore.length,
  };
}

const likelierLine = ({ service, support }: Record<Line, number>): Line =>
  service >= support ? "service" : "support";
