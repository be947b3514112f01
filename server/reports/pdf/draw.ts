import type { Locale } from "../../../contract/languages.ts";
import { sha256OfData } from "../canonical.ts";
import { addresses, mark } from "../how-to-verify.ts";
import { apart, wordsFor } from "../words.ts";
import { colours } from "./colours.ts";
import { frontPage } from "./front-page.ts";
import { lastPage } from "./last-page.ts";
import type { Printed } from "./render.ts";
import { type Ink, Sheet } from "./sheet.ts";
import { breakList, dayTable, groupTables, openList } from "./tables.ts";

/** The same bytes for the same report, on any day. */
export async function draw(printed: Printed, locale: Locale): Promise<Buffer> {
  const { data, id } = printed;
  const words = wordsFor(locale, data.timeZone);
  const { t } = words;
  const dataSha256 = sha256OfData(data);
  const name = data.brand ? `${data.workspace}, ${data.brand.name}` : data.workspace;
  const sheet = new Sheet(locale, {
    title: `${t("report.title")} · ${name} · ${words.month(data.from)}`,
    author: data.workspace,
    keywords: mark(id),
    madeAt: data.madeAt,
  });
  frontPage(sheet, printed, words);
  sheet.nextPage();
  groupTables(sheet, data, words);
  breakList(sheet, data, words);
  openList(sheet, data, words);
  dayTable(sheet, data, words);
  lastPage(sheet, printed, dataSha256, words);

  const ink = { size: 6.6, colour: colours.quiet };
  return sheet.done((page, pages, y) => {
    const width = sheet.room;
    sheet.stroke(
      [
        [0, y - 10],
        [width, y - 10],
      ],
      colours.border,
    );
    // The number first: a long name is cut, never what the report is known by.
    row(sheet, [t("report.foot.id"), `\u2066${id}\u2069`, `· ${words.month(data.from)} · ${apart(name)}`], {
      width: width - 80,
      y,
      ink,
    });
    sheet.line(t("report.foot.page", { page, pages }), { start: 0, width, y }, { ...ink, align: "end" });
    const { page: url } = addresses(printed.publicUrl);
    row(
      sheet,
      [
        t("report.foot.data"),
        `\u2066${dataSha256}\u2069`,
        `· ${t("report.foot.verify")}`,
        `\u2066${url}\u2069`,
      ],
      {
        width,
        y: y + 10,
        ink: { ...ink, size: 6.2 },
      },
    );
  });
}

/** Pieces of a line, drawn one by one: whoever copies a number out of a line of two directions gets it whole. */
function row(
  sheet: Sheet,
  pieces: string[],
  { width, y, ink }: { width: number; y: number; ink: Ink },
): void {
  let start = 0;
  for (const piece of pieces) {
    const room = width - start;
    const shown = sheet.clip(piece, room, ink);
    sheet.line(shown, { start, width: room, y }, ink);
    start += sheet.widthOf(shown, ink) + ink.size * 0.3;
  }
}
