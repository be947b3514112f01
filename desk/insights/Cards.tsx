import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import type { getFigures } from "../../contract/insights.ts";
import type { Line } from "../../contract/lines.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { useMay } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { CardEditor } from "./CardEditor.tsx";
import styles from "./Cards.module.css";
import { useCard } from "./cards.ts";
import { MetricCard } from "./MetricCard.tsx";
import { scorecardsQuery } from "./queries.ts";

type Props = { line: Line; figures: ReplyOf<typeof getFigures> };

/** A line's card: the metrics that this workspace has put on it. */
export function Cards({ line, figures }: Props) {
  const { t } = useTexts();
  const may = useMay("workspace.manage");
  const chosen = useCard(line);
  const { data: cards } = useQuery(scorecardsQuery);
  const [isEditing, setEditing] = useState(false);
  const card = cards?.find((each) => each.line === line);
  return (
    <section aria-label={t("figures.card")}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t("figures.card")}</h2>
        {may && card && (
          <IconButton
            icon={SlidersHorizontal}
            label={t("figures.card.edit")}
            onPress={() => setEditing(true)}
          />
        )}
      </header>
      <div className={styles.cards}>
        {chosen.map((key) => {
          const figure = figures.figures.find((each) => each.metric === key);
          return figure && <MetricCard key={key} figure={figure} line={line} running={figures.running} />;
        })}
      </div>
      {isEditing && card && <CardEditor card={card} onClose={() => setEditing(false)} />}
    </section>
  );
}
