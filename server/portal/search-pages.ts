import { html } from "ghtml";
import { directionOf } from "../../contract/languages.ts";
import type { ArticleFound } from "../knowledge/index.ts";
import { ownNames } from "./languages.ts";
import { crumbs, type Page, searchForm } from "./page.ts";
import { contactBox, languageOf } from "./reading-pages.ts";
import { articlePath, to, type Visit } from "./visit.ts";

/** What was found, or honestly that nothing was. `searchId` lets what is opened be noted with what was looked for. */
export function searchPage(
  visit: Visit,
  words: string,
  found: ArticleFound[],
  searchId: string | null,
): Page {
  const { t } = visit;
  const good = found.filter(({ isGood }) => isGood);
  const near = found.filter(({ isGood }) => !isGood);
  const query = searchId ? `?s=${searchId}` : "";
  const list = (some: ArticleFound[]) =>
    html`<ol class="results">!${some.map((one) => result(visit, one, query))}</ol>`;
  const count = good.length || near.length;
  return {
    title: words ? t("help.search.titleOf", { words }) : t("help.search.title"),
    searches: true,
    body: html`<div class="wide narrow">
!${crumbs(visit, [{ name: t("help.search.title"), path: "/search" }])}
<h1>${t("help.search.title")}</h1>
!${searchForm(visit, { words, id: "again" })}
!${
      !words
        ? html`<p class="empty">${t("help.search.what")}</p>`
        : good.length
          ? html`<p class="quiet" role="status">${t("help.search.found", { n: count })}</p>!${list(good)}`
          : html`<div class="empty" role="status"><p><strong>${t("help.search.nothing")}</strong></p><p>${t("help.search.nothingWords")}</p></div>`
    }
!${near.length && words ? html`<section><h2>${t(good.length ? "help.search.alsoNear" : "help.search.near")}</h2>!${list(near)}</section>` : ""}
!${contactBox(visit)}
</div>`,
  };
}

function result(visit: Visit, found: ArticleFound, query: string): string {
  const other = languageOf(visit, found.locale);
  return html`<li><h3><a href="${to(visit, articlePath(found))}${query}"><bdi !${other}>${found.title}</bdi></a>!${found.isOtherLanguage ? html` <span class="label" lang="${found.locale}" dir="${directionOf(found.locale)}">${ownNames[found.locale]}</span>` : ""}</h3>
<p !${other}>!${found.excerpt ? marked(found.excerpt, found.marks) : html`${found.summary}`}</p></li>`;
}

/** Words with those that were looked for marked. */
export function marked(words: string, marks: readonly (readonly [number, number])[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const [from, until] of marks) {
    if (from < at || until <= from || until > words.length) continue;
    parts.push(html`${words.slice(at, from)}<mark>${words.slice(from, until)}</mark>`);
    at = until;
  }
  return parts.join("") + html`${words.slice(at)}`;
}

/** What is offered while one types: a title, where it stands, and in which language where that is another. */
export const suggestions = (visit: Visit, found: ArticleFound[], query = "") =>
  found.map((one) => ({
    title: one.title,
    summary: one.summary.slice(0, 140),
    href: `${to(visit, articlePath(one))}${query}`,
    lang: one.locale,
    dir: directionOf(one.locale),
    ...(one.isOtherLanguage && { label: ownNames[one.locale] }),
  }));
