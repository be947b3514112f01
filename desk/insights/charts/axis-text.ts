/**
 * A text on an axis. The drawing runs from left to right whatever is written in it, so that a text which runs the other way
 * says so itself (U+2067 … U+2069).
 */
export const axisText = (text: string, dir: "ltr" | "rtl"): string =>
  dir === "rtl" ? `\u2067${text}\u2069` : text;
