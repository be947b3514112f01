import { ArticleNeed, ArticleState, Audience } from "../../contract/knowledge.ts";
import { Locale } from "../../contract/languages.ts";

/** What narrows the list of articles down; it stands in the URL, so that a list can be sent to a colleague. */
export interface ArticleFilters {
  brand?: string;
  /** A section or a category; `none`: what stands in no section. */
  section?: string;
  state?: ArticleState;
  locale?: Locale;
  audience?: Audience;
  tag?: string;
  owner?: string;
  need?: ArticleNeed;
  text?: string;
}

/** What stands in the URL of the list: what narrows it down, and an article that is about to be begun. */
export interface ListSearch extends ArticleFilters {
  /** The dialog that begins an article stands open. */
  begin?: "article";
  /** What people asked, for the article that is to answer it. */
  about?: string;
}

/** What can be chosen from a list of choices, in the order in which it is asked. */
export const filterNames = ["brand", "state", "locale", "audience", "tag", "owner"] as const;
export type FilterName = (typeof filterNames)[number];

/** Takes what it understands of a URL's search and leaves the rest. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const read: ListSearch = {
    brand: id(search.brand),
    section: search.section === "none" ? "none" : id(search.section),
    state: one(ArticleState.options, search.state),
    locale: one(Locale.options, search.locale),
    audience: one(Audience.options, search.audience),
    tag: words(search.tag, 60),
    owner: search.owner === "nobody" ? "nobody" : id(search.owner),
    need: one(ArticleNeed.options, search.need),
    text: words(search.text, 500),
    begin: search.begin === "article" ? "article" : undefined,
    about: words(search.about, 200),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const filtersOf = ({ begin: _begin, about: _about, ...filters }: ListSearch): ArticleFilters =>
  filters;

/** What stands in the URL of the order: whose sections, and which of them stands open. */
export interface OrderSearch {
  brand?: string;
  section?: string;
}

export function readOrderSearch(search: Record<string, unknown>): OrderSearch {
  const read: OrderSearch = { brand: id(search.brand), section: id(search.section) };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const articleViews = ["write", "beside", "preview", "versions"] as const;
export type ArticleView = (typeof articleViews)[number];

/** What stands in the URL of an article: which language of it, and how one looks at it. */
export interface ArticleSearch {
  language?: Locale;
  view?: ArticleView;
  version?: number;
}

export function readArticleSearch(search: Record<string, unknown>): ArticleSearch {
  const version = Number(search.version);
  const read: ArticleSearch = {
    language: one(Locale.options, search.language),
    view: one(articleViews, search.view),
    version: Number.isInteger(version) && version > 0 ? version : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function one<Value extends string>(options: readonly Value[], value: unknown): Value | undefined {
  return options.find((option) => option === value);
}

const id = (value: unknown): string | undefined =>
  typeof value === "string" && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined;

const words = (value: unknown, most: number): string | undefined =>
  typeof value === "string" && value.trim() ? value.trim().slice(0, most) : undefined;
