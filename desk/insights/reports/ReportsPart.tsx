import { useInfiniteQuery } from "@tanstack/react-query";
import { FileCheck2, FilePlus2 } from "lucide-react";
import { useState } from "react";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { HowToVerify } from "./HowToVerify.tsx";
import { MakeReportDialog } from "./MakeReportDialog.tsx";
import { reportsQuery } from "./queries.ts";
import styles from "./Reports.module.css";
import { ReportsTable } from "./ReportsTable.tsx";

/** The signed reports of each month: those there are, making one, and how anyone sees that they are genuine. */
export function ReportsPart() {
  const { t } = useTexts();
  const may = useMay("workspace.manage");
  const reports = useInfiniteQuery(reportsQuery);
  const [isMaking, setMaking] = useState(false);
  const rows = reports.data?.pages.flatMap(({ items }) => items);
  const make = may && (
    <Button kind="primary" icon={FilePlus2} onPress={() => setMaking(true)}>
      {t("reports.make")}
    </Button>
  );

  return (
    <>
      <PageHeader
        title={t("reports.title")}
        description={t("reports.words")}
        actions={rows?.length ? make : undefined}
      />
      {rows ? (
        <>
          {rows.length ? (
            <ReportsTable rows={rows} />
          ) : (
            <EmptyState icon={FileCheck2} title={t("reports.none")} actions={make}>
              {t("reports.noneWords")}
            </EmptyState>
          )}
          {reports.hasNextPage && (
            <div className={styles.more}>
              <Button busy={reports.isFetchingNextPage} onPress={() => reports.fetchNextPage()}>
                {t("reports.older")}
              </Button>
            </div>
          )}
          <HowToVerify />
        </>
      ) : reports.error ? (
        <Problem of={reports.error} onRetry={() => reports.refetch()} busy={reports.isFetching} />
      ) : (
        <Skeleton lines={6} />
      )}
      {isMaking && <MakeReportDialog existing={rows ?? []} onClose={() => setMaking(false)} />}
    </>
  );
}
