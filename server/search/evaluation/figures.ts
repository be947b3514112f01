import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "../../../contract/languages.ts";
import type { Db } from "../../db/database.ts";
import { evaluate, type TestDocument } from "../evaluate.ts";
import { perturbations } from "./perturb.ts";

/** How well questions find their article. */
export interface SearchFigure {
  what: string;
  /** Of the questions, and of the articles. */
  language: string;
  questions: number;
  /** Share of questions whose article comes first, and among the first five. */
  first: number;
  five: number;
  /** Mean of one through the place of the article among the first ten (MRR@10). */
  mrr: number;
}

const articles = join(import.meta.dirname, "../../demo/articles");
const questions = join(import.meta.dirname, "questions");

interface Question {
  id: string;
  ask: number;
  text: string;
}

function questionsIn(name: string): Question[] {
  return readFileSync(join(questions, `${name}.tsv`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [id, ask, text] = line.split("\t");
      return { id: id!, ask: Number(ask), text: text! };
    });
}

/** An article as the help centre of the demo has it: front matter, then Markdown. */
export function articlesIn(locale: Locale): TestDocument[] {
  return readdirSync(join(articles, locale)).map((file) => {
    const [, front = "", body = ""] =
      /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(articles, locale, file), "utf8")) ?? [];
    const said = new Map(
      front
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
    );
    const list = (name: string) => (said.get(name) ?? "").split(/[,،，、]/).map((one) => one.trim());
    const headings = [...body.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
    return {
      id: file.slice(0, -".md".length),
      language: locale,
      title: said.get("title")!,
      keywords: [...headings, ...list("section"), ...list("category"), ...list("tags"), ...list("triggers")],
      text: body,
    };
  });
}

/**
 * The figures on the questions that nothing was tuned on (the second and the third of each topic), by language; of
 * Russian questions that have Ukrainian articles alone, and the reverse; and of questions as fingers write them, for the
 * third of each topic.
 */
export async function searchFigures(db: Db): Promise<SearchFigure[]> {
  const figures: SearchFigure[] = [];
  const measure = async (what: string, asked: Question[], from: Locale, to: Locale = from) => {
    if (asked.length)
      figures.push(
        await figureOf(db, {
          what,
          language: from === to ? from : `${from} → ${to}`,
          asked,
          documents: articlesIn(to),
        }),
      );
  };
  for (const locale of locales) {
    const kept = questionsIn(locale).filter(({ ask }) => ask > 1);
    await measure("as asked", kept, locale);
    const third = kept.filter(({ ask }) => ask === 3);
    await measure("the third alone", third, locale);
    for (const [what, perturb] of Object.entries(perturbations))
      await measure(
        what,
        third.flatMap((question, nth) => {
          const text = perturb(question.text, locale, nth);
          return text === null ? [] : [{ ...question, text }];
        }),
        locale,
      );
  }
  await measure(
    "traditional",
    questionsIn("zh-traditional").filter(({ ask }) => ask > 1),
    "zh",
  );
  const russian = questionsIn("ru").filter(({ ask }) => ask === 2);
  const ukrainian = questionsIn("uk").filter(({ ask }) => ask === 2);
  await measure("in the sister language", russian, "ru", "uk");
  await measure("in the sister language", ukrainian, "uk", "ru");
  return figures;
}

async function figureOf(
  db: Db,
  {
    what,
    language,
    asked,
    documents,
  }: { what: string; language: string; asked: Question[]; documents: TestDocument[] },
): Promise<SearchFigure> {
  let [first, five, sum] = [0, 0, 0];
  await evaluate(db, documents, asked, ({ id }, ids) => {
    const place = ids.indexOf(id) + 1;
    if (place === 1) first++;
    if (place > 0 && place <= 5) five++;
    if (place > 0) sum += 1 / place;
  });
  const share = (n: number) => Math.round((1000 * n) / asked.length) / 1000;
  return { what, language, questions: asked.length, first: share(first), five: share(five), mrr: share(sum) };
}
