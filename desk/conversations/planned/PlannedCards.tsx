import { useQuery } from "@tanstack/react-query";
import { CalendarClock, CircleStop, RotateCcw, SendHorizontal, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import type { CustomerZone, PlannedReply } from "../../../contract/planned-replies.ts";
import { useMay, useMe } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Attachments } from "../Attachments.tsx";
import { draftReturned } from "../draft.ts";
import { FormattedWords } from "../FormattedWords.tsx";
import { PlainWords } from "../PlainWords.tsx";
import { useAmendPlan, useTakeBack } from "./changes.ts";
import { LaterDialog } from "./LaterDialog.tsx";
import styles from "./PlannedCards.module.css";
import { plannedOfQuery } from "./queries.ts";
import { useSecondsLeft } from "./seconds-left.ts";
import { useStoppedWords } from "./stopped-words.ts";
import { useTwoClocks } from "./two-clocks.ts";

/** Replies that have not left, at the end of what was said: no answer yet, and to be taken back. */
export function PlannedCards({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const { data } = useQuery(plannedOfQuery(conversation.id));
  const plans = data?.items ?? [];
  const stopped = plans.filter(({ state, author }) => state === "stopped" && author.id === me.agent.id);
  const newest = stopped.at(-1)?.id;
  // The words came back on the server: whoever has the composer open finds them in it.
  useEffect(() => {
    if (newest) draftReturned(conversation.id);
  }, [conversation.id, newest]);
  return plans.map((plan) => (
    <li key={plan.id} className={styles.place}>
      <PlannedCard conversation={conversation} plan={plan} zone={data!.customerZone} />
    </li>
  ));
}

type Props = { conversation: Conversation; plan: PlannedReply; zone: CustomerZone };

function PlannedCard({ conversation, plan, zone }: Props) {
  const { t } = useTexts();
  const me = useMe();
  const mayReply = useMay("conversations.reply");
  const leads = useMay("teams.manage");
  const stoppedWords = useStoppedWords();
  const isMine = plan.author.id === me.agent.id;
  const isStopped = plan.state === "stopped";
  return (
    <article
      className={styles.card}
      data-stopped={isStopped || undefined}
      aria-label={t(isStopped ? "planned.label.stopped" : "planned.label", { name: plan.author.name })}
    >
      <header className={styles.head}>
        <Avatar name={plan.author.name} seed={plan.author.id} size={24} />
        <bdi className={styles.author}>{plan.author.name}</bdi>
        <span className={styles.state}>
          <Icon of={isStopped ? CircleStop : plan.isLater ? CalendarClock : SendHorizontal} size={14} />
          {isStopped ? (
            t("planned.stopped")
          ) : plan.isLater ? (
            <At plan={plan} zone={zone} />
          ) : (
            <Leaves plan={plan} />
          )}
        </span>
      </header>
      {isStopped && <p className={styles.why}>{stoppedWords(plan.because, plan.refusal)}</p>}
      {plan.html ? (
        <FormattedWords html={plan.html} language="unknown" />
      ) : (
        <PlainWords text={plan.text} language="unknown" />
      )}
      <Attachments attachments={plan.attachments} />
      {plan.isLater && !isStopped && <p className={styles.hint}>{t("planned.cancels")}</p>}
      {plan.after === "close" && !isStopped && <p className={styles.hint}>{t("planned.closes")}</p>}
      {((isMine && mayReply) || leads) && <Acts conversation={conversation} plan={plan} />}
    </article>
  );
}

function Acts({ conversation, plan }: Omit<Props, "zone">) {
  const { t } = useTexts();
  const [isMoving, setMoving] = useState(false);
  const takeBack = useTakeBack();
  const amend = useAmendPlan();
  return (
    <div className={styles.acts}>
      <Button size="s" icon={Undo2} busy={takeBack.isPending} onPress={() => takeBack.mutate(plan)}>
        {t(plan.state === "stopped" ? "planned.putBack" : plan.isLater ? "planned.takeBack" : "ui.undo")}
      </Button>
      {plan.state === "planned" && plan.isLater && (
        <Button size="s" kind="quiet" icon={CalendarClock} onPress={() => setMoving(true)}>
          {t("planned.move")}
        </Button>
      )}
      {plan.state === "planned" && (
        <Button
          size="s"
          kind="quiet"
          icon={SendHorizontal}
          busy={amend.isPending}
          onPress={() => amend.mutate({ plan, to: { sendAt: null } })}
        >
          {t("planned.now")}
        </Button>
      )}
      {plan.state === "planned" && plan.after === "close" && (
        <Button
          size="s"
          kind="quiet"
          icon={RotateCcw}
          onPress={() => amend.mutate({ plan, to: { after: "wait" } })}
        >
          {t("planned.keepOpen")}
        </Button>
      )}
      {isMoving && (
        <LaterDialog
          conversation={conversation}
          at={plan.sendAt}
          act={t("planned.move")}
          onChoose={(at) => amend.mutate({ plan, to: { sendAt: at } })}
          onClose={() => setMoving(false)}
        />
      )}
    </div>
  );
}

function Leaves({ plan }: { plan: PlannedReply }) {
  const { t } = useTexts();
  const seconds = useSecondsLeft(plan.sendAt);
  return seconds > 0 ? t("planned.leavesIn", { seconds }) : t("planned.leaving");
}

function At({ plan, zone }: { plan: PlannedReply; zone: CustomerZone }) {
  const { t } = useTexts();
  const clocks = useTwoClocks(zone);
  const seconds = useSecondsLeft(plan.sendAt);
  return seconds > 0 ? t("planned.for", { at: clocks(plan.sendAt) }) : t("planned.leaving");
}
