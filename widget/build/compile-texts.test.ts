import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import {
  type Catalogues,
  compileText,
  compileTexts,
  frameKeys,
  locales,
  numberTexts,
  readCatalogues,
} from "./compile-texts.ts";

const catalogues = await readCatalogues(join(import.meta.dirname, "../../locales"));
const keys = frameKeys(catalogues);

type Text = string | ((v: object, plural: unknown, number: unknown) => string);
const modules = Object.fromEntries(
  await Promise.all(
    locales.map(async (locale) => {
      const code = Buffer.from(compileTexts(catalogues, locale)).toString("base64");
      return [locale, (await import(`data:text/javascript;base64,${code}`)).default as Text[]] as const;
    }),
  ),
);

function say(locale: string, text: Text, values: object): string {
  if (typeof text === "string") return text;
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const plural = (count: number, forms: Record<string, string>) =>
    forms[`=${count}`] ?? forms[rules.select(count)] ?? forms.other;
  return text(values, plural, (value: number) => numbers.format(value));
}

describe.each(locales)("in %s", (locale) => {
  test.each([0, 1, 2, 3, 5, 11, 21, 100, 1234])(
    "every text says with %d what the catalogue means",
    (count) => {
      const values = {
        count,
        name: "Inês",
        time: "14:05",
        when: "14:05",
        size: "10 MB",
        email: "a@b.example",
        language: "Русский",
      };
      for (const [at, key] of keys.entries()) {
        const meant = new IntlMessageFormat(catalogues[locale]![key]!, locale, undefined, {
          ignoreTag: true,
        });
        expect(say(locale, modules[locale]![at]!, values), key).toBe(String(meant.format(values)));
      }
    },
  );
});

test("Arabic counts in six ways", () => {
  const at = keys.indexOf("widget.unread");
  const said = [0, 1, 2, 3, 11, 100].map((count) => say("ar", modules.ar![at]!, { count }));
  expect(new Set(said).size).toBe(6);
});

test("a plural form that a language needs and lacks breaks the build", () => {
  const source = "{count, plural, one {# год} other {# года}}";
  expect(() => compileText(source, "ru", "widget.x")).toThrow("few, many");
});

test("a text that a language lacks breaks the build", () => {
  const lacking: Catalogues = { en: { "widget.x": "X" }, ru: {} };
  expect(() => compileTexts(lacking, "ru")).toThrow("ru: there is no text “widget.x”");
});

test("keys in the sources become numbers, and one that is in no catalogue breaks the build", () => {
  const known = ["widget.a", "widget.b"];
  expect(numberTexts('t("widget.b", { n }) + at("widget.a")', known, "x.tsx")).toBe(
    't(1, { n }) + at("widget.a")',
  );
  expect(() => numberTexts('t("widget.c")', known, "x.tsx")).toThrow("x.tsx: there is no text “widget.c”");
});
