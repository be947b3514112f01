import { locales } from "../../contract/languages.ts";
import { lines } from "../../contract/lines.ts";
import { baseModel } from "./base-model.ts";
import { baseGround, triage } from "./verdict.ts";

/** Makes ready what triage needs, so that no first message waits for it: the base model and the lexicons. */
export async function prepareTriage(say: (line: string) => void): Promise<void> {
  const base = await baseModel(say);
  for (const language of locales)
    triage(base, baseGround(), { text: "…", language, languageP: 1, lines, usual: null });
}
