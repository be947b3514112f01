import type { ReportData } from "../../../contract/reports.ts";
import type { Words } from "../words.ts";
import { colours } from "./colours.ts";
import type { Sheet } from "./sheet.ts";

const height = 150;

/** A column for each day: what was answered, and on top of it what was not by the end of the month. */
export function dayChart(sheet: Sheet, { byDay }: Pick<ReportData, "byDay">, words: Words): void {
  const { t, number } = words;
  const totals = byDay.map(({ total }) => total);
  const unanswered = byDay.reduce((sum, { total, answered }) => sum + total - answered, 0);
  const alt = t("report.byDay.alt", {
    fewest: number(Math.min(...totals)),
    most: number(Math.max(...totals)),
    unanswered: number(unanswered),
  });
  sheet.tagged("Figure", () => draw(sheet, byDay, words), { alt });
  sheet.y += height + 46;
}

function draw(sheet: Sheet, byDay: ReportData["byDay"], { t, number, date }: Words): void {
  const top = sheet.y + 8;
  const steps = niceSteps(Math.max(1, ...byDay.map(({ total }) => total)));
  const highest = steps.at(-1)!;
  const axis = Math.max(...steps.map((step) => sheet.widthOf(number(step), { size: 7 }))) + 8;
  const up = (value: number) => top + height - (value / highest) * height;

  for (const step of steps) {
    sheet.stroke(
      [
        [axis, up(step)],
        [sheet.room, up(step)],
      ],
      step ? colours.border : colours.quiet,
      0.5,
    );
    sheet.line(
      number(step),
      { start: 0, width: axis - 8, y: up(step) + 2.5 },
      { size: 7, colour: colours.quiet, align: "end" },
    );
  }

  const width = (sheet.room - axis) / byDay.length;
  byDay.forEach(({ date: day, total, answered }, i) => {
    const start = axis + i * width + width * 0.16;
    const column = { start, width: width * 0.68 };
    if (answered)
      sheet.box({ ...column, y: up(answered), height: up(0) - up(answered) }, { fill: colours.accent });
    // Never too thin to be seen: a single request that was not answered is what the page is for.
    const left = total - answered && Math.max(1.5, up(answered) - up(total));
    if (left) sheet.box({ ...column, y: up(answered) - left, height: left }, { fill: colours.dueFill });
    if (i % 5 === 0)
      sheet.line(
        date(day),
        { start: axis + i * width - 20, width: width + 40, y: top + height + 11 },
        { size: 7, colour: colours.quiet, align: "centre" },
      );
  });
  legend(sheet, top + height + 26, [
    [colours.accent, t("report.answered")],
    [colours.dueFill, t("report.notAnswered")],
  ]);
}

function legend(sheet: Sheet, y: number, entries: [string, string][]): void {
  let start = 0;
  for (const [colour, words] of entries) {
    sheet.box({ start, y: y - 6, width: 7, height: 7, radius: 1.5 }, { fill: colour });
    const width = sheet.widthOf(words, { size: 7.5 });
    sheet.line(words, { start: start + 11, width, y }, { size: 7.5, colour: colours.quiet });
    start += width + 30;
  }
}

/** From nothing to a little more than the most, in three to five steps that are easy to read. */
function niceSteps(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(
    1,
    [0.25, 0.5, 1, 2, 2.5].map((part) => part * power).find((part) => most / part <= 5)!,
  );
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, i) => i * whole);
}
