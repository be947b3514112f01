import { type Audience, audiences } from "../../../contract/knowledge.ts";
import { type Locale, locales } from "../../../contract/languages.ts";

/** What a file says of itself before its text. */
export interface FrontMatter {
  id?: string;
  title?: string;
  summary?: string;
  section?: string;
  category?: string;
  slug?: string;
  locale?: Locale;
  audience?: Audience;
  tags: string[];
  triggers: string[];
}

const names: Record<string, keyof FrontMatter> = {
  id: "id",
  title: "title",
  summary: "summary",
  description: "summary",
  excerpt: "summary",
  section: "section",
  category: "category",
  slug: "slug",
  locale: "locale",
  language: "locale",
  lang: "locale",
  audience: "audience",
  tags: "tags",
  keywords: "tags",
  triggers: "triggers",
};

/**
 * Reads `name: value` lines between two lines of `---`: the part of YAML that front matter is written in. Lists are
 * separated by commas (`,`, `、` or `،`), stand in brackets, or have a line each. What it does not know is passed over.
 */
export function frontMatterOf(text: string): { about: FrontMatter; body: string } {
  const about: FrontMatter = { tags: [], triggers: [] };
  const found = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { about, body: text.replace(/^\ufeff/, "") };
  let open: "tags" | "triggers" | null = null;
  for (const line of found[1]!.split(/\r?\n/)) {
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (item && open) {
      about[open].push(unquoted(item[1]!));
      continue;
    }
    const [, name = "", value = ""] = /^([A-Za-z_-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    const known = names[name.toLowerCase()];
    open = null;
    if (!known) continue;
    if (known === "tags" || known === "triggers") {
      about[known] = listed(value);
      open = value.trim() ? null : known;
    } else if (known === "locale")
      about.locale = locales.find((one) => one === unquoted(value).toLowerCase().slice(0, 2));
    else if (known === "audience") about.audience = audienceOf(unquoted(value));
    else if (unquoted(value)) about[known] = unquoted(value);
  }
  return { about, body: text.slice(found[0].length) };
}

const audienceOf = (word: string): Audience | undefined =>
  audiences.find((one) => one === word) ??
  ({ all: "everyone", public: "everyone", internal: "agents" } as const)[word];

const unquoted = (value: string) =>
  value
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, "$2")
    .trim();

const listed = (value: string) =>
  value
    .trim()
    .replace(/^\[([\s\S]*)\]$/, "$1")
    .split(/[,،、，;；]/)
    .map(unquoted)
    .filter(Boolean);
