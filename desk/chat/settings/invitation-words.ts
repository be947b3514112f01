import type { ChatInvitation } from "../../../contract/chat.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";

/** When an invitation is shown, as a sentence. */
export function useInvitationWords(): (invitation: Pick<ChatInvitation, "when" | "mostPerDay">) => string {
  const { t, list, number } = useTexts();
  const length = (value: number) => number(value, { style: "unit", unit: "second", unitDisplay: "long" });
  return ({ when, mostPerDay }) => {
    const said = [
      when.page && t("chatSettings.said.page", { page: when.page }),
      when.secondsOnPage !== undefined &&
        t("chatSettings.said.secondsOnPage", { time: length(when.secondsOnPage) }),
      when.idleSeconds !== undefined && t("chatSettings.said.idle", { time: length(when.idleSeconds) }),
      when.scrolledPercent !== undefined &&
        t("chatSettings.said.scrolled", { share: number(when.scrolledPercent / 100, { style: "percent" }) }),
      when.cartAtLeast !== undefined && t("chatSettings.said.cart", { value: number(when.cartAtLeast) }),
      when.attribute &&
        t("chatSettings.said.attribute", { name: when.attribute.name, value: String(when.attribute.value) }),
      when.signal && t("chatSettings.said.signal", { name: when.signal }),
      when.locales?.length &&
        t("chatSettings.said.locales", { languages: list(when.locales.map((each) => localeNames[each])) }),
    ].filter((part): part is string => Boolean(part));
    const shown =
      said.length > 0 ? t("chatSettings.said", { when: list(said) }) : t("chatSettings.said.always");
    return `${shown} ${t("chatSettings.said.most", { count: mostPerDay })}`;
  };
}
