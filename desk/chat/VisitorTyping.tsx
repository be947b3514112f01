import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./Bubbles.module.css";
import { useVisitorNow } from "./visitors.ts";

/** What a visitor is writing at this moment, where the chat shows it; at the end of the stream. */
export function VisitorTyping({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const now = useVisitorNow(conversation.id);
  if (!now?.isTyping) return null;
  return (
    // Not read out: it changes with every stroke.
    <li className={styles.typing} aria-live="off">
      <span className={styles.writes}>
        {t("chat.isWriting", { name: conversation.customer.name || t("chat.visitor") })}
      </span>
      {now.typing && (
        <div className={styles.preview}>
          <Text>{now.typing}</Text>
        </div>
      )}
    </li>
  );
}
