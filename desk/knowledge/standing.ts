import {
  Check,
  CircleDashed,
  CircleDot,
  Clock,
  FileClock,
  History,
  type LucideIcon,
  PencilLine,
} from "lucide-react";
import type { ArticleLine, TranslationLine } from "../../contract/knowledge.ts";
import { type Locale, locales } from "../../contract/languages.ts";
import type { Tone } from "../ui/Badge.tsx";

/** How one language of an article stands, as people say it. */
export type Standing = "missing" | "draft" | "scheduled" | "published" | "changed" | "behind";

type Told = Pick<TranslationLine, "state" | "hasChanges" | "isBehind">;

/** Older than its source weighs most: its readers are told what is no longer so. */
export function standingOf(translation: Told | undefined): Standing {
  if (!translation) return "missing";
  if (translation.isBehind) return "behind";
  if (translation.state === "published" && translation.hasChanges) return "changed";
  return translation.state;
}

/** Each has a shape of its own, since colour alone tells nobody anything. */
export const standingLooks: Record<Standing, { icon: LucideIcon; tone: Tone }> = {
  missing: { icon: CircleDashed, tone: "neutral" },
  draft: { icon: PencilLine, tone: "neutral" },
  scheduled: { icon: Clock, tone: "accent" },
  published: { icon: Check, tone: "good" },
  changed: { icon: CircleDot, tone: "accent" },
  behind: { icon: History, tone: "due" },
};

export const stateIcons: Record<ArticleLine["state"], LucideIcon> = {
  draft: PencilLine,
  scheduled: Clock,
  published: Check,
  archived: FileClock,
};

export const stateTones: Record<ArticleLine["state"], Tone> = {
  draft: "neutral",
  scheduled: "accent",
  published: "good",
  archived: "neutral",
};

/** The languages that an article stands in or ought to, its source first. */
export function languagesOf({
  sourceLocale,
  translations,
  missing,
}: Pick<ArticleLine, "sourceLocale" | "translations" | "missing">): {
  locale: Locale;
  translation: TranslationLine | undefined;
}[] {
  return locales
    .map((locale) => ({ locale, translation: translations.find((each) => each.locale === locale) }))
    .filter(({ locale, translation }) => translation || missing.includes(locale))
    .toSorted((a, b) => Number(b.locale === sourceLocale) - Number(a.locale === sourceLocale));
}

/** Those whose drafts say something that readers do not see yet. */
export const readyOf = (translations: readonly TranslationLine[]): TranslationLine[] =>
  translations.filter(({ state, hasChanges }) => state !== "published" || hasChanges);
