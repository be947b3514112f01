import type { Locale } from "../../../contract/languages.ts";
import { text } from "../../texts.ts";

/** The reason that a link has because two conversations tell the same matter. */
export const repeatReason = "repeat";
/** The one that it has because one was split off from the other. */
export const splitReason = "split";

/** A link's reason as people read it: what somebody wrote, or what made it. */
export function reasonOfLink(reason: string, locale: Locale): string {
  if (reason === repeatReason) return text(locale, "repeat.reason");
  return reason === splitReason ? text(locale, "link.split") : reason;
}
