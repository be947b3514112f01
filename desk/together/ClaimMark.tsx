import { PenLine } from "lucide-react";
import type { Conversation } from "../../contract/conversations.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./ClaimMark.module.css";

type Props = {
  conversation: Conversation /** Where there is little room: the name alone. */;
  short?: boolean;
};

/** Which colleague is answering it, and since when. */
export function ClaimMark({ conversation: { claim }, short }: Props) {
  const { t, dateTime } = useTexts();
  const me = useMe();
  if (!claim || claim.agent.id === me.agent.id) return null;
  const words = t("together.answering", { name: claim.agent.name });
  return (
    <span className={styles.mark} title={`${words} · ${dateTime(claim.since, "exact")}`}>
      <Badge tone="accent" look="plain" icon={PenLine}>
        {words}
      </Badge>
      {!short && (
        <span className={styles.since}>
          <Time at={claim.since} />
        </span>
      )}
    </span>
  );
}
