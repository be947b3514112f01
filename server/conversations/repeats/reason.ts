import type { Locale } from "../../../contract/languages.ts";
import { text } from "../../texts.ts";

/** The reason that a link has because two conversations tell the same matter. */
export const repeatReason = "repeat";

/** A link's reason as people read it: what somebody wrote, or that it is the same matter. */
export const reasonOfLink = (reason: string, locale: Locale): string =>
  reason === repeatReason ? text(locale, "repeat.reason") : reason;
