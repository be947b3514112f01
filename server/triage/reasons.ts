import type { Locale } from "../../contract/languages.ts";
import { baseIntents, lines } from "../../contract/lines.ts";
import type { Triage } from "../../contract/triage.ts";
import { serves } from "../brand-wall.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { conceptName } from "../language/index.ts";
import { type TextKey, text } from "../texts.ts";
import { moodName } from "./mood.ts";
import { urgencyName } from "./urgency.ts";
import type { Reason } from "./verdict.ts";

const names = { intent: conceptName, urgency: urgencyName, mood: moodName };

/** Reasons as the caller may read them: of a lesson of a brand they do not serve only that there is one. */
export async function inWords(tx: Tx, caller: Caller, reasons: Reason[]): Promise<Triage["reasons"]> {
  const { workspaceId, locale } = caller;
  const taught = reasons.flatMap((reason) => ("lesson" in reason ? [reason] : []));
  const [own, lessons] = taught.length
    ? [
        await tx
          .selectFrom("intents")
          .select(["key", "names"])
          .where("workspaceId", "=", workspaceId)
          .where(
            "key",
            "in",
            taught.map(({ intent }) => intent),
          )
          .execute(),
        await tx
          .selectFrom("corrections")
          .select(["id", "brandId", "text"])
          .where("workspaceId", "=", workspaceId)
          .where(
            "id",
            "in",
            taught.map(({ lesson }) => lesson),
          )
          .execute(),
      ]
    : [[], []];
  const known: Known = {
    intentName: (key) => intentName(key, own.find((one) => one.key === key)?.names ?? {}, locale),
    lessonWords: (id) => lessons.find((one) => one.id === id && serves(caller, one.brandId))?.text ?? null,
  };
  return reasons.map((reason) => ({ for: reason.for, text: reasonWords(reason, locale, known) }));
}

/** What a reason refers to. */
interface Known {
  intentName: (key: string) => string;
  /** Null when they are not for this reader. */
  lessonWords: (id: string) => string | null;
}

export function reasonWords(reason: Reason, locale: Locale, known: Known): string {
  if (reason.for === "language")
    return reason.letters
      ? text(locale, "triage.reason.letters", { letters: reason.letters })
      : text(locale, "triage.reason.parts");
  if ("lesson" in reason) {
    const intent = known.intentName(reason.intent);
    const words = known.lessonWords(reason.lesson)?.slice(0, 120);
    return words
      ? text(locale, "triage.reason.like", { words, intent })
      : text(locale, "triage.reason.likeAnother", { intent });
  }
  const { words, concept } = reason;
  return concept
    ? text(locale, "triage.reason.concept", { concept: names[reason.for](concept, locale), words })
    : text(locale, "triage.reason.words", { words });
}

const base = new Set<string>(lines.flatMap((line) => [...baseIntents[line]]));

/** What an intent is called: by the workspace, else as usual; in the reader's language where there is one. */
export function intentName(key: string, own: Partial<Record<Locale, string>>, locale: Locale): string {
  return (
    own[locale] ?? (base.has(key) ? text(locale, `intent.${key}` as TextKey) : (Object.values(own)[0] ?? key))
  );
}
