import type { NoticeChoices } from "../../contract/notices.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Switch } from "../ui/Switch.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./NoticeChoicesForm.module.css";

type Quiet = NoticeChoices["quiet"];
type Props = { quiet: Quiet; onChange: (quiet: Quiet) => void };

const nights: NonNullable<Quiet["hours"]> = { days: [1, 2, 3, 4, 5, 6, 7], from: "20:00", to: "08:00" };
const week = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday, to name the days by. */
const monday = Date.UTC(2024, 0, 1);

/** When no device is to ring. */
export function QuietHours({ quiet, onChange }: Props) {
  const { t, locale } = useTexts();
  const { hours } = quiet;
  const set = (change: Partial<NonNullable<Quiet["hours"]>>) =>
    hours && onChange({ ...quiet, hours: { ...hours, ...change } });
  const dayName = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
      monday + (day - 1) * 86_400_000,
    );
  return (
    <div className={styles.part}>
      <Switch
        isSelected={hours !== null}
        onChange={(is) => onChange({ ...quiet, hours: is ? nights : null })}
        description={t("told.quietHours.words")}
      >
        {t("told.quietHours")}
      </Switch>
      {hours && (
        <>
          <div className={styles.row}>
            <TextField
              label={t("told.from")}
              type="time"
              direction="ltr"
              value={hours.from}
              onChange={(from) => from && set({ from })}
            />
            <TextField
              label={t("told.to")}
              type="time"
              direction="ltr"
              value={hours.to}
              onChange={(to) => to && set({ to })}
            />
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lie in a row in every browser */}
          <div className={styles.row} role="group" aria-label={t("told.days")}>
            {week.map((day) => (
              <Checkbox
                key={day}
                isSelected={hours.days.includes(day)}
                onChange={(is) =>
                  set({ days: is ? [...hours.days, day].sort() : hours.days.filter((one) => one !== day) })
                }
              >
                {dayName(day)}
              </Checkbox>
            ))}
          </div>
        </>
      )}
      <Switch
        isSelected={quiet.whenAway}
        onChange={(whenAway) => onChange({ ...quiet, whenAway })}
        description={t("told.whenAway.words")}
      >
        {t("told.whenAway")}
      </Switch>
    </div>
  );
}
