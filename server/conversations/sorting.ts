import type { Priority } from "../../contract/conversations.ts";
import type { Language } from "../../contract/languages.ts";
import type { Line } from "../../contract/lines.ts";
import { isSureEnough, type Rules, triage, type Verdict } from "../triage/index.ts";

/** What a new conversation is taken for. */
export interface Sorted {
  line: Line;
  intent: string | null;
  mood: string | null;
  priority: Priority;
  /** The guess is too unsure: a person is asked. */
  toSort: boolean;
  verdict: Verdict | null;
}

/** What of a first message decides what it is taken for. */
interface Arrived {
  inbox: { line: Line; lines: readonly Line[] };
  subject: string;
  text: string;
  reply: string;
  auto?: string | null;
  line?: Line;
  intent?: string;
  priority?: Priority;
}

/**
 * Sorts a first message into line, intent, urgency and mood. What its sender, a program or a colleague, said of it
 * stands; of a machine's letter nothing is guessed.
 */
export function sort(rules: Rules, incoming: Arrived, spoken: { language: Language; p: number }): Sorted {
  const { inbox, auto } = incoming;
  if (auto)
    return {
      line: incoming.line ?? inbox.line,
      intent: null,
      mood: null,
      priority: incoming.priority ?? "low",
      toSort: false,
      verdict: null,
    };
  const known = incoming.line ?? (incoming.intent ? rules.lineOf.get(incoming.intent) : undefined);
  const open = inbox.lines.filter((line) => rules.linesOn.has(line));
  const lines = known ? [known] : open.length ? open : [inbox.line];
  const verdict = triage(rules.base, rules, {
    text: wordsToSortBy(incoming),
    language: spoken.language,
    languageP: spoken.p,
    lines,
    usual: inbox.line,
  });
  const [first] = verdict.intents;
  const isSure = isSureEnough(verdict, rules.askBelow);
  return {
    line: known ?? (isSure && first ? first.line : inbox.line),
    intent: incoming.intent ?? (isSure && first ? first.intent : null),
    mood: verdict.mood.mood,
    priority: incoming.priority ?? verdict.urgency.level,
    toSort: !isSure && !incoming.intent && !incoming.line,
    verdict,
  };
}

/** The subject, unless it only repeats how the text begins, and what the customer wrote anew. */
export function wordsToSortBy({ subject, reply, text }: Pick<Arrived, "subject" | "reply" | "text">): string {
  const words = reply || text;
  return words.startsWith(subject.replace(/…$/, "")) ? words : `${subject}\n\n${words}`;
}
