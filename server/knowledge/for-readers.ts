import type { Audience } from "../../contract/knowledge.ts";
import type { Locale } from "../../contract/languages.ts";

/** Where somebody reads, and what they may: visitors `["everyone"]`, customers who signed in also `"signed-in"`. */
export interface Reading {
  workspaceId: string;
  brandId: string;
  audiences: readonly Audience[];
  /** The language of the page. */
  locale: Locale;
}

/** An article in a list of a help centre. */
export interface HelpArticle {
  id: string;
  number: number;
  /** The language it is shown in: that of the page where it is translated, else that of its source, else any. */
  locale: Locale;
  isOtherLanguage: boolean;
  /** In how many languages it can be read. */
  languages: number;
  slug: string;
  title: string;
  summary: string;
  audience: Audience;
  publishedAt: Date;
}

export interface HelpSection {
  id: string;
  /** In the language of the page, else in another that it is named in. */
  name: string;
  description: string;
  icon: string | null;
  articles: HelpArticle[];
}

export interface HelpCategory extends HelpSection {
  sections: HelpSection[];
}

/** A help centre as its front page shows it. Categories and sections without an article that may be read are left out. */
export interface HelpTree {
  categories: HelpCategory[];
  /** What stands in no section. */
  others: HelpArticle[];
}

/** Where a link to another article leads. */
export interface LinkTarget {
  number: number;
  locale: Locale;
  slug: string;
}

/** A published article as its page shows it. */
export interface ReaderArticle extends HelpArticle {
  version: number;
  /** As it is stored: to be shown by `renderArticle`. */
  html: string;
  headings: { id: string; level: 2 | 3 | 4; words: string }[];
  /** When this version, and when the first, was published. */
  firstPublishedAt: Date;
  /** Since when a newer source says something that this translation does not. */
  isBehind: boolean;
  category: { id: string; name: string } | null;
  section: { id: string; name: string } | null;
  /** Every published language with its address, this one too. */
  translations: { locale: Locale; slug: string; title: string }[];
  related: HelpArticle[];
  /** Where its links lead, by the id of the article; those that its reader may not read are not among them. */
  targets: ReadonlyMap<string, LinkTarget>;
  /** The files it shows, by id. */
  files: ReadonlyMap<string, { filename: string; mimeType: string; size: number }>;
}

/** A file of an article, to be sent from the store. */
export interface ReaderFile {
  filename: string;
  mimeType: string;
  size: number;
  sha256: string;
}

/** What `findArticles` found, best first and each article once. */
export interface ArticleFound {
  articleId: string;
  number: number;
  locale: Locale;
  /** Not in the language that was asked for. */
  isOtherLanguage: boolean;
  /** In how many languages it can be read. */
  languages: number;
  slug: string;
  title: string;
  summary: string;
  audience: Audience;
  excerpt: string;
  /** Where the words stand in the excerpt: [from, to) in UTF-16 units. */
  marks: [number, number][];
  score: number;
  /** Whether it truly answers, as far as words can tell; only such are offered across languages and count as found. */
  isGood: boolean;
}
