import { html } from "ghtml";
import { directionOf } from "../../contract/languages.ts";
import type { ArticleFound } from "../knowledge/index.ts";
import { crumbs, type Page, searchForm } from "./page.ts";
import { contactBox, languageOf, otherLanguageLabel, otherLanguageWords } from "./reading-pages.ts";
import { articlePath, to, type Visit } from "./visit.ts";

/** What was found, or honestly that nothing was. `searchId` lets what is opened be noted with what was looked for. */
export function searchPage(
  visit: Visit,
  words: string,
  { found, corrected }: { found: ArticleFound[]; corrected: string | null },
  searchId: string | null,
): Page {
  const { t, centre } = visit;
  const good = found.filter(({ isGood }) => isGood);
  const near = found.filter(({ isGood }) => !isGood);
  const query = searchId ? `?s=${searchId}` : "";
  const list = (some: ArticleFound[]) =>
    html`<ol class="results">!${some.map((one) => result(visit, one, query))}</ol>`;
  return {
    title: words ? t("help.search.titleOf", { words }) : t("help.search.title"),
    searches: true,
    words,
    body: html`<div class="wide narrow">
!${crumbs(visit, [{ name: t("help.search.title"), path: "/search" }])}
<h1>${t("help.search.title")}</h1>
!${searchForm(visit, { words, id: "again" })}
!${corrected === null ? "" : shownFor(visit, words, corrected)}
!${
      !words
        ? html`<p class="empty">${t("help.search.what")}</p>`
        : good.length
          ? html`<p class="quiet" role="status">${t("help.search.found", { n: good.length })}</p>!${list(good)}`
          : html`<div class="empty" role="status"><p><strong>${t("help.search.nothing")}</strong></p><p>${t(centre.takesRequests ? "help.search.nothingWords" : "help.search.otherWords")}</p></div>`
    }
!${near.length ? html`<section class="near"><h2>${t(good.length ? "help.search.alsoNear" : "help.search.near")}</h2>!${list(near)}</section>` : ""}
!${contactBox(visit)}
</div>`,
  };
}

/** Slips and keys of another layout were put right: what was looked for, and the way to what was written. */
const shownFor = (visit: Visit, words: string, corrected: string): string =>
  html`<p class="corrected" role="status"><span>!${withWords(visit, "help.search.shownFor", corrected)}</span> <a href="${asWritten(visit, words)}" rel="nofollow">!${withWords(visit, "help.search.instead", words)}</a></p>`;

/** A sentence about words of any direction, which stand out in it. */
const withWords = (
  { t }: Visit,
  key: "help.search.shownFor" | "help.search.instead",
  words: string,
): string =>
  t(key, { words: "\u0001" })
    .split("\u0001")
    .map((part) => html`${part}`)
    .join(html`<strong><bdi>${words}</bdi></strong>`);

const asWritten = (visit: Visit, words: string): string =>
  `${to(visit, "/search")}?${new URLSearchParams({ q: words, as: "written" })}`;

/** The same for who is still typing. */
export const instead = (visit: Visit, words: string, corrected: string | null) =>
  corrected !== null && {
    shownFor: visit.t("help.search.shownFor", { words: `\u2068${corrected}\u2069` }),
    instead: {
      title: visit.t("help.search.instead", { words: `\u2068${words}\u2069` }),
      href: asWritten(visit, words),
    },
  };

function result(visit: Visit, found: ArticleFound, query: string): string {
  const other = languageOf(visit, found.locale);
  return html`<li><h3><a href="${to(visit, articlePath(found))}${query}"><bdi !${other}>${found.title}</bdi></a>!${otherLanguageLabel(visit, found)}</h3>
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
    ...(one.isOtherLanguage && { label: otherLanguageWords(visit, one) }),
  }));
