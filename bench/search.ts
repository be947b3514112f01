import { locales } from "../contract/languages.ts";
import { markOf } from "../server/search/marks.ts";
import { quoted } from "../server/search/tsvector.ts";
import { tokensToFind, wordsOf } from "../server/search/words.ts";
import { callers, http } from "./callers.ts";
import { sampleTexts } from "./fill-search.ts";
import type { Bench } from "./ground.ts";
import { percentile, type Row } from "./report.ts";

/** Questions of one to four words in a row out of what customers say, the same in each run. */
function questions(language: string): string[] {
  return sampleTexts(language, 120).map((text, nth) => {
    const [first = ""] = text.split("\n");
    if (language === "zh") return [...first].slice(nth % 3, (nth % 3) + 2 + (nth % 4)).join("");
    const words = first.split(" ");
    const from = nth % Math.max(1, words.length - 3);
    return words.slice(from, from + 1 + (nth % 4)).join(" ");
  });
}

/** Searching all messages of the largest workspace, by language; and what it takes to make a message findable. */
export async function searchRows(bench: Bench): Promise<Row[]> {
  const { url, key, owner, large } = bench;
  const mark = markOf(large.workspaceId);
  const rows: Row[] = [];
  for (const locale of locales) {
    const asked = questions(locale);
    let at = 0;
    const ours = await callers({ count: 1, seconds: 5 }, (agent) =>
      http(
        agent,
        `${url}/api/v1/conversations?limit=50&text=${encodeURIComponent(asked[at++ % asked.length]!)}`,
        {
          key: key.large,
        },
      ),
    );
    const bare: number[] = [];
    for (const text of asked) {
      const words = tokensToFind(text, locale).map(
        ({ lexemes }) => `(${lexemes.map((lexeme) => quoted(mark + lexeme)).join(" | ")})`,
      );
      if (!words.length) continue;
      const begun = performance.now();
      await owner.query(
        "select id from search_documents where kind = 'message' and words @@ $1::tsquery limit 50",
        [words.join(" & ")],
      );
      bare.push(performance.now() - begun);
    }
    const [p50, p95] = [percentile(ours.milliseconds, 50), percentile(ours.milliseconds, 95)];
    rows.push({
      what: `search of conversations (${locale}), HTTP, p50`,
      ours: p50,
      unit: "ms",
      limit: percentile(bare, 50),
      limitIs: "fifty that hold all words, by the bare index",
      bar: "p50 ≤ 15, p95 ≤ 50",
      met: p50 <= 15 && p95 <= 50,
      note: `p95 ${p95.toFixed(1)} ms`,
    });
  }
  return [...rows, ...locales.map(analysisRow)];
}

function analysisRow(language: (typeof locales)[number]): Row {
  const id = "00000000-0000-0000-0000-000000000000";
  const texts = sampleTexts(language, 400);
  const analyse = (body: string) =>
    wordsOf({
      workspaceId: id,
      kind: "message",
      id,
      subjectId: id,
      brandId: id,
      audience: "agents",
      language,
      at: new Date(),
      title: "",
      keywords: [],
      body,
    }).vector.toText("0000");
  for (const text of texts) analyse(text);
  const took = texts.map((text) => {
    const begun = performance.now();
    analyse(text);
    return (performance.now() - begun) * 1000;
  });
  return {
    what: `words to find a message by (${language}), one core, p50`,
    ours: percentile(took, 50),
    unit: "µs",
    note: `p95 ${Math.round(percentile(took, 95))} µs; ${Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)} characters in the mean`,
  };
}
