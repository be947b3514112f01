import { useQuery } from "@tanstack/react-query";
import type { Conversation } from "../../contract/conversations.ts";
import { useTexts } from "../texts/Texts.tsx";
import styles from "./PlaceInQueue.module.css";
import { placeQuery } from "./queries.ts";

/** Why it comes when it comes: its queue, how many go before it, and what moves it. Nothing for what somebody has. */
export function PlaceInQueue({ conversation: { id, owner, team } }: { conversation: Conversation }) {
  const { t } = useTexts();
  const place = useQuery({ ...placeQuery(id), enabled: owner.kind === "team" }).data;
  if (!place || place.before === null) return null;
  return (
    <section className={styles.place} aria-label={t("place.title")}>
      <p>
        <b>{t("place.title")}</b>
      </p>
      <p>
        {t("place.in", { queue: place.queue?.name ?? team.name })}{" "}
        {t("place.before", { count: place.before })}
      </p>
      <ul className={styles.lines}>
        {place.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
