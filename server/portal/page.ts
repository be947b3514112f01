import { html } from "ghtml";
import { directionOf, type Locale } from "../../contract/languages.ts";
import { inWords } from "../forms/index.ts";
import { script, styles } from "./assets.ts";
import { nameIn } from "./centre.ts";
import { ownNames } from "./languages.ts";
import { addressTo, to, type Visit } from "./visit.ts";

/** What a page is made of, besides what all have. `body` is HTML. */
export interface Page {
  title: string;
  description?: string;
  body: string;
  /** The same page in the languages it exists in, by path; none for pages that are nobody else's business. */
  alternates?: Partial<Record<Locale, string>>;
  /** Whether search engines may list it. */
  isListed?: boolean;
  /** JSON-LD, each an object. */
  data?: object[];
  /** The first page has the search box in its middle, all others at the top. */
  isFirst?: boolean;
  /** It has a search box of its own. */
  searches?: boolean;
  /** What was looked for, which stays when another language is chosen. */
  words?: string;
  type?: "website" | "article";
}

/** A whole page of a help centre. */
export function pageText(visit: Visit, page: Page): string {
  const { centre, locale, dir, t } = visit;
  const name = nameIn(centre, locale);
  const title = page.isFirst ? page.title : `${page.title} · ${name}`;
  const isListed = page.isListed && centre.isIndexed;
  return html`<!doctype html>
<html lang="${locale}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
!${page.description ? html`<meta name="description" content="${page.description}">` : ""}
!${isListed ? listed(visit, page, title) : `<meta name="robots" content="noindex">`}
<meta name="theme-color" content="${centre.palette.light.ground}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="${centre.palette.dark.ground}" media="(prefers-color-scheme: dark)">
<link rel="stylesheet" href="${styles.path}">
<style>!${centre.style.css}</style>
!${centre.logo ? html`<link rel="icon" href="${centre.logo.path}" type="${centre.logo.mimeType}">` : `<link rel="icon" href="data:,">`}
<link rel="search" type="application/opensearchdescription+xml" href="${to(visit, "/opensearch.xml")}" title="${name}">
<link rel="alternate" type="application/atom+xml" href="${to(visit, "/feed.xml")}" title="${t("help.feed.title", { name })}">
<script src="${script.path}" defer></script>
</head>
<body>
<a class="skip" href="#main">${t("help.skip")}</a>
!${head(visit, page, name)}
<main id="main" tabindex="-1">!${page.body}</main>
!${foot(visit)}
</body>
</html>
`;
}

/** What search engines and those who share a link are told. */
function listed({ centre, locale, path }: Visit, page: Page, title: string): string {
  const alternates = Object.entries(page.alternates ?? {}) as [Locale, string][];
  const own = page.alternates?.[locale] ?? path;
  const canonical = addressTo(centre, locale, own);
  const usual = page.alternates?.[centre.locale];
  const first = alternates[0];
  return html`<link rel="canonical" href="${canonical}">
!${alternates.map(([other, at]) => html`<link rel="alternate" hreflang="${other}" href="${addressTo(centre, other, at)}">`)}!${
    first
      ? html`<link rel="alternate" hreflang="x-default" href="${usual === undefined ? addressTo(centre, first[0], first[1]) : addressTo(centre, centre.locale, usual)}">`
      : ""
  }
<meta property="og:type" content="${page.type ?? "website"}">
<meta property="og:title" content="${title}">
!${page.description ? html`<meta property="og:description" content="${page.description}">` : ""}
<meta property="og:url" content="${canonical}">
<meta property="og:site_name" content="${nameIn(centre, locale)}">
<meta property="og:locale" content="${locale}">
!${alternates.filter(([other]) => other !== locale).map(([other]) => html`<meta property="og:locale:alternate" content="${other}">`)}!${centre.logo && centre.logo.mimeType !== "image/svg+xml" ? html`<meta property="og:image" content="${new URL(centre.logo.path, centre.address).href}">` : ""}
<meta name="twitter:card" content="summary">
!${(page.data ?? []).map((one) => `<script type="application/ld+json">${dataText(one)}</script>\n`)}`;
}

