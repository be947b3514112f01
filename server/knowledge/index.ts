/**
 * Knowledge: what is worth knowing once, written down for those who ask. An article stands in any number of languages;
 * what is being written and what readers see are two things, and every version that readers saw is kept. It promises that
 * nobody writes over what somebody else wrote, that readers see nothing that is not for them, that what points nowhere is
 * noticed, and that an offer counts as the answer only where nobody wrote within a day.
 */
export { checkPages } from "./check-pages.ts";
export { noteMessages } from "./contacts.ts";
export { fileForReader } from "./files.ts";
export { findArticles, searchArticles } from "./find.ts";
export type {
  ArticleFound,
  HelpArticle,
  HelpCategory,
  HelpSection,
  HelpTree,
  LinkTarget,
  ReaderArticle,
  ReaderFile,
  Reading,
} from "./for-readers.ts";
export { forgetArticleFiles } from "./forget-files.ts";
export { foundArticles } from "./found-by-words.ts";
export { gistOf } from "./html/gist.ts";
export { fromMarkdown } from "./html/markdown-in.ts";
export { questionsIn } from "./html/questions.ts";
export { renderArticle } from "./html/render.ts";
export { frontMatterOf } from "./import/front-matter.ts";
export { articlesBelow, indexArticles } from "./index-articles.ts";
export { lookAtOwn as lookAtLinks } from "./links.ts";
export { acceptOffer, noteContact, noteOfferOpened, offerArticles } from "./offers.ts";
export { publishPlanned } from "./publish.ts";
export { articleForReader, feedOf, helpTree, sitemapOf, withdrawnArticle } from "./reader.ts";
export { forgetReadings, isReading, noteReading } from "./readings.ts";
export { tellReviews } from "./reviews.ts";
export { knowledgeRoutes } from "./routes.ts";
export { askedOf, forgetSearches, noteOpened, noteSearch } from "./searches.ts";
export { slugOf } from "./slug.ts";
export type { AddressOf } from "./suggest.ts";
export { vote } from "./voices.ts";
