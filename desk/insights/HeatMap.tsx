import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Said } from "../ui/Said.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { Question } from "./filters.ts";
import styles from "./HeatMap.module.css";
import { hoursQuery } from "./queries.ts";
import { useOpenSheet } from "./sheet-place.ts";

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** When customers write, by weekday and hour: the darker, the more. Each cell tells its number and opens what it counts. */
export function HeatMap({ asked }: { asked: Question }) {
  const { t } = useTexts();
  const found = useQuery(hoursQuery(asked));
  return (
    <section className={styles.card} aria-label={t("figures.chart.hours")}>
      <h2 className={styles.title}>{t("figures.chart.hours")}</h2>
      <p className={styles.about}>{t("figures.chart.hours.about")}</p>
      {found.data ? (
        <Grid counts={found.data.hours} />
      ) : found.error ? (
        <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />
      ) : (
        <Skeleton height={13} />
      )}
    </section>
  );
}

function Grid({ counts }: { counts: readonly (readonly number[])[] }) {
  const { t, number, locale, dir } = useTexts();
  const open = useOpenSheet();
  const grid = useRef<HTMLTableElement>(null);
  // One cell is reached by Tab; the arrow keys go on from there.
  const [[row, column], setAt] = useState<[number, number]>([0, 9]);
  const most = Math.max(1, ...counts.flat());
  const weekday = (at: number, style: "short" | "long") =>
    // The fifth of January 1970 was a Monday.
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format((at + 4) * 86_400_000);
  const hourName = (hour: number) =>
    new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(
      hour * 3_600_000,
    );

  function onKeyDown(event: KeyboardEvent) {
    const along = dir === "rtl" ? -1 : 1;
    const to = {
      ArrowRight: [row, column + along],
      ArrowLeft: [row, column - along],
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      Home: [row, 0],
      End: [row, 23],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const [y, x] = [Math.min(6, Math.max(0, to[0]!)), Math.min(23, Math.max(0, to[1]!))];
    setAt([y, x]);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${y}-${x}"]`)?.focus();
  }

  return (
    <div className={styles.scroll}>
      <table ref={grid} className={styles.grid} aria-label={t("figures.chart.hours")} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col" className={styles.hour}>
                <span aria-hidden>{hour % 3 === 0 ? number(hour) : ""}</span>
                <Said>{hourName(hour)}</Said>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((of, at) => (
            <tr key={weekday(at, "long")}>
              <th scope="row" className={styles.day}>
                {weekday(at, "short")}
              </th>
              {of.map((count, hour) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: hours never change places
                <td key={hour}>
                  <button
                    type="button"
                    className={styles.cell}
                    data-cell={`${at}-${hour}`}
                    data-much={count > most * 0.6 || undefined}
                    style={{ "--share": count / most } as object}
                    tabIndex={at === row && hour === column ? 0 : -1}
                    aria-label={t("figures.hours.cell", {
                      day: weekday(at, "long"),
                      hour: hourName(hour),
                      count,
                    })}
                    title={t("figures.hours.cell", { day: weekday(at, "long"), hour: hourName(hour), count })}
                    onFocus={() => setAt([at, hour])}
                    onClick={() => open("received", { when: `${at + 1}-${hour}` })}
                  >
                    {count > 0 && most < 1000 ? number(count) : ""}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
