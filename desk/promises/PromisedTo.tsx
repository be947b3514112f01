import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import type { Customer } from "../../contract/customers.ts";
import { useMay } from "../app/me.ts";
import styles from "../customers/CustomerConversations.module.css";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/Button.tsx";
import { useNow } from "../ui/now.ts";
import { Text } from "../ui/Text.tsx";
import { MakePromiseDialog } from "./PromiseDialog.tsx";
import own from "./PromisedTo.module.css";
import { promisesToQuery } from "./queries.ts";
import { stateOf } from "./state.ts";

/** What was promised to the customer, in whichever conversation, and what became of it. */
export function PromisedTo({ customer, conversation }: { customer: Customer; conversation: Conversation }) {
  const { t, dateTime } = useTexts();
  const now = useNow();
  const { data: promises = [] } = useQuery(promisesToQuery(customer.id));
  const mayMake = useMay("conversations.reply") && conversation.status !== "closed";
  const [isMaking, setMaking] = useState(false);
  if (promises.length === 0 && !mayMake) return null;
  return (
    <section className={styles.section}>
      <div className={own.head}>
        <h3 className={styles.title}>{t("promise.customer")}</h3>
        {mayMake && (
          <IconButton
            size="s"
            icon={Plus}
            label={t("keys.promise")}
            keys="p"
            onPress={() => setMaking(true)}
          />
        )}
      </div>
      {promises.length > 0 && (
        <ul className={styles.list}>
          {promises.map((promise) => {
            const { key, tone } = stateOf(promise, now);
            return (
              <li key={promise.id}>
                <Link
                  to="/inbox/$view/$conversationId"
                  params={{ view: "all", conversationId: promise.conversation.id }}
                  className={styles.row}
                >
                  <span className={styles.subject}>
                    <Text>{promise.text}</Text>
                  </span>
                  <span className={styles.facts}>
                    <span title={dateTime(promise.dueAt, "exact")}>{dateTime(promise.dueAt, "weekday")}</span>
                    <Badge tone={tone} look="plain">
                      {t(key)}
                    </Badge>
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      {isMaking && <MakePromiseDialog conversation={conversation} onClose={() => setMaking(false)} />}
    </section>
  );
}
