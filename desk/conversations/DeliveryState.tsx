import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Clock, MailWarning, SendHorizontal } from "lucide-react";
import { type Message, postRetry } from "../../contract/conversations.ts";
import { call, isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./DeliveryState.module.css";
import { useLift } from "./held-back.ts";
import { messagesQuery } from "./queries.ts";

const SuppressedBecause = ["hard_bounce", "soft_bounces", "complaint", "asked", "by_hand"] as const;

/** Somebody let it go a moment ago, or another of the addresses was not held back. */
const unlessLifted = (thrown: unknown) => {
  if (!isProblem(thrown, "not_found")) throw thrown;
};

const icons = { queued: Clock, sending: SendHorizontal, sent: Check, failed: MailWarning } as const;

/** How far an answer has come, and what to do when it has not. */
export function DeliveryState({ conversationId: id, message }: { conversationId: string; message: Message }) {
  const { t, dateTime } = useTexts();
  const cache = useQueryClient();
  const lift = useLift();
  const retry = useMutation({
    // What is held back is let go first: who presses it knows better.
    mutationFn: async (heldBack: string[]) => {
      for (const address of heldBack) await lift.mutateAsync(address).catch(unlessLifted);
      return call(postRetry, { params: { id, message: message.id } });
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: messagesQuery(id).queryKey }),
  });
  const { state, at, error, nextTryAt, by, tries, answer, recipients } = message.delivery!;
  const putOff = state === "queued" && error !== null;
  const missed = recipients.filter((one) => one.state === "failed" || one.state === "delayed");
  const failing = state === "failed" || putOff || missed.length > 0;
  const heldBack = SuppressedBecause.find((because) => error === `suppressed:${because}`);

  return (
    <div className={styles.delivery} data-failing={failing || undefined}>
      <p
        className={styles.state}
        title={[dateTime(at, "exact"), tries > 1 && t("delivery.tries", { count: tries }), answer]
          .filter(Boolean)
          .join("\n")}
      >
        <Icon of={failing ? MailWarning : icons[state]} size={12} />
        {by === "chat" && state === "queued" && !error
          ? t("chat.mark.later")
          : state === "queued" && error && nextTryAt
            ? t("delivery.again", { at: dateTime(nextTryAt, "time") })
            : t(`delivery.${state}`, { at: dateTime(at, "time") })}
      </p>
      {heldBack ? (
        <p className={styles.reason}>
          {t("suppressions.notTried", { why: t(`suppressions.because.${heldBack}`) })}
        </p>
      ) : (
        failing &&
        error && (
          <p className={styles.reason}>
            {t("delivery.reason")} <bdi dir="auto">{error}</bdi>
          </p>
        )
      )}
      {state === "sent" &&
        missed.map((one) => (
          <p key={one.address} className={styles.reason}>
            {t(one.state === "failed" ? "delivery.missed" : "delivery.delayed", { address: one.address })}{" "}
            <bdi dir="auto">{one.error}</bdi>
          </p>
        ))}
      {(state === "failed" || putOff) && !message.auto && (
        <Button
          size="s"
          busy={retry.isPending}
          onPress={() => retry.mutate(heldBack ? message.to.map(({ address }) => address) : [])}
        >
          {t(heldBack ? "suppressions.anyway" : putOff ? "delivery.now" : "ui.tryAgain")}
        </Button>
      )}
      {retry.error && <Problem of={retry.error} />}
    </div>
  );
}
