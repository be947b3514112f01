import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { type Automation, RunOutcome } from "../../contract/automations.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import styles from "./Automations.module.css";
import { runsQuery } from "./queries.ts";
import { RunList } from "./RunList.tsx";

const any = "any";

/** When a rule was asked and what came of it. */
export function RuleLog({ automation }: { automation: Automation }) {
  const { t } = useTexts();
  const [outcome, setOutcome] = useState<RunOutcome | typeof any>(any);
  const found = useInfiniteQuery(runsQuery(automation.id, outcome === any ? null : outcome));
  const runs = found.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={styles.stack}>
      <div className={styles.narrow}>
        <Select<RunOutcome | typeof any>
          label={t("automation.log.show")}
          options={[
            { id: any, label: t("automation.log.any") },
            ...RunOutcome.options.map((id) => ({ id, label: t(`automation.outcome.${id}`) })),
          ]}
          value={outcome}
          onChange={setOutcome}
        />
      </div>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />}
      {found.isSuccess && runs.length === 0 && (
        <EmptyState icon={ScrollText} title={t("automation.log.none")}>
          {t("automation.log.noneWords")}
        </EmptyState>
      )}
      {runs.length > 0 && <RunList label={t("automation.log")} runs={runs} about="conversation" />}
      {found.hasNextPage && (
        <div>
          <Button busy={found.isFetchingNextPage} onPress={() => found.fetchNextPage()}>
            {t("automation.log.more")}
          </Button>
        </div>
      )}
    </div>
  );
}
