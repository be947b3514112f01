import { randomUUIDv7 } from "node:crypto";
import { sql } from "kysely";
import { type Locale, locales } from "../../contract/languages.ts";
import { type Db, within, withoutWall } from "../db/database.ts";
import { analyse, languageOf } from "../language/index.ts";
import type { ArticleFound } from "./for-readers.ts";

export type SearchPlace = "help" | "form" | "chat";

/** As somebody types, one search grows out of the other: within so long they are one. */
const oneSearchSeconds = 90;
const longestWords = 300;

/**
 * Notes what somebody looked for, for "was not found"; returns the id by which `noteOpened` knows it. What grows letter by
 * letter is one search: the last way in which it was put counts.
 */
export function noteSearch(
  db: Db,
  {
    workspaceId,
    brandId,
    place,
    locale,
    words,
    results,
    reader,
  }: {
    workspaceId: string;
    brandId: string;
    place: SearchPlace;
    locale: Locale;
    words: string;
    results: readonly ArticleFound[];
    reader: Buffer;
  },
): Promise<string> {
  const said = words.trim().replace(/\s+/g, " ").slice(0, longestWords);
  const { language, asked } = askedOf(said, locale);
  const found = results.some(({ isGood }) => isGood);
  return within(db, workspaceId, async (tx) => {
    const { rows } = await sql<{ id: string; words: string; articleId: string | null }>`
      select id, words, article_id from article_searches
      where workspace_id = ${workspaceId} and brand_id = ${brandId} and reader = ${reader} and place = ${place}
        and at > now() - make_interval(secs => ${oneSearchSeconds})
      order by at desc, id desc limit 1 for update`.execute(tx);
    const [before] = rows;
    if (before && before.articleId === null && isGrowth(before.words, said)) {
      await tx
        .updateTable("articleSearches")
        .set({ words: said, asked, language, locale, results: results.length, found, at: new Date() })
        .where("workspaceId", "=", workspaceId)
        .where("id", "=", before.id)
        .execute();
      return before.id;
    }
    const id = randomUUIDv7();
    await tx
      .insertInto("articleSearches")
      .values({
        workspaceId,
        id,
        brandId,
        place,
        locale,
        language,
        words: said,
        asked,
        results: results.length,
        found,
        reader,
      })
      .execute();
    return id;
  });
}

/** Whether one is the other with more or less at its end. */
function isGrowth(before: string, now: string): boolean {
  const [one, other] = [before.toLowerCase(), now.toLowerCase()];
  return one.startsWith(other) || other.startsWith(one);
}

/** In which of our languages it was asked, and its words in an order and a form in which the same question is the same. */
export function askedOf(words: string, locale: Locale): { language: Locale; asked: string } {
  const told = languageOf(words, locale);
  const language = locales.find((one) => one === told) ?? locale;
  const folded = analyse(words, language).tokens.map((token) => token.stem);
  const unique = [...new Set(folded)].sort();
  return { language, asked: (unique.length ? unique.join(" ") : words.toLowerCase()).slice(0, 500) };
}

/** Notes which of the results was opened. Of another reader's search nothing is noted. */
export function noteOpened(
  db: Db,
  {
    workspaceId,
    searchId,
    reader,
    articleId,
  }: { workspaceId: string; searchId: string; reader: Buffer; articleId: string },
): Promise<void> {
  return within(db, workspaceId, async (tx) => {
    await tx
      .updateTable("articleSearches")
      .set({ articleId })
      .where("workspaceId", "=", workspaceId)
      .where("id", "=", searchId)
      .where("reader", "=", reader)
      .where("articleId", "is", null)
      .execute();
  });
}

const keptDays = 400;

/** What was looked for is kept for thirteen months, so that a year can be held against the one before. */
export async function forgetSearches(db: Db): Promise<void> {
  await withoutWall(db, (tx) =>
    sql`delete from article_searches where at < now() - make_interval(days => ${keptDays})`.execute(tx),
  );
}
