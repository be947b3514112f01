import { locales } from "../contract/languages.ts";
import { lines } from "../contract/lines.ts";
import { analyse, whichLanguage } from "../server/language/index.ts";
import { baseGround, baseModel, learnSeeds, readSeeds, triage } from "../server/triage/index.ts";
import { percentile, type Row } from "./report.ts";

/** Every so many of the seeds are enough to measure by. */
const every = 20;

/** What one message costs on one core before it is recorded: its language, its words, its triage. */
export async function languageRows(): Promise<Row[]> {
  const base = await baseModel();
  const ground = baseGround();
  const texts = readSeeds().filter((_, at) => at % every === 0);
  const letters = /[\p{L}\p{N}]+/gu;
  const limit = microseconds(texts, ({ text }) => text.toLowerCase().match(letters)?.length);
  const limitIs = "splitting into words by one regular expression";
  const row = (what: string, samples: number[], bar?: number): Row => {
    const [p50, p95] = [percentile(samples, 50), percentile(samples, 95)];
    return {
      what: `${what}, one core, p50`,
      ours: p50,
      unit: "µs",
      limit: percentile(limit, 50),
      limitIs,
      ...(bar && { bar: `p50 ≤ ${bar.toLocaleString("en")} µs`, met: p50 <= bar }),
      note: `p95 ${Math.round(p95)} µs; ${texts.length} messages of ${Math.round(texts.reduce((sum, { text }) => sum + text.length, 0) / texts.length)} characters in the mean`,
    };
  };
  const rows = [
    row(
      "which language a message is in",
      microseconds(texts, ({ text }) => whichLanguage(text)),
      20,
    ),
    row(
      "tokens, stems and concepts of a message",
      microseconds(texts, ({ text, language }) => analyse(text, language)),
    ),
  ];
  for (const locale of locales) {
    const own = texts.filter(({ language }) => language === locale);
    const asked = (text: string) => ({ text, language: locale, languageP: 1, lines, usual: null });
    rows.push(
      row(
        `triage of a message (${locale})`,
        microseconds(own, ({ text }) => triage(base, ground, asked(text))),
        5000,
      ),
    );
  }
  const begun = performance.now();
  learnSeeds();
  rows.push({
    what: `training from ${readSeeds().length.toLocaleString("en")} seeds, one core`,
    ours: (performance.now() - begun) / 1000,
    unit: "s",
  });
  return rows;
}

/** How long each takes, after one round to warm up. */
function microseconds<T>(items: T[], work: (item: T) => unknown): number[] {
  for (const item of items) work(item);
  return items.map((item) => {
    const begun = performance.now();
    work(item);
    return (performance.now() - begun) * 1000;
  });
}
