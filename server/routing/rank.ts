import type { Locale } from "../../contract/languages.ts";
import { text, timeText } from "../texts.ts";

/** What decides when a matter comes among those that wait. */
export interface Ranked {
  nextStepAt: Date;
  priority: string;
  mood: string | null;
  tier: string | null;
  /** A short letter is soon answered. */
  isShort: boolean;
}

/** By how many minutes each moves a matter forward; backward when negative. */
const priorities: Record<string, number> = { critical: 1440, high: 240, normal: 0, low: -240 };
/** The same by what the customer is to us. */
export const tiers: Record<string, number> = { vip: 240, valued: 60 };
const displeased = 30;
const short = 15;

/** Minutes by which a matter is ranked before its due time, without what its customer is worth. */
export const minutesBefore = ({ priority, mood, isShort }: Omit<Ranked, "nextStepAt" | "tier">): number =>
  (priorities[priority] ?? 0) + (mood === "negative" ? displeased : 0) + (isShort ? short : 0);

/**
 * As what time a matter is ranked: its due time, moved by how bad it is, who waits, in what mood, and how soon it is
 * done. Age needs no rule of its own, since a due time comes nearer by itself.
 */
export const rankAt = (ranked: Ranked): Date =>
  new Date(ranked.nextStepAt.getTime() - (minutesBefore(ranked) + (tiers[ranked.tier ?? ""] ?? 0)) * 60_000);

/** The same, told line by line. */
export function rankInWords(ranked: Ranked, locale: Locale, timeZone: string): string[] {
  const time = (at: Date) => timeText(locale, at, timeZone);
  const sooner = (minutes: number, what: string) =>
    minutes === 0
      ? []
      : [
          text(locale, minutes > 0 ? "routing.rank.sooner" : "routing.rank.later", {
            what,
            minutes: Math.abs(minutes),
          }),
        ];
  return [
    text(locale, "routing.rank.due", { at: time(ranked.nextStepAt) }),
    ...sooner(priorities[ranked.priority] ?? 0, text(locale, `priority.${ranked.priority as "low"}`)),
    ...(ranked.tier ? sooner(tiers[ranked.tier] ?? 0, text(locale, `tier.${ranked.tier as "vip"}`)) : []),
    ...(ranked.mood === "negative" ? sooner(displeased, text(locale, "mood.negative")) : []),
    ...(ranked.isShort ? sooner(short, text(locale, "routing.rank.short")) : []),
    text(locale, "routing.rank.as", { at: time(rankAt(ranked)) }),
  ];
}
