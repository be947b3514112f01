import { html } from "ghtml";
import { directionOf, type Locale } from "../../contract/languages.ts";
import { inWords } from "../forms/index.ts";
import type { HelpArticle, HelpSection, HelpTree, ReaderArticle } from "../knowledge/index.ts";
import { questionsIn, renderArticle } from "../knowledge/index.ts";
import { nameIn } from "./centre.ts";
import { crumbs, icon, type Page, searchForm, withBreaks } from "./page.ts";
import { articlePath, sectionPath, to, type Visit } from "./visit.ts";

const mostOfSection = 5;

/** The first page: search, what there is, how to reach us. */
export function homePage(visit: Visit, tree: HelpTree, useful: HelpArticle[]): Page {
  const { centre, locale, t } = visit;
  const name = nameIn(centre, locale);
  const tagline = inWords(centre.taglines, locale, centre.locale);
  const introduction = inWords(centre.introductions, locale, centre.locale);
  return {
    title: tagline ? `${name}: ${tagline}` : name,
    description: introduction || tagline || undefined,
    isFirst: true,
    isListed: true,
    alternates: Object.fromEntries(centre.locales.map((one) => [one, ""])),
    data: [
      {
        "@type": "WebSite",
        name,
        url: `${centre.address}/${locale}`,
        inLanguage: locale,
        potentialAction: {
          "@type": "SearchAction",
          target: {
            "@type": "EntryPoint",
            urlTemplate: `${centre.address}/${locale}/search?q={search_term_string}`,
          },
          "query-input": "required name=search_term_string",
        },
      },
    ],
    body: html`<section class="band"><div class="wide">
<h1>${tagline || t("help.hello", { name })}</h1>
!${introduction ? html`<p>!${withBreaks(introduction)}</p>` : ""}
!${searchForm(visit)}
</div></section>
<div class="wide">
!${useful.length > 2 ? html`<section class="useful"><h2>${t("help.useful")}</h2><ul class="plain columns">!${useful.map((article) => line(visit, article))}</ul></section>` : ""}
!${tree.categories.length || tree.others.length ? html`<div class="categories!${tree.categories.length + (tree.others.length ? 1 : 0) === 4 ? " four" : ""}">!${tree.categories.map((category) => categoryCard(visit, category))}!${tree.others.length ? othersCard(visit, tree.others) : ""}</div>` : html`<p class="empty">${t("help.nothingYet")}</p>`}
!${contactBox(visit)}
</div>`,
  };
}

function categoryCard(visit: Visit, category: HelpTree["categories"][number]): string {
  const articles = ownFirst(category.articles).slice(0, mostOfSection);
  return html`<section class="card">
<h2><a href="${to(visit, sectionPath(category))}"><bdi>${category.name}</bdi></a></h2>
!${category.description ? html`<p class="quiet">${category.description}</p>` : ""}
!${articles.length ? html`<ul class="plain">!${articles.map((article) => line(visit, article))}</ul>` : ""}
!${category.sections.map(
    (section) => html`<h3><a href="${to(visit, sectionPath(section))}"><bdi>${section.name}</bdi></a></h3>
<ul class="plain">!${ownFirst(section.articles)
      .slice(0, 3)
      .map((article) => line(visit, article))}</ul>`,
  )}
</section>`;
}

const othersCard = (visit: Visit, articles: HelpArticle[]): string =>
  html`<section class="card"><h2>${visit.t("help.others")}</h2><ul class="plain">!${articles.map((article) => line(visit, article))}</ul></section>`;

/** An article in a list, said to be in another language where it is. */
export function line(
  visit: Visit,
  article: InLanguage & Pick<HelpArticle, "number" | "slug" | "title" | "audience">,
  query = "",
): string {
  const { t, customer } = visit;
  const isLocked = article.audience === "signed-in" && !customer;
  return html`<li><a href="${to(visit, articlePath(article))}${query}"><bdi !${languageOf(visit, article.locale)}>${article.title}</bdi></a>!${otherLanguageLabel(visit, article)}!${isLocked ? html` <span class="label">!${icon("lock")}${t("help.locked")}</span>` : ""}</li>`;
}

type InLanguage = Pick<HelpArticle, "locale" | "isOtherLanguage" | "languages">;

/** Beside an article in another language than the page, in that of the page: which one, and whether there is no other. */
export const otherLanguageLabel = (visit: Visit, article: InLanguage): string =>
  article.isOtherLanguage ? html` <span class="label">${otherLanguageWords(visit, article)}</span>` : "";

export const otherLanguageWords = ({ t }: Visit, { locale, languages }: InLanguage): string =>
  t(languages === 1 ? "help.onlyIn" : "help.isIn", { language: locale });

/** Articles in the reader's language before the others. */
export const ownFirst = <One extends { isOtherLanguage: boolean }>(articles: readonly One[]): One[] =>
  [...articles].sort((one, other) => Number(one.isOtherLanguage) - Number(other.isOtherLanguage));

/** What says in which language a piece is, where it is not that of the page. */
export const languageOf = ({ locale }: Pick<Visit, "locale">, other: Locale): string =>
  other === locale ? "" : `lang="${other}" dir="${directionOf(other)}"`;

