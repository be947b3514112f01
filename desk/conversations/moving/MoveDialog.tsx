import { useQuery } from "@tanstack/react-query";
import { FilePlus2 } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { type Conversation, listConversations } from "../../../contract/conversations.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Text } from "../../ui/Text.tsx";
import { StatusBadge } from "../StatusBadge.tsx";
import { MessagesChoice } from "./MessagesChoice.tsx";
import styles from "./moving.module.css";
import { useMoving } from "./moving.ts";

type Props = {
  conversation: Conversation;
  /** The ids of those that are meant at first. */
  messages?: string[];
  onClose: () => void;
};

/** Where messages that stand in the wrong place are to stand: one press on a conversation, or out into their own. */
export function MoveDialog({ conversation, messages = [], onClose }: Props) {
  const { t } = useTexts();
  const [chosen, setChosen] = useState(messages);
  const [words, setWords] = useState("");
  const text = useDeferredValue(words.trim().replace(/^#(?=\d+$)/, ""));
  const moving = useMoving(conversation, onClose);
  const found = useQuery({
    queryKey: ["conversations", "to-move", conversation.brand.id, text, conversation.customer.id],
    queryFn: ({ signal }) =>
      call(
        listConversations,
        {
          query: {
            brand: conversation.brand.id,
            limit: 8,
            // Before anything is said, what else this customer came with.
            ...(text ? { text } : { customer: conversation.customer.id }),
          },
        },
        { signal },
      ),
    placeholderData: (before) => before,
  });
  const choices = found.data?.items.filter(({ id }) => id !== conversation.id) ?? [];
  const isReady = chosen.length > 0 && !moving.isPending;
  const go = (to: string | null) => moving.mutate({ messages: chosen, to });

  return (
    <Dialog
      title={t("moving.title")}
      isOpen
      onOpenChange={onClose}
      actions={<Button onPress={onClose}>{t("ui.cancel")}</Button>}
    >
      <div className={styles.parts}>
        <p className={styles.words}>{t("moving.words")}</p>
        <MessagesChoice conversation={conversation} chosen={chosen} onChange={setChosen} />
        <SearchField
          label={t("moving.find")}
          placeholder={t("moving.find.hint")}
          value={words}
          onChange={setWords}
          busy={found.isFetching}
          autoFocus={messages.length > 0}
        />
        <ul className={styles.places}>
          {choices.map((one) => (
            <li key={one.id}>
              <button type="button" className={styles.choice} disabled={!isReady} onClick={() => go(one.id)}>
                <span className={styles.subject}>
                  <Text clip>{one.subject || t("conversation.noSubject")}</Text>
                </span>
                <span className={styles.facts}>
                  <span>#{one.number}</span>
                  <bdi>{one.customer.name}</bdi>
                  <StatusBadge status={one.status} />
                </span>
              </button>
            </li>
          ))}
        </ul>
        {found.isSuccess && text !== "" && choices.length === 0 && (
          <p className={styles.words}>{t("moving.none")}</p>
        )}
        <Button icon={FilePlus2} isDisabled={!isReady} busy={moving.isPending} onPress={() => go(null)}>
          {t("moving.out")}
        </Button>
        {(moving.error ?? found.error) && <Problem of={moving.error ?? found.error} />}
      </div>
    </Dialog>
  );
}
