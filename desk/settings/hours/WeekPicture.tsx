import type { Calendar } from "../../../contract/calendars.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { useNow } from "../../ui/now.ts";
import { DayBars } from "./DayBars.tsx";
import styles from "./WeekPicture.module.css";
import { barsOf, dateIn, minuteIn, weekOf } from "./week.ts";
import { narrowDay, useHoursWords } from "./words.ts";

type Props = { calendar: Pick<Calendar, "always" | "hours" | "timeZone"> };

const whole = [{ from: 0, to: 1440, carried: false }];

/** The usual week at a glance, a row a day, with a mark where it is now by the calendar's clock. */
export function WeekPicture({ calendar }: Props) {
  const { always, hours, timeZone } = calendar;
  const { locale } = useTexts();
  const words = useHoursWords();
  const now = useNow();
  const today = new Date(`${dateIn(timeZone, now)}T00:00:00Z`).getUTCDay() || 7;
  return (
    <div className={styles.week} role="img" aria-label={words(calendar)}>
      {weekOf(locale).map((day) => (
        <div key={day} className={styles.day} data-today={day === today || undefined}>
          <span className={styles.name}>{narrowDay(day, locale)}</span>
          <DayBars
            bars={always ? whole : barsOf(hours, day)}
            now={day === today ? minuteIn(timeZone, now) : undefined}
          />
        </div>
      ))}
    </div>
  );
}
