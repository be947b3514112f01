import { type Locale, locales } from "../../../../contract/languages.ts";

/** The first of these that is a language we write in. */
export function localeOf(...languages: (string | undefined)[]): Locale {
  for (const language of languages) {
    const known = locales.find((locale) => locale === language);
    if (known) return known;
  }
  return "en";
}

/** `Re:` once, whatever stood there before, in whichever language. */
export function subjectOfReply(subject: string): string {
  const bare = subject.replace(
    /^(?:\s*(?:re|aw|sv|antw|odp|ответ|відп|回复|回覆|答复|رد)(?:\[\d+\])?\s*[:：]\s*)+/iu,
    "",
  );
  return `Re: ${bare}`;
}

/** RFC 3834 and what Exchange asks for: no machine answers what a machine answered. */
export const fromMachine = { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" };
