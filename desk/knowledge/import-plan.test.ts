import { expect, test } from "vitest";
import { planOf } from "./import-plan.ts";

test("files of one name in folders of languages are one article", () => {
  expect(
    planOf([
      { path: "help/en/returns.md", text: "# Returns\n\nWithin 30 days." },
      { path: "help/ru/returns.md", text: "# Возврат\n\nВ течение 30 дней." },
      { path: "help/ru/parts.md", text: "Без заголовка" },
    ]),
  ).toEqual([
    { path: "help/en/returns.md", kind: "article", title: "Returns", locale: "en" },
    { path: "help/ru/returns.md", kind: "translation", title: "Возврат", locale: "ru" },
    { path: "help/ru/parts.md", kind: "article", title: "parts", locale: "ru" },
  ]);
});

test("what a file says of itself goes before where it lies", () => {
  const head = (title: string, lang: string) =>
    `---\nid: chain\ntitle: "${title}"\nlang: ${lang}\n---\n\ntext`;
  expect(
    planOf([
      { path: "a.md", text: head("Ланцюг", "uk") },
      { path: "en/b.md", text: head("链条", "zh") },
    ]),
  ).toMatchObject([
    { kind: "article", title: "Ланцюг", locale: "uk" },
    { kind: "translation", title: "链条", locale: "zh" },
  ]);
});

test.each([
  ["<html><head><title>الإرجاع</title></head></html>", "page.html", "article", "الإرجاع"],
  [undefined, "all.zip", "archive", "all.zip"],
  [undefined, "pictures/chain.png", "picture", "chain.png"],
  [undefined, "notes.docx", "unknown", "notes.docx"],
] as const)("%j as %s is told as %s", (text, path, kind, title) => {
  expect(planOf([{ path, text }])).toMatchObject([{ kind, title, locale: null }]);
});
