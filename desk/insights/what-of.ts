import type { Dimension } from "../../contract/insights.ts";
import { dimensions } from "../../contract/insights.ts";
import type { Line } from "../../contract/lines.ts";
import { useLines } from "../app/lines.ts";
import { useAgents, useBrands, useTeams } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { type Filters, narrowing } from "./filters.ts";
import { useSpreadNames } from "./spread-names.ts";
import { useRowName } from "./words.ts";

/** What the open sheet is narrowed down to, in words: "Support", "Kolo Bikes", "Tuesday 14:00". */
export function useWhatOf(filters: Filters, line?: Line): string[] {
  const { locale } = useTexts();
  const lines = useLines();
  const nameOf = useRowName();
  const spreadName = useSpreadNames();
  const things = { brand: useBrands(), team: useTeams(), agent: useAgents() };
  const known = (by: Dimension, key: string) =>
    nameOf(
      by,
      key === "none" || key === "" ? null : key,
      things[by as "brand"]?.find(({ id }) => id === key)?.name,
    );
  const { of, took, when } = filters;
  const dimension = dimensions.find((each) => of?.startsWith(`${each}:`));
  const words: string[] = [];
  if (line && lines.length > 1) words.push(known("line", line));
  for (const name of narrowing)
    if (filters[name] && name !== dimension) words.push(known(name, filters[name]));
  if (dimension && of) words.push(known(dimension, of.slice(dimension.length + 1)));
  if (took) {
    const [from, to] = took.split("-");
    words.push(spreadName({ from: Number(from), to: to ? Number(to) : null }));
  }
  if (when) {
    const [weekday, hour] = when.split("-").map(Number);
    const format = new Intl.DateTimeFormat(locale, {
      weekday: "long",
      hour: "numeric",
      minute: "2-digit",
      timeZone: "UTC",
    });
    // The fifth of January 1970 was a Monday.
    words.push(format.format((weekday! + 3) * 86_400_000 + hour! * 3_600_000));
  }
  return words;
}
