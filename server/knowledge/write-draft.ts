import { longestArticle } from "../../contract/article-html.ts";
import { Refusal } from "../refusal.ts";
import { cleanArticle } from "./html/clean.ts";
import { fromMarkdown } from "./html/markdown-in.ts";
import { slugOf } from "./slug.ts";

/** What somebody wrote in one language; what is left out stays as it was. */
export interface Said {
  title: string;
  summary?: string;
  slug?: string;
  html?: string;
  markdown?: string;
  triggers?: readonly string[];
}

export interface Written {
  title: string;
  summary: string;
  slug: string;
  html: string;
  triggers: string[];
}

/** What is kept of it, and what was taken out. */
export function writtenOf(said: Said, before: Written | null): { written: Written; dropped: string[] } {
  const cleaned =
    said.markdown !== undefined
      ? fromMarkdown(said.markdown)
      : said.html !== undefined
        ? cleanArticle(said.html)
        : { html: before?.html ?? "", dropped: [] };
  if (cleaned.html.length > longestArticle) throw new Refusal("too_large");
  const written = {
    title: said.title,
    summary: said.summary ?? before?.summary ?? "",
    slug: slugOf(said.slug || (before && said.slug === undefined ? before.slug : said.title)),
    html: cleaned.html,
    triggers: unique(said.triggers ?? before?.triggers ?? []),
  };
  return { written, dropped: cleaned.dropped };
}

const unique = (words: readonly string[]) => [
  ...new Map(words.map((one) => [one.toLowerCase(), one])).values(),
];

/** Whether two drafts say the same. */
export const saysTheSame = (one: Written, other: Written): boolean =>
  one.title === other.title &&
  one.summary === other.summary &&
  one.slug === other.slug &&
  one.html === other.html &&
  JSON.stringify(one.triggers) === JSON.stringify(other.triggers);
