import { useQuery } from "@tanstack/react-query";
import { Ban, CircleDashed, Eye, EyeOff, Mail } from "lucide-react";
import type { Conversation } from "../../contract/conversations.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./ChatStrip.module.css";
import { useBlocking } from "./changes.ts";
import { MailsIn } from "./MailsIn.tsx";
import { besideQuery } from "./queries.ts";
import { useVisitorNow } from "./visitors.ts";

/** Below the head of a chat: whether its visitor is here, on which page, and whether they may write. */
export function ChatStrip({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const beside = useQuery(besideQuery(conversation.id));
  const now = useVisitorNow(conversation.id);
  const mayManage = useMay("conversations.manage");
  const { unblock } = useBlocking(conversation);
  if (!beside.data)
    return beside.isError ? (
      <div className={styles.strip}>
        <Problem of={beside.error} onRetry={() => beside.refetch()} busy={beside.isFetching} />
      </div>
    ) : null;
  const { visitor, unseen, mailsAt, mailedAt } = beside.data;
  const isHere = now?.isHere ?? visitor.isHere;
  const isLooking = isHere && (now?.isLooking ?? true);
  return (
    <section className={styles.strip} aria-label={t("chat.strip")}>
      <span className={styles.here} data-here={isHere || undefined} role="status">
        {isHere ? <span className={styles.dot} /> : <Icon of={CircleDashed} size={12} />}
        {isHere ? (
          t(isLooking ? "chat.hereLooking" : "chat.hereElsewhere")
        ) : (
          <>
            {t("chat.gone")} <Time at={visitor.lastSeenAt} />
          </>
        )}
      </span>
      {isHere && visitor.page && (
        <span className={styles.page}>
          <Text clip quiet>
            {visitor.page.title || visitor.page.url}
          </Text>
        </span>
      )}
      {unseen > 0 && (
        <span className={styles.unseen}>
          <Icon of={EyeOff} size={12} />
          {t("chat.unseen", { count: unseen })}
          {mailsAt && <MailsIn at={mailsAt} />}
        </span>
      )}
      {unseen === 0 && mailedAt && (
        <span className={styles.unseen}>
          <Icon of={Mail} size={12} />
          {t("chat.mark.mail")} <Time at={mailedAt} />
        </span>
      )}
      {unseen === 0 && !mailedAt && beside.data.seen && (
        <span className={styles.unseen}>
          <Icon of={Eye} size={12} />
          {t("chat.allSeen")} <Time at={beside.data.seen.at} />
        </span>
      )}
      {visitor.blocked && (
        <span className={styles.blocked}>
          <Icon of={Ban} size={12} />
          <span className={styles.blockedWords}>
            {t("chat.blocked", { by: visitor.blocked.by, reason: visitor.blocked.reason })}
          </span>
          {mayManage && (
            <Button size="s" busy={unblock.isPending} onPress={() => unblock.mutate()}>
              {t("chat.unblock")}
            </Button>
          )}
        </span>
      )}
    </section>
  );
}
