import type { Locale } from "../../../../contract/languages.ts";
import { helpAddress, makeRateToken } from "../../../portal/index.ts";
import type { Secret } from "../../../secret.ts";
import { text } from "../../../texts.ts";
import type { MailFacts } from "./facts.ts";

/** Where its customer can follow the matter, and say what they think of an answer that ended it. */
export function waysOn(
  { secret, publicUrl }: { secret: Secret; publicUrl: string },
  workspaceId: string,
  conversation: MailFacts["conversation"],
  message: { authorKind: string },
  locale: Locale,
): string[] {
  const { id, brandId, isOn, showsRequests, slug, host, helpLocales, helpLocale, number, status } =
    conversation;
  if (!isOn || !showsRequests || slug === null) return [];
  const spoken = helpLocales?.includes(locale) ? locale : helpLocale;
  const below = `${helpAddress({ slug, host }, publicUrl)}/${spoken}`;
  const follow = text(locale, "mail.follow", { link: `${below}/requests/${number}` });
  if (status !== "closed" || message.authorKind !== "agent") return [follow];
  const token = makeRateToken(secret, { workspaceId, brandId }, id);
  return [text(locale, "mail.rate", { link: `${below}/rate/${token}` }), follow];
}

/** What we promised and by when, in a line; the zone stands beside the hour, since it may not be the reader's. */
export function promisedText(
  promise: { text: string; dueAt: Date },
  locale: Locale,
  timeZone: string,
): string {
  const when = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(promise.dueAt);
  return text(locale, "mail.promised", { text: promise.text, when });
}
