import type { Names } from "../../contract/lines.ts";

/** As they are kept: without space around, and without the languages nothing is written in. */
export const trimmed = (names: Names): Names =>
  Object.fromEntries(
    Object.entries(names)
      .map(([locale, name]) => [locale, name.trim()])
      .filter(([, name]) => name),
  );

export const isNamed = (names: Names): boolean => Object.keys(trimmed(names)).length > 0;
