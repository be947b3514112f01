import { Button } from "react-aria-components";
import type { Conversation } from "../../contract/conversations.ts";
import { useLineName } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { KeyCap } from "../ui/KeyCap.tsx";
import pickerStyles from "./picker.module.css";
import styles from "./SortStrip.module.css";
import { useSorting } from "./sorting.ts";

/** Asks what it is, where the first words leave it open: the three likeliest, one key each. */
export function SortStrip({ conversation, onElse }: { conversation: Conversation; onElse: () => void }) {
  const { t, number } = useTexts();
  const { guesses, choose } = useSorting(conversation);
  const lineName = useLineName();
  if (!conversation.toSort || conversation.status === "closed") return null;
  return (
    <section className={styles.strip} aria-label={t("triage.ask")}>
      <h2 className={styles.question}>{t("triage.ask")}</h2>
      <ul className={styles.chips}>
        {guesses.map((guess, index) => (
          <li key={guess.intent}>
            <Button className={styles.chip} onPress={() => choose(guess.intent)}>
              {lineName(guess.line, conversation.brand.id) && (
                <span className={pickerStyles.dot} data-line={guess.line} aria-hidden="true" />
              )}
              <bdi>{guess.name}</bdi>
              <span className={pickerStyles.share}>
                {number(guess.share, { style: "percent", maximumFractionDigits: 0 })}
              </span>
              <span className={styles.key}>
                <KeyCap keys={String(index + 1)} />
              </span>
            </Button>
          </li>
        ))}
        <li>
          <Button className={`${styles.chip} ${styles.else}`} onPress={onElse}>
            {t("triage.ask.else")}
            <span className={styles.key}>
              <KeyCap keys="l" />
            </span>
          </Button>
        </li>
      </ul>
    </section>
  );
}
