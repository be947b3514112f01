import { expect, test } from "vitest";
import { heldOut } from "./corpus/held-out/held-out.ts";
import { asMail } from "./corpus/letters.ts";
import { readMail } from "./index.ts";

/** Lines may be apart or not; words may not. */
const bare = (text: string) => text.replace(/\s+/g, " ").trim();

test("the new words of replies that nobody tuned to are right in more than nine of ten", async () => {
  const byLanguage = new Map<string, { right: number; total: number }>();
  const wrong: string[] = [];
  for (const { name, expected, ...letter } of heldOut) {
    const mail = await readMail(asMail({ name, reply: expected, ...letter }, "8bit"));
    const [language = ""] = name.split(":");
    const tally = byLanguage.get(language) ?? { right: 0, total: 0 };
    byLanguage.set(language, tally);
    tally.total++;
    if (bare(mail.reply) === bare(expected)) tally.right++;
    else wrong.push(name);
  }
  const right = heldOut.length - wrong.length;
  const figures = [...byLanguage]
    .map(([language, one]) => `${language} ${one.right}/${one.total}`)
    .join(", ");
  process.stdout.write(
    `\nreplies not tuned to: ${right}/${heldOut.length} right (${((right / heldOut.length) * 100).toFixed(1)} %): ${figures}\nwrong: ${wrong.join("; ") || "none"}\n\n`,
  );
  expect(heldOut.length).toBeGreaterThanOrEqual(100);
  expect(right / heldOut.length).toBeGreaterThan(0.9);
});
