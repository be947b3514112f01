import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Locale, locales } from "../../../contract/languages.ts";
import type { Db } from "../../db/database.ts";
import { evaluate, type TestDocument } from "../evaluate.ts";
import { perturbations } from "./perturb.ts";

/** How well questions find their article. */
export interface SearchFigure {
  /** Whether they are asked by a thing's usual name (`named`) or as vaguely as people can be (`vague`). */
  set: "named" | "vague";
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
  /** The name of the article that answers it. */
  article: string;
  text: string;
}

interface Asking {
  set: SearchFigure["set"];
  what: string;
  from: Locale;
  to: Locale;
  asked: Question[];
}

/**
 * All figures: of what nothing was tuned on, each language's articles asked in it, in its sister language, and as
 * fingers write it. The articles of a language are made findable once, and all that is asked of them is.
 */
export async function searchFigures(db: Db): Promise<SearchFigure[]> {
  const askings = locales.flatMap((locale) => [...namedOf(locale), ...vagueOf(locale)]);
  const figures = new Map<Asking, SearchFigure>();
  await Promise.all(
    locales.map(async (to) => {
      const own = askings.filter((asking) => asking.to === to && asking.asked.length);
      const places = new Map<Asking, number[]>(own.map((asking) => [asking, []]));
      const queries = own.flatMap((asking) => asking.asked.map((question) => ({ asking, question })));
      await evaluate(
        db,
        articlesIn(to),
        queries.map(({ question }, at) => ({ id: String(at), text: question.text })),
        ({ id }, ids) => {
          const { asking, question } = queries[Number(id)]!;
          places.get(asking)!.push(ids.indexOf(question.article) + 1);
        },
      );
      for (const asking of own) figures.set(asking, figureOf(asking, places.get(asking)!));
    }),
  );
  return askings.flatMap((asking) => figures.get(asking) ?? []);
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

const sisters: Partial<Record<Locale, Locale>> = { ru: "uk", uk: "ru" };

/** One question for each article; constants were tuned on those with an even place, so that the odd ones are measured. */
function namedOf(locale: Locale): Asking[] {
  const all = read(`named/${locale}`).map(
    ([article, text]): Question => ({ article: article!, text: text! }),
  );
  const kept = all.filter((_, at) => at % 2 === 1);
  const asking = { set: "named" as const, from: locale, to: locale };
  const sister = sisters[locale];
  return [
    { ...asking, what: "as asked", asked: kept },
    { ...asking, what: "as asked, with those that were tuned on", asked: all },
    ...perturbed(asking, kept),
    ...(sister ? [{ ...asking, what: "in the sister language", to: sister, asked: kept }] : []),
  ];
}

/** Three questions for each article; constants were tuned on the first of each, and fingers mistake the third. */
function vagueOf(locale: Locale): Asking[] {
  const rows = (name: string) =>
    read(name).map(([article, ask, text]) => ({ article: article!, ask: Number(ask), text: text! }));
  const kept = rows(locale).filter(({ ask }) => ask > 1);
  const asking = { set: "vague" as const, from: locale, to: locale };
  const third = kept.filter(({ ask }) => ask === 3);
  const sister = sisters[locale];
  return [
    { ...asking, what: "as asked", asked: kept },
    { ...asking, what: "the third alone", asked: third },
    ...perturbed(asking, third),
    ...(locale === "zh"
      ? [
          {
            ...asking,
            what: "written in traditional Chinese",
            asked: rows("zh-traditional").filter(({ ask }) => ask > 1),
          },
        ]
      : []),
    ...(sister
      ? [
          {
            ...asking,
            what: "in the sister language",
            to: sister,
            asked: kept.filter(({ ask }) => ask === 2),
          },
        ]
      : []),
  ];
}

const read = (name: string): string[][] =>
  readFileSync(join(questions, `${name}.tsv`), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));

const perturbed = (asking: Omit<Asking, "what" | "asked">, asked: Question[]): Asking[] =>
  Object.entries(perturbations).map(([what, perturb]) => ({
    ...asking,
    what,
    asked: asked.flatMap((question, nth) => {
      const text = perturb(question.text, asking.from, nth);
      return text === null ? [] : [{ ...question, text }];
    }),
  }));

function figureOf({ set, what, from, to }: Asking, places: number[]): SearchFigure {
  const share = (sum: number) => Math.round((1000 * sum) / places.length) / 1000;
  return {
    set,
    what,
    language: from === to ? from : `${from} → ${to}`,
    questions: places.length,
    first: share(places.filter((place) => place === 1).length),
    five: share(places.filter((place) => place > 0 && place <= 5).length),
    mrr: share(places.reduce((sum, place) => sum + (place > 0 ? 1 / place : 0), 0)),
  };
}
