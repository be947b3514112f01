import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postReport, type Report } from "../../../contract/reports.ts";
import { call } from "../../app/call.ts";
import { useBrands } from "../../app/lookups.ts";
import { useMe } from "../../app/me.ts";
import { workspaceQuery } from "../../settings/queries.ts";
import { type Locale, localeNames, locales } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Select } from "../../ui/Select.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { toast } from "../../ui/toasts.ts";
import { monthName, monthsOver } from "./months.ts";
import { reportsQuery } from "./queries.ts";
import styles from "./Reports.module.css";

type Props = { existing: Report[]; onClose: () => void };

const monthsOffered = 24;
const allBrands = "all";

export function MakeReportDialog({ existing, onClose }: Props) {
  const { t } = useTexts();
  const workspace = useQuery(workspaceQuery);
  if (workspace.data)
    return (
      <Choose
        existing={existing}
        onClose={onClose}
        zone={workspace.data.timeZone}
        own={workspace.data.locale}
      />
    );
  return (
    <Dialog title={t("reports.make")} isOpen onOpenChange={onClose}>
      {workspace.error ? (
        <Problem of={workspace.error} onRetry={() => workspace.refetch()} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Dialog>
  );
}

function Choose({ existing, onClose, zone, own }: Props & { zone: string; own: Locale }) {
  const { t, locale: mine, compare } = useTexts();
  const { agent } = useMe();
  const cache = useQueryClient();
  const brands = useBrands().toSorted((a, b) => compare(a.name, b.name));
  const mayAll = agent.brands === null;
  const [months] = useState(() => monthsOver(new Date(), zone, monthsOffered));
  const [period, setPeriod] = useState(months[0]!);
  const [chosen, setBrand] = useState<string | null>(mayAll ? allBrands : null);
  const brand = chosen ?? brands[0]?.id ?? null;
  const [locale, setLocale] = useState<Locale>(own);
  const making = useMutation({
    mutationFn: () =>
      call(postReport, { body: { period, locale, brand: brand === allBrands ? null : brand } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: reportsQuery.queryKey });
      toast({ kind: "good", text: t("reports.made", { month: monthName(period, mine) }) });
      onClose();
    },
  });
  const former = existing.find(
    (report) =>
      report.period === period &&
      report.locale === locale &&
      (report.brand?.id ?? allBrands) === brand &&
      report.replacedBy === null,
  );

  return (
    <Dialog
      title={t("reports.make")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            kind="primary"
            busy={making.isPending}
            isDisabled={brand === null}
            onPress={() => making.mutate()}
          >
            {t("reports.make")}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <Select
          label={t("reports.month")}
          autoFocus
          options={months.map((id) => ({ id, label: monthName(id, mine) }))}
          value={period}
          onChange={setPeriod}
        />
        <Select
          label={t("reports.brand")}
          options={[
            ...(mayAll ? [{ id: allBrands, label: t("reports.allBrands") }] : []),
            ...brands.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={brand}
          onChange={setBrand}
        />
        <Select
          label={t("reports.language")}
          options={locales.map((id) => ({ id, label: localeNames[id] }))}
          value={locale}
          onChange={setLocale}
        />
        <p className={styles.quiet}>
          {former ? t("reports.replaces", { edition: former.edition }) : t("reports.makeWords")}
        </p>
        {making.error && <Problem of={making.error} />}
      </div>
    </Dialog>
  );
}
