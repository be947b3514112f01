import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { CalendarException } from "../../../contract/calendars.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./ExceptionsField.module.css";
import { AddSpan, SpansField } from "./SpansField.tsx";

type Props = {
  value: readonly CalendarException[];
  onChange: (exceptions: CalendarException[]) => void;
  /** Today by the calendar's clock. */
  today: string;
  judged: boolean;
};

/** Dates that are not like others: closed, or open at other times. Those that are over are folded away. */
export function ExceptionsField({ value, onChange, today, judged }: Props) {
  const { t } = useTexts();
  const [all, setAll] = useState(false);
  const over = value.filter(({ date }) => date && date < today).length;
  const change = (at: number, changes: Partial<CalendarException>) =>
    onChange(value.with(at, { ...value[at]!, ...changes }));

  return (
    <div className={styles.exceptions}>
      {over > 0 && (
        <div>
          <Button size="s" kind="quiet" onPress={() => setAll(!all)}>
            {t(all ? "settings.hours.hideOver" : "settings.hours.showOver", { count: over })}
          </Button>
        </div>
      )}
      {value.map((exception, at) => {
        if (!all && exception.date && exception.date < today) return null;
        const twice = value.some((other, index) => index !== at && other.date === exception.date);
        const dateFault = !exception.date ? "form.fault.missing" : twice ? "settings.hours.twice" : null;
        return (
          // An exception has no name of its own before it is written; it is the one at its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={at} className={styles.exception}>
            <div className={styles.date}>
              <TextField
                label={t("settings.hours.date")}
                labelHidden
                type="date"
                direction="ltr"
                value={exception.date}
                onChange={(date) => change(at, { date })}
                error={judged && dateFault ? t(dateFault) : undefined}
              />
            </div>
            <div className={styles.name}>
              <TextField
                label={t("settings.hours.exceptionName")}
                labelHidden
                placeholder={t("settings.hours.exceptionName")}
                value={exception.name}
                onChange={(name) => change(at, { name })}
                error={judged && !exception.name.trim() ? t("form.fault.missing") : undefined}
              />
            </div>
            <IconButton
              size="s"
              icon={X}
              label={t("ui.remove", { name: exception.name || exception.date })}
              onPress={() => onChange(value.toSpliced(at, 1))}
            />
            <div className={styles.hours}>
              <SpansField
                day={exception.name || exception.date}
                value={exception.hours}
                onChange={(hours) => change(at, { hours })}
                judged={judged}
              />
              <AddSpan
                day={exception.name || exception.date}
                value={exception.hours}
                onChange={(hours) => change(at, { hours })}
              />
            </div>
          </div>
        );
      })}
      <div>
        <Button
          size="s"
          icon={Plus}
          onPress={() => onChange([...value, { date: dayAfter(value, today), name: "", hours: [] }])}
        >
          {t("settings.hours.addException")}
        </Button>
      </div>
    </div>
  );
}

/** The day after the last exception to come, else tomorrow. */
function dayAfter(exceptions: readonly CalendarException[], today: string): string {
  const last = exceptions
    .map(({ date }) => date)
    .concat(today)
    .sort()
    .at(-1)!;
  return new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
}
