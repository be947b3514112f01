import { anchorOf } from "../../contract/article-html.ts";

/** The last part of an article's address, from words in any script; never empty. */
export const slugOf = (words: string): string => anchorOf(words) || "article";
