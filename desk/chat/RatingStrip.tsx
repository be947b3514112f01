import { useQuery } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { useState } from "react";
import type { Rating } from "../../contract/ratings.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import styles from "./ChatStrip.module.css";
import { ratingsQuery } from "./queries.ts";

/** What the customer thought of our answers: the newest in sight, those before it behind a press. */
export function RatingStrip({ conversation }: { conversation: string }) {
  const { t } = useTexts();
  const { data: ratings = [] } = useQuery(ratingsQuery(conversation));
  const [isOpen, setOpen] = useState(false);
  const [newest, ...others] = ratings;
  if (!newest) return null;
  return (
    <section className={styles.rating} aria-label={t("rating.label")}>
      <One rating={newest} />
      {others.length > 0 && (
        <Button size="s" kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t("rating.fold") : t("rating.others", { count: others.length })}
        </Button>
      )}
      {isOpen && (
        <ul className={styles.others}>
          {others.map((rating) => (
            <li key={rating.id} className={styles.rating}>
              <One rating={rating} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function One({ rating: { score, comment, agent, at } }: { rating: Rating }) {
  const { t } = useTexts();
  return (
    <>
      <span className={styles.score} data-score={score}>
        <Icon of={Star} size={14} />
        {t(`rating.score.${score as 1}`)}
      </span>
      {comment && (
        <span className={styles.comment}>
          <Text>{comment}</Text>
        </span>
      )}
      <span className={styles.quiet}>
        {agent && `${t("rating.agent", { name: agent.name })} · `}
        <Time at={at} />
      </span>
    </>
  );
}
