import { useInfiniteQuery } from "@tanstack/react-query";
import { Flag, MessageSquareHeart } from "lucide-react";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { flagsQuery, votesQuery } from "../queries.ts";
import { FlagLine, VoteLine } from "../voices.tsx";
import type { ReportSearch } from "./filters.ts";
import styles from "./ReportsScreen.module.css";

/** What colleagues say is wrong, and what readers say did not help: until somebody has seen to it. */
export function Feedback({ search }: { search: ReportSearch }) {
  const { brand } = search;
  const settled = search.settled ?? "no";
  const { t } = useTexts();
  const mayWrite = useMay("articles.write");
  const flags = useInfiniteQuery(flagsQuery({ brand, settled }));
  const votes = useInfiniteQuery(votesQuery({ brand, settled, helpful: "no" }));
  const allFlags = flags.data?.pages.flatMap((page) => page.items) ?? [];
  const allVotes = votes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <section className={styles.part} aria-label={t("knowledge.flags")}>
        <h2 className={styles.title}>{t("knowledge.flags")}</h2>
        <State of={flags} />
        {flags.data && allFlags.length === 0 && (
          <EmptyState icon={Flag} title={t("knowledge.flags.none")}>
            {t("knowledge.flags.none.words")}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {allFlags.map((flag) => (
            <li key={flag.id}>
              <FlagLine flag={flag} maySettle={mayWrite} named />
            </li>
          ))}
        </ul>
        <More of={flags} />
      </section>
      <section className={styles.part} aria-label={t("knowledge.votes")}>
        <h2 className={styles.title}>{t("knowledge.votes")}</h2>
        <State of={votes} />
        {votes.data && allVotes.length === 0 && (
          <EmptyState icon={MessageSquareHeart} title={t("knowledge.votes.none")}>
            {t("knowledge.votes.none.words")}
          </EmptyState>
        )}
        <ul className={styles.list}>
          {allVotes.map((vote) => (
            <li key={vote.id}>
              <VoteLine vote={vote} maySettle={mayWrite} named />
            </li>
          ))}
        </ul>
        <More of={votes} />
      </section>
    </>
  );
}

type Asked = {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

function State({ of }: { of: Asked }) {
  if (of.isPending) return <Skeleton lines={3} />;
  if (of.isError) return <Problem of={of.error} onRetry={() => of.refetch()} busy={of.isFetching} />;
  return null;
}

export function More({ of }: { of: Asked }) {
  const { t } = useTexts();
  if (!of.hasNextPage) return null;
  return (
    <div>
      <Button busy={of.isFetchingNextPage} onPress={() => of.fetchNextPage()}>
        {t("knowledge.more")}
      </Button>
    </div>
  );
}
