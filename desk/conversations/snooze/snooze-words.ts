import { wokenWords } from "../../../contract/notice-words.ts";
import type { TextKey } from "../../texts/messages.ts";
import { useTexts } from "../../texts/Texts.tsx";

/** What brings a conversation back, as people say it. */
export function useSnoozeWords(): (reason: string) => string {
  const { t } = useTexts();
  return (reason) => {
    switch (reason) {
      case "reply":
        return t("snooze.for.reply");
      case "promise":
        return t("snooze.for.promise");
      case "linked":
        return t("snooze.for.linked");
      default:
        return reason.startsWith("event:")
          ? t("snooze.for.event", { name: reason.slice("event:".length) })
          : t("snooze.for.time");
    }
  };
}

/** Why one is back, from its event. */
export function useWokenWords(): (data: Record<string, unknown>, who: string) => string {
  const { t } = useTexts();
  return (data, who) => wokenWords(data, (key, values) => t(key as TextKey, values), who);
}
