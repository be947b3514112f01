import type { getArticlePreview } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";
import type { ReplyOf } from "../../contract/route.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import { apiPrefix } from "../http/serve.ts";
import { Refusal } from "../refusal.ts";
import { renderArticle } from "./html/render.ts";
import { translationRow, versionOf } from "./translations.ts";
import { seenArticle } from "./wall.ts";

/** The draft, or a version, as readers would see it; links to other articles lead into the desk. */
export function previewOf(
  db: Db,
  caller: Caller,
  { id, locale }: { id: string; locale: Locale },
  version: number | undefined,
): Promise<ReplyOf<typeof getArticlePreview>> {
  return look(db, caller.workspaceId, async (tx) => {
    await seenArticle(tx, caller, id);
    const shown =
      version === undefined
        ? await translationRow(tx, caller.workspaceId, id, locale).executeTakeFirst()
        : await versionOf(tx, caller.workspaceId, id, locale, version);
    if (!shown) throw new Refusal("not_found");
    const html = renderArticle(shown.html, {
      linkOf: (articleId, anchor) => `/knowledge/${articleId}${anchor ? `#${anchor}` : ""}`,
      fileOf: (fileId) => `${apiPrefix}/article-files/${fileId}`,
      locale,
    });
    return { title: shown.title, summary: shown.summary, html, locale };
  });
}
