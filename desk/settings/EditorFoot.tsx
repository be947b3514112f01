import { isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./Editor.module.css";

type Props = {
  isChanged: boolean;
  saving: { isPending: boolean; error: unknown };
  /** Said of the error by something else on the page. */
  isPlaced?: boolean;
  /** Takes what somebody else has made of it meanwhile. */
  onNewest?: () => void;
  onReset?: () => void;
  action?: string;
};

/** Saves a long form; always in reach, since the form is longer than the window. */
export function EditorFoot({ isChanged, saving, isPlaced, onNewest, onReset, action }: Props) {
  const { t } = useTexts();
  return (
    <div className={styles.foot} data-page-foot>
      {saving.error && !isPlaced ? <Problem of={saving.error} /> : null}
      <div className={styles.footActs}>
        <Button type="submit" kind="primary" busy={saving.isPending} isDisabled={!isChanged}>
          {action ?? t("form.save")}
        </Button>
        {isChanged && onReset && (
          <Button kind="quiet" onPress={onReset}>
            {t("automation.reset")}
          </Button>
        )}
        {onNewest && isProblem(saving.error, "changed_meanwhile") && (
          <Button onPress={onNewest}>{t("automation.takeNewest")}</Button>
        )}
      </div>
    </div>
  );
}
