import { type Locale, locales } from "../../contract/languages.ts";

export interface Given {
  /** Its name with the folders it came in. */
  path: string;
  /** Of Markdown and HTML: the words in it. */
  text?: string;
}

export interface Planned {
  path: string;
  kind: "article" | "translation" | "picture" | "archive" | "unknown";
  title: string;
  /** As its folder or its own head says; null when its words are to tell. */
  locale: Locale | null;
}

const kinds: readonly [RegExp, Planned["kind"]][] = [
  [/\.(?:md|markdown|html?)$/i, "article"],
  [/\.zip$/i, "archive"],
  [/\.(?:png|jpe?g|gif|webp|svg|avif)$/i, "picture"],
];

/**
 * What an import would make of files, as far as their names and heads say: files of one name in folders named by language,
 * or with the same `id` in their head, are translations of one article.
 */
export function planOf(files: readonly Given[]): Planned[] {
  const groups = new Set<string>();
  return files.map(({ path, text = "" }) => {
    const kind = kinds.find(([sign]) => sign.test(path))?.[1] ?? "unknown";
    const head = headOf(text);
    const folders = path.split("/");
    const name = folders.pop()!;
    const folder =
      folders.findLast((each): each is Locale => locales.some((locale) => locale === each)) ?? null;
    const told = locales.find(
      (each) => each === head.get("lang") || each === head.get("language") || each === head.get("locale"),
    );
    const locale = told ?? folder;
    if (kind !== "article") return { path, kind, title: name, locale: null };
    const group =
      head.get("id") ??
      (folder
        ? folders
            .filter((each) => each !== folder)
            .concat(name)
            .join("/")
        : null);
    const isKnown = group !== null && groups.has(group);
    if (group !== null) groups.add(group);
    return {
      path,
      kind: isKnown ? "translation" : "article",
      title: titleOf(text, head) ?? bare(name),
      locale,
    };
  });
}

/** The lines between `---` at the very beginning of a file. */
function headOf(text: string): Map<string, string> {
  const lines = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1]?.split(/\r?\n/) ?? [];
  return new Map(
    lines.flatMap((line) => {
      const found = /^([a-z_]+):\s*["']?(.*?)["']?\s*$/i.exec(line);
      return found?.[2] ? [[found[1]!.toLowerCase(), found[2]] as const] : [];
    }),
  );
}

function titleOf(text: string, head: Map<string, string>): string | undefined {
  return (
    head.get("title") ??
    /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ??
    /<(title|h1)\b[^>]*>([^<]+)<\/\1>/i.exec(text)?.[2]?.trim()
  );
}

const bare = (name: string) => name.replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
