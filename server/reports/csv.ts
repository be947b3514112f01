import type { Locale } from "../../contract/languages.ts";
import type { OpenRequest, ReportData, ReportGroup } from "../../contract/reports.ts";
import { csvBegin, csvLine } from "../http/csv.ts";
import type { Printed } from "./pdf/render.ts";
import { wordsFor } from "./words.ts";

/** The columns, whose names never change; what does not concern a row is empty in it. */
const columns = [
  "report",
  "workspace",
  "report_brand",
  "period",
  "section",
  "key",
  "name",
  "total",
  "answered",
  "acknowledged",
  "in_time",
  "judged",
  "answered_by_reply",
  "answered_by_article",
  "answered_by_waiver",
  "open",
  "open_late",
  "median_first_reply_minutes",
  "p90_first_reply_minutes",
  "median_resolution_minutes",
  "p90_resolution_minutes",
  "promises_made",
  "promises_kept",
  "promises_broken",
  "clocks_kept",
  "clocks_missed",
  "resolved",
  "resolved_at_first_contact",
  "handovers",
  "never_ignored",
  "invariant_checks",
  "at",
  "due_at",
  "mended_at",
  "brand",
  "line",
  "channel",
  "owner",
  "next_step",
  "next_step_at",
] as const;
type Column = (typeof columns)[number];
type Cells = Partial<Record<Column, string | number | boolean | null>>;

/**
 * The figures as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel needs to see the letters): a row for the
 * month, for each line, brand, channel, language and day, for each request that was open and each break that was
 * found. Each row names its report, so that the files of many months can be laid one after the other.
 */
export function renderCsv({ id, data }: Pick<Printed, "id" | "data">, locale: Locale): Buffer {
  const same = {
    report: id,
    workspace: data.workspace,
    report_brand: data.brand?.name ?? null,
    period: data.period,
  };
  const rows = rowsOf(data, locale).map((row): Cells => ({ ...same, ...row }));
  const lines = [
    csvLine(columns),
    ...rows.map((row) => csvLine(columns.map((column) => row[column] ?? null))),
  ];
  return Buffer.from(csvBegin + lines.join(""));
}

function rowsOf(data: ReportData, locale: Locale): Cells[] {
  const { channel, language } = wordsFor(locale, data.timeZone);
  const grouped = (section: string, groups: ReportGroup[], wordOf?: (key: string) => string) =>
    groups.map((group) => ({ section, ...groupCells(group), name: wordOf?.(group.key) ?? group.name }));
  return [
    { section: "month", key: data.period, ...monthCells(data) },
    ...grouped("line", data.byLine),
    ...grouped("brand", data.byBrand),
    ...grouped("channel", data.byChannel, channel),
    ...grouped("language", data.byLanguage, language),
    ...data.byDay.map(({ date, ...counts }) => ({ section: "day", key: date, ...countCells(counts) })),
    ...data.unanswered.map(openCells),
    ...data.invariantBreaks.map(({ at, mendedAt, what }) => ({
      section: "break",
      key: what,
      at,
      mended_at: mendedAt,
    })),
  ];
}

const countCells = ({
  total,
  answered,
  acknowledged,
  inTime,
  judged,
}: Pick<ReportGroup, "total" | "answered" | "acknowledged" | "inTime" | "judged">): Cells => ({
  total,
  answered,
  acknowledged,
  in_time: inTime,
  judged,
});

const groupCells = (group: ReportGroup): Cells => ({
  key: group.key,
  ...countCells(group),
  median_first_reply_minutes: group.medianFirstReplyMinutes,
  p90_first_reply_minutes: group.p90FirstReplyMinutes,
  median_resolution_minutes: group.medianResolutionMinutes,
  p90_resolution_minutes: group.p90ResolutionMinutes,
});

const monthCells = (data: ReportData): Cells => ({
  ...countCells(data.requests),
  answered_by_reply: data.requests.answeredBy.reply,
  answered_by_article: data.requests.answeredBy.article,
  answered_by_waiver: data.requests.answeredBy.waived,
  open: data.requests.open,
  open_late: data.requests.openLate,
  median_first_reply_minutes: data.firstReply.medianMinutes,
  p90_first_reply_minutes: data.firstReply.p90Minutes,
  median_resolution_minutes: data.resolution.medianMinutes,
  p90_resolution_minutes: data.resolution.p90Minutes,
  promises_made: data.promises.made,
  promises_kept: data.promises.kept,
  promises_broken: data.promises.broken,
  clocks_kept: data.clocks.kept,
  clocks_missed: data.clocks.missed,
  resolved: data.firstContact.ofResolved,
  resolved_at_first_contact: data.firstContact.resolved,
  handovers: data.handovers,
  never_ignored: data.neverIgnored,
  invariant_checks: data.invariantChecks,
});

const openCells = (request: OpenRequest): Cells => ({
  section: "open",
  key: request.number,
  at: request.askedAt,
  due_at: request.dueAt,
  brand: request.brand,
  line: request.line,
  channel: request.channel,
  owner: request.owner,
  next_step: request.nextStep?.what,
  next_step_at: request.nextStep?.at,
});
