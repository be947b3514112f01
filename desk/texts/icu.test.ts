import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Formatters, IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { icu, readMessage } from "./icu.ts";
import { locales } from "./locales.ts";

const sayers = new Map(locales.map((locale) => [locale as string, icu(locale)]));
const folder = join(import.meta.dirname, "../../locales");
const numbers = [0, 1, 2, 3, 5, 11, 21, 100, 1234.5];

/** Every name a message asks for, with a value that all its uses can take. */
function valuesFor(source: string, count: number): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const marks = [...source.matchAll(/<([\w-]+)>/g)].map(([, name]) => name!);
  for (const [, name, kind] of source.matchAll(/\{\s*([\w-]+)\s*(?:,\s*(\w+))?/g)) {
    if (values[name!] !== undefined && !kind) continue;
    if (kind === "date" || kind === "time") values[name!] = new Date("2026-03-10T12:05:09Z");
    else if (kind === "select")
      values[name!] = [...source.matchAll(/(\w+)\s*\{/g)].map(([, form]) => form)[count % 3];
    else values[name!] = kind ? count : name;
  }
  for (const mark of marks) values[mark] = (parts: unknown[]) => `<${mark}>${parts.join("")}</${mark}>`;
  return values;
}

/** What we make of a text, and what the reference implementation does, for a number of numbers. */
function bothSay(locale: string, source: string, counts: number[]) {
  const say = sayers.get(locale)!;
  const ours = readMessage(source);
  const theirs = new IntlMessageFormat(source, locale, undefined, { formatters });
  const values = counts.map((count) => valuesFor(source, count) as never);
  return {
    ours: values.map((each) => say(ours, each).join("")),
    theirs: values.map((each) => [theirs.format(each)].flat().join("")),
  };
}

// The reference makes its formats anew each time, which is most of its time.
const known = new Map<string, unknown>();
const once =
  <Format>(Kind: new (locales?: string | string[], options?: never) => Format) =>
  (locales?: string | string[], options?: unknown): Format => {
    const key = JSON.stringify([Kind.name, locales, options]);
    if (!known.has(key)) known.set(key, new Kind(locales, options as never));
    return known.get(key) as Format;
  };
const formatters = {
  getNumberFormat: once(Intl.NumberFormat),
  getDateTimeFormat: once(Intl.DateTimeFormat),
  getPluralRules: once(Intl.PluralRules),
} as unknown as Formatters;

describe.each(locales)("in %s", (locale) => {
  test("every text says the same as the reference implementation makes of it", async () => {
    const catalogue = JSON.parse(await readFile(join(folder, `${locale}.json`), "utf8")) as Record<
      string,
      string
    >;
    for (const [key, source] of Object.entries(catalogue)) {
      const { ours, theirs } = bothSay(locale, source, /[{<]/.test(source) ? numbers : [0]);
      expect(ours, key).toEqual(theirs);
    }
  });

  test.each([
    "{n, plural, =0 {none} one {# a} two {# b} few {# c} many {# d} other {# e}}!",
    "{n, plural, offset:1 =0 {nobody} =1 {you} one {you and # more} two {and #} few {# f} many {# m} other {you and # more}} .",
    "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}} of {n, number}",
    "{n, number, integer} {n, number, percent}",
    "{who, select, a {one} other {{n, plural, other {# of <b>{name}</b>}}}}",
    "{at, date, short} {at, time, short} {at, date, long} {at, time} {at, date}",
    "it''s '{literal}' and '<b>' and 'plain' and # and < 3 > 2",
    "{n, plural, other {'#' is # and it''s '{fine}'}}",
    "  <b>a<i>b {name}</i></b>  { name } ",
  ])("so does %j", (source) => {
    const { ours, theirs } = bothSay(locale, source, numbers);
    expect(ours).toEqual(theirs);
  });
});

test.each([
  "{",
  "{name",
  "}",
  "{n, plural, one {a}}",
  "{n, spelt}",
  "<b>open",
  "<b>{n}</i>",
  "{}",
  "{n, plural, other a}",
])("%j is refused, as a text with a hole must not reach anybody", (source) => {
  expect(() => readMessage(source)).toThrow(SyntaxError);
});

test("a value that was forgotten leaves a gap and not a broken screen", () => {
  expect(icu("en")(readMessage("To {name}: {n, plural, one {#} other {# letters}}"), {}).join("")).toBe(
    "To : NaN letters",
  );
});