/** Nothing in it can end the element that it stands in. */
const dataText = (data: object): string =>
  JSON.stringify({ "@context": "https://schema.org", ...data }).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function head(visit: Visit, page: Page, name: string): string {
  const { centre, locale, customer, t } = visit;
  const links = centre.links.map(
    ({ names, url }) => html`<li><a href="${url}">${inWords(names, locale, centre.locale)}</a></li>`,
  );
  return html`<header class="top">
<div class="wide">
<a class="home" href="${to(visit)}">!${centre.logo ? html`<img src="${centre.logo.path}" alt="" height="32">` : ""}<span>${name}</span></a>
!${page.isFirst || page.searches ? "" : searchForm(visit, { small: true })}
<nav class="ways" aria-label="${t("help.ways")}"><ul>
!${links}
!${centre.takesRequests ? html`<li><a href="${to(visit, "/contact")}">${t("help.contact")}</a></li>` : ""}
!${centre.showsRequests ? html`<li><a href="${to(visit, "/requests")}">${t(customer ? "help.requests" : "help.signIn")}</a></li>` : ""}
!${languages(visit, page)}
</ul></nav>
</div>
</header>`;
}

function languages({ centre, locale, base, path, t }: Visit, page: Page): string {
  if (centre.locales.length < 2) return "";
  const query = new URLSearchParams({ ...(page.words && { q: page.words }), chosen: "1" });
  const pathIn = (other: Locale) => `${page.alternates?.[other] ?? path}?${query}`;
  return html`<li class="speaks"><details class="languages"><summary><span class="away">${t("help.language")}: </span><span lang="${locale}">${ownNames[locale]}</span></summary><ul>
!${centre.locales.map(
    (other) =>
      html`<li><a href="${base}/${other}${pathIn(other)}" lang="${other}" dir="${directionOf(other)}" hreflang="${other}" rel="nofollow"!${other === locale ? ` aria-current="true"` : ""}>${ownNames[other]}</a></li>`,
  )}</ul></details></li>`;
}

/** The search box. A script adds suggestions to it; without one it is a form. */
export function searchForm(visit: Visit, { small = false, words = "", id = "search" } = {}): string {
  const { t } = visit;
  return html`<form class="search!${small ? " small" : ""}" role="search" action="${to(visit, "/search")}" method="get" data-suggest="${to(visit, "/suggest")}">
<label class="away" for="${id}">${t("help.search.label")}</label>
<input id="${id}" name="q" type="search" value="${words}" placeholder="${t("help.search.placeholder")}" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="300">
<button type="submit">!${icon("search")}<span class="away">${t("help.search.do")}</span></button>
</form>`;
}

function foot(visit: Visit): string {
  const { centre, locale } = visit;
  const words = inWords(centre.footers, locale, centre.locale);
  return html`<footer class="bottom"><div class="wide"><p>!${words ? withBreaks(words) : html`${nameIn(centre, locale)}`}</p></div></footer>`;
}

/** Plain words of people with their line breaks. */
export const withBreaks = (words: string): string =>
  words
    .split("\n")
    .map((line) => html`${line}`)
    .join("<br>");

export type Crumb = { name: string; path: string };

/** Where one is, from the first page on. The last is the page itself. */
export function crumbs(visit: Visit, trail: Crumb[]): string {
  const all = [{ name: visit.t("help.home"), path: "" }, ...trail];
  return html`<nav class="crumbs" aria-label="${visit.t("help.crumbs")}"><ol>!${all.map(
    ({ name, path }, at) => {
      const is =
        at === all.length - 1
          ? html`<span aria-current="page"><bdi>${name}</bdi></span>`
          : html`<a href="${to(visit, path)}"><bdi>${name}</bdi></a>`;
      return html`<li>!${at ? icon("next") : ""}!${is}</li>`;
    },
  )}</ol></nav>`;
}

const drawn = {
  search: `<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>`,
  next: `<path d="m9 6 6 6-6 6"/>`,
  lock: `<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  file: `<path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8z"/><path d="M14 3v5h5"/>`,
  star: `<path d="m12 3 2.8 5.7 6.2.9-4.5 4.4 1 6.2L12 17.300l-5.500 2.900 1-6.200L3 9.600l6.200-.9z"/>`,
  good: `<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>`,
  note: `<circle cx="12" cy="12" r="9"/><path d="M12 11v5"/><path d="M12 8h.01"/>`,
};

/** A small drawing that says nothing by itself. Those that point along the text turn with it. */
export const icon = (name: keyof typeof drawn): string =>
  `<svg class="icon${name === "next" ? " turns" : ""}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">${drawn[name]}</svg>`;
