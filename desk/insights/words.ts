import type { Dimension, Figure, Grain, Value } from "../../contract/insights.ts";
import { type MetricKey, metrics } from "../../contract/metrics.ts";
import { useIntentName, useLines } from "../app/lines.ts";
import { languageName } from "../conversations/words.ts";
import type { TextKey } from "../texts/messages.ts";
import { type Texts, useTexts } from "../texts/Texts.tsx";

type Reader = Pick<Texts, "t" | "number" | "duration">;

/** The metrics that are shares: their part and the rest of the whole have names. */
type ShareKey = { [Key in MetricKey]: `metric.${Key}.part` extends TextKey ? Key : never }[MetricKey];
export const isShare = (metric: MetricKey): metric is ShareKey => metrics[metric].formula.is === "share";

const share = { style: "percent", maximumFractionDigits: 1 } as const;

/** A value as people read it: "1,204", "96.4%", "2 hr 5 min"; a dash where there is nothing to tell. */
export function inWords(metric: MetricKey, value: number | null, { number, duration }: Reader): string {
  if (value === null) return "–";
  switch (metrics[metric].formula.is) {
    case "count":
      return number(value);
    case "share":
      return number(value, share);
    case "duration":
      return duration(value * 1000);
  }
}

/** How a value differs from the one before it. */
export interface Change {
  direction: "up" | "down" | "same";
  /** "12%", or for shares "3.1 pts". */
  by: string;
  verdict: "better" | "worse" | null;
}

/** Null where there is nothing to compare, or nothing that a difference from would say anything. */
export function changeOf(
  metric: MetricKey,
  now: Pick<Value, "value">,
  former: Pick<Value, "value"> | null,
  { t, number }: Pick<Reader, "t" | "number">,
): Change | null {
  if (!former || now.value === null || former.value === null) return null;
  const isShare = metrics[metric].formula.is === "share";
  if (!isShare && former.value === 0) return null;
  const difference = now.value - former.value;
  const size = isShare ? Math.abs(difference) * 100 : Math.abs(difference) / former.value;
  // What is rounded away is no difference.
  const isSame = isShare ? size < 0.05 : size < 0.005;
  const direction = isSame ? "same" : difference > 0 ? "up" : "down";
  const { better } = metrics[metric];
  return {
    direction,
    by: isShare
      ? t("figures.points", { points: number(size, { maximumFractionDigits: 1 }) })
      : size >= 10
        ? t("figures.times", { times: number(now.value / former.value, { maximumFractionDigits: 0 }) })
        : number(size, { style: "percent", maximumFractionDigits: 0 }),
    verdict: isSame || better === null ? null : better === direction ? "better" : "worse",
  };
}

/** "12% more than before, better": for a screen reader, and on hover. */
export function changeInWords(change: Change | null, { t }: Pick<Reader, "t">): string {
  if (!change) return t("figures.change.none");
  const words = t(`figures.change.${change.direction}`, { by: change.by });
  return change.verdict ? `${words}, ${t(`figures.${change.verdict}`)}` : words;
}

/** The beginning of a step of time, as far as it has to be told: "14:00", "3 Mar", "Mar 2026". */
export function stepName(step: string, grain: Grain, locale: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(
      new Date(step.length > 10 ? `${step}Z` : `${step}T00:00Z`),
    );
  switch (grain) {
    case "hour":
      return format({ hour: "numeric", minute: "2-digit" });
    case "month":
      return format({ month: "short", year: "numeric" });
    default:
      return format({ day: "numeric", month: "short" });
  }
}

/** From when to when, in as few words as it takes: "24 Oct – 22 Nov 2026". */
export function rangeName({ from, to }: { from: string; to: string }, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return format.formatRange(new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`));
}

/** Names the row of a table: a key of a dimension, with the name that the server knows it by. */
export function useRowName(): (by: Dimension, key: string | null, name?: string | null) => string {
  const { t, locale } = useTexts();
  const lines = useLines();
  const intentName = useIntentName();
  return (by, key, name) => {
    if (name) return name;
    if (key === null) return by === "agent" || by === "intent" ? t(`figures.none.${by}`) : t("figures.gone");
    switch (by) {
      case "line":
        return lines.find((each) => each.line === key)?.name ?? t("figures.gone");
      case "intent":
        return intentName(key);
      case "channel":
        return t(`channel.${key}` as TextKey);
      case "language":
        return key === "other" || key === "unknown" ? t(`language.${key}`) : languageName(key, locale);
      default:
        return t("figures.gone");
    }
  };
}

/** What a share's figure is told from: "127 of 340". */
export function fromHowMany(metric: MetricKey, figure: Pick<Figure, "value" | "of">, { t, number }: Reader) {
  if (metrics[metric].formula.is === "count" || figure.value === null) return "";
  return metrics[metric].formula.is === "share"
    ? t("figures.partOf", { part: number(Math.round(figure.value * figure.of)), whole: number(figure.of) })
    : t("figures.from", { count: figure.of });
}
