import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const locales = ["en", "ru", "uk", "zh", "ar"] as const;
type Locale = (typeof locales)[number];
type Catalogue = Record<string, string>;

const catalogues = Object.fromEntries(
  await Promise.all(
    locales.map(async (locale) => [
      locale,
      JSON.parse(await readFile(join(root, `locales/${locale}.json`), "utf8")),
    ]),
  ),
) as Record<Locale, Catalogue>;
const english = catalogues.en;
const keys = Object.keys(english);

/** The node kinds of an ICU message, by the numbers its parser gives them. */
const kinds = {
  literal: 0,
  argument: 1,
  number: 2,
  date: 3,
  time: 4,
  select: 5,
  plural: 6,
  pound: 7,
  tag: 8,
} as const;

type Part = {
  type: number;
  value?: string;
  options?: Record<string, { value: Part[] }>;
  children?: Part[];
  pluralType?: Intl.PluralRuleType;
};

describe.each(locales)("the %s catalogue", (locale) => {
  const catalogue = catalogues[locale];

  test("has the texts that English has, no fewer and no more", () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
  });

  test("can be read", () => {
    const broken = Object.entries(catalogue).flatMap(([key, text]) => {
      try {
        partsOf(text, locale);
        return text === text.trim() && text !== "" ? [] : [`${key}: empty, or a space at its edge`];
      } catch (error) {
        return [`${key}: ${error}`];
      }
    });
    expect(broken).toEqual([]);
  });

  test("has every plural form of its language, and no form that its language lacks", () => {
    const faults = Object.entries(catalogue).flatMap(([key, text]) =>
      flatten(partsOf(text, locale))
        .filter((part) => part.type === kinds.plural)
        .flatMap((part) => {
          const wanted = new Intl.PluralRules(locale, { type: part.pluralType }).resolvedOptions()
            .pluralCategories;
          const given = Object.keys(part.options ?? {}).filter((form) => !form.startsWith("="));
          const isSame = [...wanted].sort().join() === [...given].sort().join();
          return isSame ? [] : [`${key}: has ${given.join(", ")}; needs ${wanted.join(", ")}`];
        }),
    );
    expect(faults).toEqual([]);
  });

  test("names the same values and the same marks as English", () => {
    const faults = keys.flatMap((key) => {
      const wanted = namesIn(partsOf(english[key]!, "en"));
      const given = namesIn(partsOf(catalogue[key] ?? "", locale));
      return wanted === given
        ? []
        : [`${key}: English has ${wanted || "none"}, ${locale} has ${given || "none"}`];
    });
    expect(faults).toEqual([]);
  });

  test("is written in its own letters", () => {
    const letters = {
      en: /\p{sc=Latn}/u,
      ru: /\p{sc=Cyrl}/u,
      uk: /\p{sc=Cyrl}/u,
      zh: /\p{sc=Han}/u,
      ar: /\p{sc=Arab}/u,
    };
    const foreign = Object.entries(catalogue).filter(([key, text]) => {
      const words = wordsIn(partsOf(text, locale));
      return (
        /\p{L}/u.test(words) &&
        !letters[locale].test(words) &&
        words !== wordsIn(partsOf(english[key] ?? "", "en"))
      );
    });
    expect(foreign).toEqual([]);
  });
});

/** Names, abbreviations, addresses and pieces of code that are the same in every language. */
const sameEverywhere =
  /^(?:[\p{Lu}\p{N}\W]+|Tandem|\w+(?:\.\w+)+(?:\(…\))?|(?:https?:\/\/\S+\s*)+|\/[a-z]+\/|IMAP|SMTP|OpenAPI|Caddy|nginx|JavaScript|Content-Security-Policy|[\w.+-]+@[\w.-]+)$/u;

test("no text is left in English", () => {
  const left = keys.flatMap((key) =>
    locales
      .filter((locale) => locale !== "en" && catalogues[locale][key] === english[key])
      .filter((locale) => {
        const words = wordsIn(partsOf(english[key]!, locale)).trim();
        return /\p{L}/u.test(words) && !sameEverywhere.test(words);
      })
      .map((locale) => `${locale}: ${key}: ${english[key]}`),
  );
  expect(left).toEqual([]);
});

