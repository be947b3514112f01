import { useEffect, useRef } from "react";
import type { ProblemError } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ArrivalWords } from "./ArrivedStrip.tsx";
import type { Arrival } from "./arrivals.ts";
import styles from "./Difference.module.css";

type Props = {
  of: ProblemError;
  arrivals: readonly Arrival[];
  onSend: () => void;
  onGoOn: () => void;
  onThrowAway: () => void;
};

/** What came since the author looked, before their words leave past it. The words are kept whatever they choose. */
export function Difference({ of, arrivals, onSend, onGoOn, onThrowAway }: Props) {
  const { t } = useTexts();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} className={styles.difference} tabIndex={-1} aria-label={t("together.difference")}>
      <p className={styles.title} role="alert">
        {of.problem.title}
      </p>
      {arrivals.length > 0 && (
        <ul className={styles.list}>
          {arrivals.map((arrival) => (
            <li key={arrival.message?.id ?? arrival.event?.seq}>
              <ArrivalWords of={arrival} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        <Button size="s" kind="primary" onPress={onSend}>
          {t("together.sendAsItIs")}
        </Button>
        <Button size="s" onPress={onGoOn}>
          {t("together.goOn")}
        </Button>
        <Button size="s" kind="quiet" onPress={onThrowAway}>
          {t("together.throwAway")}
        </Button>
      </div>
    </section>
  );
}
