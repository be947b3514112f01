import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Text } from "../ui/Text.tsx";
import { useAmend } from "./changes.ts";
import styles from "./Subject.module.css";
import { toldLanguage } from "./words.ts";

type Props = { conversation: Conversation; isFixed: boolean };

/** The subject; a press turns it into a field. Customers' mails keep their own. */
export function Subject({ conversation, isFixed }: Props) {
  const { t } = useTexts();
  const amend = useAmend(conversation.id);
  const [written, setWritten] = useState<string | null>(null);
  const subject = conversation.subject || t("conversation.noSubject");

  function keep() {
    const next = written?.trim();
    if (next && next !== conversation.subject) amend.mutate({ subject: next });
    setWritten(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") keep();
    if (event.key === "Escape") setWritten(null);
  }

  if (written !== null)
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: it appears where the subject was pressed
        autoFocus
        aria-label={t("conversation.subject")}
        dir="auto"
        maxLength={500}
        className={styles.field}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={keep}
        onKeyDown={onKeyDown}
      />
    );

  const words = (
    <Text language={toldLanguage(conversation.language)} clip>
      {subject}
    </Text>
  );
  return (
    <h1 className={styles.subject} title={subject}>
      {isFixed ? (
        words
      ) : (
        <Button
          className={styles.button}
          aria-label={t("conversation.subject.change", { subject })}
          onPress={() => setWritten(conversation.subject)}
        >
          {words}
          <Icon of={Pencil} size={12} />
        </Button>
      )}
    </h1>
  );
}