test("every text is used", async () => {
  const sources: string[] = [];
  for await (const file of glob("{desk,server,contract,widget}/**/*.{ts,tsx}", { cwd: root })) {
    if (!file.includes(".test.")) sources.push(await readFile(join(root, file), "utf8"));
  }
  const all = sources.join("\n");
  // `problem.${code}` uses every key of that shape.
  const shapes = [...all.matchAll(/`([a-z][A-Za-z]*\.(?:[\w.-]|\$\{[^}`]+\})*\$\{[^}`]+\}[\w.-]*)`/g)].map(
    ([, shape]) => new RegExp(`^${shape!.replaceAll(".", "\\.").replace(/\$\{[^}]+\}/g, "[\\w-]+")}$`),
  );
  const unused = keys.filter((key) => !all.includes(`"${key}"`) && !shapes.some((shape) => shape.test(key)));
  expect(unused).toEqual([]);
});

/** What people read or hear from an element besides its children. */
const spoken = new Set([
  "label",
  "title",
  "description",
  "placeholder",
  "alt",
  "text",
  "aria-label",
  "aria-description",
]);

test("the desk says nothing that is not in the catalogues", async () => {
  const literals: string[] = [];
  for await (const file of glob("{desk,widget}/**/*.tsx", { cwd: root })) {
    // The page of parts is for us; its samples speak all five languages at once.
    if (file.includes("ui-page/") || file.includes(".test.")) continue;
    const source = await readFile(join(root, file), "utf8");
    for (const { words, at } of saidBy(parseSync(file, source).program)) {
      if (!/\p{L}{2}/u.test(words) || sameEverywhere.test(words.trim())) continue;
      literals.push(`${file}:${source.slice(0, at).split("\n").length}: ${words.trim()}`);
    }
  }
  expect(literals).toEqual([]);
});

type Node = Record<string, unknown> & { type: string; start: number };

/** The literal words of a component: between its tags, and in the attributes that people read or hear. */
function saidBy(found: unknown, parent?: Node): { words: string; at: number }[] {
  if (Array.isArray(found)) return found.flatMap((each) => saidBy(each, parent));
  if (typeof found !== "object" || found === null || !("type" in found)) return [];
  const node = found as Node;
  if (node.type === "JSXText") return [{ words: String(node.value), at: node.start }];
  if (node.type === "JSXAttribute" && !spoken.has(String((node.name as Node).name))) {
    return saidBy((node.value as Node | null)?.expression, undefined);
  }
  const isSaid = parent?.type === "JSXExpressionContainer" || parent?.type === "JSXAttribute";
  if (node.type === "Literal") {
    return isSaid && typeof node.value === "string" ? [{ words: node.value, at: node.start }] : [];
  }
  return Object.values(node).flatMap((child) => saidBy(child, node));
}

function partsOf(text: string, locale: string): Part[] {
  return new IntlMessageFormat(text, locale).getAst() as Part[];
}

function flatten(parts: Part[]): Part[] {
  return parts.flatMap((part) => [
    part,
    ...flatten(part.children ?? []),
    ...Object.values(part.options ?? {}).flatMap((option) => flatten(option.value)),
  ]);
}

function namesIn(parts: Part[]): string {
  const names = flatten(parts)
    .filter((part) => part.type !== kinds.literal && part.type !== kinds.pound)
    .map((part) => {
      if (part.type === kinds.tag) return `<${part.value}>`;
      if (part.type === kinds.select)
        return `${part.value}:${Object.keys(part.options ?? {})
          .sort()
          .join("|")}`;
      return part.value;
    });
  return [...new Set(names)].sort().join(", ");
}

function wordsIn(parts: Part[]): string {
  return flatten(parts)
    .filter((part) => part.type === kinds.literal)
    .map((part) => part.value)
    .join(" ");
}
