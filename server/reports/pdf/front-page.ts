import type { ReportData } from "../../../contract/reports.ts";
import { apart, type Words } from "../words.ts";
import { colours } from "./colours.ts";
import { dayChart } from "./day-chart.ts";
import type { Printed } from "./render.ts";
import type { Sheet } from "./sheet.ts";

/** What a reader who sees one page alone must have seen. */
export function frontPage(sheet: Sheet, { data, edition, replaces }: Printed, words: Words): void {
  const { t } = words;
  sheet.adorn(() =>
    sheet.box({ start: -46, y: 0, width: sheet.room + 92, height: 7 }, { fill: colours.accent }),
  );
  sheet.tagged("P", () =>
    sheet.paragraph(data.workspace, { size: 11, strong: true, colour: colours.accent }, { leading: 1.5 }),
  );
  sheet.y += 4;
  sheet.tagged("H1", () => {
    sheet.paragraph(t("report.title"), { size: 23, strong: true }, { leading: 1.3 });
    sheet.paragraph(words.month(data.from), { size: 15, colour: colours.quiet }, { leading: 1.5 });
  });
  sheet.tagged("P", () => {
    const scope = [
      data.brand ? apart(data.brand.name) : t("report.allBrands"),
      t("report.zone", { zone: apart(data.timeZone) }),
    ].join(" · ");
    sheet.paragraph(scope, { size: 9, colour: colours.quiet });
    if (replaces)
      sheet.paragraph(t("report.edition", { edition, former: replaces.edition }), {
        size: 9,
        strong: true,
        colour: colours.due,
      });
  });
  sheet.y += 12;
  verdict(sheet, data, words);
  sheet.y += 16;
  greatNumbers(sheet, data, words);
  sheet.y += 24;
  sheet.tagged("H2", () => sheet.paragraph(t("report.byDay"), { size: 11, strong: true }));
  dayChart(sheet, data, words);
  sheet.y += 8;
  facts(sheet, data, words);
}

/** Whether nobody was ignored: the sentence that the report is made for. */
function verdict(sheet: Sheet, data: ReportData, words: Words): void {
  const { t } = words;
  const checks = data.invariantChecks;
  const state = !data.neverIgnored ? "broken" : checks > 0 ? "kept" : "unchecked";
  const look = {
    kept: { ground: colours.goodSoft, ink: colours.good },
    broken: { ground: colours.lateSoft, ink: colours.late },
    unchecked: { ground: colours.sunken, ink: colours.quiet },
  }[state];
  const title = {
    kept: () => t("report.kept.title"),
    broken: () => t("report.broken.title", { count: data.invariantBreaks.length }),
    unchecked: () => t("report.unchecked.title"),
  }[state]();
  const detail = {
    kept: () => t("report.kept.words", { checks }),
    broken: () =>
      t("report.broken.words", {
        count: words.number(data.invariantBreaks.length),
        mended: words.number(data.invariantBreaks.filter(({ mendedAt }) => mendedAt !== null).length),
      }),
    unchecked: () => t("report.unchecked.words"),
  }[state]();

  const [start, width] = [52, sheet.room - 68];
  const titleLines = sheet.lines(title, width, { size: 15, strong: true });
  const detailLines = sheet.lines(detail, width, { size: 9.5 });
  const height = 30 + titleLines.length * 20 + detailLines.length * 13.5;
  const top = sheet.y;
  sheet.adorn(() => {
    sheet.box({ start: 0, y: top, width: sheet.room, height, radius: 8 }, { fill: look.ground });
    const place = { start: 16, y: top + height / 2 - 11, size: 22 };
    sheet.symbol(state === "kept" ? tick : state === "broken" ? cross : dash, place, look.ink);
    if (state === "broken") sheet.symbol(otherCross, place, look.ink);
  });
  sheet.tagged("P", () => {
    sheet.y = top + 13;
    sheet.paragraph(title, { size: 15, strong: true, colour: look.ink }, { start, width, leading: 20 / 15 });
    sheet.y += 2;
    sheet.paragraph(detail, { size: 9.5 }, { start, width, leading: 13.5 / 9.5 });
  });
  sheet.y = top + height;
}

const tick: [number, number][] = [
  [0.08, 0.55],
  [0.38, 0.85],
  [0.94, 0.2],
];
const cross: [number, number][] = [
  [0.15, 0.15],
  [0.85, 0.85],
];
const otherCross: [number, number][] = [
  [0.85, 0.15],
  [0.15, 0.85],
];
const dash: [number, number][] = [
  [0.1, 0.5],
  [0.9, 0.5],
];

