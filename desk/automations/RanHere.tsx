import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronRight } from "lucide-react";
import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { eventsQuery } from "../conversations/queries.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button as PlainButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { conversationRunsQuery } from "./queries.ts";
import styles from "./RanHere.module.css";
import { RunList } from "./RunList.tsx";

type Props = {
  conversation: Conversation;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Which rules were asked in a conversation, and why each ran or did not. Where none did anything, it has to be asked for. */
export function RanHere({ conversation, isOpen, onOpenChange }: Props) {
  const { t } = useTexts();
  const { data: events = [] } = useQuery(eventsQuery(conversation.id));
  const ran = events.filter(({ kind }) => kind === "automation.ran").length;
  if (ran === 0 && !isOpen) return null;
  return (
    <section className={styles.ran} aria-label={t("automation.ranHere")}>
      <Button className={styles.fold} aria-expanded={isOpen} onPress={() => onOpenChange(!isOpen)}>
        <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
        <span className={styles.title}>{t("automation.ranHere")}</span>
        {!isOpen && <span className={styles.summary}>{t("automation.ranHere.count", { count: ran })}</span>}
      </Button>
      {isOpen && <Runs id={conversation.id} />}
    </section>
  );
}

function Runs({ id }: { id: string }) {
  const { t } = useTexts();
  const found = useInfiniteQuery(conversationRunsQuery(id));
  const runs = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={styles.body}>
      {found.isPending && <Skeleton lines={3} />}
      {found.isError && <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />}
      {found.isSuccess && runs.length === 0 && <p className={styles.none}>{t("automation.ranHere.none")}</p>}
      {runs.length > 0 && <RunList label={t("automation.ranHere")} runs={runs} about="automation" />}
      {found.hasNextPage && (
        <PlainButton size="s" busy={found.isFetchingNextPage} onPress={() => found.fetchNextPage()}>
          {t("automation.log.more")}
        </PlainButton>
      )}
    </div>
  );
}
