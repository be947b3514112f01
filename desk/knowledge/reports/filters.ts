import { Locale } from "../../../contract/languages.ts";

/** What narrows the reports down; it stands in the URL. */
export interface ReportSearch {
  brand?: string;
  days?: 7 | 90 | 365;
  language?: Locale;
  place?: "help" | "form" | "chat";
  settled?: "yes";
}

export const reportNames = ["not-found", "feedback", "figures"] as const;
export type ReportName = (typeof reportNames)[number];

export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const read: ReportSearch = {
    brand:
      typeof search.brand === "string" && /^[0-9a-f-]{36}$/i.test(search.brand) ? search.brand : undefined,
    days: ([7, 90, 365] as const).find((each) => String(each) === String(search.days)),
    language: Locale.options.find((each) => each === search.language),
    place: (["help", "form", "chat"] as const).find((each) => each === search.place),
    settled: search.settled === "yes" ? "yes" : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** Four weeks unless another span is asked for. To the hour, so that the same is asked twice in a row. */
export const spanOf = ({ days = undefined }: ReportSearch, now = Date.now()): { from: string } => {
  const hour = Math.floor(now / 3_600_000) * 3_600_000;
  return { from: new Date(hour - (days ?? 28) * 86_400_000).toISOString() };
};
