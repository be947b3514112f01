import { useMutation } from "@tanstack/react-query";
import { ShieldCheck, ShieldQuestion, ShieldX } from "lucide-react";
import {
  getReportKey,
  largestReport,
  postReportVerification,
  type ReportVerdict,
} from "../../../contract/reports.ts";
import { Doorway } from "../../accounts/Doorway.tsx";
import { addressOf, call } from "../../app/call.ts";
import { isolated } from "../../settings/isolated.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { FileDrop } from "../../ui/FileDrop.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { monthName } from "./months.ts";
import styles from "./Verify.module.css";

/** For everybody, signed in or not: whether a report that somebody was given is the one that was made here. */
export function VerifyScreen() {
  const { t } = useTexts();
  const checking = useMutation({
    mutationFn: (file: File) => call(postReportVerification, { body: file }),
  });
  const file = checking.variables;

  return (
    <Doorway
      title={t("reports.check.title")}
      words={t("reports.check.words")}
      size="wide"
      foot={
        <Link href={addressOf(getReportKey)} download>
          {t("reports.key")}
        </Link>
      }
    >
      <FileDrop
        label={t("reports.check.file")}
        accept=".pdf,.csv,.zip"
        multiple={false}
        maxBytes={largestReport}
        disabled={checking.isPending}
        onFiles={([chosen]) => chosen && checking.mutate(chosen)}
      />
      <div role="status" className={styles.answer}>
        {checking.isPending && <Spinner />}
        {checking.data && file && !checking.isPending && <Verdict of={checking.data} name={file.name} />}
      </div>
      {checking.error && file && <Problem of={checking.error} onRetry={() => checking.mutate(file)} />}
    </Doorway>
  );
}

const looks = {
  unchanged: { icon: ShieldCheck, tone: "good" },
  changed: { icon: ShieldX, tone: "late" },
  unknown: { icon: ShieldQuestion, tone: "due" },
} as const;

function Verdict({ of: { verdict, report, sha256 }, name }: { of: ReportVerdict; name: string }) {
  const { t, locale, dateTime } = useTexts();
  const { icon, tone } = looks[verdict];
  return (
    <div className={styles.verdict} data-tone={tone}>
      <Icon of={icon} size={28} />
      <div className={styles.words}>
        <h2 className={styles.title}>{t(`reports.check.${verdict}`)}</h2>
        <p>
          {report
            ? t("reports.check.unchangedWords", {
                workspace: isolated([report.workspace, report.brand].filter(Boolean).join(", ")),
                month: monthName(report.period, locale),
                edition: report.edition,
                at: dateTime(report.madeAt, "long"),
              })
            : t(verdict === "changed" ? "reports.check.changedWords" : "reports.check.unknownWords")}
        </p>
        <dl className={styles.facts}>
          <dt>{t("reports.check.file")}</dt>
          <dd>
            <bdi>{name}</bdi>
          </dd>
          {report && (
            <>
              <dt>{t("reports.check.number")}</dt>
              <dd>
                <bdi dir="ltr">{report.id}</bdi>
              </dd>
            </>
          )}
          <dt>{t("reports.check.sum")}</dt>
          <dd>
            <bdi dir="ltr">{sha256}</bdi>
          </dd>
        </dl>
      </div>
    </div>
  );
}
