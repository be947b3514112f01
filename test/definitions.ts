/**
 * The definitions of all figures as they stand in the registry and in the English catalogue: `node test/definitions.ts`
 * prints them, `node test/definitions.ts --write` puts them into `docs/figures.md`.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Formula, type Metric, type MetricKey, metricKeys, metrics } from "../contract/metrics.ts";
import { printPart } from "./told-part.ts";

const root = join(import.meta.dirname, "..");
export const paper = join(root, "docs/figures.md");

const told: Record<Formula["is"], string> = {
  count: "count",
  share: "share",
  duration: "median and 90th percentile",
};
const better = ({ better }: Metric) => (better === "up" ? "more" : better === "down" ? "less" : "neither");

/** A section for each figure. */
export async function definitions(): Promise<string> {
  const english: Record<string, string> = JSON.parse(await readFile(join(root, "locales/en.json"), "utf8"));
  const section = (key: MetricKey) => {
    const metric = metrics[key];
    const { formula } = metric;
    const facts = [
      `\`${key}\``,
      told[formula.is],
      ...(formula.is === "share"
        ? [`“${english[`metric.${key}.part`]}” of these and “${english[`metric.${key}.rest`]}”`]
        : []),
      `better: ${better(metric)}`,
      ...(metric.cards.length ? [`on the card of ${metric.cards.join(" and ")}`] : []),
      ...(metric.inWorkingTime ? ["in working time too"] : []),
      ...(metric.isNobodys ? ["not told by agent"] : []),
    ];
    return `### ${english[`metric.${key}`]}\n\n${facts.join("; ")}.\n\n${english[`metric.${key}.about`]}`;
  };
  return metricKeys.map(section).join("\n\n");
}

if (import.meta.main) await printPart(paper, "definitions", await definitions());
