import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Conversation } from "../../contract/conversations.ts";
import { useLineName } from "../app/lines.ts";
import { linksQuery } from "../conversations/queries.ts";
import { StatusBadge } from "../conversations/StatusBadge.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./CustomerConversations.module.css";

/** Matters that came of this one, or of which this one came. */
export function LinkedMatters({ conversation: { id, brand } }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { data: links } = useQuery(linksQuery(id));
  const lineName = useLineName();
  if (!links?.linked.length) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{t("linked.list")}</h3>
      <ul className={styles.list}>
        {links.linked.map((matter) => {
          const name = lineName(matter.line, brand.id);
          return (
            <li key={matter.id}>
              <Link
                to="/inbox/$view/$conversationId"
                params={{ view: "all", conversationId: matter.id }}
                className={styles.row}
                data-line={name ? matter.line : undefined}
              >
                <span className={styles.subject}>
                  <Text clip>{matter.subject || t("conversation.noSubject")}</Text>
                </span>
                <span className={styles.facts}>
                  <span className={styles.number}>#{matter.number}</span>
                  {name && <bdi>{name}</bdi>}
                  <StatusBadge status={matter.status} />
                  <span>{t(matter.came === "from_here" ? "linked.ofThis" : "linked.ofThat")}</span>
                </span>
                <span className={styles.reason}>
                  <Text>{matter.reason}</Text>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
