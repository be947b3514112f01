import { baseIntents, type Intent, type Line, type LineSettings, type Names } from "../../contract/lines.ts";
import type { Texts } from "../texts/Texts.tsx";

type Reader = Pick<Texts, "t" | "locale">;

/** A word of the workspace as this reader can read it best: in their language, else in another it was given in. */
export function ownName(names: Names, locale: Reader["locale"]): string | undefined {
  return names[locale] ?? Object.values(names).find(Boolean);
}

export const lineName = ({ line, names }: Pick<LineSettings, "line" | "names">, { t, locale }: Reader) =>
  ownName(names, locale) ?? t(`line.${line}`);

const base: ReadonlySet<string> = new Set(Object.values(baseIntents).flat());
const isBase = (key: string): key is (typeof baseIntents)[Line][number] => base.has(key);

/** Its own name in the reader's language, else the usual one, else a name in another language, else its key. */
export function intentName(key: string, known: Pick<Intent, "names"> | undefined, { t, locale }: Reader) {
  const names = known?.names ?? {};
  return names[locale] ?? (isBase(key) ? t(`intent.${key}`) : (ownName(names, locale) ?? key));
}
