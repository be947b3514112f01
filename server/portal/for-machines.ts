import { html } from "ghtml";
import type { Locale } from "../../contract/languages.ts";
import type { feedOf, sitemapOf } from "../knowledge/index.ts";
import { type Centre, nameIn } from "./centre.ts";
import { addressTo, articlePath, type Visit } from "./visit.ts";

/** What no reader of XML takes. */
const clean = (text: string) => text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, "").toWellFormed();

/** All pages for search engines, each with its other languages (sitemaps.org, and Google's `xhtml:link`). */
export function sitemap(centre: Centre, articles: Awaited<ReturnType<typeof sitemapOf>>): string {
  const entry = (places: { locale: Locale; path: string; updatedAt?: Date }[]) => {
    const usual = places.find(({ locale }) => locale === centre.locale) ?? places[0]!;
    const links = [
      ...places.map(({ locale, path }) => [locale, path, locale] as const),
      ["x-default", usual.path, usual.locale] as const,
    ]
      .map(
        ([language, path, locale]) =>
          html`<xhtml:link rel="alternate" hreflang="${language}" href="${addressTo(centre, locale, path)}"/>`,
      )
      .join("");
    return places
      .map(
        ({ locale, path, updatedAt }) =>
          html`<url><loc>${addressTo(centre, locale, path)}</loc>!${updatedAt ? `<lastmod>${updatedAt.toISOString()}</lastmod>` : ""}!${links}</url>`,
      )
      .join("\n");
  };
  const pages = [
    entry(centre.locales.map((locale) => ({ locale, path: "" }))),
    ...articles
      .map(({ number, translations }) =>
        translations
          .filter(({ locale }) => centre.locales.includes(locale))
          .map(({ locale, slug, updatedAt }) => ({ locale, path: articlePath({ number, slug }), updatedAt })),
      )
      .filter((places) => places.length)
      .map(entry),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.join("\n")}
</urlset>
`;
}

export const robots = (centre: Centre): string =>
  centre.isIndexed
    ? `User-agent: *\nDisallow: /*/search\nDisallow: /*/requests\nDisallow: /*/sign-in\nDisallow: /*/rate\n\nSitemap: ${centre.address}/sitemap.xml\n`
    : "User-agent: *\nDisallow: /\n";

/** What was published last (RFC 4287). */
export function feed(
  visit: Visit,
  articles: Awaited<ReturnType<typeof feedOf>>,
  textOf: (article: (typeof articles)[number]) => string,
): string {
  const { centre, locale, t } = visit;
  const name = nameIn(centre, locale);
  const newest = articles[0]?.updatedAt ?? new Date(0);
  return `<?xml version="1.0" encoding="UTF-8"?>
${html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
<title>${clean(t("help.feed.title", { name }))}</title>
<id>${addressTo(centre, locale)}</id>
<link rel="alternate" type="text/html" href="${addressTo(centre, locale)}"/>
<link rel="self" type="application/atom+xml" href="${addressTo(centre, locale, "/feed.xml")}"/>
<updated>${newest.toISOString()}</updated>
<author><name>${clean(centre.brandName)}</name></author>
!${articles.map((article) => {
  const address = addressTo(centre, locale, articlePath(article));
  return html`<entry xml:lang="${article.locale}"><title>${clean(article.title)}</title><id>${addressTo(centre, locale, `/articles/${article.number}`)}</id><link rel="alternate" type="text/html" href="${address}"/><published>${article.publishedAt.toISOString()}</published><updated>${article.updatedAt.toISOString()}</updated>!${article.summary ? html`<summary>${clean(article.summary)}</summary>` : ""}<content type="html">${clean(textOf(article))}</content></entry>`;
})}</feed>
`}`;
}

/** How a browser adds the search to its own (OpenSearch 1.1). */
export function openSearch({ centre, locale, t }: Visit): string {
  const name = nameIn(centre, locale);
  return `<?xml version="1.0" encoding="UTF-8"?>
${html`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${[...clean(name)].slice(0, 16).join("")}</ShortName><Description>${clean(t("help.search.label"))}</Description><InputEncoding>UTF-8</InputEncoding><Language>${locale}</Language><Url type="text/html" template="${addressTo(centre, locale, "/search")}?q={searchTerms}"/></OpenSearchDescription>
`}`;
}
