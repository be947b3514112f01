import type { Locale } from "../../contract/languages.ts";
import type { Analysis } from "../language/index.ts";
export const urgencyOf = (_: Analysis) => ({
  level: "normal" as "low" | "normal" | "high" | "critical",
  p: 0.5,
  reasons: [] as { words: string; concept: string }[],
});
export const urgencyName = (id: string, _: Locale) => id;
