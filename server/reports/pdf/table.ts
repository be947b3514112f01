import { apart } from "../words.ts";
import { colours } from "./colours.ts";
import type { Ink, Sheet } from "./sheet.ts";

export interface Column<Row> {
  head: string;
  /** The part it takes, beside the others, of the width that nobody needs. */
  share: number;
  align?: "start" | "end";
  cell: (row: Row) => string;
  colour?: (row: Row) => string | undefined;
  strong?: boolean;
  /** Somebody's name, which keeps its own direction. */
  isName?: boolean;
  /** A share between 0 and 1, drawn as a bar under the words. */
  bar?: (row: Row) => number | null;
}

const headSize = 7.4;
const [gap, leading] = [10, 1.3];
/** What is longer goes on in a second line rather than take the room of others. */
const widestCell = 118;

interface Placed {
  start: number;
  width: number;
}

/**
 * A table that goes on over as many pages as it takes, under the same heads. A row stays whole; what does not fit a
 * cell in two lines is cut. `sizedBy` are the rows that say how wide the columns are, so that tables can be alike.
 */
export function table<Row>(
  sheet: Sheet,
  columns: Column<Row>[],
  rows: Row[],
  { isDense = false, sizedBy = rows }: { isDense?: boolean; sizedBy?: Row[] } = {},
): void {
  const [bodySize, padding] = isDense ? [8, 1.9] : [8.6, 5];
  const rowHeight = (lines: number) => lines * bodySize * leading + 2 * padding;
  const places = placed(sheet, columns, sizedBy, bodySize);
  const heads = columns.map(({ head }, i) =>
    sheet.lines(head, places[i]!.width, { size: headSize, strong: true }),
  );
  const headHeight = Math.max(...heads.map(({ length }) => length)) * headSize * leading + 8;

  const drawHeads = (isFirst: boolean) => {
    const top = sheet.y;
    const draw = () =>
      heads.forEach((lines, i) => {
        const cell = () =>
          cellLines(sheet, lines, places[i]!, top + headHeight - 5 - lines.length * headSize * leading, {
            size: headSize,
            strong: true,
            colour: colours.quiet,
            align: columns[i]!.align,
          });
        if (isFirst) sheet.tagged("TH", cell, { scope: "Column" });
        else cell();
      });
    if (isFirst) sheet.inside("TR", draw);
    else sheet.adorn(draw);
    sheet.y = top + headHeight;
    rule(sheet, colours.quiet);
  };

  sheet.inside("Table", () => {
    // Heads without a row below them would say nothing.
    sheet.need(headHeight + 2 * rowHeight(1));
    drawHeads(true);
    for (const row of rows) {
      const cells = columns.map((column, i) =>
        cellOf(sheet, column, row, { size: bodySize, width: places[i]!.width }),
      );
      const hasBars = columns.some(({ bar }) => bar);
      const height = rowHeight(Math.max(...cells.map(({ length }) => length))) + (hasBars ? 3 : 0);
      if (sheet.need(height)) drawHeads(false);
      const top = sheet.y;
      sheet.inside("TR", () =>
        columns.forEach((column, i) => {
          const ink: Ink = {
            size: bodySize,
            strong: column.strong,
            colour: column.colour?.(row),
            align: column.align,
          };
          sheet.tagged(i ? "TD" : "TH", () => cellLines(sheet, cells[i]!, places[i]!, top + padding, ink), {
            scope: i ? undefined : "Row",
          });
        }),
      );
      sheet.adorn(() =>
        columns.forEach(({ bar }, i) => {
          const share = bar?.(row) ?? null;
          if (share !== null) drawBar(sheet, places[i]!, top + height - padding - 1, share);
        }),
      );
      sheet.y = top + height;
      rule(sheet, colours.border);
    }
  });
}

/**
 * As wide as its cells ask for, what is left shared out; where that is more than there is, all give of what they have
 * beyond their longest word.
 */
function placed<Row>(sheet: Sheet, columns: Column<Row>[], rows: Row[], size: number): Placed[] {
  const asked = columns.map(({ head, cell, strong }) => {
    const heads = widest(sheet, head.split(" "), { size: headSize, strong: true });
    const cells = rows.map(cell);
    const least = widest(
      sheet,
      cells.flatMap((words) => words.split(" ")),
      { size, strong },
    );
    const whole = Math.min(widestCell, widest(sheet, cells, { size, strong }));
    return { least: Math.max(heads, Math.min(widestCell, least)), whole: Math.max(heads, whole) };
  });
  const room = sheet.room - gap * (columns.length - 1);
  const sum = (of: (width: { least: number; whole: number }) => number) =>
    asked.reduce((total, width) => total + of(width), 0);
  const [least, whole] = [sum((width) => width.least), sum((width) => width.whole)];
  const shares = columns.reduce((total, { share }) => total + share, 0);
  const given = Math.min(1, Math.max(0, (room - least) / (whole - least || 1)));
  const shrink = Math.min(1, room / least);
  let start = 0;
  return columns.map(({ share }, i) => {
    const own = asked[i]!;
    const width =
      (own.least + (own.whole - own.least) * given) * shrink + (Math.max(0, room - whole) * share) / shares;
    const place = { start, width };
    start += width + gap;
    return place;
  });
}

const widest = (sheet: Sheet, texts: string[], ink: Ink) =>
  Math.max(0, ...texts.map((words) => sheet.widthOf(words, ink)));

function cellOf<Row>(
  sheet: Sheet,
  { cell, strong, isName }: Column<Row>,
  row: Row,
  { size, width }: { size: number; width: number },
): string[] {
  const ink = { size, strong };
  const [first = "", ...rest] = sheet.lines(cell(row), width, ink);
  const lines = rest.length ? [first, sheet.clip(rest.join(" "), width, ink)] : [first];
  return isName ? lines.map(apart) : lines;
}

function cellLines(sheet: Sheet, lines: string[], { start, width }: Placed, top: number, ink: Ink): void {
  lines.forEach((line, i) => {
    sheet.line(line, { start, width, y: top + ink.size + i * ink.size * leading }, ink);
  });
}

function rule(sheet: Sheet, colour: string): void {
  sheet.adorn(() =>
    sheet.stroke(
      [
        [0, sheet.y],
        [sheet.room, sheet.y],
      ],
      colour,
      0.5,
    ),
  );
}

function drawBar(sheet: Sheet, { start, width }: Placed, y: number, share: number): void {
  const long = Math.min(width, 44);
  const from = start + width - long;
  sheet.box({ start: from, y, width: long, height: 2, radius: 1 }, { fill: colours.border });
  if (share > 0)
    sheet.box(
      { start: from, y, width: Math.max(2, long * share), height: 2, radius: 1 },
      { fill: share < 0.9 ? colours.dueFill : colours.accent },
    );
}
