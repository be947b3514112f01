import { useInfiniteQuery } from "@tanstack/react-query";
import type { Conversation } from "../../../contract/conversations.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Text } from "../../ui/Text.tsx";
import { messagesQuery } from "../queries.ts";
import styles from "./moving.module.css";

type Props = {
  conversation: Conversation;
  /** The ids of those chosen. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

/** Which messages of a conversation are meant. */
export function MessagesChoice({ conversation, chosen, onChange }: Props) {
  const { t, dateTime } = useTexts();
  const said = useInfiniteQuery(messagesQuery(conversation.id));
  const messages = said.data?.pages.toReversed().flatMap((page) => page.items) ?? [];
  return (
    <fieldset className={styles.messages}>
      <legend>{t("moving.which")}</legend>
      {said.hasNextPage && (
        <Button size="s" busy={said.isFetchingNextPage} onPress={() => said.fetchNextPage()}>
          {t("moving.earlier")}
        </Button>
      )}
      {messages.map(({ id, author, reply, text, sentAt }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(is) => onChange(is ? [...chosen, id] : chosen.filter((one) => one !== id))}
          description={
            <>
              <bdi>{author.name}</bdi> · {dateTime(sentAt, "short")}
            </>
          }
        >
          <Text clip="two-lines">{reply || text}</Text>
        </Checkbox>
      ))}
    </fieldset>
  );
}
