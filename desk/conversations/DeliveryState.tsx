import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Clock, MailWarning, SendHorizontal } from "lucide-react";
import { type Message, postRetry } from "../../contract/conversations.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./DeliveryState.module.css";
import { messagesQuery } from "./queries.ts";

const icons = { queued: Clock, sending: SendHorizontal, sent: Check, failed: MailWarning } as const;

/** How far an answer has come, and what to do when it has not. */
export function DeliveryState({ conversationId: id, message }: { conversationId: string; message: Message }) {
  const { t, dateTime } = useTexts();
  const cache = useQueryClient();
  const retry = useMutation({
    mutationFn: () => call(postRetry, { params: { id, message: message.id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: messagesQuery(id).queryKey }),
  });
  const { state, at, error, nextTryAt, by } = message.delivery!;
  const failing = state === "failed" || (state === "queued" && error !== null);

  return (
    <div className={styles.delivery} data-failing={failing || undefined}>
      <p className={styles.state} title={dateTime(at, "exact")}>
        <Icon of={failing ? MailWarning : icons[state]} size={12} />
        {by === "chat" && state === "queued" && !error
          ? t("chat.mark.later")
          : state === "queued" && error && nextTryAt
            ? t("delivery.again", { at: dateTime(nextTryAt, "time") })
            : t(`delivery.${state}`, { at: dateTime(at, "time") })}
      </p>
      {failing && error && (
        <p className={styles.reason}>
          {t("delivery.reason")} <bdi dir="auto">{error}</bdi>
        </p>
      )}
      {state === "failed" && !message.auto && (
        <Button size="s" busy={retry.isPending} onPress={() => retry.mutate()}>
          {t("ui.tryAgain")}
        </Button>
      )}
      {retry.error && <Problem of={retry.error} />}
    </div>
  );
}
