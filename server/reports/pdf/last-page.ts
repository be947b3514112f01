import { addresses, manifestCommand, sumsCommand } from "../how-to-verify.ts";
import { apart, type Words } from "../words.ts";
import { colours } from "./colours.ts";
import type { Printed } from "./render.ts";
import type { Sheet } from "./sheet.ts";
import { section } from "./tables.ts";

/** What each number means, and how anyone sees for themselves that nobody changed it. */
export function lastPage(sheet: Sheet, printed: Printed, dataSha256: string, words: Words): void {
  const { data } = printed;
  const { t } = words;
  sheet.nextPage();
  section(sheet, t("report.definitions"), 100);
  sheet.y += 4;
  const terms: [string, string][] = [
    [t("report.requests"), t("report.def.request")],
    [t("report.answered"), t("report.def.answered")],
    [t("report.acknowledged"), t("report.def.acknowledged")],
    [t("report.inTime"), t("report.def.inTime")],
    [t("report.open"), t("report.def.open")],
    [t("report.kept.title"), t("report.def.ignored")],
    [t("report.firstReply"), t("report.def.firstReply")],
    [t("report.resolution"), t("report.def.resolution")],
    [t("report.def.halfName"), t("report.def.half")],
    [t("report.promises"), t("report.def.promises")],
    [t("report.clocks"), t("report.def.clocks")],
    [t("report.firstContact"), t("report.def.firstContact")],
    [t("report.handovers"), t("report.def.handovers")],
  ];
  pairs(sheet, terms);
  sheet.y += 4;
  sheet.tagged("P", () =>
    sheet.paragraph(t("report.def.end", { at: apart(words.exactly(data.to)) }), { size: 8.6, strong: true }),
  );

  section(sheet, t("report.verify"), 190);
  sheet.y += 2;
  const { page, key } = addresses(printed.publicUrl);
  sheet.tagged("P", () => sheet.paragraph(t("report.verify.page", { url: apart(page) }), { size: 8.8 }));
  sheet.y += 3;
  sheet.tagged("P", () => sheet.paragraph(t("report.verify.alone", { url: apart(key) }), { size: 8.8 }));
  sheet.y += 4;
  for (const command of [manifestCommand, sumsCommand("report.pdf")]) {
    sheet.need(18);
    const top = sheet.y;
    sheet.adorn(() =>
      sheet.box({ start: 0, y: top, width: sheet.room, height: 15, radius: 3 }, { fill: colours.sunken }),
    );
    // A command reads from left to right wherever it stands.
    sheet.tagged("Code", () =>
      sheet.line(
        `\u2066${command}\u2069`,
        { start: 8, width: sheet.room - 16, y: top + 10.5 },
        { size: 7.6 },
      ),
    );
    sheet.y = top + 18;
  }
  sheet.y += 6;
  pairs(sheet, [
    [t("report.verify.id"), `\u2066${printed.id}\u2069`],
    [t("report.verify.made"), words.exactly(data.madeAt)],
    [t("report.verify.data"), `\u2066${dataSha256}\u2069`],
    [t("report.verify.key"), `\u2066${printed.keySha256}\u2069`],
  ]);
}

/** Terms at the starting side, what is said of them beside. */
function pairs(sheet: Sheet, entries: [string, string][]): void {
  const [termWidth, start] = [118, 132];
  const [term, definition] = [{ size: 8.6, strong: true }, { size: 8.6 }];
  for (const [name, words] of entries) {
    const lines = Math.max(
      sheet.lines(name, termWidth, term).length,
      sheet.lines(words, sheet.room - start, definition).length,
    );
    sheet.need(lines * 11.8 + 4);
    const top = sheet.y;
    sheet.tagged("P", () => {
      sheet.paragraph(name, term, { width: termWidth, leading: 11.8 / 8.6 });
      const below = sheet.y;
      sheet.y = top;
      sheet.paragraph(words, definition, { start, leading: 11.8 / 8.6 });
      sheet.y = Math.max(below, sheet.y) + 3.5;
    });
  }
}
