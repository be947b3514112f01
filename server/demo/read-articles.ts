import { randomUUIDv7 } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Locale, locales } from "../../contract/languages.ts";
import { fromMarkdown, frontMatterOf, gistOf, slugOf } from "../knowledge/index.ts";
import type { BrandKey } from "./world/index.ts";
import { knowledge } from "./world/index.ts";

const folder = join(import.meta.dirname, "articles");

export interface DemoText {
  locale: Locale;
  title: string;
  slug: string;
  html: string;
  gist: ReturnType<typeof gistOf>;
  section: string;
  category: string;
  tags: string[];
  triggers: string[];
}

export interface DemoArticle {
  key: knowledge.ArticleKey;
  id: string;
  brand: BrandKey;
  audience: "everyone" | "signed-in" | "agents";
  source: Locale;
  texts: Map<Locale, DemoText>;
}

/** The articles of the sample workspace with their texts in all languages, in their order. */
export async function readArticles(): Promise<DemoArticle[]> {
  const files = await Promise.all(
    locales.map(async (locale) => [locale, new Set(await readdir(join(folder, locale)))] as const),
  );
  const ids = new Map<string, string>(knowledge.articles.map((key) => [key, randomUUIDv7()]));
  return Promise.all(
    knowledge.articles.map(async (key) => {
      const only = knowledge.inOneLanguage[key];
      const there = files.filter(([locale, names]) => names.has(`${key}.md`) && (!only || only === locale));
      const texts = await Promise.all(
        there.map(async ([locale]) => [locale, await readText(locale, key, ids)] as const),
      );
      const brand = key.slice(0, key.indexOf("-")) as BrandKey;
      return {
        key,
        id: ids.get(key)!,
        brand,
        audience: knowledge.forAgents.includes(key)
          ? ("agents" as const)
          : knowledge.forSignedIn.includes(key)
            ? ("signed-in" as const)
            : ("everyone" as const),
        source: only ?? (brand === "safra" ? "ar" : "en"),
        texts: new Map(texts),
      };
    }),
  );
}

async function readText(locale: Locale, key: string, ids: ReadonlyMap<string, string>): Promise<DemoText> {
  const { about, body } = frontMatterOf(await readFile(join(folder, locale, `${key}.md`), "utf8"));
  const markdown = body.replace(/\]\(article:([a-z0-9-]+)\)/g, (whole, other: string) => {
    const id = ids.get(other);
    return id ? `](article:${id})` : whole;
  });
  const { html } = fromMarkdown(markdown);
  return {
    locale,
    title: about.title!,
    slug: slugOf(about.title!),
    html,
    gist: gistOf(html),
    section: about.section!,
    category: about.category!,
    tags: about.tags,
    triggers: about.triggers,
  };
}
