import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Part, readMessage } from "../../desk/texts/icu.ts";

export const locales = ["en", "ru", "uk", "zh", "ar"] as const;
export type Catalogues = Record<string, Record<string, string>>;

export async function readCatalogues(folder: string): Promise<Catalogues> {
  const read = async (locale: string) =>
    [locale, JSON.parse(await readFile(join(folder, `${locale}.json`), "utf8"))] as const;
  return Object.fromEntries(await Promise.all(locales.map(read)));
}

/** The texts of the frame in the order in which the frame's sources, compiled, ask for them by number. */
export const frameKeys = (catalogues: Catalogues): string[] =>
  Object.keys(catalogues.en!)
    .filter((key) => key.startsWith("widget.") && !key.startsWith("widget.launcher."))
    .sort();

/**
 * A module with the texts of one language: a string, or a function of its values, of the plural rules and of how
 * numbers are written: `(v, p, n) => p(v.count, { one: n(v.count) + " minute", … })`. Nothing is read at run time.
 */
export function compileTexts(catalogues: Catalogues, locale: string): string {
  const texts = frameKeys(catalogues).map((key) => {
    const source = catalogues[locale]?.[key];
    if (source === undefined) throw new Error(`${locale}: there is no text “${key}”`);
    return compileText(source, locale, key);
  });
  return `export default [\n${texts.join(",\n")}\n];\n`;
}

export function compileText(source: string, locale: string, key: string): string {
  const parts = readMessage(source);
  if (parts.every((part) => typeof part === "string")) return JSON.stringify(parts.join(""));
  return `(v,p,n)=>${said(parts, null)}`;

  function said(parts: Part[], count: string | null): string {
    const pieces = parts.map((part) => {
      if (typeof part === "string") return JSON.stringify(part);
      if (part.kind === "pound") return `n(${count})`;
      if (part.kind === "value") return `v.${part.name}`;
      if (part.kind === "number") return `n(v.${part.name})`;
      if (part.kind === "plural") return plural(part);
      throw new Error(`${locale}: ${key}: the frame cannot say “${part.kind}”`);
    });
    // A number first would be added to, not written.
    return typeof parts[0] === "string" ? pieces.join("+") : ['""', ...pieces].join("+");
  }

  function plural({ name, offset, forms }: Extract<Part, { kind: "plural" | "ordinal" }>): string {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const missing = needed.filter((form) => !forms.has(form));
    if (missing.length) throw new Error(`${locale}: ${key}: the form ${missing.join(", ")} is missing`);
    if (offset) throw new Error(`${locale}: ${key}: the frame knows no offset`);
    const count = `v.${name}`;
    const cases = [...forms].map(([form, parts]) => `${JSON.stringify(form)}:${said(parts, count)}`);
    return `p(${count},{${cases.join(",")}})`;
  }
}

/** The few words that come before the frame, in all languages: they are less than the question for them would be. */
export function earlyTexts(catalogues: Catalogues, key: string): string {
  const words = locales.map((locale) => {
    const text = catalogues[locale]?.[key];
    if (text === undefined) throw new Error(`${locale}: there is no text “${key}”`);
    return [locale, text];
  });
  return `export default ${JSON.stringify(Object.fromEntries(words))};`;
}

/** `t("widget.send")` becomes `t(41)`; a text that is in no catalogue fails the build. */
export function numberTexts(source: string, keys: string[], file: string): string {
  return source.replace(/\bt\(\s*"([\w.]+)"/g, (_whole, key: string) => {
    const at = keys.indexOf(key);
    if (at < 0) throw new Error(`${file}: there is no text “${key}”`);
    return `t(${at}`;
  });
}
