import type { PromiseMade } from "../../contract/promises.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { useNow } from "../ui/now.ts";
import { Text } from "../ui/Text.tsx";
import styles from "./KeptByReply.module.css";
import { urgencyOf } from "./state.ts";

type Props = {
  owed: readonly PromiseMade[];
  keeps: readonly string[];
  onChange: (keeps: string[]) => void;
};

/** Which of the promises that are owed the reply keeps. */
export function KeptByReply({ owed, keeps, onChange }: Props) {
  const { t, dateTime } = useTexts();
  const now = useNow();
  if (owed.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div className={styles.group} role="group" aria-label={t("promise.keeps.group")}>
      {owed.map(({ id, text, dueAt }) => (
        <Checkbox
          key={id}
          isSelected={keeps.includes(id)}
          onChange={(keptNow) => onChange(keptNow ? [...keeps, id] : keeps.filter((one) => one !== id))}
        >
          <span className={styles.promise}>
            <span>{t("promise.keeps")}</span>
            <span className={styles.text}>
              <Text clip>{text}</Text>
            </span>
            <span className={styles.when} data-urgency={urgencyOf(dueAt, now)}>
              {dateTime(dueAt, "weekday")}
            </span>
          </span>
        </Checkbox>
      ))}
    </div>
  );
}
