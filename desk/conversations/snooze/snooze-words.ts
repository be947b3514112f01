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

/** Why one is back, from its event or the notice of it. */
export function useWokenWords(): (data: Record<string, unknown>, who: string) => string {
  const { t } = useTexts();
  return (data, who) => {
    const note = typeof data.note === "string" ? data.note : "";
    const name = typeof data.name === "string" ? data.name : "";
    switch (data.because) {
      case "customer_wrote":
        return t("event.woken.customer");
      case "reply_due":
        return t("event.woken.due");
      case "promise":
        return t("event.woken.promise");
      case "linked":
        return t("event.woken.linked", { number: `#${data.number}` });
      case "event":
        return note ? t("event.woken.event.note", { name, note }) : t("event.woken.event", { name });
      case "given":
        return t("event.woken.given");
      case "by_hand":
        return t("event.woken.byHand", { who });
      default:
        return t("event.woken.time");
    }
  };
}
