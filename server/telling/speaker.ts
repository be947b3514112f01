import type { Locale } from "../../contract/languages.ts";
import type { Speaker } from "../../contract/notice-words.ts";
import { knownText, timeText } from "../texts.ts";

/** Says notices to somebody who is not at their desk. */
export const speakerFor = (locale: Locale, timeZone: string): Speaker => ({
  // A kind of another version of the server may have no words here.
  t: (key, values) => knownText(locale, key, values) ?? "",
  dateTime: (at) => timeText(locale, new Date(at), timeZone),
  ownName: (names) => names[locale] ?? Object.values(names)[0],
});
