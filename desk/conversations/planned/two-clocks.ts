import type { Conversation } from "../../../contract/conversations.ts";
import type { CustomerZone } from "../../../contract/planned-replies.ts";
import { formatsFor } from "../../texts/formats.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { isNight } from "./later-times.ts";

/** A moment as the customer's clock shows it, and as ours does where that differs. */
export function useTwoClocks(zone: CustomerZone | undefined): (at: string) => string {
  const { t, locale, timeZone, dateTime } = useTexts();
  return (at) => {
    if (!zone || zone.knownBy === "workspace") return dateTime(at, "weekday");
    const theirs = formatsFor(locale, zone.timeZone).dateTime(at, "weekday");
    const ours = dateTime(at, "weekday");
    if (theirs === ours || zone.timeZone === timeZone) return t("planned.theirs", { theirs });
    return t("planned.both", { theirs, ours: dateTime(at, "hour") });
  };
}

/** What speaks against sending at a time: the customer was promised an answer before, or sleeps. */
export function useDoubts(
  conversation: Conversation,
  zone: CustomerZone | undefined,
): (at: string) => string | undefined {
  const { t, dateTime } = useTexts();
  const { nextStep } = conversation;
  return (at) => {
    const isLate = nextStep !== null && at > nextStep.at;
    if (isLate && nextStep.what === "promise")
      return t("planned.late.promise", { at: dateTime(nextStep.at, "weekday") });
    if (isLate && (nextStep.what === "first_reply" || nextStep.what === "reply"))
      return t("planned.late.reply", { at: dateTime(nextStep.at, "weekday") });
    return zone && isNight(at, zone.timeZone) ? t("planned.night") : undefined;
  };
}
