import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./fields.module.css";
import { whyInUse } from "./lines.ts";

/** Why it could not be done, in the words of what uses it. */
export function InUse({ of }: { of: unknown }) {
  const { t } = useTexts();
  const why = whyInUse(of, t);
  return why ? (
    <p role="alert" className={styles.fault}>
      {why}
    </p>
  ) : (
    <Problem of={of} />
  );
}
