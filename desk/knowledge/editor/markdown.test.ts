import { expect, test } from "vitest";
import { htmlOfMarkdown, looksLikeMarkdown } from "./markdown.ts";

test.each([
  ["# Wheels\n\nHow to true them.", true],
  ["- Ослабьте гайку\n- Снимите колесо", true],
  ["1. 打开设置\n2. 选择账户", true],
  ["| Part | Price |\n| --- | ---: |\n| Chain | 20 |", true],
  ["See [the list](https://kolo.example) and **mind the gap**.", true],
  ["```sh\nls\n```", true],
  ["Press * to go on - or # to stop.", false],
  ["2 * 3 * 4 = 24", false],
  ["- one line that begins with a dash", false],
  ["Call **now**!", false],
  ["مرحبا، أين طلبي رقم #1042؟", false],
])("%j is Markdown: %s", (text, is) => {
  expect(looksLikeMarkdown(text)).toBe(is);
});

test("Markdown becomes the pieces that it means", async () => {
  expect(await htmlOfMarkdown("## Шаги\n\n1. **Раз**\n2. два")).toBe(
    "<h2>Шаги</h2>\n<ol>\n<li><strong>Раз</strong></li>\n<li>два</li>\n</ol>\n",
  );
});
