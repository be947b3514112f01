import { CircleAlert } from "lucide-react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./Problem.module.css";
import { readProblem } from "./problem.ts";

type Props = {
  /** What was thrown: a problem document of the server (RFC 9457), or the failure to reach it. */
  of: unknown;
  onRetry?: () => void;
  /** The retry is under way. */
  busy?: boolean;
};

/** Stands next to the thing that was tried and says what failed, what is safe and what to do. */
export function Problem({ of, onRetry, busy }: Props) {
  const { t } = useTexts();
  const problem = readProblem(of);
  const title = problem.title ?? t(problem.unreachable ? "ui.problem.unreachable" : "ui.problem.unexpected");

  return (
    <div className={styles.problem} role="alert">
      <Icon of={CircleAlert} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {problem.detail && problem.detail !== title && <p>{problem.detail}</p>}
      </div>
      {onRetry && (
        <Button size="s" busy={busy} onPress={onRetry}>
          {t("ui.tryAgain")}
        </Button>
      )}
    </div>
  );
}