/** A category or a section with all that stands in it. */
export function sectionPage(
  visit: Visit,
  section: HelpSection & { sections?: HelpSection[] },
  category: HelpSection | null,
): Page {
  const { t } = visit;
  const trail = [...(category ? [category] : []), section].map((one) => ({
    name: one.name,
    path: sectionPath(one),
  }));
  const list = (articles: HelpArticle[]) =>
    html`<ul class="articles">!${articles.map(
      (article) =>
        html`!${line(visit, article).replace("</li>", "")}!${article.summary ? html`<p class="quiet" !${languageOf(visit, article.locale)}>${article.summary}</p>` : ""}</li>`,
    )}</ul>`;
  return {
    title: section.name,
    description: section.description || undefined,
    isListed: true,
    // A section is called otherwise in each language, and found by the end of its id in all.
    alternates: Object.fromEntries(
      visit.centre.locales.map((one) => [
        one,
        one === visit.locale ? sectionPath(section) : `/sections/${section.id.slice(-12)}`,
      ]),
    ),
    data: [crumbData(visit, trail)],
    body: html`<div class="wide narrow">
!${crumbs(visit, trail)}
<h1><bdi>${section.name}</bdi></h1>
!${section.description ? html`<p class="lead">${section.description}</p>` : ""}
!${section.articles.length ? list(section.articles) : ""}
!${(section.sections ?? []).map((one) => html`<section><h2><a href="${to(visit, sectionPath(one))}"><bdi>${one.name}</bdi></a></h2>!${list(one.articles)}</section>`)}
!${!section.articles.length && !section.sections?.length ? html`<p class="empty">${t("help.nothingYet")}</p>` : ""}
!${contactBox(visit)}
</div>`,
  };
}

export const crumbData = ({ centre, locale, t }: Visit, trail: { name: string; path: string }[]): object => ({
  "@type": "BreadcrumbList",
  itemListElement: [{ name: t("help.home"), path: "" }, ...trail].map(({ name, path }, at) => ({
    "@type": "ListItem",
    position: at + 1,
    name,
    item: `${centre.address}/${locale}${path}`,
  })),
});

/** Below whatever one reads: how to reach a person. */
export function contactBox(visit: Visit): string {
  const { t } = visit;
  if (!visit.centre.takesRequests) return "";
  return html`<aside class="contact"><div><h2>${t("help.contact.title")}</h2><p>${t("help.contact.words")}</p></div><a class="button" href="${to(visit, "/contact")}">${t("help.contact.do")}</a></aside>`;
}

const longEnoughForContents = 3;

/** What became of a voice, for the page that it comes back to. */
export type Voted = "yes" | "no" | "said" | null;

export function articlePage(visit: Visit, article: ReaderArticle, voted: Voted, query: string): Page {
  const { centre, t } = visit;
  const trail = [article.category, article.section].flatMap((one) =>
    one ? [{ name: one.name, path: sectionPath(one) }] : [],
  );
  const own = { name: article.title, path: articlePath(article) };
  const headings = article.headings.filter(({ level }) => level <= 3);
  const isLong = headings.length >= longEnoughForContents;
  const alternates = Object.fromEntries(
    article.translations
      .filter(({ locale }) => centre.locales.includes(locale))
      .map(({ locale, slug }) => [locale, articlePath({ number: article.number, slug })]),
  );
  return {
    title: article.title,
    description: article.summary || undefined,
    // In another language than its page it is nobody's to find: the page in its own is.
    isListed: article.audience === "everyone" && !article.isOtherLanguage,
    alternates,
    type: "article",
    data: [articleData(visit, article), ...questionData(article), crumbData(visit, [...trail, own])],
    body: html`<div class="wide reading!${isLong ? " long" : ""}">
!${crumbs(visit, [...trail, own])}
<article>
<header>
!${article.isOtherLanguage ? otherLanguage(visit, article) : ""}
<h1 !${languageOf(visit, article.locale)}>${article.title}</h1>
!${article.summary ? html`<p class="lead" !${languageOf(visit, article.locale)}>${article.summary}</p>` : ""}
<p class="quiet small">!${changedAt(visit, article)}</p>
!${article.isBehind ? html`<p class="notice">!${icon("note")}<span>${t("help.article.behind")}</span></p>` : ""}
</header>
!${isLong ? contents(visit, article, headings) : ""}
<div class="prose" lang="${article.locale}" dir="${directionOf(article.locale)}">!${articleHtml(visit, article)}</div>
</article>
!${voteBox(visit, article, voted, query)}
!${article.related.length ? html`<section class="related"><h2>${t("help.related")}</h2><ul class="plain">!${article.related.map((one) => line(visit, one))}</ul></section>` : ""}
!${contactBox(visit)}
</div>`,
  };
}

export function articleHtml(
  visit: Visit,
  article: Pick<ReaderArticle, "html" | "targets" | "files" | "locale">,
): string {
  return renderArticle(article.html, {
    locale: article.locale,
    linkOf: (id, anchor) => {
      const target = article.targets.get(id);
      return target
        ? `${to(visit, articlePath(target))}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`
        : null;
    },
    fileOf: (id) => (article.files.has(id) ? to(visit, `/files/${id}`) : null),
  });
}

