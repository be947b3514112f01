import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { MailX, Undo2 } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { deleteSuppression, postSuppression, type Suppression } from "../../../contract/suppressions.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { email } from "../../accounts/rules.ts";
import { call } from "../../app/call.ts";
import { useMay } from "../../app/me.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Table } from "../../ui/Table.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Time } from "../../ui/Time.tsx";
import { toast } from "../../ui/toasts.ts";
import { Loaded } from "../Loaded.tsx";
import { Part } from "../Part.tsx";
import styles from "./Mail.module.css";
import { suppressionsQuery } from "./queries.ts";

/** Addresses to which nothing goes, and why. */
export function SuppressionsPart() {
  const { t } = useTexts();
  const may = useMay("inboxes.manage");
  const [search, setSearch] = useState("");
  const found = useInfiniteQuery(suppressionsQuery(useDeferredValue(search.trim())));
  return (
    <Part id="suppressions">
      <div className={styles.stack}>
        {may && <Add />}
        <SearchField label={t("suppressions.search")} value={search} onChange={setSearch} />
        <Loaded of={found}>
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items);
            return rows.length ? (
              <>
                <Suppressions rows={rows} />
                {found.hasNextPage && (
                  <Button busy={found.isFetchingNextPage} onPress={() => found.fetchNextPage()}>
                    {t("suppressions.more")}
                  </Button>
                )}
              </>
            ) : (
              <EmptyState icon={MailX} title={t("suppressions.none")}>
                {t("suppressions.noneWords")}
              </EmptyState>
            );
          }}
        </Loaded>
      </div>
    </Part>
  );
}

function Add() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const adding = useMutation({
    mutationFn: (body: { address: string }) => call(postSuppression, { body }),
    onSuccess: () => {
      form.reset({ address: "" });
      return cache.invalidateQueries({ queryKey: ["suppressions"] });
    },
  });
  const form = useForm<{ address: string }>(
    { address: email },
    { address: "" },
    (values) => adding.mutate(values),
    adding.error,
  );
  return (
    <Card title={t("suppressions.add")}>
      <FormOf of={form}>
        <TextField
          label={t("suppressions.address")}
          type="email"
          direction="ltr"
          value={form.values.address}
          onChange={(address) => form.set({ address })}
          error={form.fault("address")}
        />
        {adding.error && <Problem of={adding.error} />}
        <div className={styles.acts}>
          <Button type="submit" busy={adding.isPending}>
            {t("suppressions.hold")}
          </Button>
        </div>
      </FormOf>
    </Card>
  );
}

function Suppressions({ rows }: { rows: Suppression[] }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const may = useMay("conversations.manage");
  const lifting = useMutation({
    mutationFn: (address: string) => call(deleteSuppression, { params: { address } }),
    onSuccess: (_, address) => toast({ kind: "good", text: t("suppressions.lifted", { address }) }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["suppressions"] }),
  });
  return (
    <>
      {lifting.error && <Problem of={lifting.error} />}
      <Table
        label={t("settings.suppressions")}
        rows={rows}
        keyOf={({ address, kind }) => `${address} ${kind}`}
        columns={[
          {
            id: "address",
            header: t("suppressions.address"),
            cell: ({ address, conversation, said }) => (
              <span className={styles.cell}>
                <bdi dir="ltr">{address}</bdi>
                {said && (
                  <bdi dir="auto" className={styles.quiet}>
                    {said}
                  </bdi>
                )}
                {conversation && <Link href={`/inbox/all/${conversation}`}>{t("suppressions.message")}</Link>}
              </span>
            ),
          },
          {
            id: "because",
            header: t("suppressions.because"),
            cell: ({ because, by, until }) => (
              <span className={styles.cell}>
                {t(`suppressions.because.${because}`)}
                {by && <bdi className={styles.quiet}>{by}</bdi>}
                {until && (
                  <span className={styles.quiet}>
                    {t("suppressions.until")} <Time at={until} style="date" />
                  </span>
                )}
              </span>
            ),
          },
          { id: "at", header: t("suppressions.at"), wideOnly: true, cell: ({ at }) => <Time at={at} /> },
          {
            id: "lift",
            header: "",
            align: "end",
            cell: ({ address }) =>
              may && (
                <Button
                  size="s"
                  icon={Undo2}
                  busy={lifting.isPending && lifting.variables === address}
                  onPress={() => lifting.mutate(address)}
                >
                  {t("suppressions.lift")}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
