import { Bot, ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation, Message } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./AcknowledgementCard.module.css";
import { DeliveryState } from "./DeliveryState.tsx";
import { PlainWords } from "./PlainWords.tsx";

type Props = { conversation: Conversation; message: Message };

/** The word that a letter came. Nobody here wrote it, so it keeps quiet: one line, its words behind a press. */
export function AcknowledgementCard({ conversation, message }: Props) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const words = useId();
  const { delivery } = message;
  // What did not reach the customer is not folded away.
  const isFailing = delivery && (delivery.state === "failed" || delivery.error !== null);
  return (
    <article className={styles.card} aria-label={t("message.auto.acknowledgement")}>
      <Button
        className={styles.head}
        aria-expanded={isOpen}
        aria-controls={isOpen ? words : undefined}
        onPress={() => setOpen(!isOpen)}
      >
        <Icon of={Bot} size={14} />
        <span>{t("message.auto.acknowledgement")}</span>
        <Time at={message.sentAt} style="time" />
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
      </Button>
      {isOpen && (
        <div id={words} className={styles.words}>
          <PlainWords text={message.text} language={message.language} />
        </div>
      )}
      {delivery && (isOpen || isFailing) && (
        <DeliveryState conversationId={conversation.id} message={message} />
      )}
    </article>
  );
}
