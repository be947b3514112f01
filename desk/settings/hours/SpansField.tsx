import { Plus, X } from "lucide-react";
import type { Span } from "../../../contract/calendars.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./SpansField.module.css";
import { isOvernight, isWhole, meantEnd, nextSpan, shownEnd } from "./week.ts";

type Props = {
  /** The day they are of, as a screen reader is to hear it before each field. */
  day: string;
  value: readonly Span[];
  onChange: (spans: Span[]) => void;
  /** Whether it was tried to save, so that what is not right is marked. */
  judged: boolean;
};

/** From when to when, as often a day as wanted. Without any, the day is closed. */
export function SpansField({ day, value, onChange, judged }: Props) {
  const { t } = useTexts();
  const change = (at: number, changes: Partial<Span>) =>
    onChange(value.with(at, { ...value[at]!, ...changes }));
  return (
    <div className={styles.spans}>
      {value.map((span, at) => {
        const fault = judged && !isWhole(span) ? t("settings.hours.spanFault") : undefined;
        return (
          // A span has no name of its own; it is the one at its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={at} className={styles.span}>
            <TextField
              label={t("settings.hours.from", { day })}
              labelHidden
              type="time"
              direction="ltr"
              value={span.from}
              onChange={(from) => change(at, { from })}
              error={fault}
            />
            <span aria-hidden="true">–</span>
            <TextField
              label={t("settings.hours.to", { day })}
              labelHidden
              type="time"
              direction="ltr"
              value={shownEnd(span.to)}
              onChange={(to) => change(at, { to: meantEnd(to) })}
            />
            <IconButton
              size="s"
              icon={X}
              label={t("settings.hours.removeSpan", { day })}
              onPress={() => onChange(value.toSpliced(at, 1))}
            />
            {isOvernight(span) && <span className={styles.hint}>{t("settings.hours.nextDay")}</span>}
          </div>
        );
      })}
      {value.length === 0 && <span className={styles.hint}>{t("settings.hours.closed")}</span>}
    </div>
  );
}

/** Stands where its day has room for it. */
export function AddSpan({ day, value, onChange }: Omit<Props, "judged">) {
  const { t } = useTexts();
  return (
    <IconButton
      size="s"
      icon={Plus}
      label={t("settings.hours.addSpan", { day })}
      onPress={() => onChange([...value, nextSpan(value)])}
    />
  );
}
