import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useDeferredValue, useEffect, useState } from "react";
import { Button } from "react-aria-components";
import type { CalendarDay } from "../../../contract/calendars.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { DayBars } from "./DayBars.tsx";
import styles from "./MonthPreview.module.css";
import { type Preview, previewQuery } from "./queries.ts";
import { dateIn, dayBars, monthAfter, monthDates, weekOf } from "./week.ts";
import { narrowDay } from "./words.ts";

type Props = { of: Omit<Preview, "from" | "to"> };

/** A month as it would come out: what is open on each date, holidays, exceptions. A date says more when it is pressed. */
export function MonthPreview({ of: fields }: Props) {
  const { t, locale } = useTexts();
  const today = dateIn(fields.timeZone, Date.now());
  const [month, setMonth] = useState(today.slice(0, 7));
  const [chosen, setChosen] = useState<string | null>(null);
  const { dates, blanks } = monthDates(month, locale);
  const settled = useSettled(fields);
  const preview = useQuery(previewQuery({ ...settled, from: dates[0]!, to: dates.at(-1)! }));
  const days = new Map(preview.data?.map((day) => [day.date, day]));
  const shown = chosen?.startsWith(month) ? chosen : null;
  const title = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    Date.parse(dates[0]!),
  );

  return (
    <section className={styles.preview} aria-label={t("settings.hours.preview")}>
      <div className={styles.head}>
        <h3 className={styles.title} aria-live="polite">
          {title}
        </h3>
        <span className={styles.turn}>
          <IconButton
            size="s"
            icon={ChevronLeft}
            label={t("settings.hours.monthBefore")}
            onPress={() => setMonth(monthAfter(month, -1))}
          />
          <IconButton
            size="s"
            icon={ChevronRight}
            label={t("settings.hours.monthAfter")}
            onPress={() => setMonth(monthAfter(month, 1))}
          />
        </span>
      </div>
      {preview.error && <Problem of={preview.error} onRetry={() => preview.refetch()} />}
      <div className={styles.grid} aria-busy={preview.isFetching}>
        {weekOf(locale).map((day) => (
          <span key={day} className={styles.weekday} aria-hidden="true">
            {narrowDay(day, locale)}
          </span>
        ))}
        {Array.from({ length: blanks }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: all alike, and nothing stands in them
          <span key={at} />
        ))}
        {dates.map((date) => (
          <DayCell
            key={date}
            date={date}
            day={days.get(date)}
            timeZone={settled.timeZone}
            isToday={date === today}
            isChosen={date === shown}
            onPress={() => setChosen(date === shown ? null : date)}
          />
        ))}
      </div>
      <p className={styles.words} aria-live="polite">
        {shown && days.get(shown) ? (
          <DayWords day={days.get(shown)!} timeZone={settled.timeZone} />
        ) : (
          t("settings.hours.previewHint")
        )}
      </p>
    </section>
  );
}

type CellProps = {
  date: string;
  day: CalendarDay | undefined;
  timeZone: string;
  isToday: boolean;
  isChosen: boolean;
  onPress: () => void;
};

function DayCell({ date, day, timeZone, isToday, isChosen, onPress }: CellProps) {
  const { number } = useTexts();
  const words = useDayWords();
  const kept = day?.holidays.some(({ isWorked }) => !isWorked) && !day.exception;
  const mark = day?.exception ? "exception" : kept ? "holiday" : undefined;
  return (
    <Button
      className={styles.day}
      data-today={isToday || undefined}
      data-mark={mark}
      aria-pressed={isChosen}
      aria-label={day ? words(day, timeZone) : date}
      onPress={onPress}
    >
      <span className={styles.number}>{number(Number(date.slice(8)))}</span>
      <DayBars size="s" bars={day ? dayBars(day.openings, timeZone) : []} />
    </Button>
  );
}

function DayWords({ day, timeZone }: { day: CalendarDay; timeZone: string }) {
  return useDayWords()(day, timeZone);
}

/** "Mon, 6 Apr: closed · Easter Monday". Times are by the calendar's clock. */
function useDayWords(): (day: CalendarDay, timeZone: string) => string {
  const { t, locale, list } = useTexts();
  return ({ date, openings, holidays, exception }, timeZone) => {
    const dated = new Intl.DateTimeFormat(locale, {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    });
    const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
    const bars = dayBars(openings, timeZone);
    const open =
      bars.length === 1 && bars[0]!.from === 0 && bars[0]!.to === 1440
        ? t("settings.hours.allDay")
        : list(
            openings.map(
              ({ from, to }) => `${clock.format(Date.parse(from))}–${clock.format(Date.parse(to))}`,
            ),
          );
    const because = exception
      ? [exception]
      : holidays.map(({ name, isWorked }) => (isWorked ? t("settings.hours.workedDay", { name }) : name));
    return t("settings.hours.dayWords", {
      date: dated.format(Date.parse(date)),
      open: open || t("settings.hours.closed"),
      because: because.length ? ` · ${because.join(" · ")}` : "",
    });
  };
}

const settleMs = 300;

/** The fields once nobody has changed them for a moment, so that a preview is not asked for by every key. */
function useSettled<Fields>(fields: Fields): Fields {
  const [settled, setSettled] = useState(fields);
  const json = JSON.stringify(fields);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(json) as Fields), settleMs);
    return () => clearTimeout(timer);
  }, [json]);
  return useDeferredValue(settled);
}
