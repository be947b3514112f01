import { create } from "fontkit";
import { expect, test } from "vitest";
import { Face } from "./face.ts";

const ltr = new Face(400, { direction: "ltr", isChinese: false });
const rtl = new Face(400, { direction: "rtl", isChinese: false });
const zh = new Face(600, { direction: "ltr", isChinese: true });

/** What the glyphs say, from left to right. */
const drawn = (face: Face, text: string) =>
  face
    .layout(text)
    .glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints))
    .join("");
const reversed = (text: string) => [...text].reverse().join("");

test("from left to right, what is drawn is what is written", () => {
  for (const text of [
    "Kolo Bikes, 99.6%",
    "Їжа та Ґанок «Ёлка» №12",
    "Łódź Žižkov Ελλάδα Việt",
    "客户 12 分钟",
  ])
    expect(drawn(ltr, text)).toBe(text);
});

test.each([
  // Numbers and foreign names keep their own direction among Arabic words, which run from right to left.
  ["الطلب رقم 1,042", `1,042 ${reversed("الطلب رقم")}`],
  ["من \u2068Kolo Bikes Inc.\u2069، نينا.", `.${reversed("نينا")} ،Kolo Bikes Inc. ${reversed("من")}`],
  [
    "(نوفمبر 2026)",
    `(2026 ${reversed("نوفمبر")})`.replace(/^\(|\)$/g, (bracket) => (bracket === "(" ? ")" : "(")),
  ],
  ["Meridian Care", "Meridian Care"],
  ["99.6\u200e%\u200e", "99.6%"],
])("an Arabic page orders %j as the bidirectional algorithm says", (text, shown) => {
  expect(drawn(rtl, text)).toBe(shown);
});

test("letters of one bare shape are told apart by what they are", () => {
  const letters = "بتثنيئ";
  expect(drawn(rtl, letters)).toBe(reversed(letters));
  const ids = rtl.layout(letters).glyphs.map(({ id }) => id);
  expect(new Set(ids).size).toBe(letters.length);
});

test("a vowel sign is read after its letter, and takes no room", () => {
  expect(drawn(rtl, "يُهمَل")).toBe(reversed("يُهمَل"));
  expect(rtl.widthOf("يُهمَل", 10)).toBe(rtl.widthOf("يهمل", 10));
});

test("Arabic letters join", () => {
  const joined = rtl.widthOf("سلمى", 100);
  const apart = [..."سلمى"].reduce((sum, letter) => sum + rtl.widthOf(letter, 100), 0);
  expect(joined).toBeLessThan(apart * 0.9);
});

test("figures are all of one width", () => {
  for (const face of [ltr, zh])
    expect(new Set([..."0123456789"].map((figure) => face.widthOf(figure, 10))).size).toBe(1);
});

test.each([
  "Nina Kovalenko, Zoë Ångström",
  "Ніна Коваленко, Їжак Ґонта",
  "Наталья Объездчикова, Фёдор",
  "陈伟 欧阳娜娜 龘靐 長安",
  "سلمى ناصر الدِّين عبدالله",
  "№ – — · • … ‹› «» “” € ₴ ₽ ¥ ✓ →",
])("no glyph is missing for %s", (name) => {
  for (const face of [ltr, rtl, zh]) {
    face.layout(name);
    expect([...face.missing]).toEqual([]);
    expect(face.layout(name).glyphs.every(({ id }) => id !== 0)).toBe(true);
  }
});

test("what no font has is shown as unknown, and known as missing", () => {
  const face = new Face(400, { direction: "ltr", isChinese: false });
  expect(drawn(face, "Sam 🦄")).toBe("Sam \ufffd");
  expect([...face.missing]).toEqual(["🦄"]);
});

test("what was drawn and nothing else becomes a font that others can read", () => {
  const face = new Face(400, { direction: "ltr", isChinese: false });
  face.layout("not this");
  const subset = face.createSubset();
  const { glyphs } = face.layout("Aé客ب");
  const places = glyphs.map(({ id }) => subset.includeGlyph(id));
  expect(places).toEqual([1, 2, 3, 4]);
  const font = create(subset.encode());
  expect(font.numGlyphs).toBe(5);
  for (const [i, { advanceWidth, parts }] of glyphs.entries()) {
    const glyph = font.getGlyph(places[i]!);
    expect(glyph.advanceWidth).toBe(advanceWidth);
    const contours = (commands: { command: string }[]) =>
      commands.filter(({ command }) => command === "closePath").length;
    expect(contours(glyph.path.commands)).toBe(
      parts.reduce((sum, part) => sum + contours(part.glyph.path.commands), 0),
    );
  }
});
