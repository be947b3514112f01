import { KeyRound, ScanSearch } from "lucide-react";
import { getReportKey } from "../../../contract/reports.ts";
import { CopyButton } from "../../accounts/CopyButton.tsx";
import { addressOf } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import styles from "./Reports.module.css";

/** What one tells a client who asks whether the report is genuine. */
export function HowToVerify() {
  const { t } = useTexts();
  const page = new URL("/verify-report", window.location.href).href;
  return (
    <div className={styles.below}>
      <Card title={t("reports.verify")}>
        <div className={styles.ways}>
          <p>{t("reports.verifyPage")}</p>
          <div className={styles.address}>
            <code dir="ltr">{page}</code>
            <CopyButton text={page} />
          </div>
          <p>{t("reports.verifyAlone")}</p>
          <div className={styles.links}>
            <span className={styles.iconed}>
              <Icon of={ScanSearch} size={14} />
              <Link href="/verify-report">{t("reports.verifyFile")}</Link>
            </span>
            <span className={styles.iconed}>
              <Icon of={KeyRound} size={14} />
              <Link href={addressOf(getReportKey)} download>
                {t("reports.key")}
              </Link>
            </span>
          </div>
        </div>
      </Card>
    </div>
  );
}
