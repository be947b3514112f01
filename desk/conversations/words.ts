import { Boxes, FileInput, type LucideIcon, Mail, MessagesSquare, Phone, Store } from "lucide-react";
import type { Channel } from "../../contract/conversations.ts";
import { Locale } from "../../contract/languages.ts";
import type { Formats } from "../texts/formats.ts";

export const channelIcons: Record<Channel, LucideIcon> = {
  email: Mail,
  chat: MessagesSquare,
  form: FileInput,
  phone: Phone,
  counter: Store,
  api: Boxes,
};

/** The language of a text where it was told; what is unknown has its direction from its letters. */
export const toldLanguage = (language: string): string | undefined =>
  Locale.safeParse(language).success ? language : undefined;

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long in its largest unit, where there is room for one: "2 hr". Never "0 min". */
export function roughly(ms: number, number: Formats["number"]): string {
  const [unit, size] = units.find(([, size]) => ms >= size) ?? units[2];
  const value = Math.max(1, Math.floor(ms / size));
  return number(value, { style: "unit", unit, unitDisplay: "short" });
}

/** A language in the reader's own words. */
export function languageName(language: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(language) ?? language;
}
