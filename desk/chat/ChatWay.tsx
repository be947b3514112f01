import { useQuery } from "@tanstack/react-query";
import { Hourglass, Mail, MailQuestion, MessagesSquare } from "lucide-react";
import type { ChatBeside } from "../../contract/chat.ts";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import styles from "./ChatStrip.module.css";
import { besideQuery } from "./queries.ts";
import { useVisitorNow } from "./visitors.ts";

/** How the next answer reaches a visitor, by who is here at this moment. */
export function wayNow(beside: Pick<ChatBeside, "goesBy">, isHere: boolean): ChatBeside["goesBy"] {
  return beside.goesBy === "email" ? "email" : isHere ? "chat" : "later";
}

/** What becomes of what is written now: seen at once, when they come back, or by mail. */
export function ChatWay({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { data: beside } = useQuery(besideQuery(conversation.id));
  const visitor = useVisitorNow(conversation.id);
  if (!beside) return null;
  const name = conversation.customer.name || t("chat.visitor");
  const address = beside.email?.address;
  switch (wayNow(beside, visitor?.isHere ?? beside.visitor.isHere)) {
    case "chat":
      return (
        <p className={styles.way}>
          <Icon of={MessagesSquare} size={14} />
          {t("chat.way.chat", { name })}
        </p>
      );
    case "email":
      return (
        <p className={styles.way}>
          <Icon of={Mail} size={14} />
          {address ? t("chat.way.email", { name, address }) : t("composer.noAddress")}
        </p>
      );
    case "later":
      return (
        <p className={styles.way}>
          <Icon of={address ? Hourglass : MailQuestion} size={14} />
          {address ? t("chat.way.later", { name, address }) : t("chat.way.noAddress", { name })}
        </p>
      );
  }
}
