import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type ArticleImport, postArticleImport } from "../../../contract/knowledge.ts";
import { type Locale, locales } from "../../../contract/languages.ts";
import { postBrand } from "../../../contract/workspace.ts";
import { world } from "../../../test/world.ts";
import { zip } from "../../reports/zip.ts";
import { countSome } from "../../search/index.ts";
import { findArticles } from "../index.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const { db, kolo, omar, safra, settled, workspaceId } = await world();
const samples = join(import.meta.dirname, "../../demo/articles");

interface Search {
  locale: Locale;
  brand: string;
  words: string;
  /** The article that answers, by its name among the samples; null: none does. */
  answer: string | null;
}

/** Twenty searches a language as people type them, each with what answers it, judged by hand. */
const searches = (await readFile(join(import.meta.dirname, "searches.tsv"), "utf8"))
  .trimEnd()
  .split("\n")
  .map((line): Search => {
    const [locale, brand, words, answer] = line.split("\t") as [Locale, string, string, string];
    return { locale, brand, words, answer: answer === "-" ? null : answer };
  });

/** The sample articles that readers see, in the help centres of their brands; returns their names by id. */
async function fill(brands: Map<string, string>): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [brand, id] of brands) {
    const files = [];
    for (const locale of locales)
      for (const name of await readdir(join(samples, locale)))
        if (name.startsWith(`${brand}-`) && !name.startsWith(`${brand}-agent-`))
          files.push({
            name: `${locale}/${name}`,
            bytes: await readFile(join(samples, locale, name)),
          });
    const answer = await omar.ask(postArticleImport, {
      query: { brand: id, publish: "1" },
      body: zip(files, new Date()),
      headers: { "content-type": "application/octet-stream" },
    });
    const report: ArticleImport = answer.json();
    for (const { name, article } of report.files)
      if (article) names.set(article.id, name.slice(3).replace(/\.md$/, ""));
  }
  return names;
}

const lumen = await omar.call(postBrand, {
  body: { name: "Lumen", locales: [...locales], lines: ["service"] },
});
const brands = new Map([
  ["kolo", kolo.id],
  ["lumen", lumen.id],
  ["safra", safra.id],
]);
const names = await fill(brands);
await settled();
for (let n = 0; n < 20; n++) await countSome(db);

const told = await Promise.all(
  searches.map(async (search) => {
    const found = await findArticles(db, {
      workspaceId,
      brandId: brands.get(search.brand)!,
      audiences: ["everyone"],
      locale: search.locale,
      text: search.words,
      limit: 5,
    });
    const good = found.filter(({ isGood }) => isGood).map(({ articleId }) => names.get(articleId));
    return { ...search, first: found[0] && names.get(found[0].articleId), good };
  }),
);

test.each(locales)(
  "in %s a search that an article answers has a good result, and one that none answers has not",
  (locale) => {
    const own = told.filter((one) => one.locale === locale);
    const answered = own.filter(({ answer }) => answer);
    expect([answered.length, own.length]).toEqual([14, 20]);
    const words = (some: typeof own) => some.map(({ words }) => words);
    // At most one is called unfound though it is there, and the right one is first of all but two.
    expect(words(answered.filter(({ good }) => !good.length)).length).toBeLessThanOrEqual(1);
    expect(words(answered.filter(({ first, answer }) => first !== answer)).length).toBeLessThanOrEqual(2);
    // Of what is not there, at most one is taken for found.
    expect(words(own.filter(({ answer, good }) => !answer && good.length)).length).toBeLessThanOrEqual(1);
  },
);
