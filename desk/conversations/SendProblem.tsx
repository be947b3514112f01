import { Problem } from "../ui/Problem.tsx";
import styles from "./SendProblem.module.css";

/** Why it was not sent. The words are back in the editor. */
export function SendProblem({ of }: { of: unknown }) {
  return (
    <div className={styles.problem}>
      <Problem of={of} />
    </div>
  );
}
