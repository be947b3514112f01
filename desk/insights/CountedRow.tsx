import { Link } from "@tanstack/react-router";
import type { CountedConversation } from "../../contract/insights.ts";
import { type MetricKey, metrics } from "../../contract/metrics.ts";
import { useLineName } from "../app/lines.ts";
import { StatusBadge } from "../conversations/StatusBadge.tsx";
import { toldLanguage } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./FigureSheet.module.css";
import { inWords } from "./words.ts";

type Props = { row: CountedConversation; metric: MetricKey; isStock: boolean };

/** A conversation that was counted, and what of it. */
export function CountedRow({ row, metric, isStock }: Props) {
  const texts = useTexts();
  const { t } = texts;
  const lineName = useLineName();
  const { formula } = metrics[metric];
  const name = lineName(row.line, row.brand.id);
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: "all", conversationId: row.id }}
        className={styles.row}
        data-line={name ? row.line : undefined}
      >
        <span className={styles.first}>
          <span className={styles.subject}>
            <Text language={toldLanguage(row.language)} clip>
              {row.subject || t("conversation.noSubject")}
            </Text>
          </span>
          {row.seconds !== null && formula.is === "duration" && (
            <span className={styles.took}>{inWords(metric, row.seconds, texts)}</span>
          )}
          {row.isPart !== null && formula.is === "share" && (
            <Badge look="plain">
              {t(
                row.isPart
                  ? `metric.${metric as "clocks_kept"}.part`
                  : `metric.${metric as "clocks_kept"}.rest`,
              )}
            </Badge>
          )}
        </span>
        <span className={styles.facts}>
          <span>#{row.number}</span>
          <Text clip>{row.customer.name}</Text>
          <bdi>{row.brand.name}</bdi>
          <StatusBadge status={row.status} />
          {!isStock && <Time at={row.at} style="short" />}
        </span>
      </Link>
    </li>
  );
}
