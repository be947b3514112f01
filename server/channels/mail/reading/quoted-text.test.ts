import { describe, expect, test } from "vitest";
import { htmlLetters } from "./corpus/html-letters.ts";
import { introductions } from "./corpus/introductions.ts";
import { asMail, type Letter } from "./corpus/letters.ts";
import { plainLetters } from "./corpus/plain-letters.ts";
import { readMail, visiblePart } from "./index.ts";

const encodings = ["base64", "quoted-printable", "8bit"] as const;

async function expectReply(letter: Letter) {
  for (const encoding of encodings) {
    const mail = await readMail(asMail(letter, encoding));
    expect(mail.reply).toBe(letter.reply);
    for (const words of letter.quotes ?? []) expect(mail.quoted).toContain(words);
    expect(mail.problems).toEqual([]);
  }
}

describe("the new words of a plain answer stand apart from what it quotes", () => {
  test.each(plainLetters)("$name", expectReply);
});

describe("the new words of an HTML answer stand apart from what it quotes", () => {
  test.each(htmlLetters)("$name", expectReply);
});

describe("nothing below an introduction is new", () => {
  test.each(introductions)("%j", (introduction) => {
    const { reply, quoted } = visiblePart(`It squeaks.${introduction}`);
    expect(reply.replace(/\n\nС уважением, Инес$/, "")).toBe("It squeaks.");
    expect(quoted).toContain("left our workshop");
  });
});
