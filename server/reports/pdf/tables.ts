import type { OpenRequest, ReportData, ReportGroup } from "../../../contract/reports.ts";
import type { Words } from "../words.ts";
import { colours } from "./colours.ts";
import type { Sheet } from "./sheet.ts";
import { type Column, table } from "./table.ts";

/** A month that went wrong is told whole in the CSV; the PDF stays one that somebody opens. */
const mostListed = 400;

export function groupTables(sheet: Sheet, data: ReportData, words: Words): void {
  const { t } = words;
  const worded = (groups: ReportGroup[], wordOf: (key: string) => string) =>
    groups.map((group) => ({ ...group, name: wordOf(group.key) }));
  const groups: [string, string, ReportGroup[]][] = [
    [t("report.byLine"), t("report.column.line"), data.byLine],
    [t("report.byBrand"), t("report.column.brand"), data.brand ? [] : data.byBrand],
    [t("report.byChannel"), t("report.column.channel"), worded(data.byChannel, words.channel)],
    [t("report.byLanguage"), t("report.column.language"), worded(data.byLanguage, words.language)],
  ];
  const sizedBy = groups.flatMap(([, , rows]) => rows);
  for (const [title, head, rows] of groups) {
    if (!rows.length) continue;
    section(sheet, title, 90);
    table(sheet, groupColumns(head, words), rows, { sizedBy });
  }
}

function groupColumns(head: string, { t, number, percent, duration }: Words): Column<ReportGroup>[] {
  const share = (part: (group: ReportGroup) => number, whole: (group: ReportGroup) => number) => ({
    share: 1.15,
    align: "end" as const,
    cell: (group: ReportGroup) => percent(part(group), whole(group)),
    bar: (group: ReportGroup) => (whole(group) ? part(group) / whole(group) : null),
  });
  const time = (
    key: "report.column.replyHalf" | "report.column.replyMost" | "report.column.resolutionHalf",
    of: (group: ReportGroup) => number | null,
  ) => ({
    head: t(key),
    share: 1.35,
    align: "end" as const,
    cell: (group: ReportGroup) => duration(of(group)),
  });
  return [
    { head, share: 2.3, cell: ({ name }) => name, strong: true, isName: true },
    { head: t("report.requests"), share: 1.1, align: "end", cell: ({ total }) => number(total) },
    {
      head: t("report.answered"),
      ...share(
        (group) => group.answered,
        (group) => group.total,
      ),
    },
    {
      head: t("report.acknowledged"),
      ...share(
        (group) => group.acknowledged,
        (group) => group.total,
      ),
    },
    {
      head: t("report.inTime"),
      ...share(
        (group) => group.inTime,
        (group) => group.judged,
      ),
    },
    time("report.column.replyHalf", (group) => group.medianFirstReplyMinutes),
    time("report.column.replyMost", (group) => group.p90FirstReplyMinutes),
    time("report.column.resolutionHalf", (group) => group.medianResolutionMinutes),
  ];
}

export function dayTable(sheet: Sheet, { byDay }: ReportData, { t, number, percent, date }: Words): void {
  // A month fits a page and is easier to compare on one.
  section(sheet, t("report.byDay"), 50 + byDay.length * 14.2);
  type Day = ReportData["byDay"][number];
  const amount = (head: string, of: (day: Day) => number): Column<Day> => ({
    head,
    share: 1,
    align: "end",
    cell: (day) => number(of(day)),
  });
  table(
    sheet,
    [
      { head: t("report.day"), share: 1.4, cell: (day) => date(day.date), strong: true },
      amount(t("report.requests"), ({ total }) => total),
      amount(t("report.answered"), ({ answered }) => answered),
      amount(t("report.acknowledged"), ({ acknowledged }) => acknowledged),
      { head: t("report.inTime"), share: 1, align: "end", cell: (day) => percent(day.inTime, day.judged) },
    ],
    byDay,
    { isDense: true },
  );
}

export function openList(sheet: Sheet, { unanswered, to }: ReportData, words: Words): void {
  const { t, moment, channel, step } = words;
  section(sheet, t("report.openList"), 110);
  sheet.tagged("P", () =>
    sheet.paragraph(unanswered.length ? t("report.openList.words") : t("report.openList.none"), {
      size: 9,
      colour: colours.quiet,
    }),
  );
  if (!unanswered.length) return;
  sheet.y += 6;
  const isLate = ({ dueAt }: OpenRequest) => dueAt !== null && dueAt < to;
  table(
    sheet,
    [
      { head: t("report.column.number"), share: 0.8, cell: ({ number }) => String(number), strong: true },
      { head: t("report.column.asked"), share: 1.3, cell: ({ askedAt }) => moment(askedAt) },
      {
        head: t("report.column.due"),
        share: 1.3,
        cell: ({ dueAt }) => (dueAt ? moment(dueAt) : "–"),
        colour: (row) => (isLate(row) ? colours.late : undefined),
      },
      { head: t("report.column.brand"), share: 1.3, cell: ({ brand }) => brand, isName: true },
      { head: t("report.column.line"), share: 1.1, cell: ({ line }) => line, isName: true },
      { head: t("report.column.channel"), share: 0.9, cell: (row) => channel(row.channel) },
      { head: t("report.column.owner"), share: 1.5, cell: ({ owner }) => owner, isName: true },
      {
        head: t("report.column.nextStep"),
        share: 1.7,
        cell: ({ nextStep }) => (nextStep ? `${step(nextStep.what)}, ${moment(nextStep.at)}` : "–"),
      },
    ],
    unanswered.slice(0, mostListed),
  );
  const more = unanswered.length - mostListed;
  if (more <= 0) return;
  sheet.y += 8;
  sheet.need(20);
  sheet.tagged("P", () => sheet.paragraph(t("report.openList.more", { count: more }), { size: 9 }));
}

export function breakList(sheet: Sheet, { invariantBreaks }: ReportData, words: Words): void {
  if (!invariantBreaks.length) return;
  const { t, exactly, breakWords } = words;
  section(sheet, t("report.breaks"), 90);
  table(
    sheet,
    [
      { head: t("report.breaks.found"), share: 1.6, cell: ({ at }) => exactly(at), strong: true },
      {
        head: t("report.breaks.mended"),
        share: 1.6,
        cell: ({ mendedAt }) => (mendedAt ? exactly(mendedAt) : t("report.breaks.notYet")),
        colour: ({ mendedAt }) => (mendedAt ? undefined : colours.late),
      },
      { head: t("report.breaks.what"), share: 3, cell: ({ what }) => breakWords(what) },
    ],
    invariantBreaks.slice(0, mostListed),
  );
}

/** A heading that stays with what follows it. */
export function section(sheet: Sheet, title: string, keep: number): void {
  if (!sheet.need(keep + 22) && !sheet.isFresh) sheet.y += 22;
  sheet.tagged("H2", () => sheet.paragraph(title, { size: 12.5, strong: true }));
  sheet.y += 2;
}
