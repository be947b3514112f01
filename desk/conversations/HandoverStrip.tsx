import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import type { Conversation } from "../../contract/conversations.ts";
import { useLineName } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./HandoverStrip.module.css";
import { linksQuery } from "./queries.ts";

/** Why it came from the other line, until the customer has heard from this one. */
export function HandoverStrip({ conversation }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { id, line, brand, status } = conversation;
  const { data: links } = useQuery(linksQuery(id));
  const lineName = useLineName();
  const last = links?.handovers.at(-1);
  if (!last || last.toLine !== line || last.answeredAt || status === "closed") return null;
  const from = lineName(last.fromLine, brand.id);
  return (
    <section className={styles.strip} aria-label={t("handover.label")}>
      <Icon of={ArrowLeftRight} size={14} />
      <div className={styles.words}>
        <p>
          <span className={styles.from}>
            {from ? t("handover.from", { line: from, who: last.by }) : t("handover.by", { who: last.by })}
          </span>{" "}
          <Text>{last.reason}</Text>
        </p>
        <p className={styles.clocks}>
          {last.clocks.join(" · ")} · <Time at={last.at} />
        </p>
      </div>
    </section>
  );
}
