import { FileWarning, ShieldCheck, ShieldX } from "lucide-react";
import { getReportCsv, getReportPdf, getReportProof, type Report } from "../../../contract/reports.ts";
import { addressOf } from "../../app/call.ts";
import { languageName } from "../../conversations/words.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Link } from "../../ui/Link.tsx";
import { Table } from "../../ui/Table.tsx";
import { Text } from "../../ui/Text.tsx";
import { Time } from "../../ui/Time.tsx";
import { monthName, share } from "./months.ts";
import styles from "./Reports.module.css";

export function ReportsTable({ rows }: { rows: Report[] }) {
  const { t, locale } = useTexts();
  return (
    <Table
      label={t("reports.title")}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: "month", header: t("reports.month"), cell: (report) => <Month report={report} /> },
        {
          id: "figures",
          header: t("reports.figures"),
          wideOnly: true,
          cell: (report) => <Figures report={report} />,
        },
        {
          id: "language",
          header: t("reports.language"),
          wideOnly: true,
          cell: (report) => languageName(report.locale, locale),
        },
        {
          id: "made",
          header: t("reports.madeAt"),
          wideOnly: true,
          cell: ({ madeAt, madeBy }) => (
            <div className={styles.stack}>
              <Time at={madeAt} style="short" />
              <span className={styles.quiet}>
                {madeBy === null ? t("reports.byItself") : <Text clip>{madeBy}</Text>}
              </span>
            </div>
          ),
        },
        { id: "state", header: t("reports.state"), cell: ({ files }) => <State of={files} /> },
        { id: "files", header: t("reports.files"), align: "end", cell: (report) => <Files of={report} /> },
      ]}
    />
  );
}

function Month({ report: { period, brand, edition, replacedBy } }: { report: Report }) {
  const { t, locale } = useTexts();
  return (
    <div className={styles.stack} data-replaced={replacedBy !== null || undefined}>
      <span className={styles.strong}>{monthName(period, locale)}</span>
      <span className={styles.quiet}>
        {brand ? <Text>{brand.name}</Text> : t("reports.allBrands")}
        {(edition > 1 || replacedBy) && ` · ${t("reports.edition", { edition })}`}
        {replacedBy && ` · ${t("reports.replaced")}`}
      </span>
    </div>
  );
}

function Figures({ report }: { report: Report }) {
  const { number } = useTexts();
  const shown = [
    share(report.answered, report.total),
    share(report.acknowledged, report.total),
    share(report.inTime, report.judged),
  ].map((value) => (value === null ? "–" : number(value, { style: "percent", maximumFractionDigits: 1 })));
  return <span className={styles.figures}>{shown.join(" · ")}</span>;
}

function State({ of }: { of: Report["files"] }) {
  const { t } = useTexts();
  if (of === "unchanged")
    return (
      <span title={t("reports.unchangedWords")}>
        <Badge tone="good" icon={ShieldCheck} look="plain">
          {t("reports.unchanged")}
        </Badge>
      </span>
    );
  return (
    <span title={t("reports.changedWords")}>
      <Badge tone="late" icon={of === "missing" ? FileWarning : ShieldX}>
        {t(of === "missing" ? "reports.missing" : "reports.changed")}
      </Badge>
    </span>
  );
}

function Files({ of: { id, period, brand } }: { of: Report }) {
  const { t, locale } = useTexts();
  const named = [monthName(period, locale), brand?.name].filter(Boolean).join(", ");
  const files = [
    { route: getReportPdf, name: t("reports.pdf") },
    { route: getReportCsv, name: t("reports.csv") },
    { route: getReportProof, name: t("reports.proof"), words: t("reports.proofWords") },
  ];
  return (
    <span className={styles.files}>
      {files.map(({ route, name, words }) => (
        <span key={name} title={words}>
          <Link
            href={addressOf(route, { id })}
            download
            aria-label={t("reports.download", { file: name, report: named })}
          >
            {name}
          </Link>
        </span>
      ))}
    </span>
  );
}
