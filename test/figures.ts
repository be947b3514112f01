/**
 * How well the five languages are understood, measured on texts of our own: `node test/figures.ts` prints the tables,
 * `node test/figures.ts --write` puts them into `docs/languages.md`.
 */
import { join } from "node:path";
import { languageFigures } from "../server/language/evaluation/figures.ts";
import { stemFigures } from "../server/language/stem-figures.ts";
import { triageFigures } from "../server/triage/figures.ts";
import { urgencyAndMoodFigures } from "../server/triage/urgency-and-mood-figures.ts";
import { printPart } from "./told-part.ts";

const paper = join(import.meta.dirname, "..", "docs", "languages.md");

const share = (n: number) => `${(100 * n).toFixed(1)} %`;
const table = (rows: (string | number)[][]) =>
  [rows[0]!, rows[0]!.map(() => "---"), ...rows.slice(1)]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** All figures as tables, the worst language first in each. */
export async function figuresAsTables(): Promise<string> {
  const triage = await triageFigures();
  return [
    "**Which language**, without knowing who writes:",
    table([
      ["language", "what", "texts", "right", "mean p"],
      ...languageFigures().map((one) => [
        one.language,
        one.kind,
        one.count,
        share(one.accuracy),
        one.meanP.toFixed(2),
      ]),
    ]),
    "**Stems**: forms of a word that come together, and different words that are joined wrongly:",
    table([
      ["language", "words", "together", "wrongly joined"],
      ...Object.entries(stemFigures())
        .map(([language, { unseen }]) => ({ language, ...unseen }))
        .sort((a, b) => a.together - b.together)
        .map((one) => [one.language, one.words, share(one.together), share(one.wronglyJoined)]),
    ]),
    "**Triage**, of messages nothing was learnt from:",
    table([
      [
        "language",
        "texts",
        "line",
        "intent first",
        "in three",
        "asked",
        "right when not asked",
        "urgency",
        "mood",
      ],
      ...triage.map((one) => [
        one.language,
        one.texts,
        share(one.line),
        share(one.first),
        share(one.inThree),
        share(one.asked),
        share(one.rightUnasked),
        share(one.urgency),
        share(one.mood),
      ]),
    ]),
    "**Urgency and mood**, of messages written for them: messages of danger that come out critical, and harmless ones with the same words that do:",
    table([
      ["language", "urgency", "danger found", "look-alikes that shout", "mood"],
      ...Object.entries(urgencyAndMoodFigures())
        .sort(([, a], [, b]) => a.urgencyRight - b.urgencyRight)
        .map(([language, one]) => [
          language,
          share(one.urgencyRight),
          share(one.safetyRecall),
          share(one.lookAlikesThatShout),
          share(one.moodRight),
        ]),
    ]),
    "**Corrections**: near paraphrases of a corrected message that are taken for the same, and other messages that stay right:",
    table([
      ["language", "paraphrases", "at once", "after a night", "others undisturbed"],
      ...triage
        .toSorted((a, b) => a.atOnce - b.atOnce)
        .map((one) => [
          one.language,
          one.paraphrases,
          share(one.atOnce),
          share(one.afterNight),
          share(one.undisturbed),
        ]),
    ]),
  ].join("\n\n");
}

if (import.meta.main) await printPart(paper, "figures", await figuresAsTables());
