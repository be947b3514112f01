import { expect, test } from "vitest";
import { page, paragraphs } from "./page.ts";
import { quoteOf } from "./quote.ts";

const nothing = { promised: [], ways: [], signature: "", quoted: undefined };

test("a page in Arabic says its direction to every program, by attributes and by named sides", () => {
  const arabic = page("ar", paragraphs("أهلا\n\nOrder KB-7 is here", "rtl"), {
    ...nothing,
    promised: ["غدا"],
  });
  expect(arabic).toMatch(/<html lang="ar" dir="rtl">/);
  expect(arabic).toMatch(/<td lang="ar" dir="rtl" align="right"/);
  expect(arabic).toContain("border-right:3px");
  expect(arabic).not.toMatch(/(?:margin|padding|border)-inline/);
  // A paragraph in another script runs its own way.
  expect(arabic).toContain('<p dir="ltr" align="left" style="margin:0 0 1em">Order KB-7 is here</p>');
});

test("a quote runs the way of its own language, whatever the answer's is", () => {
  const asked = { authorName: "Huda", reply: "هل وصلت؟", sentAt: new Date(0), language: "ar" };
  const { html, text } = quoteOf(asked, "en");
  expect(html).toMatch(/<blockquote[^>]* lang="ar" dir="rtl"/);
  expect(html).toContain("border-right:1px solid");
  expect(text).toContain("> هل وصلت؟");
});

test("what was written cannot become markup", () => {
  expect(page("en", paragraphs("<script>x</script>", "ltr"), { ...nothing, signature: "<b>" })).not.toMatch(
    /<script|<b>/,
  );
});
