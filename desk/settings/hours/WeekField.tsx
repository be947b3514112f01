import { Copy } from "lucide-react";
import { useId } from "react";
import type { Span } from "../../../contract/calendars.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../ui/Menu.tsx";
import { weekdayName } from "../rota-words.ts";
import { DayBars } from "./DayBars.tsx";
import { AddSpan, SpansField } from "./SpansField.tsx";
import styles from "./WeekField.module.css";
import { barsOf, toHours, type Week, weekOf } from "./week.ts";

type Props = { value: Week; onChange: (week: Week) => void; judged: boolean };

/** The usual week, day by day; the hours of one day are copied to others. */
export function WeekField({ value, onChange, judged }: Props) {
  const { t, locale } = useTexts();
  const title = useId();
  const days = weekOf(locale);
  const named = (day: number) => weekdayName(day, locale, "long");
  const hours = toHours(value);
  const spansOf = (day: number): Span[] => value[day] ?? [];

  function copy(from: number, to: readonly number[]) {
    const spans = spansOf(from);
    onChange({ ...value, ...Object.fromEntries(to.map((day) => [day, spans.map((span) => ({ ...span }))])) });
  }

  return (
    <fieldset className={styles.week} aria-labelledby={title}>
      <legend id={title} className={styles.title}>
        {t("settings.hours.week")}
      </legend>
      {days.map((day) => (
        <div key={day} className={styles.day}>
          <span className={styles.name}>{named(day)}</span>
          <SpansField
            day={named(day)}
            value={spansOf(day)}
            onChange={(spans) => onChange({ ...value, [day]: spans })}
            judged={judged}
          />
          <span className={styles.acts}>
            <AddSpan
              day={named(day)}
              value={spansOf(day)}
              onChange={(spans) => onChange({ ...value, [day]: spans })}
            />
            <MenuTrigger>
              <IconButton size="s" icon={Copy} label={t("settings.hours.copy", { day: named(day) })} />
              <Menu
                label={t("settings.hours.copy", { day: named(day) })}
                placement="bottom end"
                onAction={(key) =>
                  copy(
                    day,
                    days.filter((other) =>
                      key === "all"
                        ? true
                        : key === "open"
                          ? spansOf(other).length > 0
                          : other === Number(key),
                    ),
                  )
                }
              >
                <MenuItem id="all">{t("settings.hours.copyAll")}</MenuItem>
                <MenuItem id="open">{t("settings.hours.copyOpen")}</MenuItem>
                {days
                  .filter((other) => other !== day)
                  .map((other) => (
                    <MenuItem key={other} id={String(other)}>
                      {named(other)}
                    </MenuItem>
                  ))}
              </Menu>
            </MenuTrigger>
          </span>
          <div className={styles.bars}>
            <DayBars size="s" bars={barsOf(hours, day)} />
          </div>
        </div>
      ))}
    </fieldset>
  );
}
