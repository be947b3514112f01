import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Conversation } from "../../contract/conversations.ts";
import { useLineName } from "../app/lines.ts";
import { linksQuery } from "../conversations/queries.ts";
import { repeatsQuery } from "../conversations/repeats/repeats.ts";
import { StatusBadge } from "../conversations/StatusBadge.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./CustomerConversations.module.css";

/** Matters that came of this one or of which this one came, and those that are perhaps the same. */
export function LinkedMatters({ conversation: { id, brand } }: { conversation: Conversation }) {
  const { t } = useTexts();
  const { data: links } = useQuery(linksQuery(id));
  const { data: told } = useQuery(repeatsQuery(id));
  const lineName = useLineName();
  const linked = links?.linked ?? [];
  const matters = [
    ...linked.map((one) => ({
      ...one,
      came: t(one.came === "from_here" ? "linked.ofThis" : "linked.ofThat"),
    })),
    ...[...(told?.repeats ?? []), ...(told?.later ?? [])]
      .filter(({ id, state }) => state === "found" && !linked.some((one) => one.id === id))
      .map((one) => ({ ...one, came: null, reason: t("repeat.perhaps") })),
  ];
  if (!matters.length) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{t("linked.list")}</h3>
      <ul className={styles.list}>
        {matters.map((matter) => {
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
                  {matter.came && <span>{matter.came}</span>}
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
