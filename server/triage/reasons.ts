import type { Locale } from "../../contract/languages.ts";
import { baseIntents, lines } from "../../contract/lines.ts";
import type { Triage } from "../../contract/triage.ts";
import type { Caller } from "../caller.ts";
import type { Tx } from "../db/database.ts";
import { conceptName } from "../language/index.ts";
import { type TextKey, text } from "../texts.ts";
import { moodName } from "./mood.ts";
import { urgencyName } from "./urgency.ts";
import type { Reason } from "./verdict.ts";

const names = { intent: conceptName, urgency: urgencyName, mood: moodName };

/** Reasons as people read them. */
export async function inWords(tx: Tx, caller: Caller, reasons: Reason[]): Promise<Triage["reasons"]> {
  const asked = reasons.flatMap((reason) => ("intent" in reason ? [reason.intent] : []));
  const own = asked.length
    ? await tx
        .selectFrom("intents")
        .select(["key", "names"])
        .where("workspaceId", "=", caller.workspaceId)
        .where("key", "in", asked)
        .execute()
    : [];
  const nameOf = (key: string) =>
    intentName(key, own.find((one) => one.key === key)?.names ?? {}, caller.locale);
  return reasons.map((reason) => ({ for: reason.for, text: reasonWords(reason, caller.locale, nameOf) }));
}

export function reasonWords(reason: Reason, locale: Locale, nameOf: (intent: string) => string): string {
  if (reason.for === "language")
    return reason.letters
      ? text(locale, "triage.reason.letters", { letters: reason.letters })
      : text(locale, "triage.reason.parts");
  if ("like" in reason)
    return text(locale, "triage.reason.like", { words: reason.like, intent: nameOf(reason.intent) });
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
