import { useQuery } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./Strip.module.css";
import { sharedDraftsQuery } from "./shared.ts";

type Props = {
  conversation: Conversation;
  onWriteAnyway: () => void;
  onLeave: () => void;
  /** Left out where a note is being written already. */
  onNote?: () => void;
};

/** Says before one writes that somebody else is answering, and asks once what to do about it. Nobody has to reply to it. */
export function ClaimStrip({ conversation: { id, claim }, onWriteAnyway, onLeave, onNote }: Props) {
  const { t } = useTexts();
  const me = useMe();
  const { data: drafts = [] } = useQuery(sharedDraftsQuery(id));
  const [settled, setSettled] = useState("");
  if (!claim || claim.agent.id === me.agent.id) return null;
  // The card of what they write says it already, and offers to take it over.
  if (drafts.some(({ author }) => author.id === claim.agent.id)) return null;
  const { agent, since } = claim;
  const which = `${agent.id} ${since}`;
  if (settled === which) return null;
  const then = (act: () => void) => () => {
    setSettled(which);
    act();
  };
  return (
    <section className={styles.strip} aria-label={t("together.answering", { name: agent.name })}>
      <Icon of={PenLine} size={14} />
      <p className={styles.words} role="status">
        <strong>{t("together.answering", { name: agent.name })}</strong>{" "}
        <span className={styles.quiet}>
          · <Time at={since} />
        </span>
      </p>
      <span className={styles.acts}>
        <Button size="s" onPress={then(onWriteAnyway)}>
          {t("together.writeAnyway")}
        </Button>
        <Button size="s" onPress={then(onLeave)}>
          {t("together.leave", { name: agent.name })}
        </Button>
        {onNote && (
          <Button size="s" kind="quiet" onPress={then(onNote)}>
            {t("together.writeNote")}
          </Button>
        )}
      </span>
    </section>
  );
}
