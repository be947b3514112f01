import type { Locale } from "../../../contract/languages.ts";
import type { Caller } from "../../caller.ts";
import type { Tx } from "../../db/database.ts";
import { conceptName } from "../../language/index.ts";
import { text } from "../../texts.ts";
import { intentName } from "../../triage/index.ts";
import type { Shared } from "./likeness.ts";

/** How a former matter of somebody else was come upon. */
export type Way = "own" | "email" | "phone" | "item" | "number";

/** One thing for which two matters are taken for one; kept with what was found. */
export type Why =
  | { for: "number"; number: number }
  | { for: "item"; item: string }
  | { for: "words"; words: string[] }
  | { for: "concepts"; concepts: string[] }
  | { for: "intent"; intent: string }
  | { for: "sign"; words: string }
  | { for: "other_address"; way: Exclude<Way, "own"> }
  | { for: "days"; days: number };

const otherAddress = {
  email: "repeat.why.email",
  phone: "repeat.why.phone",
  item: "repeat.why.item_other",
  number: "repeat.why.item_other",
} as const;

const mostWords = 4;
const mostConcepts = 3;

/** What speaks for two matters being one, the strongest first. */
export function whyOf(shared: Shared, way: Way, number: number | null): Why[] {
  const { items, words, concepts, intent, sign, days } = shared;
  return [
    ...(number === null ? [] : [{ for: "number", number } as const]),
    ...items.slice(0, 2).map((item) => ({ for: "item", item }) as const),
    ...(sign ? [{ for: "sign", words: sign } as const] : []),
    ...(words.length ? [{ for: "words", words: words.slice(0, mostWords) } as const] : []),
    // Where the words are the same, what they speak of is, too.
    ...(words.length < 2 && concepts.length
      ? [{ for: "concepts", concepts: concepts.slice(0, mostConcepts) } as const]
      : []),
    ...(intent ? [{ for: "intent", intent } as const] : []),
    ...(way === "own" ? [] : [{ for: "other_address", way } as const]),
    { for: "days", days: Math.round(days) },
  ];
}

/** Reasons in the reader's language. */
export async function whyWords(tx: Tx, { workspaceId, locale }: Caller, all: Why[][]): Promise<string[][]> {
  const intents = all.flat().flatMap((why) => (why.for === "intent" ? [why.intent] : []));
  const own = intents.length
    ? await tx
        .selectFrom("intents")
        .select(["key", "names"])
        .where("workspaceId", "=", workspaceId)
        .where("key", "in", intents)
        .execute()
    : [];
  const nameOf = (key: string) => intentName(key, own.find((one) => one.key === key)?.names ?? {}, locale);
  return all.map((whys) => whys.map((why) => inWords(why, locale, nameOf)));
}

function inWords(why: Why, locale: Locale, nameOf: (intent: string) => string): string {
  const list = (words: string[]) => new Intl.ListFormat(locale, { type: "unit" }).format(words);
  switch (why.for) {
    case "number":
      return text(locale, "repeat.why.number", { number: `#${why.number}` });
    case "item":
      return text(locale, "repeat.why.item", { item: why.item });
    case "sign":
      return text(locale, "repeat.why.sign", { words: why.words });
    case "words":
      return text(locale, "repeat.why.words", { words: list(why.words) });
    case "concepts":
      return text(locale, "repeat.why.concepts", {
        concepts: list(why.concepts.map((id) => conceptName(id, locale))),
      });
    case "intent":
      return text(locale, "repeat.why.intent", { intent: nameOf(why.intent) });
    case "other_address":
      return text(locale, otherAddress[why.way]);
    case "days":
      return text(locale, "repeat.why.days", { days: why.days });
  }
}
