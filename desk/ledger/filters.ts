import { Channel } from "../../contract/conversations.ts";
import type { listRequests } from "../../contract/ledger.ts";
import { Line } from "../../contract/lines.ts";
import type { QueryIn } from "../../contract/route.ts";
import { type Day, isDay, type Period, periods } from "./period.ts";

/** The lists that one can open. */
export const tabs = ["open", "late", "not_acknowledged", "waived", "all"] as const;
export type Tab = (typeof tabs)[number];

/** What of the ledger is looked at; it stands in the URL. */
export interface LedgerFilters {
  period?: Period;
  from?: Day;
  to?: Day;
  brand?: string;
  line?: Line;
  channel?: Channel;
  list?: Tab;
}

/** Where one begins: a week is soon read, and says something. */
export const usualPeriod: Period = "week";

export function readLedgerFilters(search: Record<string, unknown>): LedgerFilters {
  const period = periods.find((each) => each === search.period);
  const filters: LedgerFilters = {
    period: period === usualPeriod ? undefined : period,
    from: period === "own" && isDay(search.from) ? search.from : undefined,
    to: period === "own" && isDay(search.to) ? search.to : undefined,
    brand: typeof search.brand === "string" && search.brand ? search.brand : undefined,
    line: Line.options.find((each) => each === search.line),
    channel: Channel.options.find((each) => each === search.channel),
    list: tabs.slice(1).find((each) => each === search.list),
  };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

/** What the server is asked. */
export type Asked = Pick<QueryIn<typeof listRequests>, "from" | "to" | "brand" | "line" | "channel">;
