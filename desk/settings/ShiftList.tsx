import { Plus, X } from "lucide-react";
import { useId } from "react";
import type { Shift } from "../../contract/routing.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./RotaField.module.css";
import { weekdayName, weekdays } from "./rota-words.ts";

interface Props<One extends Shift> {
  title: string;
  hint: string;
  /** What no shift means. */
  none: string;
  value: One[];
  onChange: (shifts: One[]) => void;
  /** The shift that is added after the last. */
  next: (last: One | undefined) => One;
  /** What stands before the day of each. */
  who?: (shift: One, change: (changes: Partial<One>) => void) => React.ReactNode;
  /** Besides adding one, while there is none. */
  more?: React.ReactNode;
  error?: string;
}

/** Hours by weekday, shift by shift. */
export function ShiftList<One extends Shift>(props: Props<One>) {
  const { title, hint, none, value, onChange, next, who, more, error } = props;
  const { t, locale } = useTexts();
  const titled = useId();
  const change = (at: number, changes: Partial<One>) =>
    onChange(value.with(at, { ...value[at]!, ...changes }));

  return (
    <fieldset className={styles.rota} aria-labelledby={titled}>
      <p id={titled} className={styles.title}>
        {title}
      </p>
      <p className={styles.hint}>{hint}</p>
      {value.map((shift, at) => (
        // A shift has no name of its own; it is the one at its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className={styles.shift}>
          {who?.(shift, (changes) => change(at, changes))}
          <div className={styles.day}>
            <Select
              label={t("settings.rota.weekday")}
              labelHidden
              options={weekdays.map((each) => ({
                id: String(each),
                label: weekdayName(each, locale, "long"),
              }))}
              value={String(shift.weekday)}
              onChange={(weekday) => change(at, { weekday: Number(weekday) } as Partial<One>)}
            />
          </div>
          <TextField
            label={t("settings.rota.from")}
            labelHidden
            type="time"
            direction="ltr"
            value={shift.from}
            onChange={(from) => change(at, { from } as Partial<One>)}
          />
          <span aria-hidden="true">–</span>
          <TextField
            label={t("settings.rota.to")}
            labelHidden
            type="time"
            direction="ltr"
            value={shift.to}
            onChange={(to) => change(at, { to } as Partial<One>)}
          />
          <IconButton
            icon={X}
            label={t("settings.rota.removeShift", { day: weekdayName(shift.weekday, locale, "long") })}
            onPress={() => onChange(value.toSpliced(at, 1))}
          />
          {shift.to && shift.to < shift.from && (
            <span className={styles.over}>{t("settings.rota.overnight")}</span>
          )}
        </div>
      ))}
      {value.length === 0 && <p className={styles.hint}>{none}</p>}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <div className={styles.acts}>
        <Button size="s" icon={Plus} onPress={() => onChange([...value, next(value.at(-1))])}>
          {t("settings.rota.add")}
        </Button>
        {value.length === 0 && more}
      </div>
    </fieldset>
  );
}
