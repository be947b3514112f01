type Direction = "ltr" | "rtl";

/** Which way a paragraph runs: by its first letter that runs any way (UAX #9, P2 and P3), else as what is around it. */
export function directionOfText(words: string, around: Direction): Direction {
  const letter = /\p{L}/u.exec(words)?.[0];
  if (!letter) return around;
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter)
    ? "rtl"
    : "ltr";
}

/**
 * The attributes that make a block run its way everywhere: `dir` for whoever follows it, `align` for Outlook's Word,
 * which takes no hint from it in tables.
 */
export const running = (direction: Direction) => `dir="${direction}" align="${startOf(direction)}"`;

/** The side at which lines begin. Word knows no logical properties, so that sides are named. */
export const startOf = (direction: Direction) => (direction === "rtl" ? "right" : "left");
