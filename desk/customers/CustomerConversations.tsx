import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Customer } from "../../contract/customers.ts";
import { useLineName } from "../app/lines.ts";
import { conversationsOfQuery } from "../conversations/queries.ts";
import { StatusBadge } from "../conversations/StatusBadge.tsx";
import { toldLanguage } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./CustomerConversations.module.css";

/** What else they came with, the open ones first. */
export function CustomerConversations({ customer, except }: { customer: Customer; except?: string }) {
  const { t, number } = useTexts();
  const lineName = useLineName();
  const found = useQuery(conversationsOfQuery(customer.id));
  const others = (found.data ?? [])
    .filter((conversation) => conversation.id !== except)
    .sort((a, b) => Number(a.status === "closed") - Number(b.status === "closed"));
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>
        {t(except ? "customer.others" : "customer.conversations")}
        {others.length > 0 && <span className={styles.count}>{number(others.length)}</span>}
      </h3>
      {found.isError && <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />}
      {found.isPending && <Skeleton lines={3} />}
      {found.isSuccess && others.length === 0 && <p className={styles.none}>{t("customer.others.none")}</p>}
      <ul className={styles.list}>
        {others.map((conversation) => (
          <li key={conversation.id}>
            <Link
              to="/inbox/$view/$conversationId"
              params={{ view: "all", conversationId: conversation.id }}
              className={styles.row}
              data-line={lineName(conversation.line, conversation.brand.id) ? conversation.line : undefined}
            >
              <span className={styles.subject}>
                <Text language={toldLanguage(conversation.language)} clip>
                  {conversation.subject || t("conversation.noSubject")}
                </Text>
              </span>
              <span className={styles.facts}>
                <span className={styles.number}>#{conversation.number}</span>
                <StatusBadge status={conversation.status} />
                <Time at={conversation.lastMessageAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