function greatNumbers(sheet: Sheet, { requests }: ReportData, words: Words): void {
  const { t, number, percent } = words;
  const numbers: [string, number, number][] = [
    [t("report.answered"), requests.answered, requests.total],
    [t("report.acknowledged"), requests.acknowledged, requests.total],
    [t("report.inTime"), requests.inTime, requests.judged],
  ];
  const [gap, height] = [12, 104];
  const width = (sheet.room - 2 * gap) / 3;
  const top = sheet.y;
  numbers.forEach(([name, part, whole], i) => {
    const start = i * (width + gap);
    const inner = { start: start + 14, width: width - 28 };
    sheet.adorn(() => {
      sheet.box({ start, y: top, width, height, radius: 8 }, { stroke: colours.border });
      const bar = { ...inner, y: top + height - 18, height: 5, radius: 2.5 };
      sheet.box(bar, { fill: colours.accentSoft });
      if (part)
        sheet.box({ ...bar, width: Math.max(5, (inner.width * part) / whole) }, { fill: colours.accent });
    });
    sheet.tagged("P", () => {
      sheet.line(name, { ...inner, y: top + 22 }, { size: 9.5, strong: true, colour: colours.quiet });
      sheet.line(percent(part, whole), { ...inner, y: top + 57 }, { size: 32, strong: true });
      const detail = whole
        ? t("report.of", { part: number(part), whole: number(whole) })
        : t("report.nothing");
      sheet.line(detail, { ...inner, y: top + 76 }, { size: 8.5, colour: colours.quiet });
    });
  });
  sheet.y = top + height;
}

function facts(sheet: Sheet, data: ReportData, words: Words): void {
  const { t, number, percent, duration } = words;
  const { requests, promises, clocks, firstContact } = data;
  const kept = (part: number, whole: number) =>
    whole ? t("report.of", { part: number(part), whole: number(whole) }) : "";
  const { answeredBy } = requests;
  const cells: [string, string, string][] = [
    [
      t("report.requests"),
      number(requests.total),
      t("report.how", {
        reply: number(answeredBy.reply),
        article: number(answeredBy.article),
        waived: number(answeredBy.waived),
      }),
    ],
    [
      t("report.open"),
      number(requests.open),
      [
        ...(requests.open ? [t("report.open.late", { count: requests.openLate })] : []),
        ...(requests.oldestOpenAt ? [t("report.open.oldest", { at: words.day(requests.oldestOpenAt) })] : []),
      ].join(" · "),
    ],
    [t("report.firstReply"), ...spread(data.firstReply)],
    [t("report.resolution"), ...spread(data.resolution)],
    [
      t("report.promises"),
      percent(promises.kept, promises.kept + promises.broken),
      [
        kept(promises.kept, promises.kept + promises.broken),
        t("report.promises.made", { count: promises.made }),
      ]
        .filter(Boolean)
        .join(" · "),
    ],
    [
      t("report.clocks"),
      percent(clocks.kept, clocks.kept + clocks.missed),
      kept(clocks.kept, clocks.kept + clocks.missed),
    ],
    [
      t("report.firstContact"),
      percent(firstContact.resolved, firstContact.ofResolved),
      kept(firstContact.resolved, firstContact.ofResolved),
    ],
    [t("report.handovers"), number(data.handovers), ""],
  ];

  const [columns, gap, height] = [4, 16, 74];
  const width = (sheet.room - (columns - 1) * gap) / columns;
  const top = sheet.y;
  cells.forEach(([name, value, detail], i) => {
    const place = { start: (i % columns) * (width + gap), width };
    const y = top + Math.floor(i / columns) * height;
    sheet.adorn(() =>
      sheet.stroke(
        [
          [place.start, y],
          [place.start + width, y],
        ],
        colours.border,
        0.8,
      ),
    );
    sheet.tagged("P", () => {
      sheet.line(
        sheet.clip(name, width, small),
        { ...place, y: y + 15 },
        { ...small, colour: colours.quiet },
      );
      const size = sheet.widthOf(value, { size: 15, strong: true }) > width ? 11 : 15;
      sheet.line(value, { ...place, y: y + 34 }, { size, strong: true });
      sheet.y = y + 40;
      sheet.paragraph(detail, { size: 7.5, colour: colours.quiet }, { ...place, leading: 1.3 });
    });
  });
  sheet.y = top + Math.ceil(cells.length / columns) * height;

  function spread({ medianMinutes, p90Minutes }: ReportData["firstReply"]): [string, string] {
    if (medianMinutes === null) return ["–", ""];
    return [duration(medianMinutes), t("report.nineTenths", { time: duration(p90Minutes) })];
  }
}

const small = { size: 8.2, strong: true };
