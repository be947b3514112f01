import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MailCheck, Send } from "lucide-react";
import { postOutgoingTry } from "../../../contract/outgoing.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Table } from "../../ui/Table.tsx";
import { Time } from "../../ui/Time.tsx";
import { toast } from "../../ui/toasts.ts";
import { Loaded } from "../Loaded.tsx";
import { Part } from "../Part.tsx";
import styles from "./Mail.module.css";
import { outgoingQuery } from "./queries.ts";

/** How much mail waits to leave, for whom, and what the other servers say. */
export function OutgoingPart() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const outgoing = useQuery(outgoingQuery);
  const trying = useMutation({
    mutationFn: () => call(postOutgoingTry, {}),
    onSuccess: ({ tried }) => {
      toast({ kind: "good", text: t("outgoing.tried", { count: tried }) });
      return cache.invalidateQueries({ queryKey: outgoingQuery.queryKey });
    },
  });
  const tryNow = (
    <Button icon={Send} busy={trying.isPending} onPress={() => trying.mutate()}>
      {t("outgoing.try")}
    </Button>
  );
  return (
    <Part id="outgoing" actions={outgoing.data?.waiting ? tryNow : undefined}>
      <div className={styles.stack}>
        {trying.error && <Problem of={trying.error} />}
        <Loaded of={outgoing}>
          {({ waiting, oldestAt, failed, domains }) => (
            <>
              <p className={styles.quiet}>
                {t("outgoing.failed", { count: failed })}
                {oldestAt && (
                  <>
                    {" "}
                    {t("outgoing.oldest")} <Time at={oldestAt} />
                  </>
                )}
              </p>
              {waiting === 0 ? (
                <EmptyState icon={MailCheck} title={t("outgoing.none")}>
                  {t("outgoing.noneWords")}
                </EmptyState>
              ) : (
                <Table
                  label={t("settings.outgoing")}
                  rows={domains}
                  keyOf={({ domain }) => domain}
                  columns={[
                    {
                      id: "domain",
                      header: t("outgoing.domain"),
                      cell: ({ domain }) => <bdi>{domain}</bdi>,
                    },
                    {
                      id: "waiting",
                      header: t("outgoing.waiting"),
                      align: "end",
                      cell: (row) => row.waiting,
                    },
                    {
                      id: "oldest",
                      header: t("outgoing.since"),
                      cell: ({ oldestAt: at }) => <Time at={at} />,
                    },
                    {
                      id: "next",
                      header: t("outgoing.next"),
                      wideOnly: true,
                      cell: ({ nextTryAt }) => nextTryAt && <Time at={nextTryAt} style="time" />,
                    },
                    {
                      id: "error",
                      header: t("outgoing.error"),
                      wideOnly: true,
                      cell: ({ error }) => <bdi dir="auto">{error}</bdi>,
                    },
                  ]}
                />
              )}
            </>
          )}
        </Loaded>
      </div>
    </Part>
  );
}
