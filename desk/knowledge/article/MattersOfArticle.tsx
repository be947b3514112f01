import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { mattersQuery } from "../queries.ts";
import { More } from "../reports/Feedback.tsx";
import styles from "./MattersOfArticle.module.css";
import { Part } from "./Part.tsx";

/** In which matters it was put into an answer, and from which it was written; for those who may read them. */
export function MattersOfArticle({ id }: { id: string }) {
  const { t } = useTexts();
  const mayRead = useMay("conversations.read");
  const matters = useInfiniteQuery({ ...mattersQuery(id), enabled: mayRead });
  const items = matters.data?.pages.flatMap((page) => page.items) ?? [];
  if (!mayRead) return null;
  return (
    <Part title={t("knowledge.matters")}>
      {matters.isError && (
        <Problem of={matters.error} onRetry={() => matters.refetch()} busy={matters.isFetching} />
      )}
      {matters.isSuccess && items.length === 0 && (
        <p className={styles.quiet}>{t("knowledge.matters.none")}</p>
      )}
      {items.length > 0 && (
        <ul className={styles.list}>
          {items.map(({ id: use, conversation, how, agent, at }) => (
            <li key={use} className={styles.matter}>
              <Link
                to="/inbox/$view/$conversationId"
                params={{ view: "all", conversationId: conversation.id }}
                className={styles.subject}
              >
                #{conversation.number} <Text>{conversation.subject}</Text>
              </Link>
              <span className={styles.quiet}>
                {t(`knowledge.use.${how}`)}
                {agent && (
                  <>
                    {" · "}
                    <bdi>{agent.name}</bdi>
                  </>
                )}
                {" · "}
                <Time at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <More of={matters} />
    </Part>
  );
}
