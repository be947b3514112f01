import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./SendProblem.module.css";

/** Why it was not sent. The words are back in the editor; what arrived in between stands at the end of the stream. */
export function SendProblem({ of, onSendAnyway }: { of: unknown; onSendAnyway?: () => void }) {
  const { t } = useTexts();
  return (
    <div className={styles.problem}>
      <Problem of={of} />
      {onSendAnyway && (
        <Button size="s" onPress={onSendAnyway}>
          {t("composer.sendAnyway")}
        </Button>
      )}
    </div>
  );
}
