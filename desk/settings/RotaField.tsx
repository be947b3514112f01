import { Plus, X } from "lucide-react";
import { useId } from "react";
import type { Shift } from "../../contract/routing.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./RotaField.module.css";
import { weekdayName, weekdays } from "./rota-words.ts";

type Props = { value: Shift[]; onChange: (rota: Shift[]) => void; error?: string };

const day = { from: "09:00", to: "17:00" };

/** When somebody works, shift by shift. */
export function RotaField({ value, onChange, error }: Props) {
  const { t, locale } = useTexts();
  const title = useId();
  const change = (at: number, changes: Partial<Shift>) =>
    onChange(value.with(at, { ...value[at]!, ...changes }));
  const last = value.at(-1);

  return (
    <fieldset className={styles.rota} aria-labelledby={title}>
      <p id={title} className={styles.title}>
        {t("settings.rota")}
      </p>
      <p className={styles.hint}>{t("settings.rota.hint")}</p>
      {value.map((shift, at) => (
        // A shift has no name of its own; it is the one at its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={at} className={styles.shift}>
          <div className={styles.day}>
            <Select
              label={t("settings.rota.weekday")}
              labelHidden
              options={weekdays.map((each) => ({
                id: String(each),
                label: weekdayName(each, locale, "long"),
              }))}
              value={String(shift.weekday)}
              onChange={(weekday) => change(at, { weekday: Number(weekday) })}
            />
          </div>
          <TextField
            label={t("settings.rota.from")}
            labelHidden
            type="time"
            direction="ltr"
            value={shift.from}
            onChange={(from) => change(at, { from })}
          />
          <span aria-hidden="true">–</span>
          <TextField
            label={t("settings.rota.to")}
            labelHidden
            type="time"
            direction="ltr"
            value={shift.to}
            onChange={(to) => change(at, { to })}
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
      {value.length === 0 && <p className={styles.hint}>{t("settings.rota.none")}</p>}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <div className={styles.acts}>
        <Button
          size="s"
          icon={Plus}
          onPress={() =>
            onChange([...value, last ? { ...last, weekday: (last.weekday % 7) + 1 } : { weekday: 1, ...day }])
          }
        >
          {t("settings.rota.add")}
        </Button>
        {value.length === 0 && (
          <Button
            size="s"
            kind="quiet"
            onPress={() => onChange([1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...day })))}
          >
            {t("settings.rota.week")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
