import type { Locale } from "../../contract/languages.ts";
import type { Db } from "../db/database.ts";
import {
  type AddressOf,
  articleForReader,
  type LinkTarget,
  type Reading,
  renderArticle,
} from "../knowledge/index.ts";
import { type Centre, centreThatIsOn } from "./centre.ts";
import { addressTo, articlePath } from "./visit.ts";

/** How the desk and mails lead to the articles of a brand: null while its help centre is off. */
export const articleAddresses =
  (publicUrl: string): AddressOf =>
  async (db, place) => {
    const centre = await centreThatIsOn(db, { ...place, publicUrl });
    return centre && ((article, anchor) => addressOfArticle(centre, article, anchor, article.locale));
  };

/** Where the help centre of a brand is; null while it is off. */
export const helpCentreOf = async (
  db: Db,
  place: { workspaceId: string; brandId: string; publicUrl: string },
): Promise<string | null> => (await centreThatIsOn(db, place))?.address ?? null;

/** An article to be read outside of the help centre, where its links lead to; null where there is none for this reader. */
export async function articleElsewhere(
  db: Db,
  { publicUrl, ...reading }: Reading & { number: number; publicUrl: string },
): Promise<{ id: string; locale: Locale; title: string; html: string; url: string | null } | null> {
  const [article, centre] = await Promise.all([
    articleForReader(db, reading),
    centreThatIsOn(db, { workspaceId: reading.workspaceId, brandId: reading.brandId, publicUrl }),
  ]);
  if (!article || article === "sign-in") return null;
  const { id, locale, title, files, targets } = article;
  const html = renderArticle(article.html, {
    locale,
    linkOf: (articleId, anchor) => {
      const target = targets.get(articleId);
      return centre && target ? addressOfArticle(centre, target, anchor, reading.locale) : null;
    },
    fileOf: (fileId) =>
      centre && files.has(fileId)
        ? addressTo(centre, spokenIn(centre, reading.locale), `/files/${fileId}`)
        : null,
  });
  return { id, locale, title, html, url: centre && addressOfArticle(centre, article, null, reading.locale) };
}

const addressOfArticle = (
  centre: Centre,
  target: Pick<LinkTarget, "number" | "slug">,
  anchor: string | null | undefined,
  locale: Locale,
): string =>
  `${addressTo(centre, spokenIn(centre, locale), articlePath(target))}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;

const spokenIn = ({ locales, locale }: Centre, wanted: Locale): Locale =>
  locales.includes(wanted) ? wanted : locale;