/** The page is in one language, the article in another: it is said so, in that of the page. */
const otherLanguage = ({ t }: Visit, { locale, languages }: ReaderArticle): string =>
  html`<p class="notice">!${icon("note")}<span>${t(languages === 1 ? "help.article.other" : "help.article.shownIn", { language: locale })}</span></p>`;

function changedAt({ t, locale, centre }: Visit, article: ReaderArticle): string {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: centre.timeZone }).format(
    article.publishedAt,
  );
  return html`<time datetime="${article.publishedAt.toISOString()}">${t("help.article.changed", { date })}</time>`;
}

const contents = (visit: Visit, article: ReaderArticle, headings: ReaderArticle["headings"]): string =>
  html`<nav class="contents" aria-label="${visit.t("help.contents")}"><h2>${visit.t("help.contents")}</h2><ul !${languageOf(visit, article.locale)}>!${headings.map(
    ({ id, level, words }) => html`<li class="level!${String(level)}"><a href="#${id}">${words}</a></li>`,
  )}</ul></nav>`;

function voteBox(visit: Visit, article: ReaderArticle, voted: Voted, query: string): string {
  const { t } = visit;
  const action = `${to(visit, articlePath(article))}/vote${query}`;
  if (voted === "said")
    return html`<section class="vote" id="vote"><p role="status">!${icon("good")}${t("help.vote.said")}</p></section>`;
  if (voted)
    return html`<section class="vote" id="vote"><p role="status">!${icon("good")}${t(voted === "yes" ? "help.vote.thanks" : "help.vote.sorry")}</p>
<form method="post" action="${action}"><input type="hidden" name="helpful" value="!${voted}"><label for="comment">${t(voted === "yes" ? "help.vote.more" : "help.vote.missing")}</label><textarea id="comment" name="comment" rows="3" maxlength="2000"></textarea><button type="submit">${t("help.vote.send")}</button></form></section>`;
  return html`<section class="vote" id="vote"><form method="post" action="${action}"><h2>${t("help.vote.ask")}</h2><div class="two"><button name="helpful" value="yes">${t("help.vote.yes")}</button><button name="helpful" value="no">${t("help.vote.no")}</button></div></form></section>`;
}

const articleData = ({ centre, locale }: Visit, article: ReaderArticle): object => ({
  "@type": "Article",
  headline: article.title.slice(0, 110),
  ...(article.summary && { description: article.summary }),
  inLanguage: article.locale,
  datePublished: article.firstPublishedAt.toISOString(),
  dateModified: article.publishedAt.toISOString(),
  mainEntityOfPage: `${centre.address}/${locale}${articlePath(article)}`,
  author: { "@type": "Organization", name: centre.brandName },
  publisher: {
    "@type": "Organization",
    name: centre.brandName,
    ...(centre.logo && {
      logo: { "@type": "ImageObject", url: new URL(centre.logo.path, centre.address).href },
    }),
  },
});

/** What an article is besides, that is nothing but questions with their answers. */
function questionData({ html: text, locale }: ReaderArticle): object[] {
  const questions = questionsIn(text);
  if (!questions.length) return [];
  return [
    {
      "@type": "FAQPage",
      inLanguage: locale,
      mainEntity: questions.map(({ question, answer }) => ({
        "@type": "Question",
        name: question,
        acceptedAnswer: { "@type": "Answer", text: answer },
      })),
    },
  ];
}

/** Of an article for who is signed in, to who is not: what it is called where that is shown, and the way in. */
export function lockedPage(visit: Visit, path: string): Page {
  const { t } = visit;
  return {
    title: t("help.locked.title"),
    body: html`<div class="wide narrow"><div class="alone">!${icon("lock")}<h1>${t("help.locked.title")}</h1><p>${t("help.locked.words")}</p><a class="button" href="${to(visit, `/sign-in?to=${encodeURIComponent(path)}`)}">${t("help.signIn.enter")}</a></div></div>`,
  };
}

/** Where an article was that readers see no longer: what stands near it, and the ways on. */
export function withdrawnPage(visit: Visit, section: HelpSection | null, near: HelpArticle[]): Page {
  const { t } = visit;
  return {
    title: t("help.withdrawn.title"),
    searches: true,
    body: html`<div class="wide narrow">
!${crumbs(visit, [...(section ? [{ name: section.name, path: sectionPath(section) }] : []), { name: t("help.withdrawn.title"), path: visit.path }])}
<h1>${t("help.withdrawn.title")}</h1>
<p class="lead">${t("help.withdrawn.words")}</p>
!${searchForm(visit, { id: "again" })}
!${section && near.length ? html`<section><h2>${t("help.withdrawn.near")}</h2><ul class="plain">!${near.map((article) => line(visit, article))}</ul></section>` : ""}
<p><a class="button second" href="${to(visit)}">${t("help.home")}</a></p>
!${contactBox(visit)}
</div>`,
  };
}
