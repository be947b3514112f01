import { useQuery } from "@tanstack/react-query";
import type { Conversation } from "../../contract/conversations.ts";
import { VisitorCard } from "../chat/VisitorCard.tsx";
import { PeopleInMatter } from "../conversations/people/PeopleInMatter.tsx";
import { PromisedTo } from "../promises/PromisedTo.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { CustomerAbout } from "./CustomerAbout.tsx";
import { CustomerConversations } from "./CustomerConversations.tsx";
import { CustomerFacts } from "./CustomerFacts.tsx";
import { CustomerHead } from "./CustomerHead.tsx";
import styles from "./CustomerPanel.module.css";
import { LinkedMatters } from "./LinkedMatters.tsx";
import { customerQuery } from "./queries.ts";

/** The customer beside the matter: who, what to know, what else is open. */
export function CustomerPanel({ id, conversation }: { id: string; conversation: Conversation }) {
  const { t } = useTexts();
  const customer = useQuery(customerQuery(id));
  return (
    <aside className={styles.panel} aria-label={t("customer.panel")}>
      {customer.data ? (
        <>
          <CustomerHead customer={customer.data} />
          {conversation.channel === "chat" && <VisitorCard conversation={conversation} />}
          <CustomerAbout key={id} customer={customer.data} />
          <PeopleInMatter conversation={conversation} />
          <LinkedMatters conversation={conversation} />
          <PromisedTo customer={customer.data} conversation={conversation} />
          <CustomerFacts customer={customer.data} />
          <CustomerConversations customer={customer.data} except={conversation.id} />
        </>
      ) : customer.isError ? (
        <Problem of={customer.error} onRetry={() => customer.refetch()} busy={customer.isFetching} />
      ) : (
        <>
          <Skeleton height={3} />
          <Skeleton lines={5} />
        </>
      )}
    </aside>
  );
}
